"""How the site looks: its colours, and what it says of itself on every page."""
