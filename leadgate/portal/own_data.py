"""What is kept about a person as they read it: things by their names, kinds and dates in words, no numbers of rows.

The file they take along has everything as it is; this is the same for people.
"""

import json
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints
from uuid import UUID

from sqlalchemy import Table

from leadgate.foundation.installation import installation
from leadgate.foundation.languages import NAMES
from leadgate.foundation.privacy import register
from leadgate.foundation.wording import kind_of_data, plainly, with_value
from leadgate.foundation.words import Words
from leadgate.ledger.types import ConsentEvent
from leadgate.portal.column_words import METHODS, OF_THE_MACHINE, SHARED


@dataclass(frozen=True, slots=True)
class OwnTable:
    """One kind of data: what it is for, how long it is kept, and its rows, each cell as its lines."""

    title: str
    purpose: str
    kept: str
    heads: list[str]
    rows: list[list[list[str]]]


def own_data(person: UUID, language: str) -> list[OwnTable]:
    """Everything kept about a person, for them to read.

    Args:
        person: the person's id.
        language: the reader's.

    Returns:
        Each kind of data there is something of; looks of staff are left out, which the page lists by themselves.
    """
    found = register.export_of(person)
    why = {row["table"]: row for row in reversed(register.records_of_processing())}
    shown = []
    for cls, table, _rule in register.tables():
        rows = [row for row in found.get(table.name, ()) if row.get("happened") != ConsentEvent.SEEN]
        if rows:
            columns = [ReadColumn(cls, table, name, language) for name in rows[0]]
            read = [one for one in columns if one.is_read and any(row[one.name] not in (None, "") for row in rows)]
            cells = [[one.lines(row[one.name]) for one in read] for row in rows]
            reason = why[table.name]
            heads = [one.head for one in read]
            shown.append(OwnTable(kind_of_data(table.name), reason["purpose"], reason["kept"], heads, cells))
    return shown


class ReadColumn:
    """One column, and how its values are read."""

    def __init__(self, cls: type, table: Table, name: str, language: str) -> None:
        self.name, house = name, installation().house
        self._words, names = SHARED | house.column_words, house.names
        refers = [key.column.table.name for key in table.c[name].foreign_keys]
        naming = next((names[kind] for kind in (f"{table.name}.{name}", *refers) if kind in names), None)
        self._named = naming(language) if naming else {}
        held = get_args(get_type_hints(cls)[name])[0]
        self._kind = held if isinstance(held, type) and issubclass(held, Words) else None
        self.is_read = name in self._words and (bool(naming) or UUID not in (held, *get_args(held)))

    @property
    def head(self) -> str:
        """What stands above it."""
        return str(self._words[self.name])

    def lines(self, value: Any) -> list[str]:
        """A value in lines: one, or as many as there are answers in it."""
        if isinstance(value, Hashable) and value in self._named:
            return [str(self._named[value])]
        if isinstance(value, str) and (words := self._words_of(value)):
            return [words]
        return [with_value(key, said) if key else said for key, said in self._leaves(_unpacked(value))]

    def _words_of(self, value: str) -> str:
        """What people read for a word of the machine; nothing where it is their own."""
        if self._kind:
            return next((str(one.words) for one in self._kind if one == value), "")
        match self.name:
            case "method":
                return str(METHODS.get(value, ""))
            case "language":
                return NAMES.get(value, "")
            case "held_table" | "rule":
                return kind_of_data(value)
        return ""

    def _leaves(self, value: Any, key: str = "") -> Iterator[tuple[str, str]]:
        """What was said in what is nested; what is empty says nothing."""
        match value:
            case {"labels": dict() as labels, "fields": dict() as fields, **rest}:
                # What was asked, and what was chosen, in the words that stood there.
                chosen = {
                    name: labels.get(said, said) if isinstance(said, str) else said for name, said in rest.items()
                }
                asked = {labels.get(name, name): said for name, said in fields.items()}
                yield from self._leaves({**asked, **chosen}, key)
            case dict():
                for name, inner in value.items():
                    if name not in OF_THE_MACHINE:
                        yield from self._leaves(inner, str(self._named.get(name) or self._words.get(name, name)))
            case list():
                for inner in value:
                    yield from self._leaves(inner, key)
            case _ if value not in (None, ""):
                yield key, str(self._named.get(value) or plainly(value))


def _unpacked(value: Any) -> Any:
    if not isinstance(value, str) or value[:1] not in ("{", "["):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
