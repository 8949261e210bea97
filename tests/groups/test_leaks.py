"""A hidden group is like a missing one, for everybody who is not in it, on every page there is."""

import re

import pytest

from leadgate.discussions.actions import posting
from leadgate.discussions.models import Post
from leadgate.foundation.ids import new_id
from leadgate.foundation.permissions import Role
from leadgate.groups.actions import making
from leadgate.groups.actions.making import GroupPage
from leadgate.groups.models import Membership
from leadgate.groups.types import Admission, Visibility
from leadgate.joining.actions import admitting
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import JoinState
from leadgate.sanctions.actions import sanctioning
from leadgate.sanctions.models import Sanction
from leadgate.sanctions.types import Sanctioning
from leadgate.staff.actions.accounts import account_with
from tests.cast import NOOR
from tests.facts import count, one, statements
from tests.groups.scenes import MINA, OLE, attached_to, bakers, said_in

WAITS = MembershipRequest.state == JoinState.PENDING
INSIDE = ("discussions", "discussions_own", "discussions_files", "groups_members", "sanctions_members", "meetups")


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
        GroupPage("Bakers who price", admission=Admission.OPEN, visibility=Visibility.HIDDEN),
        questions=[],
        purposes=[],
    )
    thread = posting.open_thread(one(Membership, Membership.group_id == group.id).id, "Flour", "It costs more.")
    return {
        "paths": paths(site, thread, one(Post, Post.thread_id == thread).id),
        "inside": ada,
        "outside": {"stranger": site.visitor(), "former": former, "known": known},
    }


def paths(site, thread, post, rooms=()) -> list[str]:
    """Every page of a group that somebody without an account for staff can ask for, or those of some of its rooms."""
    found = []
    for rule in site.app.url_map.iter_rules():
        if rule.rule.startswith("/g/<slug>") and (not rooms or rule.endpoint.partition(".")[0] in rooms):
            kinds = {"talks": thread, "files": attached_to(post), "sanctions": post}
            number = next((known for kind, known in kinds.items() if kind in rule.rule), post)
            values = {"slug": "bakers", "place": thread, "last": post}
            with site.app.test_request_context():
                path = rule.build({name: values.get(name, number) for name in rule.arguments})[1]
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
        hidden_answer, missing_answer = visitor.press_at(method, path), visitor.press_at(method, missing)
        assert shape(hidden_answer, "bakers") == shape(missing_answer, "nobody"), (who, method, path)
        assert hidden_answer.status_code in (303, 404), (who, method, path)


@pytest.mark.parametrize("who", ["stranger", "former", "known"])
def test_the_database_is_asked_as_often_for_a_hidden_group_as_for_none(scene, here, who):
    """Time is what the database takes; as many questions of the same kind take the same."""
    visitor = scene["outside"][who]
    for method, path in scene["paths"]:
        with statements(here) as hidden:
            visitor.press_at(method, path)
        with statements(here) as missing:
            visitor.press_at(method, path.replace("/g/bakers", "/g/nobody"))
        assert hidden == missing, (who, method, path)


