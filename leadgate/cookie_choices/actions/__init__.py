"""What is done with choices."""
