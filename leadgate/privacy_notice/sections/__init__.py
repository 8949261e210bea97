"""The sections of the notice: each makes its sentences from what is true in the house, in the language at work."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flask_babel import force_locale

from leadgate.foundation.installation import installation
from leadgate.privacy_notice.said import own_paragraphs
from leadgate.privacy_notice.sections import keeping, parties, reader, uses
from leadgate.privacy_notice.types import NAMES, NoticeSection, Written

WRITTEN_BY: Mapping[str, Callable[[], NoticeSection]] = {
    "who": parties.who,
    "purposes": uses.purposes,
    "data": uses.data,
    "source": uses.source,
    "recipients": parties.recipients,
    "abroad": parties.abroad,
    "retention": keeping.retention,
    "rights": reader.rights,
    "automated": uses.automated,
    "cookies": reader.cookies,
    "complaint": parties.complaint,
    "california": reader.california,
}


def written(tag: str) -> tuple[NoticeSection, ...]:
    """The notice as it has to be now, in one language.

    Args:
        tag: of the language (BCP 47).
    """
    with force_locale(tag.replace("-", "_")):
        return tuple(replace(WRITTEN_BY[name](), own=own_paragraphs(name)) for name in NAMES)


def written_everywhere() -> Written:
    """The same in each language of the site."""
    return {tag: written(tag) for tag in installation().settings.languages}
