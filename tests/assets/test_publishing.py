"""Publishing: what a file is, is decided from its content; what cannot be published is said in one sentence."""

import re
import zipfile
from io import BytesIO

import pytest

from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import AssetPage, FormField
from leadgate.assets.errors import BadFieldKey
from leadgate.assets.forms import OptIn
from leadgate.assets.models import Asset, AssetVersion
from leadgate.consent.errors import UnknownPurpose
from leadgate.foundation.files import errors as file_errors
from leadgate.foundation.files import kinds as file_kinds
from leadgate.foundation.files.store_errors import StorageFull
from leadgate.foundation.slugs import BadSlug, SlugTaken
from tests.asset_editor.scenes import replace_file
from tests.facts import count, one
from tests.papers import DOCX, GOOD, JPEG, MARKDOWN, MP4, PDF, PNG, ZIP, epub, locked_pdf, office

LIMIT = 50_000_000
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def recognised(content: bytes, name: str) -> file_kinds.FileKind:
    return file_kinds.recognise(BytesIO(content), name, unpacked_limit=LIMIT)


@pytest.mark.parametrize("name", GOOD)
def test_every_promised_kind_is_recognised(name):
    assert recognised(GOOD[name], name).media_type == file_kinds.KINDS["." + name.rpartition(".")[2]]


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"", "guide.pdf", file_errors.EmptyFile),
        (PNG, "guide.pdf", file_errors.FileNotWhatItSays),
        (PDF, "cover.png", file_errors.FileNotWhatItSays),
        (PDF, "notes.md", file_errors.FileNotWhatItSays),
        (ZIP, "letter.docx", file_errors.FileNotWhatItSays),
        (DOCX, "sheet.xlsx", file_errors.FileNotWhatItSays),
        (DOCX, "book.epub", file_errors.FileNotWhatItSays),
        (JPEG, "film.mp4", file_errors.FileNotWhatItSays),
        (MP4, "photo.jpg", file_errors.FileNotWhatItSays),
        (HTML, "notes.md", file_errors.FileNotWhatItSays),
        (SVG, "prices.csv", file_errors.FileNotWhatItSays),
        (b"a,b\0c", "prices.csv", file_errors.FileNotWhatItSays),
        (b"PK\x03\x04 cut short", "bundle.zip", file_errors.FileNotWhatItSays),
        (SVG, "cover.svg", file_errors.FileKindRefused),
        (HTML, "page.html", file_errors.FileKindRefused),
        (b"MZ\x90\0", "setup.exe", file_errors.FileKindRefused),
        (PDF, "guide", file_errors.FileNamedWrongly),
        (PDF, "guide.pdf.exe", file_errors.FileNamedWrongly),
    ],
)
def test_a_file_that_is_not_what_it_says_or_of_another_kind_is_refused(content, name, refusal):
    with pytest.raises(refusal):
        recognised(content, name)


def bomb(size: int, entries: int = 1) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(entries):
            file.writestr(f"{number}.txt", b"\0" * size)
    return made.getvalue()


@pytest.mark.parametrize("content", [bomb(LIMIT + 1), bomb(20_000_000), bomb(0, entries=10_001)])
def test_an_archive_that_would_unpack_without_end_is_refused(content):
    with pytest.raises(file_errors.FileUnpacksTooLarge):
        recognised(content, "bundle.zip")


def test_a_published_file_lies_in_storage_under_a_name_that_says_nothing(site, here):
    site.publish(name="../Secret plan.pdf")
    version = one(AssetVersion)
    stored = [path for path in here.storage.folder.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in stored] == [PDF]
    assert version.file_name == "Secret plan.pdf"
    assert "Secret" not in str(stored)


@pytest.mark.parametrize("slug", ["", "Guide", "a b", "../x", "a/b", "-a", "a-", "ü", "a" * 81, "a\n"])
def test_a_name_that_cannot_stand_in_an_address_is_refused(site, slug):
    with pytest.raises(BadSlug):
        site.publish(slug)
    assert count(Asset) == 0


def test_a_name_that_is_taken_is_refused(site):
    site.publish()
    with pytest.raises(SlugTaken):
        site.publish()
    assert count(AssetVersion) == 1


def test_a_purpose_that_does_not_exist_cannot_be_offered(site):
    with pytest.raises(UnknownPurpose):
        site.publish(purposes=["nothing"])
    assert count(Asset) == 0


@pytest.mark.parametrize("keys", [["email"], ["a", "a"], ["data"], ["_x"], ["A"], ["validate_x"], ["a b"], [""]])
def test_a_field_cannot_take_a_name_the_form_needs_itself(site, keys):
    with pytest.raises(BadFieldKey):
        site.publish(asked=[FormField(key, "Label", "reason") for key in keys])


def test_every_name_the_form_uses_is_reserved(app):
    with app.test_request_context("/"):
        used = {name for name in dir(OptIn(meta={"csrf": False})) if re.fullmatch(publishing.FIELD_KEY, name)}
    assert used <= publishing.RESERVED


@pytest.mark.environment(LEADGATE_UPLOAD_LIMIT_MB="1")
def test_a_file_over_the_limit_is_refused(site):
    with pytest.raises(file_errors.FileTooLarge):
        site.publish(content=PDF + b"%" * 1_000_001)


