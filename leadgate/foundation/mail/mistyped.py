"""Addresses somebody probably mistyped: one slip away from a service many people have their mailbox with."""

from importlib.resources import files
from itertools import takewhile

SERVICES = frozenset((files(__package__) / "services.txt").read_text().split())
"""Where many people read their mail. Whose domain is one of these made no slip."""
NAMES = frozenset(service.partition(".")[0] for service in SERVICES)
ENDINGS = {
    **dict.fromkeys("c0m cim cm cmo co comm con coom cpm ocm om vom xom".split(), "com"),
    **dict.fromkeys("nett ner nte ent".split(), "net"),
    **dict.fromkeys("dee ed".split(), "de"),
}
"""Endings that are slips, though some are countries' own: nobody's mailbox is at `gmail.co`."""
LEAST_LETTERS = 5
"""Names shorter than this are one letter from names of others (`web.de`, `wed.de`)."""


def meant_by(domain: str) -> str | None:
    """The service somebody meant who typed this domain, as far as one can guess.

    Args:
        domain: in lower-case A-labels.

    Returns:
        A domain one slip away (Damerau, 1964: one letter more, less, another, or two that changed places); None if the
        domain is a service's own, or is like none of them, or like several.
    """
    name, _dot, ending = domain.partition(".")
    if domain in SERVICES:
        return None
    is_alike = _is_same if name in NAMES else _is_like
    alike = {service for service in SERVICES if is_alike(name, ENDINGS.get(ending, ending), service)}
    return alike.pop() if len(alike) == 1 else None


def _is_same(name: str, ending: str, service: str) -> bool:
    return service == f"{name}.{ending}"


def _is_like(name: str, ending: str, service: str) -> bool:
    its_name, _dot, its_ending = service.partition(".")
    return ending == its_ending and len(its_name) >= LEAST_LETTERS and _is_one_slip(name, its_name)


def _is_one_slip(typed: str, meant: str) -> bool:
    if abs(len(typed) - len(meant)) > 1:
        return False
    same = _alike_at_start(typed, meant)
    typed, meant = typed[same:], meant[same:]
    same = _alike_at_start(typed[::-1], meant[::-1])
    typed, meant = typed[: len(typed) - same], meant[: len(meant) - same]
    return max(len(typed), len(meant)) == 1 or (len(typed) == 2 and typed == meant[::-1])


def _alike_at_start(one: str, other: str) -> int:
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
