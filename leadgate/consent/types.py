"""What a purpose is made of."""

from enum import StrEnum


class Need(StrEnum):
    """Whether the person asked for it by the act itself, or may also say yes to it."""

    SERVICE = "service"
    OPTIONAL = "optional"
