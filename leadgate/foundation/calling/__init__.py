"""Calling out: the one door through which this installation asks something of a server elsewhere."""
