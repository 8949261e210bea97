"""The letter of the surveys room."""

from functools import partial
from uuid import UUID

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.people import queries as people
from leadgate.surveys import notices
from leadgate.surveys.follow_ups import purpose_of_asking
from leadgate.surveys.models import FollowUpLetter, Survey
from leadgate.surveys.queries import gate_of
from leadgate.surveys.room import FOLLOW_UP


def write_follow_up(asked: UUID) -> Letter | None:
    """Asks somebody how it was, with the link that answers."""
    row = session().get(FollowUpLetter, asked)
    person = people.person(row.person_id) if row else None
    survey = session().get(Survey, row.survey_id) if row else None
    if person is None or survey is None or survey.live is None:
        return None
    gate = gate_of(survey, survey.live, person.language)
    if gate.is_over:
        return None
    url = f"{installation().settings.base_url}/s/{survey.slug}"
    if not gate.definition.anonymous:
        url += f"?to={installation().tokens.make(FOLLOW_UP, asked)}"
    words = {"gate": gate, "url": url, "purpose_id": purpose_of_asking()}
    address = partial(people.address_of, person.id)
    return Letter(person.id, address, person.language, words, notices.ASKING_BACK_SLUG)
