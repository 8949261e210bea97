"""What becomes of an asset that ends: what its page says from then on, and whether it can be deleted."""
