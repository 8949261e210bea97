import pytest

from leadgate.consent.queries import agrees
from leadgate.foundation import ids
from leadgate.people import queries as people
from leadgate.people.addresses import parsed
from leadgate.people.models import Person
from leadgate.rights.models import PrivacyRequest
from tests.cast import ADA, NOOR
from tests.facts import count, one
from tests.rights.asking import asked_and_proven, letter_about


@pytest.fixture
def gate(site):
    site.purpose()
    site.purpose("partners", shares=True)
    site.publish(purposes=["newsletter", "partners"])
    return site


def test_opt_out_binds(gate):
    asked_and_proven(gate, "opt-out")
    gate.confirmed(consent=["newsletter", "partners"])
    assert not agrees(people.person_with(parsed(ADA)).id, "partners")


def test_restriction_binds(gate):
    asked_and_proven(gate, "restriction")
    gate.confirmed(consent=["newsletter", "partners"])
    assert people.is_restricted(people.person_with(parsed(ADA)).id)


@pytest.mark.parametrize("right", ["opt-out", "restriction", "objection", "limit"])
def test_truth(gate, right):
    asked_and_proven(gate, right)
    assert "From now on" not in letter_about(gate, ADA, "answered").text


def test_known_opt_out_binds_later_boxes(gate):
    gate.confirmed(consent=["newsletter", "partners"])
    asked_and_proven(gate, "opt-out")
    gate.publish("second", purposes=["partners"])
    gate.confirmed("second", consent=["partners"])
    assert not agrees(people.person_with(parsed(ADA)).id, "partners")


def test_child_asks_person(gate):
    gate.confirmed(consent=["newsletter", "partners"])
    asked_and_proven(gate, "erasure", NOOR, whom="child", subject_email=ADA)
    assert [one for one in gate.mails(ADA) if "act for you" in one.subject]


@pytest.mark.parametrize("whom", ["child", "agent"])
def test_fulfil_enforces(gate, whom):
    from io import BytesIO

    from leadgate.rights.actions import fulfilling
    from tests.papers import PDF

    gate.confirmed(consent=["newsletter", "partners"])
    asked_and_proven(gate, "erasure", NOOR, whom=whom, subject_email=ADA, mandate=(BytesIO(PDF), "m.pdf"))
    try:
        fulfilling.fulfil(one(PrivacyRequest).id, by=ids.new_id())
    except Exception:
        pass
    assert count(Person) == 1


def test_stale_unknown(gate):
    from leadgate.rights.actions import fulfilling, verifying

    asked_and_proven(gate, "erasure", NOOR, whom="child", subject_email=ADA)
    gate.confirmed(consent=["newsletter", "partners"])
    verifying.confirm_mandate(one(PrivacyRequest).id)
    fulfilling.fulfil(one(PrivacyRequest).id, by=ids.new_id())
    assert count(Person) == 0


def test_backup_restriction(gate, tmp_path):
    from leadgate.backup import checking, making, restoring
    from leadgate.foundation.db import forget_what_was_read

    gate.confirmed()
    making.make(tmp_path / "c")
    asked_and_proven(gate, "restriction")
    gate.work()
    with gate.app.app_context():
        restoring.put_back(tmp_path / "c", checking.checked(tmp_path / "c"))
    forget_what_was_read()
    assert people.is_restricted(people.person_with(parsed(ADA)).id)
