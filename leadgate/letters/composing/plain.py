"""The part without pictures and colours: the same blocks, as somebody reads them who has words alone."""

from collections.abc import Callable

from leadgate.letters.composing.frame import Composition
from leadgate.letters.composing.message import UNSUBSCRIBE
from leadgate.letters.composing.words_alone import RULE, words_alone
from leadgate.letters.fields import PersonalField
from leadgate.letters.types import Card, Divider, Heading, LetterWording, LinkButton, Passage, Picture, Saying


def plain_of(wording: LetterWording, at_work: Composition) -> str:
    """The text part, with marks for its fields."""
    frame, marks = at_work.frame, at_work.marks
    parts = [said for block in wording.blocks if (said := _SAID[type(block)](block, at_work).strip())]
    foot = [RULE, "\n".join(frame.footer), frame.why]
    if frame.view_url:
        foot.append(f"{frame.view_words}: {frame.view_url}")
    foot.append(f"{frame.unsubscribe_words}: {marks.mark(PersonalField(UNSUBSCRIBE))}")
    return "\n\n".join((*parts, *foot)) + "\n"


def _heading(block: Heading, at_work: Composition) -> str:
    return f"{'#' * block.level} {at_work.marks.marked(block.text)}"


def _passage(block: Passage, at_work: Composition) -> str:
    return at_work.marks.marked(words_alone(block.text))


def _button(block: LinkButton, at_work: Composition) -> str:
    return f"{at_work.marks.marked(block.label)}:\n{at_work.address(block.url)}"


def _picture(block: Picture, at_work: Composition) -> str:
    alt = at_work.marks.marked(block.alt)
    return "\n".join(one for one in (f"[{alt}]" if alt else "", at_work.address(block.link)) if one)


def _quote(block: Saying, at_work: Composition) -> str:
    said = at_work.marks.marked(words_alone(block.text))
    quoted = "\n".join(f"> {line}".rstrip() for line in said.splitlines())
    return f"{quoted}\n> – {at_work.marks.marked(block.who)}" if block.who else quoted


def _card(block: Card, at_work: Composition) -> str:
    lines = (block.title, block.when, block.where, block.text)
    said = "\n".join(at_work.marks.marked(line) for line in lines if line)
    return f"{said}\n{at_work.address(block.url)}" if block.url else said


def _divider(_block: Divider, _at_work: Composition) -> str:
    return RULE


_SAID: dict[type, Callable[..., str]] = {
    Heading: _heading,
    Passage: _passage,
    LinkButton: _button,
    Picture: _picture,
    Saying: _quote,
    Card: _card,
    Divider: _divider,
}
