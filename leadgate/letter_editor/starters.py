"""What a letter can begin with, in the language of whoever begins it."""

from collections.abc import Callable, Sequence

from flask_babel import gettext

from leadgate.assets import queries as assets
from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _
from leadgate.letter_editor import cards
from leadgate.letters.queries import known_fields
from leadgate.letters.types import Block, Card, Divider, Heading, LetterWording, LinkButton, Passage

NEWEST = 3


class LetterStarter(Words):
    """What there is to begin with."""

    PLAIN = "plain", _("A plain letter: a greeting, a text, a name")
    NEWS = "news", _("An announcement: a heading, a text, a button")
    ASSETS = "assets", _("New assets: what you published last, each with its picture and its link")
    INVITATION = "invitation", _("An invitation: what happens when and where, and how to come")


def begun(starter: str, language: str) -> LetterWording:
    """A letter to go on with.

    Args:
        starter: which (`LetterStarter`).
        language: the one to write in.
    """
    return LetterWording(blocks=tuple(_STARTERS[LetterStarter(starter)](language)))


def _greeting() -> Passage:
    is_known = "name" in known_fields()
    return Passage(text=gettext("Hello {name|there},") if is_known else gettext("Hello,"))


def _plain(_language: str) -> Sequence[Block]:
    text = gettext("what I want to tell you today:")
    return [_greeting(), Passage(text=text), Passage(text=gettext("Yours,\n\nwrite your name here"))]


def _news(_language: str) -> Sequence[Block]:
    why = gettext("What is new, and what it changes for whoever reads this. Two or three sentences are enough.")
    return [
        Heading(text=gettext("What is new"), level=1),
        _greeting(),
        Passage(text=why),
        LinkButton(label=gettext("Read more")),
    ]


def _assets(language: str) -> Sequence[Block]:
    newest = [f"asset:{one.id}" for one in assets.published()[:NEWEST]]
    found = [card for about in newest for card in cards.cards_of(about, [language]).values()]
    head: list[Block] = [Heading(text=gettext("New for you"), level=1), _greeting()]
    return [*head, *(found or [Card(label=gettext("Get it"))])]


def _invitation(_language: str) -> Sequence[Block]:
    return [
        Heading(text=gettext("You are invited"), level=1),
        _greeting(),
        Passage(text=gettext("Why it is worth an evening, in a sentence or two.")),
        Card(title=gettext("What happens"), label=gettext("I will come")),
        Divider(),
        Passage(text=gettext("You cannot come? Answer this letter, and we tell you how it was.")),
    ]


_STARTERS: dict[LetterStarter, Callable[[str], Sequence[Block]]] = {
    LetterStarter.PLAIN: _plain,
    LetterStarter.NEWS: _news,
    LetterStarter.ASSETS: _assets,
    LetterStarter.INVITATION: _invitation,
}
