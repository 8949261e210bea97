"""Processors: told by a signed notice until they take it, and believed only when they sign."""

import json
import socket
import threading
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from leadgate.erasure.actions import erasing, processors, telling
from leadgate.erasure.errors import NotAProcessor
from leadgate.erasure.models import Erasure, ProcessorNotice
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.keys.vault import VaultKey
from leadgate.people.models import Person
from tests.cast import ADA
from tests.facts import count, one


class Outside:
    """A processor's server, as it is seen from here."""

    def __init__(self) -> None:
        self.taken: list[tuple[dict[str, str], bytes]] = []
        self.answers = 200
        outside = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                outside.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(outside.answers)
                if outside.answers == 302:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/erasures"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()


@pytest.fixture
def outside():
    made = Outside()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def processor(site, outside):
    return processors.add_processor("Mail house", outside.url, "sha256")[0]


def erased(site):
    site.publish()
    site.confirmed()
    erasing.erase(one(Person).id, why=Why.PERSON)
    site.work()


def answer(site, processor, status="done", **changed):
    notice = one(ProcessorNotice).id
    body = json.dumps({"status": status}).encode()
    headers = {**telling.signed(processor, notice, body), **changed}
    return site.visitor().post(f"/processors/{notice}/answer", data=body, headers=headers)


def test_a_processor_is_told_once_by_a_signed_notice_that_names_the_person_as_it_knows_them(site, outside, processor):
    erased(site)
    site.work()
    [(headers, body)] = outside.taken
    said = json.loads(body)
    assert said["type"] == "erasure"
    assert said["data"]["subjects"] == [{"email_sha256": sha256(ADA.encode()).hexdigest()}]
    assert ADA.encode() not in body
    with clock.moved(timedelta(seconds=int(headers["webhook-timestamp"]) - clock.now().timestamp())):
        assert headers == headers | telling.signed(processor, one(ProcessorNotice).id, body)
    assert one(ProcessorNotice).subject is None
    assert count(VaultKey) == 0, "whom it was about died when it was taken"


@pytest.mark.parametrize("trouble", [500, 302, 429])
def test_a_processor_that_does_not_take_it_is_told_again(site, outside, processor, trouble):
    outside.answers = trouble
    erased(site)
    assert one(ProcessorNotice).told_at is None
    assert one(Erasure).certificate, "our own erasure does not wait for others"
    outside.answers = 204
    with clock.moved(timedelta(minutes=2)):
        site.work()
    assert one(ProcessorNotice).told_at is not None
    assert one(Erasure).certificate["leadgate:processors"][0]["told_at"]


def test_a_processor_that_never_answers_is_given_up_after_thirty_days_and_its_subject_dies(site, outside, processor):
    outside.answers = 500
    erased(site)
    assert count(VaultKey) == 1
    with clock.moved(timedelta(days=31)):
        site.work()
        assert one(ProcessorNotice).told_at is None
    assert count(VaultKey) == 0


def test_a_signed_answer_stands_on_the_certificate(site, outside, processor):
    erased(site)
    assert answer(site, processor).json == {"status": "noted"}
    assert one(Erasure).certificate["leadgate:processors"][0]["answer"] == "done"
    assert answer(site, processor, "refused").status_code == 200
    assert one(ProcessorNotice).answer == "done", "the first answer stands"


@pytest.mark.parametrize("forged", [
    {"webhook-signature": "v1,AAAA"}, {"webhook-signature": ""}, {"webhook-timestamp": "1"}, {"webhook-timestamp": "x"},
    {"webhook-timestamp": "9" * 5000}, {"webhook-id": "another"},
    {"webhook-signature": "v1,\N{SNOWMAN}".encode().decode("latin-1")},
])  # fmt: skip
def test_a_forged_or_old_answer_is_refused_and_changes_nothing(site, outside, processor, forged):
    erased(site)
    assert answer(site, processor, **forged).status_code == 401
    assert one(ProcessorNotice).answer is None


def test_another_processors_signature_is_worth_nothing_here(site, outside, processor):
    other, _secret = processors.add_processor("Other house", "https://other.example/", "email")
    processors.retire_processor(other)
    erased(site)
    assert answer(site, other).status_code == 401


def test_a_processor_whose_name_points_inside_is_told_nothing(site, monkeypatch):
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kind: inside)
    processors.add_processor("Mail house", "https://mailhouse.example/", "email")
    erased(site)
    assert one(ProcessorNotice).told_at is None
    assert one(OutboxItem, OutboxItem.kind == "erasure.tell").trouble == "NotPublic"


def test_processors_are_told_over_https_only_and_not_inside_a_private_network(here):
    urls = ("http://mailhouse.example/", "ftp://mailhouse.example/", "mailhouse", "file:///etc/passwd")
    for url in (*urls, "https://10.0.0.5/", "https://me:secret@mailhouse.example/", "http://[::ffff:127.0.0.1]/"):
        with pytest.raises(NotAProcessor):
            processors.add_processor("Mail house", url, "email")
