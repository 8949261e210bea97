"""Groups: making and running them, and belonging to them."""
