"""A hidden group is like a missing one, for everybody who is not in it, on every page there is."""

import re

import pytest

from leadgate.foundation.permissions import Role
from leadgate.groups.actions import making, posting
from leadgate.groups.actions.making import Page
from leadgate.groups.models import Admission, Membership, Post, Visibility
from tests.cast import NOOR
from tests.facts import one
from tests.groups.scenes import OLE, bakers


@pytest.fixture
def scene(site, mina):
    """A hidden group with Ada in it, and everybody who is not."""
    group = bakers(site, admission=Admission.OPEN, questions=False)
    elsewhere = bakers(site, "brewers", admission=Admission.OPEN, questions=False)
    ada = group.ask()
    former = group.ask("former@person.example", "Former")
    assert former.fill("/g/bakers/leave").status_code == 303
    known = elsewhere.ask(NOOR, "Noor")
    site.staff(Role.MODERATOR, OLE)
    making.edit(
        group.id,
        Page("Bakers who price", admission=Admission.OPEN, visibility=Visibility.HIDDEN),
        questions=[],
        purposes=[],
    )
    thread = posting.open_thread(one(Membership, Membership.group_id == group.id).id, "Flour", "It costs more.")
    return {
        "paths": paths(site, thread, one(Post, Post.thread_id == thread).id),
        "inside": ada,
        "outside": {"stranger": site.visitor(), "former": former, "known": known},
    }


def paths(site, thread, post) -> list[str]:
    """Every page of a group that somebody without an account for staff can ask for."""
    found = []
    for rule in site.app.url_map.iter_rules():
        if rule.rule.startswith("/g/<slug>"):
            values = {"slug": "bakers", "number": thread if "talks" in rule.rule else post, "place": thread}
            with site.app.test_request_context():
                path = rule.build({name: values[name] for name in rule.arguments})[1]
            found += [(method, path) for method in sorted(rule.methods & {"GET", "POST"})]
    assert len(found) > 15
    return found


def shape(answer, slug: str) -> tuple[int, str, list[tuple[str, str]]]:
    """All that an answer shows, without what differs from one to the next anyway."""
    page = re.sub(r'value="[^"]+"', "", answer.get_data(as_text=True)).replace(slug, "SLUG")
    location = answer.headers.get("Location", "").replace(slug, "SLUG")
    return answer.status_code, page + location, sorted(answer.headers.keys())


@pytest.mark.parametrize("who", ["stranger", "former", "known"])
def test_whoever_is_not_inside_meets_the_same_answer_as_for_a_group_that_is_not(scene, who):
    visitor = scene["outside"][who]
    for method, path in scene["paths"]:
        missing = path.replace("/g/bakers", "/g/nobody")
        hidden_answer, missing_answer = visitor._send(method, path), visitor._send(method, missing)
        assert shape(hidden_answer, "bakers") == shape(missing_answer, "nobody"), (who, method, path)
        assert hidden_answer.status_code in (303, 404), (who, method, path)


def test_the_member_reads_it_all_the_same(scene):
    assert scene["inside"].get("/g/bakers").status_code == 200
    assert "It costs more." in "".join(
        scene["inside"].get(path).text for method, path in scene["paths"] if method == "GET"
    )


def test_a_hidden_group_is_in_no_list_and_no_purpose(scene, site):
    for visitor in scene["outside"].values():
        for path in ("/", "/privacy", "/privacy/purposes", "/me"):
            assert "bakers" not in visitor.get(path).text


def test_a_listed_group_is_there_for_who_is_signed_in_only(site, mina):
    group = bakers(site, visibility=Visibility.LISTED)
    other = bakers(site, "brewers", admission=Admission.OPEN, questions=False)
    noor = other.ask(NOOR, "Noor")
    assert site.visitor().get("/g/bakers").status_code == 404
    assert "/g/bakers" not in site.visitor().get("/").text
    assert noor.get("/g/bakers").status_code == 200
    assert "/g/bakers" in noor.get("/").text
    assert group
