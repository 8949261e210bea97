"""Fields that forms ask beside an address."""
