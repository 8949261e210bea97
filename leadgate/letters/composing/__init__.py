"""Composing: a wording becomes the bytes of a letter, once for everybody; then each reader's are filled in."""
