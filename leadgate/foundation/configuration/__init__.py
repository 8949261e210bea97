"""Configuration: what an operator wrote, read so that nothing of it is passed over in silence."""
