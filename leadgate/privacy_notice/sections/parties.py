"""Who answers for the data, who gets it, where it goes, and who watches over that (GDPR art. 13(1)(a, b, e, f))."""

from flask_babel import gettext as _

from leadgate.consent.queries import all_offers
from leadgate.erasure.queries import processors
from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.privacy_notice.said import HELPERS, NONE, OFFICER, REPRESENTATIVE, SOME, TRANSFERS, said, said_in
from leadgate.privacy_notice.sections.listing import listed
from leadgate.privacy_notice.types import NoticeRow, NoticeSection


def who() -> NoticeSection:
    """The controller, and whom else one can write to."""
    controller = installation().settings.controller
    rows = [
        NoticeRow(_("Name"), controller.name),
        NoticeRow(_("Postal address"), controller.address),
        NoticeRow(_("For questions about your data"), controller.email),
        NoticeRow(_("Data protection officer"), said(OFFICER)),
        NoticeRow(_("Representative in the EU"), said(REPRESENTATIVE)),
    ]
    return NoticeSection(
        "who",
        _("Who is responsible for my data?"),
        _("%(name)s. Write to %(email)s about anything on this page.", name=controller.name, email=controller.email),
        rows=tuple(row for row in rows if row.value),
    )


def recipients() -> NoticeSection:
    """Who gets data: whom a purpose names, who works for the controller, and who is told of erasures."""
    sharing = [one for one in all_offers(languages.current()) if one.shares]
    if sharing:
        answer = _("Our staff, and nobody else unless you tick a box that names them.")
    else:
        answer = _("Our staff. We offer no box that gives your data to others.")
    points = [_("Staff see only what their work needs, and every look at your data is on the record; you can read it.")]
    if installation().settings.names_in_letters:
        points.append(_("When you ask for something, a letter that says so, with your address, may go to our staff."))
    if said(HELPERS) == NONE:
        points.append(_("Nobody else processes data for us."))
    elif said(HELPERS) == SOME:
        points += [_("These work for us, on our instructions:"), *_lines(said_in("notice.helpers"))]
    told = [one.name for one in processors()]
    if told:
        points.append(_("When you are erased, these are told to erase you as well: %(names)s.", names=listed(told)))
    rows = tuple(NoticeRow(one.title, one.text, one.language) for one in sharing)
    return NoticeSection("recipients", _("Who gets my data?"), answer, tuple(points), rows)


def abroad() -> NoticeSection:
    """Where data lies, and what leaves the European Economic Area."""
    place, going = said_in("notice.place"), said(TRANSFERS)
    points = [_("Where it is kept: %(place)s", place=place)] if place else []
    answer = {
        NONE: _("No. It stays in the European Economic Area."),
        SOME: _("Some of it does, as described here."),
    }.get(going, _("Please ask us."))
    if going == SOME:
        points += _lines(said_in("notice.transfers"))
    return NoticeSection("abroad", _("Does my data leave Europe?"), answer, tuple(points))


def complaint() -> NoticeSection:
    """Where one can complain."""
    authority = installation().settings.authority
    points = [authority] if authority else []
    points.append(_("You can also go to the authority where you live or work, and to a court."))
    return NoticeSection(
        "complaint",
        _("Where can I complain?"),
        _("With us, and at any time with a data protection authority."),
        tuple(points),
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
