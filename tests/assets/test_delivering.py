"""The file: whole, in ranges, counted when it arrived, and over when it is over."""

import re
from datetime import timedelta
from functools import partial
from io import BytesIO

import pytest
from sqlalchemy import inspect

from leadgate.assets.actions import counting, delivering, limiting, publishing
from leadgate.assets.errors import DownloadsUnderWay
from leadgate.assets.models import DownloadUnderWay, Grant
from leadgate.assets.room import READY
from leadgate.foundation import clock
from leadgate.foundation.databases import migrating
from leadgate.foundation.files.parts import LINKS, PARTS, PartsThatCame
from leadgate.foundation.privacy import erasure_engine
from leadgate.people.models import Person
from tests.asset_editor.scenes import replace_file
from tests.browsers import LOOKING_AHEAD
from tests.cast import ADA
from tests.conftest import build
from tests.facts import count, downloads, one
from tests.faults.together import all_at_once, refused
from tests.papers import GOOD, PDF

pytestmark = pytest.mark.both_databases("assets.actions.delivering", "assets.actions.limiting")


def link(site, visitor=None) -> str:
    grant = one(Grant).id
    page = (visitor or site.visitor()).get(f"/a/guide/ready?grant={site.here.tokens.make(READY, grant)}")
    assert page.status_code == 200, page.text
    return re.search(r'href="(/d/[^"]+)"', page.text)[1]


def whole(answer) -> bytes:
    content = answer.get_data()
    answer.close()
    return content


@pytest.mark.parametrize("name", GOOD)
def test_every_kind_of_file_arrives_byte_for_byte_under_its_name(site, name):
    site.publish(content=GOOD[name], name=name)
    site.confirmed()
    answer = site.visitor().get(link(site))
    assert whole(answer) == GOOD[name]
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert downloads() == 1


def test_a_name_beyond_ascii_arrives_as_it_is(site):
    site.publish(content=PDF, name="從容定價.pdf")
    site.confirmed()
    disposition = site.visitor().get(link(site)).headers["Content-Disposition"]
    assert "filename*=UTF-8''%E5%BE%9E%E5%AE%B9" in disposition


def test_a_download_is_counted_when_the_last_byte_was_taken_and_not_before(site):
    big = PDF + b"%" * 5_000_000
    site.publish(content=big)
    site.confirmed()
    answer = site.visitor().get(link(site))
    parts = answer.iter_encoded()
    next(parts)
    assert downloads() == 0
    assert len(b"".join(parts)) > 2_000_000
    assert downloads() == 1


def test_a_download_of_somebody_erased_meanwhile_leaves_no_trace(site):
    site.publish()
    site.confirmed()
    delivery = delivering.open_grant(one(Grant).id)
    erasure_engine.erase_rows_of(delivery.person_id)
    counting.count([delivery])
    assert downloads() == 0


def test_counting_goes_on_after_a_database_that_was_away(site, here):
    site.publish()
    site.confirmed()
    delivery = delivering.open_grant(one(Grant).id)
    away = build(here.settings.data_dir, LEADGATE_DATABASE_URL="postgresql+psycopg://nobody@127.0.0.1:9/none")
    counting.arrived(away, delivery)
    counting.wait_until_counted()
    counting.arrived(here, delivery)
    assert downloads() == 1


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=0-", 0, None),
        ("bytes=10-", 10, None),
        ("bytes=-20", -20, None),
        ("bytes=5-5", 5, 6),
    ],
)
def test_a_part_of_the_file_can_be_asked_for(site, asked, start, stop):
    site.publish()
    site.confirmed()
    answer = site.visitor().get(link(site), headers={"Range": asked})
    assert answer.status_code == 206
    assert whole(answer) == PDF[start:stop]
    assert answer.headers["Content-Range"].endswith(f"/{len(PDF)}")


