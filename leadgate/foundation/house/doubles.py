"""Refusing rooms of which two declare the same name for something: the second would silently win."""

from collections.abc import Callable, Iterable, Sequence

from leadgate.foundation.house.rooms import Room, UnfinishedRoom


def refuse_doubles(rooms: Sequence[Room]) -> None:
    """Refuse two rooms, or one room twice, that declare the same name.

    Raises:
        UnfinishedRoom: with the second room and the name.
    """
    for what, names_of in NAMES.items():
        seen: dict[str, str] = {}
        for room in rooms:
            for name in names_of(room):
                if name in seen:
                    raise UnfinishedRoom(f"{room.name}: the {what} {name} is declared by {seen[name]} already.")
                seen[name] = room.name


NAMES: dict[str, Callable[[Room], Iterable[str]]] = {
    "room": lambda room: [room.name],
    "command": lambda room: room.commands,
    "outbox handler": lambda room: [*room.handlers, *room.effects],
    "token": lambda room: [each.word for each in room.tokens],
    "permission": lambda room: [each.name for each in room.permissions],
    "look": lambda room: [each.name for each in room.looks],
    "personal table": lambda room: room.personal.tables,
    "personal column": lambda room: room.personal.columns,
    "answer": lambda room: room.answers,
    "run": lambda room: room.runs,
}
