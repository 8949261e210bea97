"""What can be done to a draft of an asset."""