def test_the_member_reads_it_all_the_same(scene):
    assert scene["inside"].get("/g/bakers").status_code == 200
    assert "It costs more." in "".join(
        scene["inside"].get(path).get_data().decode(errors="replace")
        for method, path in scene["paths"]
        if method == "GET"
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


@pytest.fixture
def ben(site):
    """Who moderates another group, and only that."""
    return site.staff(Role.MODERATOR, "ben@bakery.example")


def moderators_paths(site, slug: str, numbers: dict[str, object]) -> list[tuple[str, str]]:
    """Every page and button of moderators, with what belongs to the bakers in the address."""
    found = []
    for rule in site.app.url_map.iter_rules():
        if not rule.rule.startswith("/moderate/<slug>"):
            continue
        kind = next((kind for kind in numbers if kind in rule.rule), "")
        values = {"slug": slug, "act": rule_act(rule)}
        with site.app.test_request_context():
            path = rule.build({name: values.get(name, numbers[kind]) for name in rule.arguments})[1]
        found += [(method, path) for method in sorted(rule.methods & {"GET", "POST"})]
    assert len(found) > 30
    return found


def rule_act(rule) -> str:
    acts = {"pin": "pin", "appeals": "grant", "sanctions": "lift"}
    return next((act for kind, act in acts.items() if kind in rule.rule), "dismiss")


@pytest.fixture
def of_the_bakers(site, mina):
    """What there is in the group of the bakers, by the kind of its pages."""
    group = bakers(site)
    group.ask("zoe@person.example", "Zoe")
    asked = one(MembershipRequest).id
    open_too = bakers(site, "open", owner=MINA, admission=Admission.OPEN, questions=False)
    open_too.ask()
    post = said_in(group.id)
    talk = one(Post, Post.id == post).thread_id
    member = one(Membership).id
    return {"requests": asked, "talks": talk, "posts": post, "files": attached_to(post), "members": member, "": post}


@pytest.mark.parametrize("slug", ["bakers", "brewers"])
def test_a_moderator_of_another_group_meets_the_same_answer_as_for_what_is_not(site, ben, of_the_bakers, slug):
    bakers(site, "brewers", owner="ben@bakery.example", questions=False)
    missing = dict.fromkeys(of_the_bakers, new_id())
    before = count(Post), count(Sanction), count(MembershipRequest, WAITS)
    theirs = moderators_paths(site, slug, of_the_bakers)
    assert ben.get("/staff/password").status_code == 200  # from here on every form has its cookie
    nobodys = moderators_paths(site, slug if slug == "brewers" else "nobody", missing)
    for (method, path), (_method, other) in zip(theirs, nobodys, strict=True):
        there, nowhere = ben.press_at(method, path), ben.press_at(method, other)
        assert shape(there, path) == shape(nowhere, other), (method, path)
        assert slug == "brewers" or there.status_code == 404, (method, path)
    assert before == (count(Post), count(Sanction), count(MembershipRequest, WAITS))


def test_a_moderators_start_counts_nothing_of_groups_that_are_not_theirs(site, ben, of_the_bakers):
    page = ben.get("/moderate/").text
    assert "Bakers who price" not in page
    assert "Zoe" not in page


def test_mails_about_a_group_go_to_its_own_people_only(site, ben, of_the_bakers):
    for mail in site.mails("ben@bakery.example"):
        assert "Bakers" not in mail.text


def somebody(site, group, mina, who: str):
    """Somebody who does not belong to a group, for one reason or another."""
    if who == "stranger":
        return site.visitor()
    person = group.ask("zoe@person.example", "Zoe")
    mine = one(MembershipRequest, WAITS)
    if who == "declined":
        assert group.decide(mina, "decline", "Not now.", request=mine).status_code == 303
    if who in ("former", "banned"):
        admitting.approve(mine.id, rule="open")
        member = one(Membership, Membership.person_id == mine.subject_id).id
        if who == "former":
            assert person.fill(f"/g/{group.slug}/leave").status_code == 303
        else:
            by = account_with(MINA)
            sanctioning.sanction(member, Sanctioning.BAN, "You advertise.", days=7, group=group.id, by=by)
    return person


@pytest.mark.parametrize("who", ["stranger", "applicant", "declined", "former", "banned"])
def test_whoever_does_not_belong_meets_nothing_of_what_is_inside_an_open_door_or_not(site, mina, who):
    group = bakers(site, questions=False)
    post = said_in(group.id)
    talk = one(Post, Post.id == post).thread_id
    person = somebody(site, group, mina, who)
    for method, path in paths(site, talk, post, INSIDE):
        missing = path.replace("/g/bakers", "/g/nobody")
        there, nowhere = person.press_at(method, path), person.press_at(method, missing)
        assert there.status_code == 404, (who, method, path)
        assert shape(there, "bakers") == shape(nowhere, "nobody"), (who, method, path)
