"""What of a survey is published beside what else: tables, parts, and what all of them together tell."""
