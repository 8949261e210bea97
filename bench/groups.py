"""The rows of private groups: joining against Mailman, and pages that must not feel a large group."""

import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from bench import load, mailman, prepared
from bench.clock import installation_of
from bench.load import at_once
from leadgate.app import create_app
from leadgate.discussions.actions import indexing, posting
from leadgate.discussions.models import Post, PostWord, Thread
from leadgate.discussions.types import PostStatus
from leadgate.foundation import clock
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import action, add_rows, forget_what_was_read, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Role
from leadgate.foundation.web import cookies
from leadgate.groups.actions import appointing, making
from leadgate.groups.actions.making import GroupPage
from leadgate.groups.models import Membership
from leadgate.groups.names import name_key
from leadgate.groups.types import GroupRole
from leadgate.joining.models import MembershipRequest, RequestAnswers
from leadgate.joining.types import JoinState
from leadgate.operating import install
from leadgate.people.models import Person, PersonSession
from leadgate.people.room import PERSON
from leadgate.questions.actions.editing import QuestionDraft
from leadgate.questions.answers import Answer, as_text, field_name
from leadgate.questions.queries import asked_by
from leadgate.staff.actions import accounts, sessions
from leadgate.staff.types import Arrival
from tests.services import free_port

PASSWORD = "quiet river stones 42"
PAIRS, THEIR_PAIRS = 400, 100
AT_ONCE = 4
WAITING = 100_000
FEW = (1_000, 10_000)
MANY = (100_000, 1_000_000)
"""Members and posts."""
BATCH, PER_TALK, AUTHORS = 2_000, 50, 500
WORDS = [f"word{at}" for at in range(5_000)]
TIMES, WARM = 60, 5
HOUR = timedelta(hours=1)
Times = dict[str, float]


def measured(kind: str, folder: Path) -> list[dict[str, object]]:
    """Every row on one database."""
    port = free_port()
    with prepared.database(kind, folder) as (url, _bare):
        environment = prepared.settings(folder, url, port)
        here = installation_of(environment)
        app = create_app(here)
        with here.opened(), app.app_context():
            migrating.migrate(here)
            migrating.make_keys()
            install(here)
            group = _group()
            rows = [*_joining(group, environment, port, folder), *_pages(group, app)]
        here.database.dispose()
    return rows


def _group() -> UUID:
    asked = [QuestionDraft("What do you want to solve?", "So that we know you.")]
    number = making.make("bakers", GroupPage("Bakers who price"), rules="Be kind.", questions=asked)
    owner = accounts.add_account("mina@bench.example", Role.OWNER, PASSWORD)
    appointing.appoint(number, owner, "Mina", role=GroupRole.OWNER)
    return number


def _joining(group: UUID, environment: dict[str, str], port: int, folder: Path) -> Iterator[dict[str, object]]:
    """Requests to join that are approved, a second: with nobody waiting, and with a hundred thousand."""
    theirs = mailman.joined(folder, THEIR_PAIRS, AT_ONCE)
    command = [sys.executable, "-m", "leadgate", "web", "--port", str(port)]
    with load.running(command, port, environment):
        desk = _Desk(group, port)
        rates = {
            "join and approve": desk.pairs(1),
            "join and approve, fifty with one press": desk.pairs(50),
        }
        fill_queue(group, WAITING)
        rates[f"join and approve, {WAITING} waiting"] = desk.pairs(1)
    compared = {"against_per_second": round(theirs, 1), "bar": "≥ 20 ×"}
    for work, ours in rates.items():
        yield {"work": work, "per_second": round(ours, 1), **compared, "ratio": round(ours / theirs, 1)}


class _Browser:
    """One connection with cookies, which stays open."""

    def __init__(self, port: int) -> None:
        self.connection, self.cookies = HTTPConnection("127.0.0.1", port, timeout=60), {}  # type: ignore[var-annotated]

    def send(self, method: str, path: str, **form: str) -> tuple[int, str]:
        return self._send(method, path, urlencode(form) if form else None)

    def send_form(self, path: str, pairs: list[tuple[str, str]]) -> tuple[int, str]:
        return self._send("POST", path, urlencode(pairs))

    def _send(self, method: str, path: str, form: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, form, headers)
        answer = self.connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read().decode()


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


