"""Attributes: what rooms know of people, what people do, and what they may hold; provided by the rooms."""
