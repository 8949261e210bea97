"""The house: all rooms of one installation, assembled from their manifests.

`assemble` reads manifests only, which is cheap. What a manifest names is imported when somebody first asks for it;
`House.check` (foundation/house_check.py) asks for everything, and refuses to open on what is missing or double.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from leadgate.foundation.house.doubles import refuse_doubles
from leadgate.foundation.house.rooms import Command, Look, Nav, OutboxWork, Ref, Room, Task, UnfinishedRoom

if TYPE_CHECKING:
    from leadgate.foundation.permissions import Permission
    from leadgate.foundation.wordings.kinds import Wording
    from leadgate.foundation.words import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Handler:
    """What works one kind of outbox row.

    Args:
        call: given the row's payload as keywords.
        is_act: whether it and the record that it is done are one transaction.
    """

    call: Callable[..., None]
    is_act: bool


class House:
    """What the rooms of an installation declare, as those who need it ask for it."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        self.rooms = tuple(rooms)
        self.checked: set[tuple[object, ...]] = set()
        """The templates and languages it was found finished with."""
        self._resolved: dict[tuple[str, Ref], Any] = {}

    def resolve(self, room: Room, ref: Ref) -> Any:
        """What a room's reference stands for, imported the first time.

        Args:
            room: that names it.
            ref: `module:attribute`, inside the room.

        Raises:
            UnfinishedRoom: when there is no such module or attribute.
        """
        known = (room.name, ref)
        if known not in self._resolved:
            self._resolved[known] = _imported(room, ref)
        return self._resolved[known]

    def provided(self, field: str) -> Iterator[Any]:
        """What the rooms declare in a field that holds references, in the order of the house."""
        for room in self.rooms:
            for ref in getattr(room, field):
                yield self.resolve(room, ref)

    def personal(self, field: str) -> list[Any]:
        """The same of what they declare about people."""
        return [self.resolve(room, ref) for room in self.rooms for ref in getattr(room.personal, field)]

    @cached_property
    def names(self) -> dict[str, Any]:
        """What tells people the name of a thing, by the table or column that holds its value."""
        return {kind: self.resolve(room, ref) for room in self.rooms for kind, ref in room.personal.names.items()}

    @cached_property
    def column_words(self) -> dict[str, "Text"]:
        """What people read above the columns that one room has, by the column's name."""
        return {name: words for room in self.rooms for name, words in room.personal.columns.items()}

    @cached_property
    def commands(self) -> dict[str, tuple[Room, Command]]:
        """Every command by name."""
        return {name: (room, command) for room in self.rooms for name, command in room.commands.items()}

    @cached_property
    def schedule(self) -> dict[str, tuple[Room, Task]]:
        """Every task of the clock, by the name workers know it by."""
        return {f"leadgate.{room.name}.{name}": (room, task) for room in self.rooms for name, task in
                room.schedule.items()}  # fmt: skip

    @cached_property
    def permissions(self) -> dict[str, "Permission"]:
        """Every permission by its name."""
        return {each.name: each for room in self.rooms for each in room.permissions}

    @cached_property
    def looks(self) -> dict[str, Look]:
        """Every kind of look by its name."""
        return {each.name: each for room in self.rooms for each in room.looks}

    @cached_property
    def rule_words(self) -> dict[str, "Text"]:
        """What people read for rules of retention, by the rule's name."""
        return {name: words for room in self.rooms for name, words in room.personal.rule_words.items()}

    @cached_property
    def wordings(self) -> dict[str, "Wording"]:
        """What owners may say in words of their own, by its name."""
        return {one.name: one for part in self.provided("wordings") for one in part.wordings}

    @cached_property
    def direct(self) -> dict[str, Any]:
        """What answers before Flask does, by the beginning of the path."""
        return {beginning: self.resolve(room, ref) for room in self.rooms for beginning, ref in room.direct.items()}

    def has_room(self, name: str) -> bool:
        """Whether the room of that name has its line."""
        return any(room.name == name for room in self.rooms)

    def has_handler(self, kind: str) -> bool:
        """Whether some room works rows of this kind."""
        return any(kind in room.handlers or kind in room.effects for room in self.rooms)

    def handler(self, kind: str) -> Handler:
        """What works rows of this kind.

        Raises:
            LookupError: no room does.
        """
        for room in self.rooms:
            if kind in room.handlers:
                return Handler(self.resolve(room, room.handlers[kind]), is_act=True)
            if kind in room.effects:
                return Handler(self.resolve(room, room.effects[kind]), is_act=False)
        raise LookupError(kind)

    def work(self, kind: str) -> OutboxWork | None:
        """What rows of this kind do, in words; None of a room that was taken out."""
        return next((room.work[kind] for room in self.rooms if kind in room.work), None)

    def letter(self, name: str) -> Any:
        """What writes the letter whose templates stand in `mail/<name>/`.

        Raises:
            LookupError: no room does.
        """
        owner, _, letter = name.partition("/")
        for room in self.rooms:
            if room.name == owner and letter in room.letters:
                return self.resolve(room, room.letters[letter])
        raise LookupError(name)

    def listeners(self, event: type) -> list[Callable[[Any], None]]:
        """What hears an event of this kind."""
        return [self.resolve(room, ref) for room in self.rooms for ref in room.listens.get(event, ())]

    def run(self, kind: str) -> Any | None:
        """What does a run of this kind; None where no room does."""
        return next((self.resolve(room, room.runs[kind]) for room in self.rooms if kind in room.runs), None)

    def answer(self, question: str) -> Any | None:
        """What answers a question a lower room asks; None where no room does."""
        for room in self.rooms:
            if question in room.answers:
                return self.resolve(room, room.answers[question])
        return None

    def slots(self, place: str) -> list[Callable[..., str]]:
        """What the rooms show on a place of somebody else's page; given what the page says it is about."""
        return [self.resolve(room, room.slots[place]) for room in self.rooms if place in room.slots]

    def nav(self, place: str) -> list[Nav]:
        """The entries of a navigation, in order."""
        return sorted((entry for room in self.rooms for entry in room.nav if entry.place == place), key=_order)

    def load_tables(self) -> None:
        """Import every table of every room: for migrations, and for all that goes through the register."""
        for room in self.rooms:
            for module in room.models:
                import_module(f"{room.home}.{module}")


def _order(entry: Nav) -> int:
    return entry.order


def _imported(room: Room, ref: Ref) -> Any:
    module, _, name = ref.partition(":")
    try:
        return getattr(import_module(f"{room.home}.{module}"), name)
    except (AttributeError, ModuleNotFoundError) as trouble:
        raise UnfinishedRoom(f"{room.name}: its room.py names {ref}, which is not there ({trouble}).") from trouble


def assemble(names: Sequence[str]) -> House:
    """The house of these rooms, lowest first.

    Raises:
        UnfinishedRoom: a folder has no manifest, or two rooms declare the same name for something.
    """
    rooms = [_manifest(name) for name in names]
    refuse_doubles(rooms)
    return House(rooms)


def _manifest(name: str) -> Room:
    try:
        room = import_module(f"leadgate.{name}.room").ROOM
    except (ModuleNotFoundError, AttributeError) as trouble:
        raise UnfinishedRoom(f"{name}: leadgate/{name}/room.py with its ROOM is missing ({trouble}).") from trouble
    if not isinstance(room, Room) or room.name != name:
        raise UnfinishedRoom(f"{name}: the ROOM in leadgate/{name}/room.py is of another name.")
    return room
