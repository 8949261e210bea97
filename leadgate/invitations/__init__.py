"""Invitations: an address that is asked to come, or a link that several can use; neither makes a member."""
