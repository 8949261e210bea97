"""What a person can rely on, said as sentences."""
