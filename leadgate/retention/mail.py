"""Letters that announce an end and say how to stop it."""

from functools import partial
from uuid import UUID

from leadgate.consent.queries import offers
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.people import queries as people
from leadgate.retention.actions.warning import belonging_of, purpose_of
from leadgate.retention.models import Warned
from leadgate.retention.room import KEEP
from leadgate.retention.rules import rule_named


def write_leaving_soon(warning: UUID) -> Letter | None:
    """That a silent person is erased soon."""
    return _letter(warning, purpose=None)


def write_consent_lapses(warning: UUID) -> Letter | None:
    """That a yes lapses soon, and how to renew it."""
    row = session().get(Warned, warning)
    return _letter(warning, purpose=purpose_of(row)) if row else None


def write_belonging_ends(warning: UUID) -> Letter | None:
    """That a silent member leaves a group soon."""
    row = session().get(Warned, warning)
    belonging = belonging_of(row) if row else None
    base = installation().settings.base_url
    context = {"belonging": belonging, "leave_url": f"{base}{belonging.path}/leave"} if belonging else {}
    return _letter(warning, purpose=None, **context) if belonging else None


def _letter(warning: UUID, purpose: str | None, **more: object) -> Letter | None:
    row = session().get(Warned, warning)
    person = people.person(row.person_id) if row else None
    if row is None or person is None:
        return None
    here = installation()
    ends = row.since + rule_named(row.rule).lifetime
    context = {"ends": ends, "url": f"{here.settings.base_url}/keep/{here.tokens.make(KEEP, row.id)}", **more}
    if purpose:
        offered = offers([purpose], person.language)
        if not offered:
            return None
        context |= {"offer": offered[0], "purpose_id": offered[0].purpose_id}
    return Letter(person.id, partial(people.address_of, person.id), person.language, context, purpose)
