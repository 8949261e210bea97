"""What somebody answered in the form of a landing page, and its correcting by them."""
