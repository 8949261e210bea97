"""Who may do what: every view names its permission, every permission names its roles, and the default is no."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from uuid import UUID

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _

View = TypeVar("View", bound=Callable[..., Any])


class Role(Words):
    """What a member of staff is trusted with."""

    OWNER = "owner", _("owner")
    MARKETER = "marketer", _("marketer")
    MODERATOR = "moderator", _("moderator")
    OFFICER = "officer", _("privacy officer")
    VIEWER = "viewer", _("viewer")


class Staff(Protocol):
    """The signed-in member of staff, as far as the ground floor needs to know."""

    id: UUID
    role: Role


@dataclass(frozen=True, slots=True)
class Permission:
    """What somebody may do, and the roles that may; owners may everything.

    Args:
        name: `room:thing:act`.
        allows: what it allows, in a few words of English, for `docs/permissions.md`.
        roles: who has it.
    """

    name: str
    allows: str
    roles: frozenset[Role]

    def __str__(self) -> str:
        return self.name


def permission(name: str, allows: str, *roles: Role) -> Permission:
    """A permission, as it stands in a room's manifest; owners have it besides those named.

    Args:
        name: `room:thing:act`.
        allows: what it allows, in a few words of English, for `docs/permissions.md`.
        roles: who has it besides owners, who have all.
    """
    return Permission(name, allows, frozenset({Role.OWNER, *roles}))


PUBLIC = permission("public", "what everybody may", *Role)
"""Everybody, signed in or not."""


def allow(permission: Permission) -> Callable[[View], View]:
    """Say who may use a view; one without this answers nobody."""

    def mark(view: View) -> View:
        view.__dict__["permission"] = permission
        return view

    return mark


def after_proof(view: View) -> View:
    """Have whoever uses a view show that it is still them: their password or second factor within ten minutes.

    Looking at a page that is filled in is free; sending it is not, and neither is a page that can only be fetched, as
    an export is. What was typed waits meanwhile (OWASP ASVS 5.0, 7.5.1 and 7.5.3).
    """
    view.__dict__["after_proof"] = True
    return view


def keeping_files(keep: Callable[[], list[tuple[str, str]]]) -> Callable[[View], View]:
    """Keep the files of a request while its proof is asked for: a page that asks can carry fields along, and no files.

    Args:
        keep: keeps those of the request at hand, and answers fields that name them.
    """

    def mark(view: View) -> View:
        view.__dict__["kept_files"] = keep
        return view

    return mark


def needs_proof(view: Callable[..., Any]) -> bool:
    """Whether a view says `after_proof`."""
    return getattr(view, "after_proof", False)


def kept_files_of(view: Callable[..., Any]) -> list[tuple[str, str]]:
    """The fields that name the files of the request at hand, which are kept; none where a view does not keep any."""
    keep: Callable[[], list[tuple[str, str]]] | None = getattr(view, "kept_files", None)
    return keep() if keep else []


def permission_of(view: Callable[..., Any]) -> Permission | None:
    """The permission a view names, if it does."""
    return getattr(view, "permission", None)


def may(staff: Staff | None, permission: Permission | None) -> bool:
    """Whether a permission is had.

    Args:
        staff: who is signed in; None for nobody, who has `PUBLIC` alone.
        permission: what is asked for; None, where a view names none, is had by nobody.
    """
    if permission is PUBLIC:
        return True
    return staff is not None and permission is not None and staff.role in permission.roles
