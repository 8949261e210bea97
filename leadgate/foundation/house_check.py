"""Refusing to open a house that is not finished: what is missing or double is named, with the room it is in."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

import leadgate
from leadgate.foundation.house.assembly import House
from leadgate.foundation.house.kinds import faults_of_kinds, kinds_of, refuse_doubled_kinds
from leadgate.foundation.house.missing import refuse_missing_rooms
from leadgate.foundation.house.rooms import Look, Room, UnfinishedRoom
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.permissions import PUBLIC, Permission
from leadgate.foundation.words import Text, Words

ROOMS_FOLDER = Path(leadgate.__file__).parent
MAKES_BLUEPRINT = re.compile(r"^\w.* = Blueprint\(", re.MULTILINE)
PARTS = ("subject.txt", "body.txt", "body.html")


def check(house: House, templates: Path, languages: Sequence[str]) -> None:
    """Refuse to open while a room is unfinished; the same house is looked at once.

    Args:
        house: with the tables of its rooms, which are loaded here.
        templates: the folder of the templates.
        languages: those people are spoken to in, besides English, as the catalogues name them: `zh_Hant`.

    Raises:
        UnfinishedRoom: something is missing or double: names the room, what it is, and where to add it.
    """
    if (known := (templates, *languages)) in house.checked:
        return
    _load(house)
    from leadgate.foundation.privacy.register import unmarked

    if columns := unmarked(house.rooms):
        raise UnfinishedRoom(f"{columns[0]} says neither that it is personal nor that it is not.")
    translated = {language: _translated(language) for language in languages}
    refuse_doubled_kinds(house)
    for room in house.rooms:
        manifest = import_module(f"{room.home}.room")
        for fault in _faults(house, room, manifest, templates):
            raise UnfinishedRoom(f"{room.name}: {fault}")
        for language, texts in translated.items():
            _refuse_untranslated(room, language, texts)
    # By now everything the rooms name is loaded, and so are all kinds that have words.
    ours = [kind for kind in Words.__subclasses__() if kind.__module__.startswith("leadgate.")]
    for language, texts in translated.items():
        for fault in untranslated(ours, texts):
            raise UnfinishedRoom(f"{fault} in {language}.")
    house.checked.add(known)


def _load(house: House) -> None:
    """Import all that the rooms name, and with it whatever they use of each other."""
    house.load_tables()
    for room in house.rooms:
        for ref in refs_of(house, room):
            house.resolve(room, ref)
    refuse_missing_rooms(house)


def _refuse_untranslated(room: Room, language: str, texts: Container[str]) -> None:
    for said in _texts(room):
        if said.id not in texts:
            raise UnfinishedRoom(f"{room.name}: “{said.id}” in its room.py has no words in {language}.")


def untranslated(kinds: Iterable[type[Words]], texts: Container[str]) -> Iterator[str]:
    """What members of kinds say that is not among the texts a language has; a sentence without its end for each.

    Args:
        kinds: enums whose members carry their words.
        texts: the English texts that are translated.
    """
    for kind in kinds:
        for member in kind:
            for said in vars(member).values():
                if isinstance(said, Text) and said.id not in texts:
                    yield f"“{said.id}” of {kind.__module__}.{kind.__name__}.{member.name} has no words"


def _faults(house: House, room: Room, manifest: ModuleType, templates: Path) -> Iterator[str]:
    yield from _left_out(house, room, manifest)
    yield from _unlisted_files(room)
    yield from _tables(room)
    yield from _work(room)
    yield from _letters(room, templates)
    yield from faults_of_kinds(house, room, templates)


def _left_out(house: House, room: Room, manifest: ModuleType) -> Iterator[str]:
    """What a manifest makes and does not hand over; what it borrows from another room is that room's."""
    borrowed = {PUBLIC, *(each for other in house.rooms if other is not room for each in other.permissions)}
    declared: dict[type, tuple[object, ...]] = {
        Act: room.tokens, Permission: room.permissions, Look: room.looks}  # fmt: skip
    for name, value in vars(manifest).items():
        listed = declared.get(type(value))
        if listed is not None and value not in listed and value not in borrowed:
            yield f"{name} stands in its room.py and in none of ROOM's tokens, permissions or looks."


