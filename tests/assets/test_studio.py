"""The studio: publishing with a browser, figures, leads, and every look on the record."""

import re
from io import BytesIO

import pytest
from sqlalchemy import select

from leadgate.assets.actions.publishing import FormField
from leadgate.assets.leads import leads_of
from leadgate.assets.models import Asset, AssetVersion, Grant
from leadgate.assets.room import READY
from leadgate.foundation.audit import AuditEntry
from tests.cast import ADA
from tests.facts import count, every, one, statements
from tests.papers import PDF
from tests.visitor import forms


def publish(marketer, **fields):
    form = {"slug": "guide", "title": "The guide", "file": (PDF, "guide.pdf"), **fields}
    content, name = form.pop("file")
    sent = next(each for each in forms(marketer.get("/studio/assets/new").text) if "stands" in each.names)
    return marketer.post(sent.action, data=sent.values | form | {"file": (BytesIO(content), name)})


def test_a_marketer_publishes_a_file_and_its_page_is_there(site):
    site.purpose()
    marketer = site.staff()
    answer = publish(
        marketer,
        summary="Short",
        body="**Bold** words",
        purposes="newsletter",
        asks_why="y",
        **{"asked-0-label": "Company", "asked-0-kind": "text", "asked-0-reason": "To know whom we help"},
        **{"motivations-0-label": "Our costs went up"},
    )
    assert answer.status_code == 303
    page = site.visitor().get("/a/guide").text
    for shown in ("<strong>Bold</strong>", "To know whom we help", 'value="newsletter"', "Our costs went up"):
        assert shown in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"file": (b"", "")}, "No file is chosen"),
        ({"file": (b"", "guide.pdf")}, "The file is empty"),
        ({"file": (b"MZ", "setup.exe")}, "is not taken here"),
        ({"file": (b"<svg/>", "a.csv")}, "not what its name says"),
        ({"title": "", "file": (b"", "")}, "give it a title"),
        ({"slug": "A B"}, "Small letters"),
        ({"asked-0-label": "Company", "asked-0-kind": "text"}, "say why you ask"),
        ({"asked-0-label": "Size", "asked-0-kind": "choice", "asked-0-reason": "why"}, "2 to 50 answers"),
        ({"downloads_each": "0"}, "between 1 and 1000"),
        ({"opens_at": "2026-01-02T00:00", "closes_at": "2026-01-01T00:00"}, "close after it opens"),
        ({"opens_at": "yesterday"}, "Please type a day and a time"),
    ],
)
def test_what_cannot_be_published_is_said_beside_the_field_and_nothing_typed_is_lost(site, fields, said):
    answer = publish(site.staff(), body="Words that took an hour", **fields)
    assert answer.status_code in (413, 422)
    assert said in answer.text
    assert "Words that took an hour" in answer.text
    assert count(Asset) == 0


def test_a_taken_name_is_said_beside_it(site):
    marketer = site.staff()
    publish(marketer)
    answer = publish(marketer)
    assert answer.status_code == 409
    assert "page with this name already" in answer.text


@pytest.mark.environment(LEADGATE_UPLOAD_LIMIT_MB="1")
def test_a_file_over_the_limit_is_a_413(site):
    marketer = site.staff()
    for size, most in ((1_500_000, "larger than the 1 MB"), (3_000_000, "2 MB at most")):
        refused = publish(marketer, file=(PDF + b"%" * size, "guide.pdf"))
        assert (refused.status_code, most in refused.text) == (413, True)


def test_a_file_called_by_its_ending_alone_is_taken(site):
    assert publish(site.staff(), file=(PDF, ".pdf")).status_code == 303
    assert one(AssetVersion).file_name == "download.pdf"


def test_an_asset_is_edited_its_file_replaced_retired_and_opened_again(site):
    asset, marketer = site.publish(), site.staff()
    path = f"/studio/assets/{asset}"
    answer = marketer.fill(f"{path}/edit", title="A better title", file=(BytesIO(PDF + b"%2"), "guide-2.pdf"))
    assert answer.status_code == 303
    assert "A better title" in site.visitor().get("/a/guide").text
    assert count(AssetVersion) == 2
    for state, status, word in (("retired", 410, "Undo retiring"), ("open", 200, "Retire it")):
        marketer.fill(path, state=state)
        assert word in marketer.get(path).text
        assert site.visitor().get("/a/guide").status_code == status


def test_editing_keeps_what_is_not_touched(site):
    site.purpose()
    asset = site.publish(purposes=["newsletter"], asked=[FormField("company", "Company", "because", True)], body="Body")
    before = site.visitor().get("/a/guide").text.partition("<form")[2]
    assert site.staff().fill(f"/studio/assets/{asset}/edit", note="nothing").status_code == 303
    after = site.visitor().get("/a/guide").text.partition("<form")[2]
    without = re.compile(r'name="csrf_token" value="[^"]*"')
    assert without.sub("", after) == without.sub("", before)


def test_leads_are_shown_with_their_consents_and_every_look_is_on_the_record(site):
    site.purpose()
    asset = site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    marketer = site.staff()
    page = marketer.get(f"/studio/assets/{asset}/leads").text
    assert ADA in page
    assert "newsletter" in page
    looks = every(select(AuditEntry.subject).where(AuditEntry.act == "lead:look"))
    assert looks == [(asset,)]


def test_a_lead_can_lose_their_grant(site):
    asset = site.publish()
    site.confirmed()
    marketer, grant = site.staff(), one(Grant).id
    path = f"/studio/assets/{asset}/leads"
    marketer.press(path, f"{path}/{grant}/revocation", why="a mistake")
    assert "taken back" in marketer.get(path).text
    token = site.here.tokens.make(READY, grant)
    assert site.visitor().get(f"/a/guide/ready?grant={token}").status_code == 410


def test_leads_take_a_constant_number_of_statements(site):
    asset = site.publish()
    counts = []
    for batch in (2, 6):
        for number in range(batch):
            site.confirmed(email=f"p{batch}-{number}@person.example")
        with statements(site.here) as seen:
            assert leads_of(asset)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_page_may_be_in_any_language_and_says_so_to_whoever_has_it_read_out(site):
    asset = site.publish()
    marketer = site.staff()
    assert '<option value="de">German</option>' in marketer.get(f"/studio/assets/{asset}/edit").text
    assert marketer.fill(f"/studio/assets/{asset}/edit", language="de", title="Der Leitfaden").status_code == 303
    assert '<div class="value pictured" lang="de">' in site.visitor().get("/a/guide").text
    assert marketer.fill(f"/studio/assets/{asset}/edit", language="xx").status_code == 422
