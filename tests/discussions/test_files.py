"""Files and pictures on posts: only members read them, they say nothing of a camera, and they go with their post."""

import io
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from leadgate.discussions.actions import attaching, tidying
from leadgate.discussions.actions.attaching import MOST_BYTES, Upload
from leadgate.discussions.errors import TooManyFiles
from leadgate.discussions.models import Post, PostFile, Thread
from leadgate.erasure.actions import erasing
from leadgate.foundation import clock
from leadgate.foundation.files.errors import FileNotWhatItSays, FileTooLarge, PictureNotRead
from leadgate.groups.models import Membership
from leadgate.groups.types import Admission
from leadgate.portal.actions import exporting
from tests.cast import ADA, CANARY, NOOR
from tests.facts import count, every, one
from tests.groups.scenes import bakers, person, send, token_of
from tests.papers import PDF, PNG, ZIP


@pytest.fixture
def group(site, mina):
    return bakers(site, admission=Admission.OPEN, questions=False)


@pytest.fixture
def ada(group):
    return group.ask()


@pytest.fixture
def noor(group):
    return group.ask(NOOR, "Noor")


def photograph(**options) -> bytes:
    """A picture with what a camera writes into it: its maker, and a place."""
    file, exif = BytesIO(), Image.Exif()
    exif[0x010F] = CANARY
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (2_400, 1_200), (11, 110, 79)).save(file, "JPEG", exif=exif, **options)
    return file.getvalue()


def post(visitor, content: bytes, name: str, shows: str = "", body: str = "Look.") -> str:
    """Begin a talk with one file; answers the path of the talk."""
    said = {"title": "Flour", "body": body, "file": (BytesIO(content), name), "shows": shows}
    sent = visitor.fill("/g/bakers/talks", **said)
    assert sent.status_code == 303, sent.text
    return sent.headers["Location"]


def path_of(row: PostFile) -> str:
    return f"/g/bakers/files/{row.id}"


def stored(here) -> list:
    folder = here.storage.folder / attaching.FOLDER
    return [path for path in folder.rglob("*") if path.is_file()]


def test_members_get_the_file_as_it_was_and_it_can_do_nothing_in_their_browser(ada, noor):
    page = noor.get(post(ada, PDF, "prices.pdf")).text
    assert "prices.pdf" in page
    answer = noor.get(path_of(one(PostFile)))
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == "attachment; filename=prices.pdf"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_photograph_says_no_longer_where_and_with_what_it_was_taken(ada, noor):
    assert CANARY.encode() in photograph()
    page = noor.get(post(ada, photograph(), "oven.jpg", shows="Our oven, open")).text
    assert 'alt="Our oven, open"' in page
    answer = noor.get(path_of(one(PostFile)))
    picture = Image.open(BytesIO(answer.data))
    assert answer.mimetype == "image/webp"
    assert picture.size == (1_600, 800)
    assert not picture.getexif()
    assert CANARY.encode() not in answer.data


def test_what_lies_in_the_store_can_be_read_by_nobody_without_the_key(ada, here):
    post(ada, b"# " + CANARY.encode(), "notes.md")
    (path,) = stored(here)
    assert CANARY.encode() not in path.read_bytes()


@pytest.mark.parametrize("who", ["outsider", "applicant", "former member"])
def test_nobody_else_gets_a_file_by_its_address(site, group, ada, noor, who):
    post(ada, PDF, "prices.pdf")
    path = path_of(one(PostFile))
    assert noor.get(path).status_code == 200
    stranger = site.visitor()
    if who == "applicant":
        stranger = bakers(site, "waits", questions=False).ask("zoe@person.example", "Zoe")
    if who == "former member":
        noor.fill("/g/bakers/leave")
        stranger = noor
    missing = stranger.get(f"/g/bakers/files/{group.id}")
    answer = stranger.get(path)
    assert answer.status_code == missing.status_code == 404
    assert answer.text == missing.text.replace(str(group.id), path.rpartition("/")[2])


def test_a_moderator_of_another_group_gets_it_as_little(site, ada, mina):
    post(ada, PDF, "prices.pdf")
    site.staff(email="ben@bakery.example", role="moderator")
    bakers(site, "others", owner="ben@bakery.example")
    row = one(PostFile)
    assert mina.get(f"/moderate/bakers/files/{row.id}").data == PDF
    ben = site.visitor()
    ben.fill("/staff/sign-in", email="ben@bakery.example", password="quiet river stones 42")
    assert ben.get(f"/moderate/others/files/{row.id}").status_code == 404
    assert ben.get(f"/moderate/bakers/files/{row.id}").status_code == 404


def test_a_file_on_a_post_that_was_hidden_is_hidden_with_it(ada, noor, mina):
    post(ada, PDF, "prices.pdf")
    assert send(mina, f"posts/{one(Post).id}", act="hide", words="Not here.").status_code == 303
    assert noor.get(path_of(one(PostFile))).status_code == 404
    assert ada.get(path_of(one(PostFile))).status_code == 200


