"""What is published here and can stand in a letter as a card: assets, and events of groups that everybody can find."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import force_locale, gettext

from leadgate.assets import queries as assets
from leadgate.foundation.installation import installation
from leadgate.foundation.wording import moment
from leadgate.groups import queries as groups
from leadgate.groups.types import Visibility
from leadgate.letters.actions import picturing
from leadgate.letters.actions.picturing import WIDE, PictureKept
from leadgate.letters.errors import NotALetterPicture
from leadgate.letters.types import Card
from leadgate.meetups import queries as meetups
from leadgate.page_pictures import queries as page_pictures


@dataclass(frozen=True, slots=True)
class CardOffered:
    """Something a card can be about.

    Args:
        about: as a card names it: `asset:<id>`, `event:<id>`.
        title: what it is called.
        is_event: whether it is one.
    """

    about: str
    title: str
    is_event: bool = False


def offered() -> list[CardOffered]:
    """What is published and open, the newest first; then what happens next."""
    found = [CardOffered(f"asset:{one.id}", one.title) for one in assets.published()]
    return found + [CardOffered(f"event:{one.id}", f"{one.title} ({moment(one.begins_at)})", True) for one in _events()]


@dataclass(frozen=True, slots=True)
class _Event:
    id: UUID
    title: str
    begins_at: datetime
    slug: str


def _events() -> Iterator[_Event]:
    if not installation().house.has_room("meetups"):
        return
    for group in groups.every_group():
        if group.visibility == Visibility.PUBLIC:
            coming = (one for one in meetups.to_come(group.id) if not one.called_off)
            yield from (_Event(one.id, one.title, one.begins_at, group.slug) for one in coming)


def cards_of(about: str, languages: Collection[str]) -> Mapping[str, Card]:
    """A card in each language, filled with what there is to say; none where it is not offered any more.

    Args:
        about: as `CardOffered` names it.
        languages: of the letter.
    """
    made: dict[str, Card] = {}
    picture = _cover(about)
    for language in languages:
        with force_locale(language.replace("-", "_")):
            if card := _card(about, picture):
                made[language] = card
    return made


def _card(about: str, picture: PictureKept | None) -> Card | None:
    kind, _colon, number = about.partition(":")
    return _of_asset(number, picture) if kind == "asset" else _of_event(number)


def _of_asset(number: str, picture: PictureKept | None) -> Card | None:
    found = next((one for one in assets.published() if str(one.id) == number), None)
    if found is None:
        return None
    return Card(
        about=f"asset:{number}",
        title=found.title,
        text=found.summary,
        url=f"{installation().settings.base_url}/a/{found.slug}",
        label=gettext("Get it"),
        picture=picture.path if picture else "",
        width=picture.shown_width if picture else WIDE,
        alt=gettext("The cover of “%(title)s”", title=found.title) if picture else "",
    )


def _of_event(number: str) -> Card | None:
    found = next((one for one in _events() if str(one.id) == number), None)
    if found is None:
        return None
    # Where it is, members are told; everybody only if whoever writes the letter says so.
    return Card(
        about=f"event:{number}",
        title=found.title,
        when=moment(found.begins_at),
        url=f"{installation().settings.base_url}/g/{found.slug}",
        label=gettext("More about it"),
    )


def _cover(about: str) -> PictureKept | None:
    """The picture of an asset, drawn anew and kept for letters; None where it has none."""
    kind, _colon, number = about.partition(":")
    found = next((one for one in assets.published() if kind == "asset" and str(one.id) == number), None)
    gate = assets.gate_of(UUID(number), found.language) if found else None
    if gate is None or (gate.cover is None and gate.version.picture is None):
        return None
    file = page_pictures.drawn_in(gate.cover.name, gate.cover.widths[-1]) if gate.cover else gate.version.picture
    try:
        return picturing.taken(file or b"")
    except NotALetterPicture:
        return None
