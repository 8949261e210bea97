"""What surveys know of people: that they answered, and what they chose, for who asks on and for good leads."""