def test_a_picture_by_somebody_new_waits_where_the_group_wants_that(site, mina):
    group = bakers(site, admission=Admission.OPEN, questions=False, links_held=True)
    ada, noor = group.ask(), group.ask(NOOR, "Noor")
    path = post(ada, PNG, "oven.png")
    assert one(Thread).held
    assert noor.get(path).status_code == 404
    assert noor.get(path_of(one(PostFile))).status_code == 404
    assert f"/moderate/bakers/files/{one(PostFile).id}" in mina.get("/moderate/bakers/reports").text


def test_taking_a_file_off_takes_it_out_of_the_store_and_leaves_the_post(ada, noor, here):
    post(ada, PDF, "prices.pdf")
    row = one(PostFile)
    assert noor.post(f"{path_of(row)}/removal").status_code == 404
    edit = f"/g/bakers/posts/{one(Post).id}/edit"
    assert ada.press(edit, f"{path_of(row)}/removal").status_code == 303
    assert (count(PostFile), count(Post)) == (0, 1)
    assert ada.get(path_of(row)).status_code == 404
    with clock.moved(timedelta(hours=2)):
        assert tidying.tidy() == 1
    assert stored(here) == []


def test_a_file_whose_post_is_being_written_is_left_alone(ada, here):
    attaching.keep([Upload(BytesIO(PDF), "prices.pdf")], by=one(Membership).id)
    assert tidying.tidy() == 0
    assert len(stored(here)) == 1


def test_files_of_who_leaves_go_or_stay_without_a_name_as_they_choose(group, ada, noor):
    post(ada, PDF, "prices.pdf")
    post(noor, PDF, "rye.pdf")
    noor.fill("/g/bakers/leave", posts="keep")
    left = one(PostFile, PostFile.subject_id == group.id)
    assert ada.get(path_of(left)).data == PDF
    ada.fill("/g/bakers/leave")
    assert [row.id for row in every(select(PostFile.id))] == [left.id]


def test_an_erasure_takes_what_was_uploaded_out_of_the_store_and_says_so(site, ada, noor, here):
    post(ada, PDF, "prices.pdf")
    post(noor, PDF, "rye.pdf")
    erasing.leave(person())
    site.work()
    assert len(stored(here)) == 1
    assert one(PostFile).subject_id == person(NOOR)


def test_the_export_has_every_file_that_was_uploaded(ada, noor):
    post(ada, PDF, "prices.pdf")
    post(noor, ZIP, "others.zip")
    with zipfile.ZipFile(io.BytesIO(exporting.archive(person(ADA)))) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("files/")]
        assert name.endswith("prices.pdf")
        assert archive.read(name) == PDF


def bomb() -> bytes:
    """A few kilobytes that unfold to hundreds of megabytes."""
    file = BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG", optimize=True)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (bomb(), "sky.png", PictureNotRead),
        (PNG[:60], "cut.png", PictureNotRead),
        (b"<script>alert(1)</script>", "page.md", FileNotWhatItSays),
        (PDF, "oven.png", FileNotWhatItSays),
        (b"x" * (MOST_BYTES + 1), "long.txt", FileTooLarge),
    ],
    ids=["a bomb", "cut short", "a page", "another kind", "too large"],
)
def test_files_that_are_not_what_they_say_or_too_much_are_refused_with_a_sentence(ada, content, name, refusal):
    said = {"title": "Flour", "body": "What I typed.", "file": (BytesIO(content), name)}
    answer = ada.fill("/g/bakers/talks", **said)
    assert answer.status_code == refusal.status
    assert str(refusal.sentence) in answer.text
    assert "What I typed." in answer.text
    assert count(Post) == 0


def test_five_files_are_too_many(ada):
    files = [Upload(BytesIO(PDF), f"{number}.pdf") for number in range(5)]
    with pytest.raises(TooManyFiles):
        attaching.keep(files, by=one(Membership).id)


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "<img src=x>.pdf", "\u202efdp.pdf"])
def test_a_name_can_break_neither_a_page_nor_a_header(ada, noor, name):
    page = noor.get(post(ada, PDF, name)).text
    assert "<img src=x>" not in page
    answer = noor.get(path_of(one(PostFile)))
    assert answer.data == PDF
    assert ".." not in answer.headers["Content-Disposition"]
    assert "/" not in answer.headers["Content-Disposition"]


def test_somebody_muted_cannot_fill_the_store(ada, mina, here):
    member = one(Membership).id
    assert mina.fill(f"/moderate/bakers/members/{member}", kind="mute", days="7", reason="Enough.").status_code == 303
    said = {"title": "Flour", "body": "Look.", "file": (BytesIO(PDF), "prices.pdf")}
    assert ada.fill("/g/bakers/talks", **said).status_code == 403
    assert stored(here) == []


def test_moderators_announce_with_a_file_in_the_groups_name(group, ada, mina):
    said = {"title": "Agenda", "body": "For Monday.", "file": (BytesIO(PDF), "agenda.pdf")}
    form = {**said, "csrf_token": token_of(mina)}
    sent = mina.post("/moderate/bakers/announcements", data=form, content_type="multipart/form-data")
    assert sent.status_code == 303, sent.text
    assert ada.get(path_of(one(PostFile))).data == PDF
    assert one(PostFile).subject_id == group.id
