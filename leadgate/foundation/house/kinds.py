"""Refusing kinds of proof that name what is not there, or that would answer for each other."""

from collections.abc import Iterator
from pathlib import Path

from leadgate.foundation.house.assembly import House
from leadgate.foundation.house.rooms import DeclaredKind, Room, UnfinishedRoom


def kinds_of(house: House, room: Room) -> Iterator[DeclaredKind]:
    """The kinds of proof a room declares.

    Args:
        house: that imports what the room's manifest names.
        room: one of its rooms.
    """
    for ref in room.verifications:
        yield house.resolve(room, ref).declared


def refuse_doubled_kinds(house: House) -> None:
    """Refuse two kinds with one word, or opened by one token.

    Raises:
        UnfinishedRoom: with the second room and the word.
    """
    seen: dict[str, str] = {}
    for room in house.rooms:
        for kind in kinds_of(house, room):
            for name in (f"verification {kind.word}", *(f"link of the token {act.word}" for act in kind.acts)):
                if name in seen:
                    raise UnfinishedRoom(f"{room.name}: the {name} is declared by {seen[name]} already.")
                seen[name] = room.name


def faults_of_kinds(house: House, room: Room, templates: Path) -> Iterator[str]:
    """What a room's kinds of proof name and nobody can open, read or write; each in words that follow the room's name.

    Args:
        house: that imports what the room's manifest names.
        room: one of its rooms.
        templates: the folder of the templates.
    """
    for kind in kinds_of(house, room):
        if kind.room != room.name:
            yield f"its verification {kind.word} says that it is of the room {kind.room}."
        for missing in _missing(kind, room, templates):
            yield f"its verification {kind.word} names {missing}."


def _missing(kind: DeclaredKind, room: Room, templates: Path) -> Iterator[str]:
    own = {f"{room.name}/{name}" for name in room.letters}
    yield from (f"the letter {letter}, which is not among its letters" for letter in kind.letters if letter not in own)
    yield from (f"the page templates/{page}, which is not there" for page in kind.pages if _lacks(templates, page))
    yield from (f"the token {act.word}, which is not among its tokens" for act in kind.acts if act not in room.tokens)


def _lacks(templates: Path, page: str) -> bool:
    return not (templates / page).is_file()
