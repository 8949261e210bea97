"""Answering a survey page by page, as far as one likes."""

from typing import Any
from uuid import UUID

from leadgate.foundation.db import session
from leadgate.ledger.actions.recording import Circumstances
from leadgate.questionnaires.flow import SurveyPage, Walk
from leadgate.surveys.actions import answering
from leadgate.surveys.actions.answering import Begun
from leadgate.surveys.actions.responses import Stands, open_response, walk_of
from leadgate.surveys.models import Survey
from leadgate.surveys.queries import gate_of
from leadgate.surveys.reading import PageRead

HOW = Circumstances("/s/why", "en", "192.0.2.0/24", "")


def go(survey: UUID, *, pages: int = 99, **said: Any) -> Stands:
    """Send so many pages of a survey, or all."""
    row = session().get_one(Survey, survey)
    assert row.live
    gate = gate_of(row, row.live, "en")
    page = Walk(gate.definition, {}, (), 1).next_page()
    assert page
    stands = answering.begin(gate, Begun(agrees=True), page, _read(page, said), 1, HOW)
    for _page in range(pages - 1):
        if not stands.is_open:
            break
        found = open_response(stands.response)
        page = walk_of(found.row, found.held).next_page()
        assert page
        stands = answering.save(gate, found, page, _read(page, said), HOW)
    return stands


def _read(page: SurveyPage, said: dict[str, Any]) -> PageRead:
    return PageRead(values={item.key: said[item.key] for item in page.items if item.key in said}, kept=frozenset())
