"""Discussions: what members say to each other, with files, search and mails about what is new."""
