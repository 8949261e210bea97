"""Letters that announce an end and say how to stop it."""

from functools import partial
from uuid import UUID

from leadgate.consent.queries import offers
from leadgate.foundation import mail
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.mail import Letter
from leadgate.foundation.tokens import Act
from leadgate.people import queries as people
from leadgate.retention.actions.warning import belonging_of, purpose_of
from leadgate.retention.models import Warned
from leadgate.retention.rules import rule_named


@mail.letter("retention/leaving_soon")
def _leaving_soon(warning: UUID) -> Letter | None:
    return _letter(warning, purpose=None)


@mail.letter("retention/consent_lapses")
def _consent_lapses(warning: UUID) -> Letter | None:
    row = session().get(Warned, warning)
    return _letter(warning, purpose=purpose_of(row)) if row else None


@mail.letter("retention/belonging_ends")
def _belonging_ends(warning: UUID) -> Letter | None:
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
    ends = row.since + rule_named(row.rule).lasts
    context = {"ends": ends, "url": f"{here.settings.base_url}/keep/{here.tokens.make(Act.KEEP, row.id)}", **more}
    if purpose:
        offered = offers([purpose], person.language)
        if not offered:
            return None
        context |= {"offer": offered[0], "purpose_id": offered[0].purpose_id}
    return Letter(person.id, partial(people.address_of, person.id), person.language, context, purpose)
