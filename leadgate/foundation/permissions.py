"""Who may do what: every view names its permission, every permission names its roles, and the default is no."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol, TypeVar
from uuid import UUID

View = TypeVar("View", bound=Callable[..., Any])


class Role(StrEnum):
    """What a member of staff is trusted with."""

    OWNER = "owner"
    MARKETER = "marketer"
    MODERATOR = "moderator"
    OFFICER = "officer"
    VIEWER = "viewer"


class Staff(Protocol):
    """The signed-in member of staff, as far as the ground floor needs to know."""

    id: UUID
    role: Role


PUBLIC = "public"
"""Everybody, signed in or not."""

_grants: dict[str, frozenset[Role]] = {}


def declare(permission: str, *roles: Role) -> str:
    """Name a permission (`room:thing:act`) and the roles that have it; owners have every one."""
    _grants[permission] = frozenset({Role.OWNER, *roles})
    return permission


def allow(permission: str) -> Callable[[View], View]:
    """Say who may use a view; one without this answers nobody."""

    def mark(view: View) -> View:
        view.__dict__["permission"] = permission
        return view

    return mark


def permission_of(view: Callable[..., Any]) -> str | None:
    """The permission a view names, if it does."""
    return getattr(view, "permission", None)


def may(staff: Staff | None, permission: str | None) -> bool:
    """Whether this member of staff (or nobody) has the permission."""
    if permission == PUBLIC:
        return True
    return staff is not None and permission is not None and staff.role in _grants.get(permission, frozenset())


def granted() -> dict[str, frozenset[Role]]:
    """Every permission with its roles, for the documentation and its test."""
    return dict(_grants)
