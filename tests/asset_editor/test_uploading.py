"""Files in parts: what was cut goes on, what is wrong is said, what nobody wants is deleted."""

import re
from datetime import timedelta
from io import BytesIO

import pytest

from leadgate.asset_editor.actions import uploading
from leadgate.asset_editor.models import AssetUpload
from leadgate.foundation import clock
from tests.asset_editor.scenes import send
from tests.facts import count
from tests.papers import PDF

pytestmark = pytest.mark.both_databases("asset_editor.actions.uploading")
PATH = "/studio/uploads/"
LONG = len(PDF)


class Sender:
    def __init__(self, visitor):
        self.visitor = visitor
        page = visitor.get("/studio/assets/new").text
        self.token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]

    def begin(self, size=LONG, name="guide.pdf"):
        return self.visitor.post(PATH, data={"csrf_token": self.token, "name": name, "size": size})

    def part(self, upload, at, content):
        typed = {"csrf_token": self.token, "at": at, "part": (BytesIO(content), "part")}
        return self.visitor.post(PATH + upload, data=typed)


@pytest.fixture
def sender(site):
    return Sender(site.staff())


def test_a_file_cut_on_its_way_goes_on_from_where_it_was_and_is_published(site, sender):
    upload = sender.begin().json["id"]
    assert sender.part(upload, 0, PDF[:100]).json["received"] == 100
    assert sender.visitor.get(PATH + upload).json == {"id": upload, "received": 100, "size": len(PDF), "whole": False}
    assert sender.part(upload, 0, PDF[:100]).status_code == 409
    assert sender.part(upload, 100, PDF[100:]).json["whole"] is True
    assert sender.part(upload, 100, PDF[100:]).status_code == 200  # whose answer did not come
    answer = send(sender.visitor, "/studio/assets/new", "publish", upload=upload, slug="guide", title="The guide")
    assert answer.status_code == 303
    assert site.visitor().get("/a/guide").status_code == 200
    assert list(site.here.storage.files("uploads")) == []


def test_a_file_that_cannot_be_taken_says_why_and_leaves_nothing(site, sender):
    upload = sender.begin(size=200, name="half.pdf").json["id"]
    answer = sender.part(upload, 0, PDF[:200])
    assert answer.status_code == 422
    assert answer.json["refusal"]
    assert list(site.here.storage.files("uploads")) == []
    assert list(site.here.storage.files("assets")) == []


@pytest.mark.environment(LEADGATE_UPLOAD_LIMIT_MB="1")
def test_what_is_too_large_is_refused_before_its_first_byte(sender):
    assert sender.begin(size=1_500_000).status_code == 413
    assert sender.begin(size=0).status_code == 422
    upload = sender.begin(size=10).json["id"]
    assert sender.part(upload, 0, b"x" * 11).status_code == 422


def test_nobody_else_goes_on_with_it(site, sender):
    upload = sender.begin().json["id"]
    other = Sender(site.staff(email="bob@bakery.example"))
    assert other.part(upload, 0, PDF).status_code == 404
    assert other.visitor.get(PATH + upload).status_code == 404


def test_what_is_never_finished_or_published_is_deleted_and_a_draft_keeps_its_file(site, sender, monkeypatch):
    unfinished, unwanted, kept = (sender.begin().json["id"] for _ in range(3))
    sender.part(unfinished, 0, PDF[:100])
    for upload in (unwanted, kept):
        sender.part(upload, 0, PDF)
    send(sender.visitor, "/studio/assets/new", upload=kept)
    now = clock.now() + uploading.KEPT + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: now)
    uploading.forget_old()
    assert count(AssetUpload) == 1
    assert len(list(site.here.storage.files("assets"))) == 1
    assert list(site.here.storage.files("uploads")) == []
