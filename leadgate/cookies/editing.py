"""Changing a description: each step makes another one, and names are found or refused."""

from collections.abc import Callable

from msgspec.structs import replace

from leadgate.cookies.documents import CookiePurpose, Described, Service
from leadgate.cookies.errors import NoSuchSite


def purpose_in(described: Described, slug: str) -> CookiePurpose:
    """A purpose by its short name.

    Raises:
        NoSuchSite: there is none.
    """
    found = next((one for one in described.purposes if one.slug == slug), None)
    if found is None:
        raise NoSuchSite
    return found


def service_in(purpose: CookiePurpose, at: int) -> Service:
    """A service by its place.

    Raises:
        NoSuchSite: there is none.
    """
    if not 0 <= at < len(purpose.services):
        raise NoSuchSite
    return purpose.services[at]


def with_purpose(described: Described, slug: str, purpose: CookiePurpose) -> Described:
    """The description with a purpose in the place of the one of that name, or at the end where there is none."""
    there = any(one.slug == slug for one in described.purposes)
    kept = tuple(purpose if one.slug == slug else one for one in described.purposes)
    return replace(described, purposes=kept if there else (*kept, purpose))


def without_purpose(described: Described, slug: str) -> Described:
    """The description without a purpose and all its services."""
    return replace(described, purposes=tuple(one for one in described.purposes if one.slug != slug))


def moved_up(described: Described, slug: str) -> Described:
    """The description with a purpose before the one it stood behind."""
    order = list(described.purposes)
    at = order.index(purpose_in(described, slug))
    if at:
        order[at - 1], order[at] = order[at], order[at - 1]
    return replace(described, purposes=tuple(order))


def with_service(described: Described, slug: str, at: int | None, service: Service) -> Described:
    """The description with a service in its place, or behind all others.

    Args:
        described: the description.
        slug: of its purpose.
        at: where it stands; None for a new one.
        service: as it is from now on.
    """

    def put(services: list[Service]) -> list[Service]:
        if at is None:
            return [*services, service]
        return [service if place == at else one for place, one in enumerate(services)]

    return _services(described, slug, put)


def without_service(described: Described, slug: str, at: int) -> Described:
    """The description without a service."""
    return _services(described, slug, lambda services: [one for place, one in enumerate(services) if place != at])


def _services(described: Described, slug: str, act: Callable[[list[Service]], list[Service]]) -> Described:
    purpose = purpose_in(described, slug)
    return with_purpose(described, slug, replace(purpose, services=tuple(act([*purpose.services]))))
