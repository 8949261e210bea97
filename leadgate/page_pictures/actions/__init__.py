"""What is done with pictures of pages."""