def _unlisted_files(room: Room) -> Iterator[str]:
    """Modules of the room that make a blueprint or tables the manifest does not name."""
    folder = Path(str(import_module(room.home).__file__)).parent
    views = {ref.partition(":")[0] for ref in room.views}
    for path in sorted(folder.rglob("*.py")):
        module = ".".join(path.relative_to(folder).with_suffix("").parts)
        text = path.read_text()
        if MAKES_BLUEPRINT.search(text) and module not in views:
            yield f"{module}.py makes a blueprint that its room.py does not name under views."
        package = module.partition(".")[0]
        if "\n    __tablename__ = " in text and module not in room.models and package not in room.models:
            yield f"{module}.py has tables that its room.py does not name under models."


def _tables(room: Room) -> Iterator[str]:
    from leadgate.foundation.privacy.register import OnErasure, tables_of

    own = {table.name: rule for _, table, rule in tables_of([room])}
    for name, rule in own.items():
        if name not in room.personal.tables:
            yield f"the personal table {name} has no words for people under personal.tables."
        if rule.erased is OnErasure.KEPT_UNLINKABLE and (rule.ground is None or rule.left is None):
            yield f"the table {name} is kept after an erasure; its mark does not say on what ground, or what is left."
    for name in room.personal.tables.keys() - own.keys():
        yield f"personal.tables has words for {name}, which is no personal table of this room."


def _work(room: Room) -> Iterator[str]:
    worked = room.handlers.keys() | room.effects.keys()
    for kind in sorted(worked - room.work.keys()):
        yield f"what works {kind} in the outbox has no words under work."
    for kind in sorted(room.work.keys() - worked):
        yield f"work has words for {kind}, which nothing of this room works."


def _letters(room: Room, templates: Path) -> Iterator[str]:
    folder = templates / "mail" / room.name
    there = {path.name for path in folder.iterdir() if path.is_dir()} if folder.is_dir() else set()
    for name in room.letters:
        if missing := [part for part in PARTS if not (folder / name / part).is_file()]:
            yield f"the letter {name} has no template {missing[0]} in templates/mail/{room.name}/{name}/."
    for name in sorted(there - room.letters.keys()):
        yield f"templates/mail/{room.name}/{name}/ belongs to no letter that its room.py names."


def refs_of(house: House, room: Room) -> Iterator[str]:
    """Every `module:attribute` a room names, in its manifest and in its kinds of proof.

    Args:
        house: that imports what the room's manifest names.
        room: one of its rooms.
    """
    for kind in kinds_of(house, room):
        yield from kind.refs
    yield from (*room.views, *room.install, *room.mail_checks)
    yield from (command.ref for command in room.commands.values())
    yield from (task.run for task in room.schedule.values())
    for named in (room.letters, room.handlers, room.effects, room.slots, room.runs, room.answers, room.direct):
        yield from named.values()
    for refs in room.listens.values():
        yield from refs
    for refs in (room.entitlements, room.activities, room.attributes, room.controls, room.verifications):
        yield from refs
    for refs in (room.home_lines, room.first_steps, room.finders, room.facets, room.timelines, room.wordings):
        yield from refs
    own = room.personal
    yield from (*own.stores, *own.linked_keys, *own.exempt_rows, *own.exempt_keys, *own.rules, *own.files)
    yield from own.names.values()
    if room.init_app:
        yield room.init_app


def _texts(room: Room) -> Iterator[Text]:
    yield from (*room.personal.tables.values(), *room.personal.rule_words.values())
    yield from (entry.label for entry in room.nav)
    for look in room.looks:
        yield from (look.seen, look.shows)
    for work in room.work.values():
        yield from (work.what, work.dropped)


def _translated(language: str) -> set[str]:
    """Every text a catalogue has words for."""
    from babel.messages.mofile import read_mo

    with (ROOMS_FOLDER / "translations" / language / "LC_MESSAGES/messages.mo").open("rb") as file:
        messages = [message for message in read_mo(file) if message.id and message.string]
    return {each.id if isinstance(each.id, str) else each.id[0] for each in messages}
