"""What is done with pictures of answers."""
