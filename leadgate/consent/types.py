"""What a purpose is made of."""

from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256


class Need(StrEnum):
    """Whether the person asked for it by the act itself, or may also say yes to it."""

    SERVICE = "service"
    OPTIONAL = "optional"


def wording_of(notices: Iterable[str], *texts: str) -> str:
    """A name for all that somebody agrees to or refuses on a form: another one as soon as one word of it is another.

    Args:
        notices: the SHA-256 of each wording that stands there, in any order.
        texts: names of other things that stand there, such as the version of rules.
    """
    return sha256(" ".join([*sorted(notices), *texts]).encode()).hexdigest()[:20]
