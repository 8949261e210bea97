"""Gates for programs: what a form asks, and asking, as JSON."""
