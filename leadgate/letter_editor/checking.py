"""What is wrong with a letter, or could be better, a sentence each, at its block; nothing typed is refused."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext
from markdown_it import MarkdownIt

from leadgate.foundation import languages
from leadgate.foundation.brand.contrast import ENOUGH, ratio
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation
from leadgate.letters.composing.frame import Composition, Frame
from leadgate.letters.composing.mjml import PAPER, PAPER_DARK, block_mjml
from leadgate.letters.fields import Marks, names_in
from leadgate.letters.types import Block, Card, Divider, Heading, LetterWording, LinkButton, Passage, Picture, Saying

MOST_BYTES = 100_000
"""Of what is larger, large mail programs show a part, and then a link to the rest."""
SHORT_SUBJECT = 60
"""So many signs of a subject a phone shows in two lines."""
_links = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})


@dataclass(frozen=True, slots=True)
class LetterProblem:
    """Something about a letter.

    Args:
        place: the key of the block; empty for the letter as a whole.
        sentence: for whoever writes it.
        stops: whether it cannot be sent like that.
    """

    place: str
    sentence: str
    stops: bool = False


def problems_of(
    wordings: Mapping[str, LetterWording], frames: Mapping[str, Frame], known: Mapping[str, object]
) -> list[LetterProblem]:
    """All there is to say of a letter.

    Args:
        wordings: what it says, by language.
        frames: what it is set in, by language.
        known: the personal fields there are, and what each is called.
    """
    found: dict[LetterProblem, list[str]] = {}
    for language, wording in wordings.items():
        at_work = Composition(frames[language], Marks(frozenset(known)), installation().settings.base_url)
        here = [*_of_head(wording, at_work), *_of_blocks(wording, at_work), *_of_headings(wording)]
        here += _of_fields(at_work, known)
        for one in dict.fromkeys(here):
            found.setdefault(one, []).append(language)
    told = [replace(one, sentence=_in(tags, one.sentence, wordings)) for one, tags in found.items()]
    return [*told, *_of_languages(wordings), *_of_colours(frames)]


def _in(tags: Collection[str], sentence: str, wordings: Collection[str]) -> str:
    """A sentence with the languages it is about, where it is not about all of them."""
    if len(tags) == len(wordings):
        return sentence
    named = gettext(", ").join(languages.own_name(tag) for tag in tags)
    return str(gettext("%(language)s: %(sentence)s", language=named, sentence=sentence))


def _of_head(wording: LetterWording, at_work: Composition) -> Iterator[LetterProblem]:
    if not wording.subject:
        yield LetterProblem("", gettext("It has no subject yet."), stops=True)
    if not wording.blocks:
        yield LetterProblem("", gettext("It says nothing yet: add a block."), stops=True)
    for text in (wording.subject, wording.preheader):
        try:
            at_work.marks.marked(text)
        except Refusal as refusal:
            yield LetterProblem("", str(refusal), stops=True)


def _of_blocks(wording: LetterWording, at_work: Composition) -> Iterator[LetterProblem]:
    for block in wording.blocks:
        if fault := fault_of(block, at_work):
            yield LetterProblem(block.key, fault, stops=True)
        yield from (LetterProblem(block.key, one, stops) for one, stops in _missing(block))
        yield from (LetterProblem(block.key, one, stops=True) for one in _wrong_links(block))


def fault_of(block: Block, at_work: Composition) -> str:
    """Why a block cannot be composed; empty where it can.

    Args:
        block: the block.
        at_work: the letter it stands in.
    """
    try:
        block_mjml(block, at_work)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _missing(block: Block) -> Iterator[tuple[str, bool]]:
    """What a block has not, and whether the letter cannot be sent like that."""
    yield from _MISSING.get(type(block), _of_text)(block)


def _of_text(block: Any) -> Iterator[tuple[str, bool]]:
    if not block.text.strip():
        yield gettext("Nothing stands here yet."), False


def _of_button(block: LinkButton) -> Iterator[tuple[str, bool]]:
    if not block.url:
        yield gettext("This button leads nowhere yet."), True
    if not block.label:
        yield gettext("Nothing stands on this button yet."), True


def _of_picture(block: Picture) -> Iterator[tuple[str, bool]]:
    if not block.url:
        yield gettext("There is no picture yet."), True
    elif not block.alt and not block.is_ornament:
        yield gettext("Say what the picture shows, for those who do not see it; or tick that it only adorns."), False


def _of_card(block: Card) -> Iterator[tuple[str, bool]]:
    if not block.title:
        yield gettext("This card has no title yet."), True
    if block.picture and not block.alt:
        yield gettext("Say what the picture shows, for those who do not see it."), False


_MISSING: dict[type, Callable[[Any], Iterable[tuple[str, bool]]]] = {
    LinkButton: _of_button,
    Picture: _of_picture,
    Card: _of_card,
    Divider: lambda _block: (),
}


def _wrong_links(block: Block) -> Iterator[str]:
    for address in addresses_in(block):
        if not is_link(address):
            told = {"address": address[:80]}
            yield gettext("“%(address)s” is no link: it begins with https://, http:// or mailto:.", **told)


def addresses_in(block: Block) -> list[str]:
    """Where a block leads, and where links in its text do."""
    own = [getattr(block, name, "") for name in ("url", "link") if not (isinstance(block, Picture) and name == "url")]
    text = block.text if isinstance(block, Passage | Saying) else ""
    tokens = (token for line in _links.parse(text) for token in line.children or () if token.type == "link_open")
    return [one for one in (*own, *(str(token.attrGet("href") or "") for token in tokens)) if one]


def is_link(address: str) -> bool:
    """Whether an address leads to the web or into a mailbox.

    Args:
        address: as it was typed.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if re.search(r"[\s\x00-\x1f\x7f]", address):
        return False
    return "@" in parts.path if parts.scheme == "mailto" else parts.scheme in ("http", "https") and bool(parts.hostname)


