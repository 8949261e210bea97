"""What cannot be used of a configuration."""


class WrongSetting(Exception):
    """A setting that cannot be used, with a sentence that names it and never what it holds: that may be a password."""
