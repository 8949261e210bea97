"""A request that came by letter or by telephone is taken down by the officer and kept like one on the form."""

from datetime import timedelta
from io import BytesIO

import pytest

from leadgate.foundation import local_time
from leadgate.foundation.permissions import Role
from leadgate.people.models import Person
from leadgate.rights import queries
from leadgate.rights.actions import fulfilling
from leadgate.rights.models import PrivacyRequest, PrivacyRequestState, RequestStep, RequestStepKind
from tests.cast import ADA, NOOR
from tests.facts import count, one
from tests.papers import PDF

pytestmark = pytest.mark.both_databases

NEW = "/office/requests/new"


@pytest.fixture
def ada(site):
    site.purpose()
    site.publish()
    site.confirmed()
    return one(Person).id


def taken_down(site, **fields):
    came = {"came_by": "letter", "received_on": str(local_time.today() - timedelta(days=3))}
    typed = {"right": "erasure", "email": ADA, "language": "zh-Hant", "checked": "Called back.", **came, **fields}
    return site.staff(Role.OFFICER).fill(NEW, **typed)


def test_what_came_by_letter_runs_from_the_day_it_came_and_is_done_by_a_press(site, ada):
    answer = taken_down(site, details="Please forget me.")
    request = one(PrivacyRequest)
    assert answer.location == f"/office/requests/{request.id}"
    assert (request.state, request.person_id) == (PrivacyRequestState.OPEN, ada)
    assert request.received_at == local_time.midnight(local_time.today() - timedelta(days=3))
    assert count(Person) == 1, "a slip of the pen erases nobody"
    assert [shown.row.id for shown in queries.open_requests()] == [request.id]
    page = site.staff(Role.OFFICER, "second@bakery.example").get(answer.location).text
    assert "by letter: Called back." in page
    assert "Please forget me." in page
    assert "由我們的隱私長登記" in site.mail().text, "its sender hears of it in their language, and how it came"
    fulfilling.fulfil(request.id, by=request.id)
    assert count(Person) == 0


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"received_on": str(local_time.date.max)}, "today or before"),
        ({"received_on": "2019-01-01"}, "not more than a year ago"),
        ({"received_on": ""}, "fill this in"),
        ({"checked": " "}, "how you know that it comes from them"),
        ({"email": "ada at home"}, "mail address"),
        ({"right": "correction", "details": ""}, "what is wrong and how it should be"),
        ({"whom": "agent", "subject_email": NOOR}, "let"),
        ({"whom": "child", "subject_email": "nobody"}, "the person you ask for"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(site, fields, sentence):
    answer = taken_down(site, **{"details": "My words.", **fields})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "My words." in answer.text or "details" in fields
    assert count(PrivacyRequest) == 0


def test_of_somebody_elses_request_the_person_concerned_is_asked(site, ada):
    taken_down(site, email=NOOR, whom="agent", subject_email=ADA, mandate=(BytesIO(PDF), "mandate.pdf"))
    request = one(PrivacyRequest)
    assert not request.is_mandated
    assert count(RequestStep, RequestStep.what == RequestStepKind.CONCERNED) == 1
    assert any("localhost" in letter.text for letter in site.mails(ADA))
