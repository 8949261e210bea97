"""Private groups: making them, asking to join, deciding, belonging, leaving."""
