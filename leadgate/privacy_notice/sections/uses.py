"""What data is used for, on which ground, which it is, where it comes from, and what machines do with it."""

from collections.abc import Iterator

from flask_babel import gettext as _

from leadgate.consent.queries import Offer, all_offers
from leadgate.consent.types import Need
from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.privacy.register import PersonalColumn, personal_columns
from leadgate.foundation.wording import kind_of_data
from leadgate.privacy_notice.said import DeliveryBasis, basis, said_in
from leadgate.privacy_notice.sections.listing import listed
from leadgate.privacy_notice.types import NoticeRow, NoticeSection

COMPARING = "being-compared"
TRAPS = ("honey_record",)
"""Rows about nobody, which are there to be touched by thieves."""


def purposes() -> NoticeSection:
    """Each purpose in its own words, with its ground."""
    offers = all_offers(languages.current())
    points = [
        _("Each box is a purpose of its own. You get what you asked for whether you tick one or not."),
        _("What a group or a survey needs data for stands where you join or answer."),
        _(
            "We keep proof of each yes and no, answer privacy requests, and tell you about breaches, because the law "
            "obliges us to (GDPR art. 6(1)(c) with art. 7(1), 12 and 34)."
        ),
        _(
            "We keep robots out and record what our staff look at, because we have a legitimate interest in keeping "
            "your data safe (GDPR art. 6(1)(f) and 32)."
        ),
    ]
    return NoticeSection(
        "purposes",
        _("What do you use my data for, and what allows you to?"),
        _("For what you asked us for, and for the boxes you ticked yourself. Nothing else."),
        tuple(points),
        tuple(NoticeRow(one.title, one.text, one.language, _ground(one)) for one in offers),
    )


def _ground(offer: Offer) -> str:
    if offer.need is Need.OPTIONAL:
        return str(
            _(
                "Ground: your consent (GDPR art. 6(1)(a)). You can end it at any time; what was done before stays "
                "lawful."
            )
        )
    chosen = basis()
    if chosen is None:
        return ""
    why = said_in("notice.interest") if chosen is DeliveryBasis.INTERESTS else ""
    said = _("Ground: %(ground)s.", ground=chosen.words)
    return f"{said} {why}".strip()


def data() -> NoticeSection:
    """Which kinds of data there are, by what they are held for: the register."""
    return NoticeSection(
        "data",
        _("Which data is that?"),
        _("Your mail address, what you type into our forms, and what you do here once you are known."),
        (
            _(
                "You have to give your address to get something by mail. A form marks whatever else it cannot do "
                "without."
            ),
            _("What you type is encrypted with a key of your own. When you are erased, that key is destroyed."),
            _("What we may hold, by what we hold it for:"),
        ),
        tuple(NoticeRow(purpose, listed(sorted(kinds))) for purpose, kinds in sorted(_held_for().items())),
    )


def _held_for() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for table, mark in _columns():
        kinds = found.setdefault(str(mark.purpose), [])
        if (kind := kind_of_data(table)) not in kinds:
            kinds.append(kind)
    return found


def _columns() -> Iterator[tuple[str, PersonalColumn]]:
    return ((table, mark) for table, _rule, mark in personal_columns() if table not in TRAPS)


def source() -> NoticeSection:
    """Where data comes from (GDPR art. 14(2)(f))."""
    others = [_("a guardian or somebody who acts for you, where they ask us something in your name")]
    tables = {table for table, _mark in _columns()}
    if "group_invitation" in tables:
        others.append(_("whoever invites you to a group"))
    if "profile_purchase" in tables:
        others.append(_("our own lists of who bought something, where you agreed to be compared"))
    if "lead_note" in tables:
        others.append(_("our staff, who can note something about you (you can read it)"))
    if "survey_import_file" in tables:
        others.append(_("answers you gave us elsewhere, which our staff put here"))
    points = (
        _("You typed it, or it says what you did here. From others only this: %(others)s.", others=listed(others)),
    )
    return NoticeSection("source", _("Where do you have it from?"), _("From yourself."), points)


def automated() -> NoticeSection:
    """What machines work out about people, and what follows from it (GDPR art. 13(2)(f), 22)."""
    points = []
    if any(room.name == "joining" for room in installation().house.rooms):
        points.append(
            _("A group can let somebody in by a rule. No rule turns anybody away: people do that, with a reason.")
        )
    if any(one.slug == COMPARING for one in all_offers(languages.current())):
        points += [
            _(
                "If you agree to be compared, we work out how much what you told us is like what those told us who "
                "later bought or joined something. It orders a list that people look at, and decides nothing."
            ),
            _("It takes nothing about health, belief, origin or the like, and nobody who did not agree is in it."),
            _("You see your figure with its reasons on your own page, and end it there with one button."),
        ]
    return NoticeSection(
        "automated",
        _("Does a machine decide about me?"),
        _("No decision that matters to you is made by a machine alone."),
        tuple(points),
    )
