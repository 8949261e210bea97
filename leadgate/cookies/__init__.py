"""Cookie consent for other sites: what a site stores and who gets it, the script that asks, and what holds it back."""
