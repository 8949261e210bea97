"""What only the owner can say of the notice: as settings, each with what it can be."""

from leadgate.foundation import languages
from leadgate.foundation.configuration.parsing import SPOKEN
from leadgate.foundation.installation import installation
from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _
from leadgate.privacy_notice.types import NAMES


class DeliveryBasis(Words):
    """What sending what was asked for rests on, as the controller sees it (GDPR art. 6(1))."""

    CONTRACT = "contract", _("doing what you asked us for before or under a contract (GDPR art. 6(1)(b))")
    CONSENT = "consent", _("your consent (GDPR art. 6(1)(a))")
    INTERESTS = "interests", _("our legitimate interest (GDPR art. 6(1)(f))")


NONE, SOME = "none", "some"
OFFICER, REPRESENTATIVE, BASIS = "notice.officer", "notice.representative", "notice.basis"
HELPERS, TRANSFERS = "notice.helpers", "notice.transfers"
SINGLE = (OFFICER, REPRESENTATIVE, BASIS, HELPERS, TRANSFERS)
IN_LANGUAGES = ("notice.interest", "notice.helpers", "notice.place", "notice.transfers")
"""What is said in each language: the setting's name, and the tag behind it."""
ALL = (
    *SINGLE,
    *(f"{name}.{tag}" for name in IN_LANGUAGES for tag in SPOKEN),
    *(f"notice.own.{section}.{tag}" for section in NAMES for tag in SPOKEN),
)
"""The names of all these settings."""


def said(name: str) -> str:
    """What the owner says to a question that has one answer for all languages; empty where nothing."""
    return installation().settings.texts.get(name, "")


def said_in(name: str, tag: str = "") -> str:
    """What the owner says in a language.

    Args:
        name: of the setting, without the tag.
        tag: of the language; that of the text at work where it is empty.
    """
    return said(f"{name}.{tag or languages.current()}")


def own_paragraphs(section: str) -> str:
    """The owner's own paragraphs below a section, in the language at work."""
    return said_in(f"notice.own.{section}")


def basis() -> DeliveryBasis | None:
    """What the owner says sending rests on; None while nobody said."""
    return next((one for one in DeliveryBasis if one.value == said(BASIS)), None)
