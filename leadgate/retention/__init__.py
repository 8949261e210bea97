"""Retention: how long each kind of data is kept, what is due, and the sweep that takes it."""
