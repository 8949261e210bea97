"""What each kind of block asks on the page, and what was typed into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from msgspec.structs import asdict, replace

from leadgate.foundation.web.forms import tidy
from leadgate.foundation.words import Text
from leadgate.foundation.words import text as _
from leadgate.letter_editor.errors import TooLongForLetter
from leadgate.letters.types import Block, BlockKind, LetterWording

T = TypeVar("T")
Sent = Mapping[str, str]
"""What was typed, by the names of the fields: `subject.en`, `block.text.en`, `block.level`."""


@dataclass(frozen=True, slots=True)
class BlockField:
    """Something a block asks.

    Args:
        name: as the block calls it.
        label: what it is called on the page.
        sort: `line`, `text`, `address`, `tick` or `level`.
        is_shared: whether it is the same in every language.
        hint: what stands below it.
    """

    name: str
    label: Text
    sort: str = "line"
    is_shared: bool = False
    hint: Text | None = None


_ADDRESS = _("It begins with https://, or mailto: for an address.")
_ALT = BlockField("alt", _("What the picture shows"), hint=_("Whoever does not see it reads this instead."))
FIELDS: dict[BlockKind, tuple[BlockField, ...]] = {
    BlockKind.HEADING: (BlockField("text", _("Heading")), BlockField("level", _("Size"), "level", is_shared=True)),
    BlockKind.TEXT: (
        BlockField(
            "text", _("What it says"), "text", hint=_("Markdown: **bold**, *slanted*, [a link](https://…), - a list.")
        ),
    ),
    BlockKind.BUTTON: (
        BlockField("label", _("What stands on it")),
        BlockField("url", _("Where the link leads"), "address", hint=_ADDRESS),
    ),
    BlockKind.PICTURE: (
        _ALT,
        BlockField("is_ornament", _("It only adorns: nobody misses anything who does not see it"), "tick", True),
        BlockField("link", _("Where it leads when pressed (may stay empty)"), "address"),
    ),
    BlockKind.QUOTE: (BlockField("text", _("What was said"), "text"), BlockField("who", _("By whom"))),
    BlockKind.CARD: (
        BlockField("title", _("Title")),
        BlockField("text", _("A sentence or two")),
        BlockField("when", _("When (for an event)")),
        BlockField("where", _("Where (for an event)")),
        BlockField("url", _("Where the link leads"), "address", hint=_ADDRESS),
        BlockField("label", _("What stands on its button")),
        _ALT,
    ),
    BlockKind.DIVIDER: (),
}
KINDS: dict[BlockKind, Text] = {
    BlockKind.TEXT: _("Text"),
    BlockKind.HEADING: _("Heading"),
    BlockKind.BUTTON: _("Button"),
    BlockKind.PICTURE: _("Picture"),
    BlockKind.CARD: _("Asset or event"),
    BlockKind.QUOTE: _("Quote"),
    BlockKind.DIVIDER: _("Dividing line"),
}
"""What each kind is called, those used most first."""


def typed_wording(wording: LetterWording, language: str, sent: Sent) -> LetterWording:
    """A wording with the subject and the preview text that were typed.

    Raises:
        TooLongForLetter: a field cannot hold what was typed.
    """
    said = {name: _one_line(sent, f"{name}.{language}", getattr(wording, name)) for name in ("subject", "preheader")}
    return _held(replace(wording, **said), LetterWording)


def typed_blocks(blocks: Mapping[str, Block], kind: BlockKind, sent: Sent) -> dict[str, Block]:
    """A block in each language with what was typed into it; an address left empty is that of the first language.

    Raises:
        TooLongForLetter: a field cannot hold what was typed.
    """
    made: dict[str, Block] = {}
    for language, block in blocks.items():
        said = {one.name: _value(one, language, block, sent) for one in FIELDS[kind]}
        first = next(iter(made.values()), None)
        for one in FIELDS[kind]:
            if one.sort == "address" and first is not None and not said[one.name]:
                said[one.name] = getattr(first, one.name)
        made[language] = _held(replace(block, **said, **_picture(sent)), Block)
    return made


def _value(one: BlockField, language: str, block: Block, sent: Sent) -> Any:
    name = f"block.{one.name}" if one.is_shared else f"block.{one.name}.{language}"
    match one.sort:
        case "tick":
            return name in sent if "opened" in sent else getattr(block, one.name)
        case "level":
            return 1 if sent.get(name, str(getattr(block, one.name))) == "1" else 2
        case "text":
            return sent[name].replace("\r\n", "\n") if name in sent else getattr(block, one.name)
    return _one_line(sent, name, getattr(block, one.name))


def _one_line(sent: Sent, name: str, before: str) -> str:
    return " ".join(tidy(sent[name]).split()) if name in sent else before


def _picture(sent: Sent) -> dict[str, Any]:
    """The picture that came with the form, as its fields in a block of that kind: `url` or `picture`, and its width."""
    return {
        name: int(value) if name == "width" else value for name in _PICTURED if (value := sent.get(f"picture.{name}"))
    }


_PICTURED = ("url", "picture", "width")


def _held(typed: T, kind: Any) -> T:
    """What was typed, once it is known that it can be kept and read again."""
    try:
        kept: T = msgspec.convert(msgspec.to_builtins(typed), kind)
    except msgspec.ValidationError as trouble:
        raise TooLongForLetter from trouble
    return kept


def values_of(blocks: Mapping[str, Block], kind: BlockKind) -> dict[str, str]:
    """The fields of an open block, filled with what it says."""
    found: dict[str, str] = {}
    for language, block in blocks.items():
        known = asdict(block)
        for one in FIELDS[kind]:
            value = known[one.name]
            if one.is_shared:
                found[f"block.{one.name}"] = "y" if value is True else "" if value is False else str(value)
            else:
                found[f"block.{one.name}.{language}"] = value
    return found


def values_of_letter(wordings: Mapping[str, LetterWording]) -> dict[str, str]:
    """The fields of the letter's head, filled."""
    names = ("subject", "preheader")
    return {f"{name}.{tag}": getattr(one, name) for tag, one in wordings.items() for name in names}
