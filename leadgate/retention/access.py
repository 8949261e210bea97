"""Who may stop an end: whoever holds the link from the letter that announced it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from leadgate.consent.queries import Offer, offers
from leadgate.foundation import languages
from leadgate.foundation.db import session
from leadgate.foundation.errors import NotFound
from leadgate.foundation.installation import installation
from leadgate.foundation.privacy.retention_rules import Belonging
from leadgate.retention.actions.warning import purpose_of
from leadgate.retention.models import Warned
from leadgate.retention.room import KEEP
from leadgate.retention.rules import rule_named


@dataclass(frozen=True, slots=True)
class Announced:
    """An end that was announced: of a consent, of belonging to something, or of everything where there is neither."""

    id: UUID
    ends: datetime
    offer: Offer | None
    belonging: Belonging | None


def by_link(token: str) -> Announced:
    """The announcement a token was made for.

    Raises:
        TokenInvalid, TokenExpired, NotFound
    """
    row = session().get(Warned, installation().tokens.read(KEEP, token)[0])
    if row is None:
        raise NotFound
    offered, rule = offers([purpose_of(row)], languages.of_request()), rule_named(row.rule)
    return Announced(row.id, row.since + rule.lifetime, offered[0] if offered else None, rule.rule.belonging)