class _Desk:
    """People who ask to join, each on their own page, and moderators who let them in; so many at once."""

    def __init__(self, group: UUID, port: int) -> None:
        self.group, self.port = group, port
        self.cookie = cookies.cookie_name("me", installation().settings)
        self.moderators = [self._moderator() for _ in range(AT_ONCE)]
        person = _Browser(port)
        person.cookies[self.cookie] = _signed_in()[1]
        token = _token(person.send("GET", "/g/bakers/join")[1])
        self.typed = {"csrf_token": token, "rules": "y", field_name(asked_by(group)[0].id): "Rising costs"}

    def _moderator(self) -> tuple[_Browser, str]:
        found = _Browser(self.port)
        form = _token(found.send("GET", "/staff/sign-in")[1])
        sent = found.send("POST", "/staff/sign-in", csrf_token=form, email="mina@bench.example", password=PASSWORD)
        assert sent[0] == 303, sent
        return found, _token(found.send("GET", "/staff/password")[1])

    def pairs(self, together: int) -> float:
        """How many people a second ask and are let in.

        Args:
            together: how many a moderator approves with one press.
        """
        known = [_signed_in() for _ in range(PAIRS)]
        shares = [known[at::AT_ONCE] for at in range(AT_ONCE)]
        seconds = at_once([partial(self._ask, share) for share in shares])
        waiting = [[_waiting(who) for who, _token in share] for share in shares]
        decided = [partial(self._approve, *one, together) for one in zip(self.moderators, waiting, strict=True)]
        return PAIRS / (seconds + at_once(decided))

    def _ask(self, people: list[tuple[UUID, str]]) -> None:
        person = _Browser(self.port)
        for who, session_token in people:
            person.cookies = {self.cookie: session_token}
            status, text = person.send("POST", "/g/bakers/join", name=f"P {who.hex}", **self.typed)
            assert status == 303, text

    def _approve(self, moderator: tuple[_Browser, str], requests: list[UUID], together: int) -> None:
        browser, token = moderator
        browser.connection.close()  # the server has closed it while a queue was filled; it opens by itself
        for at in range(0, len(requests), together):
            named = [("request", f"{request}:") for request in requests[at : at + together]]
            form = [("csrf_token", token), ("act", "approve"), *named]
            status, text = browser.send_form("/moderate/bakers/decisions", form)
            assert status == 303, text


def _waiting(person: UUID) -> UUID:
    forget_what_was_read()
    return session().scalars(select(MembershipRequest.id).where(MembershipRequest.subject_id == person)).one()


@action
def _signed_in() -> tuple[UUID, str]:
    """Somebody known, and what their browser holds."""
    person, opened = _people(1)[0][0], new_id()
    session().add(PersonSession(id=opened, person_id=person, expires_at=clock.now() + HOUR))
    return person, installation().tokens.make(PERSON, opened)


def _people(count: int) -> list[tuple[UUID, object]]:
    """People with their keys."""
    vault, now, rows, found = installation().vault, clock.now(), [], []
    for owner in [new_id() for _ in range(count)]:
        key = vault.new_key(owner)
        address = f"{owner.hex}@bench.example"
        rows.append({
            "id": owner, "address_index": vault.blind_index("address", address), "language": "en",
            "address": key.seal(Person.address, owner, address), "known_since": now, "last_active": now,
        })  # fmt: skip
        found.append((owner, key))
    session().flush()
    add_rows(Person, rows)
    return found


def fill_queue(group: UUID, count: int) -> None:
    """So many requests that wait."""
    for at in range(0, count, BATCH):
        _fill_queue(group, min(BATCH, count - at))


@action
def _fill_queue(group: UUID, count: int) -> None:
    now, question = clock.now(), asked_by(group)[0]
    text = as_text([Answer(question.id, question.label, "Rising costs")])
    requests, kept = [], []
    for person, key in _people(count):
        new = new_id()
        requests.append({
            "id": new, "subject_id": person, "group_id": group, "language": "en",
            "name": key.seal(MembershipRequest.name, new, "P"), "rules_version": 1, "state": JoinState.PENDING,
            "version": 2, "made_at": now, "waiting_since": now, "lapses_at": now + HOUR * 700,
        })  # fmt: skip
        kept.append({"request_id": new, "subject_id": person, "kept_days": 30, "expires_at": None,
                     "answers": key.seal(RequestAnswers.answers, new, text)})  # fmt: skip
    add_rows(MembershipRequest, requests)
    add_rows(RequestAnswers, kept)


def _pages(group: UUID, app: Flask) -> Iterator[dict[str, object]]:
    """The slowest twentieth of each page, with few and with many members and posts."""
    authors = fill_members(group, FEW[0])
    fill_talks(group, FEW[1], authors)
    few = _times(app, group)
    fill_members(group, MANY[0] - FEW[0])
    fill_talks(group, MANY[1] - FEW[1], authors)
    for path, took in _times(app, group).items():
        yield {"work": f"{path}, {MANY[0]} members, {MANY[1]} posts", "p95_ms": took, "at_few_ms": few[path],
               "ratio": round(took / few[path], 2), "bar": "p95 < 200 ms"}  # fmt: skip