@pytest.mark.parametrize("asked", ["", "bytes=0-9", "bytes=5-", "bytes=999999999-"])
def test_what_is_answered_before_a_page_is_made_is_what_the_page_answers(site, asked):
    site.publish(name="Führer.pdf")
    site.confirmed()
    headers = {"Range": asked} if asked else {}
    direct, page = (site.visitor().get(link(site) + query, headers=headers) for query in ("", "?from=mail"))
    assert direct.status_code == page.status_code
    assert whole(direct) == whole(page)
    said = [sorted(one.headers.items()) for one in (direct, page)]
    assert said[0] == [(name, value) for name, value in said[1] if direct.status_code < 400 or name != "Content-Type"]


def test_the_last_bytes_of_a_file_that_has_fewer_are_all_of_it(site):
    site.publish()
    site.confirmed()
    answer = site.visitor().get(link(site), headers={"Range": f"bytes=-{len(PDF) + 1}"})
    assert (answer.status_code, whole(answer)) == (206, PDF)
    assert answer.headers["Content-Range"] == f"bytes 0-{len(PDF) - 1}/{len(PDF)}"


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=99999999999999999999-"])
def test_a_part_beyond_the_end_is_answered_with_416(site, asked):
    site.publish()
    site.confirmed()
    answer = site.visitor().get(link(site), headers={"Range": asked})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(PDF)}"


@pytest.mark.parametrize(
    "asked", ["bytes=a-b", "chapters=1-2", "bytes=0-1,5-6", "bytes=", "bytes=-", "bytes=-0", "bytes=5-1"]
)
def test_a_range_that_makes_no_sense_gets_the_whole_file(site, asked):
    site.publish()
    site.confirmed()
    answer = site.visitor().get(link(site), headers={"Range": asked})
    assert answer.status_code in (200, 416)
    assert answer.status_code == 416 or whole(answer) == PDF


def test_who_wants_exactly_this_file_gets_it_or_is_told_that_it_is_another(site):
    site.publish()
    site.confirmed()
    etag = site.visitor().get(link(site)).headers["ETag"]
    answers = [
        site.visitor().get(link(site), headers={"If-Match": wanted, "Range": "bytes=10-"}).status_code
        for wanted in (etag, f'"other", {etag}', "*", '"other"', f"W/{etag}")
    ]
    assert answers == [206, 206, 206, 412, 412]


def test_a_download_that_broke_off_goes_on_where_it_was_unless_the_file_has_changed(site):
    asset = site.publish()
    site.confirmed()
    etag = site.visitor().get(link(site)).headers["ETag"]
    rest = {"Range": "bytes=10-", "If-Range": etag}
    assert site.visitor().get(link(site), headers=rest).status_code == 206
    replace_file(asset, BytesIO(PDF + b"%v2"), "guide.pdf")
    answer = site.visitor().get(link(site), headers=rest)
    assert answer.status_code == 200
    assert whole(answer) == PDF + b"%v2"


def test_looking_with_head_tells_the_size_and_counts_nothing(site):
    site.publish()
    site.confirmed()
    answer = site.visitor().head(link(site))
    assert answer.headers["Content-Length"] == str(len(PDF))
    assert downloads() == 0


@pytest.mark.parametrize("end", ["bytes=-1", "bytes=10-", f"bytes={len(PDF) - 1}-"])
def test_who_took_the_end_alone_has_not_had_the_file_however_often(site, end):
    site.publish()
    site.confirmed()
    for _ in range(2):
        assert site.visitor().get(link(site), headers={"Range": end}).get_data()
    assert downloads() == 0


@pytest.mark.parametrize("parts", [["0-9", "10-"], ["10-", "5-20", "0-9"], ["-10", "0-"]])
def test_a_file_that_came_in_parts_is_one_download_whatever_their_order(site, parts):
    site.publish()
    site.confirmed()
    for part in parts:
        assert site.visitor().get(link(site), headers={"Range": f"bytes={part}"}).get_data()
    assert downloads() == 1


