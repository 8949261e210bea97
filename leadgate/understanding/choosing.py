"""What somebody chose to see: which days, and by which word of origins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_login import current_user

from leadgate.analytics.spans import NoSuchSpan, Span, span_of, usual
from leadgate.analytics.types import OriginPart
from leadgate.assets.room import LEADS
from leadgate.foundation.permissions import may


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice of what is shown.

    Args:
        span: which days.
        part: by which word of origins.
        refusal: why these are not the days that were typed; empty where they are.
    """

    span: Span
    part: OriginPart
    refusal: str = ""

    def link(self, **other: str) -> dict[str, str]:
        """What an address says to choose the same, but for what is given."""
        days = {} if {"span", "from"} & other.keys() else self.span.link
        return {**days, "by": self.part.value, **other}


def chosen(asked: Mapping[str, str], otherwise: Callable[[], Span] = usual) -> Chosen:
    """What an address asks for.

    Args:
        asked: what stands behind its question mark.
        otherwise: which days where it asks for none, or for what there is not.
    """
    part = OriginPart(asked["by"]) if asked.get("by") in list(OriginPart) else OriginPart.SOURCE
    try:
        return Chosen(span_of(asked, otherwise), part)
    except NoSuchSpan as refused:
        return Chosen(otherwise(), part, str(refused))


def sees_who_came() -> bool:
    """Whether whoever reads may see leads by name, and so is told to the last one how many there are."""
    return may(current_user, LEADS)