def _of_headings(wording: LetterWording) -> Iterator[LetterProblem]:
    seen_first = False
    for at, block in enumerate(one for one in wording.blocks if isinstance(one, Heading)):
        if block.level == 1 and (seen_first or at):
            told = gettext(
                "A large heading stands once, above all others: whoever has letters read to them finds the way by it."
            )
            yield LetterProblem(block.key, told)
        seen_first = seen_first or block.level == 1


def _of_fields(at_work: Composition, known: Mapping[str, object]) -> Iterator[LetterProblem]:
    for name in sorted(names_in(at_work.marks.fields, needed=True)):
        if not name.startswith("@"):
            told = {"name": f"{{{name}}}", "words": known[name], "example": f"{{{name}|…}}"}
            yield LetterProblem(
                "",
                gettext(
                    "%(name)s stands for nothing where “%(words)s” is not known of somebody. Before it is sent they are"
                    " counted, and it is not sent while there are any; %(example)s says what stands there instead.",
                    **told,
                ),
            )


def _of_languages(wordings: Mapping[str, LetterWording]) -> Iterator[LetterProblem]:
    for tag in installation().settings.languages:
        if tag not in wordings:
            first = languages.own_name(next(iter(wordings), tag))
            told = {"language": languages.own_name(tag), "first": first}
            yield LetterProblem(
                "", gettext("It is not said in %(language)s: who reads that gets it in %(first)s.", **told)
            )


def _of_colours(frames: Mapping[str, Frame]) -> Iterator[LetterProblem]:
    for frame in list(frames.values())[:1]:
        if min(ratio(frame.accent, PAPER), ratio(frame.accent_dark, PAPER_DARK)) < ENOUGH:
            yield LetterProblem(
                "",
                gettext(
                    "Links in the colour of this site are hard to read in a letter. The owner can choose another one in"
                    " the settings."
                ),
            )


def of_size(language: str, size: int) -> LetterProblem | None:
    """What there is to say of how large a letter is.

    Args:
        language: its own.
        size: of its HTML, in bytes.
    """
    if size <= MOST_BYTES:
        return None
    told = {"language": languages.own_name(language), "size": size // 1_000}
    return LetterProblem(
        "",
        gettext(
            "%(language)s: it has %(size)s kB. Of more than 100 kB many mail programs show a part only, and the way out"
            " stands at the end.",
            **told,
        ),
    )
