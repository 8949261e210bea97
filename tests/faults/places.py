"""A survey with a quota of three, and people on its last page."""

from uuid import UUID

from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from leadgate.surveys import access
from leadgate.surveys.actions import answering
from leadgate.surveys.actions.responses import Stands, open_response, walk_of
from leadgate.surveys.models import SurveyResponse
from leadgate.surveys.reading import read
from tests.facts import every
from tests.surveys.scenes import choices, published, question, small
from tests.visitor import Site


def nearly_done(site: Site, many: int) -> list[UUID]:
    """Responses that have one page left, all of them for the same three places."""
    asked = question("bakes", "choice", choices=choices("bread", "cakes")), question("years", "number")
    published(small(*asked, layout="question", quotas=[{"question": "bakes", "code": "bread", "most": 3}]))
    for _ in range(many):
        site.visitor().fill("/s/why", **{"q.bakes": "bread", "agree": "y"})
    return [number for (number,) in every(select(SurveyResponse.id))]


def finish(response: UUID) -> Stands:
    """Send the last page."""
    gate, found = access.gate("why"), open_response(response)
    page = walk_of(found.row, found.held).page("years")
    typed = read(page, MultiDict({"q.years": "3"}), gate.definition.sensitive)
    return answering.save(gate, found, page, typed, None)
