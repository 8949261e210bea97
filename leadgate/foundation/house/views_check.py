"""Refusing views that are not finished: pages that lead nowhere, that two rooms have, or that nobody may open."""

from collections.abc import Iterator

from flask import Flask

from leadgate.foundation.house.assembly import House
from leadgate.foundation.house.rooms import UnfinishedRoom
from leadgate.foundation.permissions import PUBLIC, permission_of


def check(app: Flask, house: House) -> None:
    """Refuse an application whose views do not fit together.

    Args:
        app: with the views of every room.
        house: whose they are.

    Raises:
        UnfinishedRoom: names the room or the view, and what is missing or double.
    """
    unasked = _answered_without_a_view(app, house)
    for fault in (*_leading_nowhere(app, house), *_without_permission(app, house), *_doubled(app), *unasked):
        raise UnfinishedRoom(fault)


def _leading_nowhere(app: Flask, house: House) -> Iterator[str]:
    for room in house.rooms:
        for entry in room.nav:
            if entry.endpoint not in app.view_functions:
                yield f"{room.name}: its navigation leads to {entry.endpoint}, which is no page."


def _without_permission(app: Flask, house: House) -> Iterator[str]:
    declared = {PUBLIC, *house.permissions.values()}
    for endpoint, view in app.view_functions.items():
        if endpoint == "static":
            continue
        needed = permission_of(view)
        if needed is None:
            yield f"{endpoint} says nobody who may open it: it needs @allow."
        elif needed not in declared:
            yield f"{endpoint} needs {needed.name}, which stands in no room's permissions."


def _answered_without_a_view(app: Flask, house: House) -> Iterator[str]:
    """What is answered before Flask asks nobody for a permission, and leaves to a view whatever does not go well."""
    public = {
        f"{said}{rule.rule.partition('<')[0]}"
        for rule in app.url_map.iter_rules()
        for method, said in (("GET", ""), ("POST", "POST "))
        if method in (rule.methods or ()) and permission_of(app.view_functions[rule.endpoint]) is PUBLIC
    }
    for room in house.rooms:
        for beginning in room.direct.keys() - public:
            yield f"{room.name}: {beginning} is answered directly, and has no public view."


def _doubled(app: Flask) -> Iterator[str]:
    known: dict[tuple[str, str], str] = {}
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            other = known.setdefault((rule.rule, method), rule.endpoint)
            if other != rule.endpoint:
                yield f"{method} {rule.rule} is a page of {other} and of {rule.endpoint}."
