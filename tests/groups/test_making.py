"""Making and changing a group in the studio."""

import pytest

from leadgate.foundation.permissions import Role
from leadgate.groups.models import Appointment, Group, GroupRules
from leadgate.groups.types import Admission
from leadgate.questions.queries import asked_by
from tests.facts import count, one
from tests.groups.scenes import MINA, bakers

QUESTION = {"questions-0-label": "What do you bake?", "questions-0-why": "To know you.", "questions-0-required": "y"}


@pytest.fixture
def studio(site):
    return site.staff(Role.MARKETER)


def test_a_group_is_made_with_its_questions_and_rules(site, studio):
    made = studio.fill("/studio/groups/new", slug="bakers", title="Bakers", rules="Be kind.", **QUESTION)
    assert made.status_code == 303, made.text
    group = one(Group)
    assert (group.slug, group.admission, one(GroupRules).text) == ("bakers", Admission.REQUEST, "Be kind.")
    assert [asked.label for asked in asked_by(group.id)] == ["What do you bake?"]
    assert "What do you bake?" in site.visitor().get("/g/bakers/join").text


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ({"slug": "Not a slug"}, "small letters"),
        ({"slug": "invitation"}, "There is a page with this name already"),
        ({"title": ""}, "Please give it a title"),
        ({"questions-0-why": ""}, "Please say why you ask"),
        ({"questions-0-kind": "choice"}, "at least two answers"),
        ({"admission": "holders"}, "Please choose the download"),
        ({"undo_minutes": "soon"}, "Not a valid integer value"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_makes_nothing(studio, field, sentence):
    sent = {"slug": "bakers", "title": "Bakers", **QUESTION, **field}
    answer = studio.fill("/studio/groups/new", **sent)
    assert answer.status_code in (409, 422)
    assert sentence in answer.text
    assert count(Group) == 0


@pytest.mark.parametrize("day", ["", "7", "01", "Monday"])
def test_a_day_that_is_none_is_left_out(studio, day):
    assert studio.fill("/studio/groups/new", slug="bakers", title="Bakers", open_days=day).status_code == 303
    assert one(Group).open_days == []


def test_changing_the_rules_is_a_new_version_and_leaving_them_is_not(site, mina, studio):
    group = bakers(site)
    assert studio.fill(f"/studio/groups/{group.id}/edit", title="Bakers").status_code == 303
    assert count(GroupRules) == 1
    assert studio.fill(f"/studio/groups/{group.id}/edit", rules="Be kinder.").status_code == 303
    assert count(GroupRules) == 2


def test_who_has_no_account_cannot_be_appointed(site, mina, studio):
    group = bakers(site)
    path = f"/studio/groups/{group.id}"
    assert studio.fill(path, email="nobody@bakery.example", name="Nobody", role="moderator").status_code in (404, 422)
    assert studio.fill(path, email=MINA, name="Mina the baker", role="owner").status_code == 303
    assert one(Appointment).name == "Mina the baker"
