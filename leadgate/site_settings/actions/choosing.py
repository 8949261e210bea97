"""Choosing settings: a new version, unless somebody else has changed the same meanwhile."""

from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from leadgate.foundation import audit
from leadgate.foundation.configuration import versions
from leadgate.foundation.configuration.choices import CHOICES, can_be
from leadgate.foundation.configuration.versions import ChosenSettings, Texts
from leadgate.foundation.db import action, after_commit, session
from leadgate.foundation.installation import installation
from leadgate.foundation.wordings.checking import fault_of
from leadgate.foundation.wordings.kinds import SETTING, settings_of
from leadgate.site_settings.errors import ChangedMeanwhile, NotABrandPicture
from leadgate.site_settings.models import SitePicture
from leadgate.staff import queries as staff

PICTURES = ("brand.logo", "brand.icon")
GONE = _("A picture that was only tried is let go of after a day. Please choose it once more.")


@action
def choose(texts: Texts, *, seen: int, by: UUID | None) -> None:
    """Put texts in force from now on; where nothing differs, nothing is written.

    A page sends all of its fields: what is as it was when the page was opened was not touched, and stays as others have
    left it meanwhile.

    Args:
        texts: by the names of the settings of one page; an empty one takes back what was chosen.
        seen: the version in force when they were typed.
        by: the staff account.

    Raises:
        ChangedMeanwhile: others changed one of those that were touched to something else since that version.
        NotABrandPicture: a picture is not kept any more.
        ValueError: a name is of nothing that can be chosen, or a text cannot be.
    """
    here, newest = installation(), next(iter(versions.newest()), ChosenSettings())
    wanted = {name: text for name, text in texts.items() if name not in here.given.locked}
    if not all(can_be(name, text) and _can_be_said(name, text) for name, text in wanted.items()):
        raise ValueError(*wanted)
    touched = _touched(wanted, seen, newest)
    chosen = {name: text for name, text in {**newest.texts, **touched}.items() if text}
    if chosen == newest.texts:
        return
    versions.add(newest.number + 1, chosen, by=by)
    audit.record("settings:change", actor=by)
    _choose_pictures({CHOICES[name].parse(chosen[name]).id for name in PICTURES if name in chosen})
    after_commit(here.in_force.look_again)


def _can_be_said(name: str, text: str) -> bool:
    if not name.startswith(SETTING):
        return True
    wording = settings_of(installation().house.provided("wordings")).get(name)
    return wording is not None and (not text or fault_of(wording, text) is None)


def _choose_pictures(ids: set[UUID]) -> None:
    kept = session().scalars(select(SitePicture).where(SitePicture.id.in_(ids))).all()
    if len(kept) < len(ids):
        raise NotABrandPicture("logo", GONE)
    for picture in kept:
        picture.was_chosen = True


def _touched(wanted: Texts, seen: int, newest: ChosenSettings) -> Texts:
    then, now = ({name: texts.get(name, "") for name in wanted} for texts in (versions.texts_of(seen), newest.texts))
    touched = {name: text for name, text in wanted.items() if text != then[name]}
    both = {name for name, text in touched.items() if now[name] not in (then[name], text)}
    if not both:
        return touched
    given = installation().given.texts
    theirs = {name: now[name] or given.get(name, "") for name in wanted}
    taken = {name: text for name, text in theirs.items() if name not in touched and now[name] != then[name]}
    who = staff.account(newest.by) if newest.by else None
    there = {name: text for name, text in theirs.items() if name in both}
    raise ChangedMeanwhile(there, taken, newest.number, who.email if who else "—")
