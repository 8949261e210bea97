"""What the buttons of the page do to a letter: each is named by a verb and what it is about, with colons between."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from leadgate.foundation.installation import installation
from leadgate.letter_editor import shape
from leadgate.letter_editor.shape import Wordings
from leadgate.letter_editor.typed import Sent, typed_blocks, typed_wording
from leadgate.letters.types import Card, LetterWording

HEAD = "letter"
"""What is open when it is the subject and the languages; a block is named `block:key`."""
Acted = tuple[Wordings, str]
"""The letter after an act, and what of it is open then."""


def found_again(wordings: Wordings, opened: str) -> str:
    """What is open, or nothing where it is gone."""
    key = opened.removeprefix("block:")
    return opened if opened == HEAD or (key != opened and key in shape.keys(wordings)) else ""


def with_typed(wordings: Wordings, opened: str, sent: Sent) -> Wordings:
    """The letter with what was typed into what is open.

    Raises:
        TooLongForLetter: a field cannot hold what was typed.
    """
    opened = found_again(wordings, opened)
    if opened == HEAD:
        return {tag: typed_wording(one, tag, sent) for tag, one in wordings.items()}
    if not opened:
        return wordings
    blocks = shape.blocks_of(wordings, opened.removeprefix("block:"))
    kind = shape.kind_of(next(iter(blocks.values())))
    return shape.changed(wordings, typed_blocks(blocks, kind, sent))


def performed(wordings: Wordings, act: str, opened: str) -> Acted:
    """The letter after a button was pressed; a button of no meaning changes nothing.

    Raises:
        NoSuchBlock: what it is about is not there any more.
    """
    verb, *about = act.split(":")
    perform = ACTS.get((verb, len(about)))
    return perform(wordings, opened, *about) if perform else (wordings, opened)


def filled(wordings: Wordings, key: str, said: Mapping[str, Card]) -> Wordings:
    """The letter with a card about something that is published.

    Args:
        wordings: the letter.
        key: the card's.
        said: what it says, by language.

    Raises:
        NoSuchBlock: it is not there any more.
    """
    there = shape.blocks_of(wordings, key)
    return shape.changed(wordings, {tag: replace(card, key=key) for tag, card in said.items() if tag in there})


def _open(wordings: Wordings, _opened: str, *about: str) -> Acted:
    return wordings, ":".join(about)


def _add(wordings: Wordings, opened: str, kind: str) -> Acted:
    made = shape.blank(kind)
    return shape.with_blocks(wordings, made, after=opened.removeprefix("block:")), f"block:{made.key}"


def _add_last(wordings: Wordings, _opened: str, kind: str, _where: str) -> Acted:
    return _add(wordings, "", kind)


def _move(by: int) -> Callable[..., Acted]:
    return lambda wordings, opened, _what, key: (shape.moved(wordings, key, by), opened)


def _place(wordings: Wordings, opened: str, key: str, _list: str, place: str) -> Acted:
    return shape.placed(wordings, key, int(place) if place.isdecimal() else 0), opened


def _copy(wordings: Wordings, _opened: str, _what: str, key: str) -> Acted:
    changed, new = shape.copied(wordings, key)
    return changed, f"block:{new}"


def _take_out(wordings: Wordings, _opened: str, _what: str, key: str) -> Acted:
    return shape.without(wordings, key), ""


def _speak(wordings: Wordings, opened: str, language: str) -> Acted:
    if language not in installation().settings.languages or language in wordings:
        return wordings, opened
    return shape.aligned({**wordings, language: LetterWording()}), opened


def _speak_no_more(wordings: Wordings, opened: str, language: str) -> Acted:
    left = {tag: one for tag, one in wordings.items() if tag != language}
    return left or wordings, opened


ACTS: dict[tuple[str, int], Callable[..., Acted]] = {
    ("open", 0): _open,
    ("open", 1): _open,
    ("open", 2): _open,
    ("add", 1): _add,
    ("add", 2): _add_last,
    ("up", 2): _move(-1),
    ("down", 2): _move(1),
    ("place", 3): _place,
    ("copy", 2): _copy,
    ("remove", 2): _take_out,
    ("speak", 1): _speak,
    ("unspeak", 1): _speak_no_more,
}
"""By the verb and how much it says of what it is about."""