def test_a_store_without_space_says_so_and_leaves_nothing_behind(site, here, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("leadgate.foundation.files.storage.obstore.put", full)
    with pytest.raises(StorageFull):
        site.publish()
    assert count(Asset) == 0


def test_the_first_page_of_a_pdf_is_shown_as_a_picture(site):
    site.publish()
    assert site.visitor().get("/a/guide/picture.png").status_code == 404
    site.work()
    answer = site.visitor().get("/a/guide/picture.png")
    assert answer.mimetype == "image/png"
    assert answer.data.startswith(b"\x89PNG")
    assert "/a/guide/picture.png" in site.visitor().get("/a/guide").text


def test_a_damaged_pdf_is_said_to_be_so_and_not_published(site):
    page = site.staff().fill(
        "/studio/assets/new", title="T", slug="guide", language="en", file=(BytesIO(PDF[:200]), "half.pdf")
    )
    assert page.status_code == 422
    assert "This PDF is damaged" in page.text
    assert count(Asset) == 0


@pytest.mark.parametrize("content", [PNG[: len(PNG) // 2], PNG[:8] + b"no picture" * 50, PNG[:60] + b"x" + PNG[61:]])
def test_a_damaged_picture_is_said_to_be_so_and_not_published(site, content):
    page = site.staff().fill(
        "/studio/assets/new", title="T", slug="guide", language="en", file=(BytesIO(content), "half.png")
    )
    assert (page.status_code, "This picture is damaged" in page.text) == (422, True)
    assert count(Asset) == 0


def test_a_locked_pdf_is_published_and_the_studio_says_what_readers_need(site):
    number = site.publish(content=locked_pdf())
    site.work()
    assert site.visitor().get("/a/guide/picture.png").status_code == 404
    studio = site.staff()
    assert "readers need its password" in studio.get(f"/studio/assets/{number}").text
    replace_file(number, BytesIO(PDF), "guide.pdf")
    assert "readers need its password" not in studio.get(f"/studio/assets/{number}").text


LOOKS = {
    "guide.epub": epub(cover=PNG),
    "letter.docx": office("word", jpeg=JPEG),
    "slides.pptx": office("ppt", png=PNG),
    "cover.png": PNG,
    "photo.jpg": JPEG,
}


@pytest.mark.parametrize("name", LOOKS)
def test_each_kind_that_has_a_picture_is_shown_by_it(site, name):
    number = site.publish(content=LOOKS[name], name=name)
    site.work()
    page, front = site.visitor().get("/a/guide").text, site.visitor().get("/").text
    assert site.visitor().get("/a/guide/picture.png").data.startswith(b"\x89PNG")
    assert "/pictures/" in page
    assert "/a/guide/picture.png" in front
    assert "/pictures/" in site.staff().get(f"/studio/assets/{number}").text
    assert 'class="cover"' not in page + front


@pytest.mark.parametrize("name", ["bundle.zip", "letter.docx", "film.mp4", "prices.csv", "notes.md"])
def test_every_other_gets_a_cover_with_its_kind_and_whole_title(site, name):
    title = "每一份價目表 " * 20
    number = site.publish(content=GOOD[name], name=name, title=title, language="zh-Hant")
    site.work()
    ending = name.rpartition(".")[2].upper()
    for page in (site.visitor().get("/a/guide").text, site.staff().get(f"/studio/assets/{number}").text):
        assert f'<p class="kind">{ending}</p><p class="title" lang="zh-Hant">{title}</p>' in page
        assert "picture.png" not in page
    assert f'<p class="kind">{ending}</p>' in site.visitor().get("/").text


def test_a_picture_of_an_older_file_is_not_looked_for(site):
    number = site.publish()
    site.work()
    replace_file(number, BytesIO(MARKDOWN), "notes.md")
    assert '<p class="kind">MD</p>' in site.visitor().get("/").text


def test_the_studio_shows_the_picture_of_a_draft_and_keeps_it_to_itself(site):
    number = publishing.publish("guide", AssetPage(title="The guide"), BytesIO(PDF), "guide.pdf", as_draft=True)
    site.work()
    answer = site.staff().get(f"/studio/assets/{number}/picture.png")
    assert answer.data.startswith(b"\x89PNG")
    assert answer.headers["Cache-Control"] == "no-store"
    assert site.visitor().get(f"/studio/assets/{number}/picture.png").status_code in (302, 303, 401, 403)


def test_a_draft_is_seen_by_nobody(site):
    publishing.publish("guide", AssetPage(title="The guide"), BytesIO(PDF), "guide.pdf", as_draft=True)
    assert site.visitor().get("/a/guide").status_code == 404
    assert "/a/guide" not in site.visitor().get("/").text


MISCHIEF = """# Title
<script>alert(1)</script> <img src=x onerror=alert(1)> ![x](https://evil.example/x.png)
[a](javascript:alert(1)) [b](data:text/html,x) [good](https://bakery.example) <b onclick=x>y</b>
"""


def test_markdown_of_marketers_can_do_nothing(site):
    site.publish(body=MISCHIEF, content=MARKDOWN, name="notes.md")
    page = site.visitor().get("/a/guide").text
    body = page[page.index("<main") : page.index("<form")]
    assert 'href="https://bakery.example"' in body
    for bad in ("<script", "<img", 'href="javascript:', 'href="data:', "<b "):
        assert bad not in body
