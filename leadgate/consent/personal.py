"""How long what people said about purposes lasts."""

from collections.abc import Iterator
from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from leadgate.consent.models import ConsentState, Purpose
from leadgate.consent.types import Need
from leadgate.foundation.db import session
from leadgate.foundation.privacy.retention_rules import RetentionAction, RetentionRule
from leadgate.ledger.types import ConsentEvent

YES = (ConsentEvent.GIVEN, ConsentEvent.RENEWED)


def consent_rules() -> Iterator[RetentionRule]:
    """One rule per optional purpose, and one for what was said no to."""
    optional = select(Purpose.id, Purpose.slug).where(Purpose.need == Need.OPTIONAL).order_by(Purpose.slug)
    for purpose, slug in session().execute(optional):
        yield RetentionRule(
            name=f"consent/{slug}",
            of=ConsentState,
            starts=ConsentState.__table__.c.since,
            event=_("the person last said yes"),
            lifetime=timedelta(days=730),
            does=RetentionAction.LAPSE_CONSENT,
            basis=_("A yes of long ago says little about today; who still wants it says so once more."),
            where=(ConsentState.purpose_id == purpose, ConsentState.state.in_(YES)),
            warned=timedelta(days=30),
            letter="retention/consent_lapses",
            purpose=slug,
        )
    yield RetentionRule(
        name="consent/ended",
        of=ConsentState,
        starts=ConsentState.__table__.c.since,
        event=_("the person said no, or it lapsed"),
        lifetime=timedelta(days=365),
        does=RetentionAction.DELETE,
        basis=_("So that nobody is asked again soon; the proof stays in the ledger, under a random number."),
        where=(ConsentState.state.not_in(YES),),
    )
