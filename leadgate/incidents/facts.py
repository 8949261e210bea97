"""What is known about an incident, as it is typed: the values between form and act."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from leadgate.incidents.models import Risk, Scope


@dataclass(frozen=True, slots=True)
class Facts:
    """What the officer knows so far; all of it can be completed later, as GDPR art. 33(4) allows.

    Args:
        kinds: of what was broken: `confidentiality`, `integrity`, `availability`.
        aware_at: when there was reasonable certainty; the 72 hours run from here.
        readable: whether what leaked could be read; false when it was sealed and the keys were not with it.
    """

    title: str
    aware_at: datetime
    happened_from: datetime
    happened_until: datetime | None = None
    kinds: tuple[str, ...] = ("confidentiality",)
    scope: Scope = Scope.LOOKS
    accounts: tuple[UUID, ...] = ()
    readable: bool = True
    risk: Risk = Risk.UNKNOWN
    what: str = ""
    consequences: str = ""
    measures: str = ""
    why_late: str = ""
    words: dict[str, str] = field(default_factory=dict)
