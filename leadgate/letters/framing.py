"""What letters of this site are set in, in a reader's language."""

from urllib.parse import urlsplit
from uuid import UUID

from flask_babel import force_locale, gettext

from leadgate.consent import queries as consent
from leadgate.foundation.brand.contrast import nearest_on_dark, text_on
from leadgate.foundation.installation import installation
from leadgate.foundation.settings import Settings
from leadgate.letters.composing.compose import compose
from leadgate.letters.composing.frame import Frame
from leadgate.letters.composing.message import ComposedLetter, sender_header
from leadgate.letters.links import with_origin
from leadgate.letters.queries import known_fields
from leadgate.letters.types import LetterWording


def compose_here(wording: LetterWording, language: str, purpose_id: UUID, slug: str = "") -> ComposedLetter:
    """A letter in one language as this site sends it: its sender, its colours, and why one gets it.

    Args:
        wording: what it says.
        language: of the reader.
        purpose_id: of the purpose it is sent for.
        slug: the letter's, once it is sent: its links and its `Feedback-ID` name it.

    Raises:
        UnknownField, BrokenField, FieldInAddress: as they say.
        LookupError: there is no such purpose.
    """
    settings = installation().settings
    offer = consent.offers_of([purpose_id], language)[purpose_id]
    headers = {
        "From": sender_header(settings.sender.name or settings.controller.name, settings.mail_from),
        **({"Reply-To": settings.sender.reply_to} if settings.sender.reply_to else {}),
        "List-Id": f"<{offer.slug}.{urlsplit(settings.base_url).hostname}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        **({"Feedback-ID": f"{slug}:{offer.slug}:letters:{urlsplit(settings.base_url).hostname}"} if slug else {}),
    }
    if slug:
        wording = with_origin(wording, settings.base_url, slug)
    frame = _frame(language, settings, offer.title)
    known = None if slug else frozenset(known_fields())
    return compose(wording, frame, known=known, headers=headers, base_url=settings.base_url)


def frame_of(language: str, purpose_id: UUID) -> Frame:
    """What letters for a purpose are set in here.

    Args:
        language: of the reader.
        purpose_id: the purpose's.

    Raises:
        LookupError: there is no such purpose.
    """
    return _frame(language, installation().settings, consent.offers_of([purpose_id], language)[purpose_id].title)


def _frame(language: str, settings: Settings, purpose: str) -> Frame:
    accent = settings.accent
    accent_dark = settings.brand.accent_dark or nearest_on_dark(accent)
    sender = (settings.controller.name, *settings.controller.address.splitlines(), settings.controller.email)
    with force_locale(language.replace("-", "_")):
        why = gettext("You get this because you said yes to “%(purpose)s”.", purpose=purpose)
        unsubscribe_words, view_words = gettext("Unsubscribe"), gettext("See it in the browser")
    return Frame(
        language=language,
        site_name=settings.site_name,
        logo=None,
        accent=accent,
        on_accent=text_on(accent),
        accent_dark=accent_dark,
        on_accent_dark=text_on(accent_dark),
        footer=tuple(line for line in sender if line),
        why=why,
        unsubscribe_words=unsubscribe_words,
        view_url=None,
        view_words=view_words,
    )
