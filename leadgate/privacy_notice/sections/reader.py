"""What a reader can do, what their browser is given, and what the law of California adds."""

from datetime import timedelta

from flask_babel import format_timedelta
from flask_babel import gettext as _

from leadgate.consent.queries import all_offers
from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.web.cookies import cookie_name
from leadgate.foundation.web.onward import WANTED
from leadgate.people import asking_browser, browser
from leadgate.people.room import OPT_IN_BROWSER, PERSON, SIGN_IN
from leadgate.privacy_notice.sections.listing import listed
from leadgate.privacy_notice.types import NoticeRow, NoticeSection


def rights() -> NoticeSection:
    """Each right, and how it is used here."""
    rows = [
        (_("See and take along"), _("All of it stands on your own page, also as a file (GDPR art. 15, 20).")),
        (_("Correct"), _("Change your address and your answers there, or ask us (art. 16).")),
        (_("Delete"), _("One button on your own page. You get a certificate (art. 17).")),
        (_("End a yes"), _("On your own page, or with the link in each letter: one press, no reason (art. 7(3)).")),
        (_("Object"), _("Tell us to hand your data to nobody, or to stop a use you do not like (art. 21).")),
        (_("Have it left alone"), _("Ask us to keep it and not use it, until you end that (art. 18).")),
    ]
    return NoticeSection(
        "rights",
        _("What can I do about it?"),
        _("See, change, take along and delete everything, yourself, on your own page. It costs nothing."),
        (
            _(
                "Without an account, or for somebody else, send a privacy request. We answer within one month "
                "(art. 12(3))."
            ),
        ),
        tuple(NoticeRow(*row) for row in rows),
        ((_("To my page"), "visitor"), (_("Send a privacy request"), "privacy-request")),
    )


def given_cookies() -> list[tuple[str, timedelta, str]]:
    """Every cookie a reader's browser can be given: its word, how long it stays, and what for."""
    return [
        (
            asking_browser.COOKIE,
            OPT_IN_BROWSER.lifetime,
            _("when you ask for something, so that the link in our mail works with one press"),
        ),
        (browser.COOKIE, PERSON.lifetime, _("when you sign in to your own page")),
        (WANTED, 2 * SIGN_IN.lifetime, _("when you are asked to sign in, so that you come back to where you were")),
    ]


def cookies() -> NoticeSection:
    """Which cookies there are, by the acts that set them."""
    settings = installation().settings
    rows = [
        NoticeRow(cookie_name(word, settings), f"{what} · {_time(lifetime)}")
        for word, lifetime, what in given_cookies()
    ]
    return NoticeSection(
        "cookies",
        _("Which cookies are there?"),
        _("Only what a press of yours needs; none for looking at pages, and none of others."),
        (
            _(
                "Nothing is loaded from others unless you press it, such as a film. We do not count who opens a letter "
                "or presses a link in it."
            ),
            _(
                "The word in a link that says where you came from is kept only if it is the name of a campaign, or if "
                "many came with it; all others are counted as “other”."
            ),
        ),
        tuple(rows),
    )


def _time(lifetime: timedelta) -> str:
    return str(_("for %(time)s", time=format_timedelta(lifetime, threshold=1)))


def california() -> NoticeSection:
    """The notice at collection (California Civil Code 1798.100, 1798.135)."""
    sharing = [one.title for one in all_offers(languages.current()) if one.shares]
    if sharing:
        sells = _(
            "Data goes to others, which can count as a sale, only if you tick: %(titles)s. You can end that with the "
            "button below.",
            titles=listed(sharing),
        )
    else:
        sells = _("Nothing here sells your data, or shares it for advertising across sites.")
    return NoticeSection(
        "california",
        _("What if I live in California?"),
        sells,
        (
            _(
                "Categories collected: identifiers (your address); what you tell us; activity here; inferences, only "
                "if you agree to be compared. What each is for, and how long it is kept, stands above."
            ),
            _("If your browser sends Global Privacy Control, boxes that share or sell data are not even offered."),
            _("You are treated the same whatever you ask of us, and somebody you authorise can ask for you."),
        ),
        links=((_("Do not sell or share my data"), "privacy-request"),),
    )
