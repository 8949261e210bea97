"""What groups tell the rooms above them, inside the act at work."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class GroupMade:
    """There is a new group: by id."""

    group_id: UUID


@dataclass(frozen=True, slots=True)
class RulesChanged:
    """A group expects something else of its members from now on: there is a newer version of its rules."""

    group_id: UUID


@dataclass(frozen=True, slots=True)
class MemberLeaves:
    """Somebody leaves a group of their own will, or by their silence; the membership still stands.

    Args:
        membership_id, group_id, person_id: whose it is, and where.
        keeps_posts: whether what they said stays, without their name.
    """

    membership_id: UUID
    group_id: UUID
    person_id: UUID
    keeps_posts: bool


@dataclass(slots=True)
class GroupEnds:
    """A group ends, in acts of a batch each; told once for each batch, until nobody has more to end.

    Args:
        group_id: which.
        most: rows that each listener ends at most, so that an act stays short.
        has_more: set by a listener that has ended some, and may have more to end.
    """

    group_id: UUID
    most: int
    has_more: bool = False
