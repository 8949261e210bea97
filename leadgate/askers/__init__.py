"""Whoever asks for something without being known yet: the form they fill in, and whose address is proven."""
