"""What belongs to an address without hanging on its person, and how long a silent person is kept."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.foundation.privacy.retention_rules import NO_TIME, RetentionAction, RetentionRule
from leadgate.people.models import Person
from leadgate.people.verification import registry
from leadgate.people.verification.models import Verification
from leadgate.people.verification.types import VerificationKind


def waiting_proofs(indexes: Sequence[bytes]) -> Iterable[UUID]:
    """The keys that addresses lie under which are still to be proven."""
    own = Verification.subject_id == Verification.id
    return session().scalars(select(Verification.id).where(own, Verification.address_index.in_(indexes)))


def proof_rules() -> Iterator[RetentionRule]:
    """What nobody proves in time goes; the rooms say by which rule."""
    of_rule: dict[str, list[VerificationKind]] = {}
    for kind in registry.kinds():
        of_rule.setdefault(kind.rule, []).append(kind)
    for name, kinds in of_rule.items():
        yield RetentionRule(
            name=name,
            of=Verification,
            starts=Verification.__table__.c.expires_at,
            event=kinds[0].kept_for,
            lifetime=NO_TIME,
            does=RetentionAction.DELETE,
            basis="",
            where=(Verification.kind.in_([kind.word for kind in kinds]),),
            cap=1,
            can_be_changed=False,
        )


def people_rules() -> Iterator[RetentionRule]:
    """Who has not been heard of for long is erased, after a mail that says so."""
    yield RetentionRule(
        name="person/inactive",
        of=Person,
        starts=Person.__table__.c.last_active,
        event=_("the person was last active"),
        lifetime=timedelta(days=730),
        does=RetentionAction.ERASE_PERSON,
        basis=_("Who has not come back in two years does not expect to be kept."),
        warned=timedelta(days=30),
        letter="retention/leaving_soon",
    )