def test_a_download_that_broke_off_and_went_on_is_counted(site):
    content = PDF + b"%" * 1_000_000
    site.publish(content=content)
    site.confirmed()
    answer = site.visitor().get(link(site))
    parts = answer.iter_encoded()
    had = len(next(parts) + next(parts))
    answer.close()
    del parts, answer  # as a server lets go of an answer whose client is gone
    assert downloads() == 0
    rest = {"Range": f"bytes={had // 2}-"}
    assert site.visitor().get(link(site), headers=rest).get_data() == content[had // 2 :]
    assert downloads() == 1


def test_parts_of_two_links_are_no_file():
    came = PartsThatCame()
    assert [came.completed(one, 10, *part) for one, part in (("a", (0, 5)), ("b", (5, 10)))] == [False, False]
    assert came.completed("a", 10, 5, 10)
    assert not came.completed("a", 10, 5, 10), "a file that came is begun anew"


def test_what_is_remembered_of_parts_has_an_end():
    came = PartsThatCame()
    for at in range(0, 10 * PARTS, 2):
        came.completed("gaps", 20 * PARTS, at, at + 1)
    assert not came.completed("gaps", 20 * PARTS, 0, 20 * PARTS - 1)
    came.completed("first", 10, 0, 5)
    for other in range(LINKS):
        came.completed(other, 10, 0, 5)
    assert not came.completed("first", 10, 5, 10)


def test_a_corrected_file_reaches_those_with_an_old_link(site):
    asset = site.publish()
    site.confirmed()
    old = link(site)
    replace_file(asset, BytesIO(PDF + b"%corrected"), "guide-2.pdf")
    assert whole(site.visitor().get(old)).endswith(b"%corrected")


def test_a_revoked_grant_answers_410_with_a_way_forward(site):
    site.publish()
    site.confirmed()
    path, grant = link(site), one(Grant).id
    delivering.revoke(grant, "asked for by mistake", by=None)
    answer = site.visitor().get(path)
    assert answer.status_code == 410
    assert "Sign in with your mail address" in answer.text


def test_a_retired_asset_answers_410(site):
    asset = site.publish()
    site.confirmed()
    path = link(site)
    publishing.retire(asset)
    assert site.visitor().get(path).status_code == 410
    assert site.visitor().get("/a/guide").status_code == 410
    publishing.open_gate(asset)
    assert site.visitor().get(path).status_code == 200


def test_an_old_link_answers_410_and_a_new_one_is_had_by_signing_in(site):
    site.publish()
    site.confirmed()
    path = link(site)
    with clock.moved(timedelta(hours=49)):
        assert site.visitor().get(path).status_code == 410
        visitor = site.visitor()
        visitor.fill("/me/sign-in", email=ADA)
        sign_in = site.mail().link("me/sign-in")
        assert visitor.fill(sign_in).location == "/me"
        ready = re.search(r'href="(/a/guide/ready[^"]+)"', visitor.get("/me").text)[1]
        new = re.search(r'href="(/d/[^"]+)"', visitor.get(ready).text)[1]
        assert whole(visitor.get(new)) == PDF


def test_a_limit_on_downloads_is_kept(site):
    site.publish(downloads_each=2)
    site.confirmed()
    path = link(site)
    statuses = []
    for _ in range(3):
        answer = site.visitor().get(path)
        answer.get_data()
        answer.close()
        statuses.append(answer.status_code)
    assert statuses == [200, 200, 403]
    assert "You can download this 2 times, and you have." in answer.text


def test_of_ten_downloads_that_begin_at_once_a_limit_lets_so_many_through_and_one_more(site, here):
    site.publish(downloads_each=3)
    site.confirmed()
    delivery = delivering.open_grant(one(Grant).id)
    begun = all_at_once(here, partial(limiting.begin, delivery, delivery.version.size), 10)
    assert refused(begun, DownloadsUnderWay) == 6


def test_a_download_that_broke_off_gives_back_its_place_and_one_that_came_does_not(site):
    site.publish(content=PDF + b"%" * 1_000_000, downloads_each=1)
    site.confirmed()
    path = link(site)
    first = site.visitor().get(path)
    next(first.iter_encoded())
    again = site.visitor().get(path)
    next(again.iter_encoded())
    third = site.visitor().get(path)
    assert (third.status_code, third.headers["Retry-After"]) == (429, "60")
    assert "still under way" in third.text
    first.close()
    again.close()
    del first, again  # as a server lets go of an answer whose client is gone
    assert len(site.visitor().get(path).get_data()) > 1_000_000
    assert site.visitor().get(path).status_code == 403
    assert count(DownloadUnderWay) == 0


def test_a_limited_file_may_be_fetched_in_parts_side_by_side(site):
    site.publish(downloads_each=1)
    site.confirmed()
    path = link(site)
    parts = [site.visitor().get(path, headers={"Range": part}) for part in ("bytes=0-9", "bytes=10-19", "bytes=20-")]
    assert b"".join(part.get_data() for part in parts) == PDF
    assert downloads() == 1


def test_what_a_killed_process_had_under_way_counts_for_an_hour(site):
    site.publish(downloads_each=1)
    site.confirmed()
    delivery = delivering.open_grant(one(Grant).id)
    for _ in range(2):
        limiting.begin(delivery, delivery.version.size)
    assert site.visitor().get(link(site)).status_code == 429
    with clock.moved(timedelta(minutes=61)):
        assert whole(site.visitor().get(link(site))) == PDF


def test_going_back_and_up_again_forgets_only_what_was_under_way(site, here):
    site.publish(downloads_each=1)
    site.confirmed()
    path, delivery = link(site), delivering.open_grant(one(Grant).id)
    limiting.begin(delivery, delivery.version.size)
    migrating.step_down(here, "0019")
    with here.database.writer.connect() as connection:
        assert "download_under_way" not in inspect(connection).get_table_names()
    migrating.migrate(here)
    assert whole(site.visitor().get(path)) == PDF


def test_looking_ahead_gives_nothing_of_a_limited_file_and_uses_nothing_up(site):
    site.publish(downloads_each=1)
    site.confirmed()
    path = link(site)
    for ahead in LOOKING_AHEAD:
        answer = site.visitor().get(path, headers=ahead)
        assert (answer.status_code, answer.get_data()) == (503, b"")
    assert whole(site.visitor().get(path)) == PDF


def test_a_viewer_that_reads_the_end_of_a_limited_file_beside_the_whole_has_both(site):
    site.publish(content=PDF + b"%" * 1_000_000, downloads_each=1)
    site.confirmed()
    path = link(site)
    first = site.visitor().get(path)
    parts = first.iter_encoded()
    next(parts)
    end = site.visitor().get(path, headers={"Range": "bytes=-1024"})
    assert (end.status_code, len(end.get_data())) == (206, 1024)
    assert b"".join(parts)
    assert downloads() == 1


def test_a_file_that_storage_lost_is_our_fault_and_uses_nothing_up(site, here):
    site.publish(downloads_each=1)
    site.confirmed()
    path = link(site)
    from leadgate.assets.models import AssetVersion

    stored = here.storage.folder / one(AssetVersion).stored_as
    content = stored.read_bytes()
    stored.unlink()
    answer = site.visitor().get(path)
    assert answer.status_code == 503
    assert "our fault" in answer.text
    stored.write_bytes(content)
    assert whole(site.visitor().get(path)) == PDF


def test_a_forwarded_mail_can_open_the_file_at_most(site):
    site.publish()
    site.confirmed()
    thief, path = site.visitor(), link(site)
    token = path.removeprefix("/d/")
    assert whole(thief.get(path)) == PDF
    for other in ("/confirm/", "/not-me/", "/guardian/", "/u/", "/staff/welcome/"):
        assert thief.post(other + token).status_code in (404, 422)
    assert thief.get(f"/me/sign-in?token={token}").status_code in (200, 404)
    assert thief.post("/me/sign-in", data={"token": token}).status_code == 404
    assert thief.get("/me").status_code == 303
    assert count(Person) == 1
