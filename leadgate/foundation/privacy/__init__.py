"""What is personal says so: marks on columns, and what exports, erases and expires by them."""
