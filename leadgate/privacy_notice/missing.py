"""What is missing for a complete notice: told to the owner, never on the public page."""

from flask_babel import gettext as _

from leadgate.consent.figures import unnamed_recipients
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import is_of_nobody
from leadgate.privacy_notice.said import HELPERS, SOME, TRANSFERS, DeliveryBasis, basis, said, said_in


def missing() -> list[tuple[str, str]]:
    """Each thing that is missing, and the place (`Nav`) where it is said; none where that is with the notice itself."""
    return [*_of_controller(), *_of_answers(), *_of_purposes()]


def _of_controller() -> list[tuple[str, str]]:
    settings, page = installation().settings, "organisation"
    controller = settings.controller
    found = [
        (not controller.address or "Example Street" in controller.address, _("Your postal address.")),
        (is_of_nobody(controller.email.rpartition("@")[2]), _("A privacy contact that somebody reads.")),
        (not settings.authority, _("The supervisory authority people can complain to.")),
    ]
    return [(words, page) for is_missing, words in found if is_missing]


def _of_answers() -> list[tuple[str, str]]:
    found = [
        (basis() is None, _("The legal ground for sending what people ask for.")),
        (
            basis() is DeliveryBasis.INTERESTS and _is_unsaid("notice.interest"),
            _("What your legitimate interest is, in each language."),
        ),
        (not said(HELPERS), _("Whether others process data for you; none is an answer.")),
        (said(HELPERS) == SOME and _is_unsaid("notice.helpers"), _("Who processes data for you, in each language.")),
        (_is_unsaid("notice.place"), _("Where the data is kept, in each language.")),
        (not said(TRANSFERS), _("Whether data leaves the European Economic Area; none is an answer.")),
        (
            said(TRANSFERS) == SOME and _is_unsaid("notice.transfers"),
            _("Where data goes outside of the European Economic Area, and what protects it there, in each language."),
        ),
    ]
    return [(words, "") for is_missing, words in found if is_missing]


def _is_unsaid(name: str) -> bool:
    return not all(said_in(name, tag) for tag in installation().settings.languages)


def _of_purposes() -> list[tuple[str, str]]:
    return [
        (_("Whom data goes to for “%(purpose)s”.", purpose=title), "own-purposes") for title in unnamed_recipients()
    ]