def fill_members(group: UUID, count: int) -> list[UUID]:
    """So many people who belong; the memberships of some of them."""
    found: list[UUID] = []
    for at in range(0, count, BATCH):
        found += _fill_members(group, min(BATCH, count - at))
    return found[:AUTHORS]


@action
def _fill_members(group: UUID, count: int) -> list[UUID]:
    now, rows = clock.now(), []
    for person, key in _people(count):
        new = new_id()
        rows.append({
            "id": new, "person_id": person, "group_id": group, "name": key.seal(Membership.name, new, person.hex),
            "name_key": name_key(group, person.hex), "rules_version": 1, "begins_at": now, "seen_at": now,
            "digest_at": None, "calendar": None,
        })  # fmt: skip
    add_rows(Membership, rows)
    return [row["id"] for row in rows]  # type: ignore[misc]


def fill_talks(group: UUID, count: int, authors: list[UUID]) -> None:
    """So many posts, fifty to a talk, each with twenty-five words of which few are common."""
    chance = random.Random(7)
    hashes = dict(zip(WORDS, indexing.hashes_of(group, WORDS), strict=True))
    for _ in range(0, count, BATCH):
        _fill_talks(group, authors, chance, hashes)


@action
def _fill_talks(group: UUID, authors: list[UUID], chance: random.Random, hashes: dict[str, bytes]) -> None:
    members = session().scalars(select(Membership).where(Membership.id.in_(authors))).all()
    keys, now = installation().vault.keys_of([one.person_id for one in members]), clock.now()
    talks, posts, words = [], [], []
    for _ in range(BATCH // PER_TALK):
        talk = new_id()
        talks.append({"id": talk, "group_id": group, "announcement": False, "pinned": False, "held": False,
                      "made_at": now, "last_at": now})  # fmt: skip
        for place in range(PER_TALK):
            new, member = new_id(), chance.choice(members)
            said = {WORDS[int(chance.paretovariate(0.6)) % len(WORDS)] for _ in range(25)}
            key = keys[member.person_id]
            posts.append({
                "id": new, "thread_id": talk, "group_id": group, "subject_id": member.person_id, "author_id": member.id,
                "staff_id": None,
                "title": key.seal(Post.title, new, "Flour") if place == 0 else None, "why": None,
                "edited_at": None, "edited_by": None, "original": None,
                "body": key.seal(Post.body, new, " ".join(said)), "made_at": now, "indexed": True,
                "standing": PostStatus.SHOWN, "hidden_by": None, "expires_at": None,
            })  # fmt: skip
            words += [{"word": hashes[word], "post_id": new} for word in said]
    add_rows(Thread, talks)
    add_rows(Post, posts)
    add_rows(PostWord, words)


def _times(app: Flask, group: UUID) -> Times:
    client, talk = app.test_client(), _newest_talk(group)
    client.set_cookie(cookies.cookie_name("me", installation().settings), _member(group), domain="localhost")
    with client.session_transaction() as cookie:
        cookie["_user_id"] = str(_moderator())
    paths = {
        "group page": "/g/bakers",
        "talks": "/g/bakers/talks",
        "one talk": f"/g/bakers/talks/{talk}",
        "search, a rare word": f"/g/bakers/search?q={WORDS[4_321]}",
        "search, a common word": f"/g/bakers/search?q={WORDS[1]}",
        "search, two common words": f"/g/bakers/search?q={WORDS[1]}+{WORDS[2]}",
        "queue": "/moderate/bakers",
        "members": "/moderate/bakers/members",
        "week by week": "/moderate/bakers/figures",
    }
    found = {name: _p95(partial(_read, client, path)) for name, path in paths.items()}
    authors = iter(session().scalars(select(Post.author_id).limit(AUTHORS)).all())
    said = " ".join(WORDS[:25])
    return found | {"a post": _p95(lambda: posting.reply(next(authors), talk, said))}  # type: ignore[arg-type]


def _read(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200, path


def _p95(act: Callable[[], object]) -> float:
    took = []
    for _ in range(TIMES + WARM):
        forget_what_was_read()
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return round(statistics.quantiles(took[WARM:], n=20)[-1], 1)


def _newest_talk(group: UUID) -> UUID:
    newest = select(Thread.id).where(Thread.group_id == group).order_by(Thread.id.desc()).limit(1)
    return session().scalars(newest).one()


@action
def _member(group: UUID) -> str:
    inside = select(Membership.person_id).where(Membership.group_id == group, Membership.begins_at < clock.now())
    person = session().scalars(inside.limit(1)).one()
    opened = PersonSession(id=new_id(), person_id=person, expires_at=clock.now() + HOUR)
    session().add(opened)
    return installation().tokens.make(PERSON, opened.id)


@action
def _moderator() -> object:
    return sessions.open_session(accounts.account_with("mina@bench.example"), Arrival("192.0.2.0/24"))
