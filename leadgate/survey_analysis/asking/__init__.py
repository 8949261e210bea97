"""Who was asked what, and what how many were asked tells of them."""
