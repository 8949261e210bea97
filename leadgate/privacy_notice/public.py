"""The privacy notice for everybody: the one in force, each that was, and what changed."""

from datetime import UTC, datetime, time
from itertools import pairwise

from flask import Blueprint, render_template, request

from leadgate.foundation import clock, languages
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.privacy_notice import queries
from leadgate.privacy_notice.errors import NoSuchNotice
from leadgate.privacy_notice.queries import NoticeVersion
from leadgate.privacy_notice.sections import written_everywhere
from leadgate.privacy_notice.types import ChangedSection, changed

pages = Blueprint("privacy_notice", __name__, url_prefix="/privacy")


@pages.get("")
@allow(PUBLIC)
def notice() -> str:
    """What is done with data here: now, or (`on`, `version`) as it was said then."""
    version, tag = _asked_for(), languages.of_request()
    newest = queries.newest()
    return render_template(
        "privacy_notice/notice.html",
        version=version,
        sections=version.sections(tag),
        read_in=version.language(tag),
        is_newest=newest is None or newest.number == version.number,
        changes=_changes(version, queries.numbered(version.number - 1)),
    )


@pages.get("/versions")
@allow(PUBLIC)
def versions() -> str:
    """Every version, since when, and what it changed."""
    found = queries.versions()
    told = [(new, _changes(new, old)) for new, old in pairwise([*found, None]) if new]
    return render_template("privacy_notice/versions.html", told=told)


def _asked_for() -> NoticeVersion:
    number, on = request.args.get("version", ""), request.args.get("on", "")
    if number:
        found = queries.numbered(int(number)) if number.isdecimal() and len(number) < 10 else None
    else:
        found = queries.in_force_at(_moment(on)) if on else queries.newest()
    if found is None and not (number or on):
        found = NoticeVersion(0, clock.now(), "", written_everywhere())  # the clock has not come by yet
    if found is None:
        raise NoSuchNotice
    return found


def _moment(text: str) -> datetime:
    """A day or a moment as it is typed, here; of a day its end.

    Raises:
        NoSuchNotice: it is none.
    """
    zone = installation().settings.time_zone
    try:
        found = datetime.fromisoformat(text)
        if len(text) <= len("2026-11-30"):
            found = datetime.combine(found.date(), time.max)
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as no_moment:
        raise NoSuchNotice from no_moment


def _changes(new: NoticeVersion, old: NoticeVersion | None) -> list[ChangedSection]:
    tag = new.language(languages.of_request())
    return changed(old.texts[tag], new.texts[tag]) if old and tag in old.texts else []
