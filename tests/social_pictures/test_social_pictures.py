"""The picture a shared link shows: made of the page and the brand, once for each version, in letters that are there."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import AssetPage
from leadgate.page_pictures.actions import keeping as page_pictures
from leadgate.page_pictures.types import Design
from leadgate.social_pictures import drawing, lettering
from leadgate.social_pictures.models import SocialPicture
from leadgate.social_pictures.types import CardSaid
from tests.asset_editor.scenes import picture
from tests.assets.scenes import metas
from tests.facts import one

pytestmark = pytest.mark.both_databases("social_pictures.actions.keeping")
TITLE = "從容定價指南：如何在不失去客戶的情況下調漲價格，並且安心睡覺"


def shown(site) -> dict[str, str]:
    return metas(site.visitor().get("/a/guide?source=letter").text)


def fetched(site) -> tuple[str, bytes]:
    address = shown(site)["og:image"].removeprefix("http://localhost")
    answer = site.visitor().get(address)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert "immutable" in answer.headers["Cache-Control"]
    return address, answer.data


def test_a_link_has_a_picture_with_its_size_and_words_whatever_the_file_is(site):
    site.publish(content=b"a,b\n1,2\n", name="table.csv")
    said = shown(site)
    assert said["og:image:type"] == "image/jpeg"
    assert said["og:image:alt"] == said["twitter:image:alt"] == "The guide"
    assert (said["twitter:card"], said["twitter:image"]) == ("summary_large_image", said["og:image"])
    size = (int(said["og:image:width"]), int(said["og:image:height"]))
    assert Image.open(BytesIO(fetched(site)[1])).size == size == (1_200, 630)


def test_it_is_drawn_once_for_each_version_and_anew_when_the_page_or_its_cover_changes(site, monkeypatch):
    drawn, said = drawing.drawn, []
    monkeypatch.setattr(drawing, "drawn", lambda card: said.append(card.title) or drawn(card))
    asset = site.publish()
    addresses = {fetched(site)[0] for _visit in range(3)}
    site.visitor().get("/a/guide/share.jpg?v=of-nobody")
    assert (len(addresses), said) == (1, ["The guide"])
    publishing.edit(asset, AssetPage(TITLE, language="zh-Hant"))
    addresses.add(fetched(site)[0])
    cover = page_pictures.taken(picture())
    publishing.edit(asset, AssetPage(TITLE, language="zh-Hant", design=Design(cover=cover)))
    address, file = fetched(site)
    assert len({*addresses, address}) == len(said) == 3
    assert one(SocialPicture).picture == file, "older ones are not kept"
    red, green, blue = Image.open(BytesIO(file)).convert("RGB").getpixel((1_100, 300))
    assert (red < 20, 100 < green < 140, 100 < blue < 140) == (True, True, True), "the own cover fills its half"
    publishing.retire(asset)
    assert site.visitor().get(address).status_code == 410


def test_whoever_shares_a_page_or_edits_it_sees_the_picture_of_its_link(site):
    asset = site.publish()
    marketer, address = site.staff(), metas(site.visitor().get("/a/guide").text)["og:image"]
    assert f'src="{address.removeprefix("http://localhost")}"' in marketer.get(f"/studio/assets/{asset}/share").text
    assert "Picture of a shared link" in marketer.get(f"/studio/assets/{asset}/edit").text
    looked_at = marketer.get(f"/studio/assets/{asset}/preview?look=shared-picture")
    assert Image.open(BytesIO(looked_at.data)).size == (1_200, 630)
    assert "frame-ancestors 'self'" in looked_at.headers["Content-Security-Policy"]


def test_chinese_is_written_in_the_forms_of_its_language_and_never_begins_a_line_with_a_comma():
    file = lettering.writable(TITLE, "zh-Hant").file
    assert file
    assert lettering.opened(file, 40, "zh-Hant").getname()[0].endswith("CJK TC")
    for width in range(200, 1_000, 20):
        lines = lettering.lines_of(TITLE, lettering.opened(file, 40, "zh-Hant"), width)
        assert "".join(lines) == TITLE
        assert not [line for line in lines if line[0] in lettering.NOT_FIRST]
    words = lettering.lines_of("The calm pricing guide", lettering.opened(file, 40, "en"), 300)
    assert words == ["The calm", "pricing guide"]


@pytest.mark.parametrize("title", ["دليل التسعير", "मूल्य निर्धारण", "\U00013000"])
def test_what_no_font_can_write_is_left_out(title):
    card = CardSaid(title, "en", "PDF", "The Quiet Bakery", "#0b6e4f")
    assert lettering.writable(title, "ar") is None
    assert drawing.drawn(card) == drawing.drawn(CardSaid("", "en", "PDF", "The Quiet Bakery", "#0b6e4f"))


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("The Bakery 🥐 Playbook 👩\u200d🍳", "The Bakery Playbook"),
        ("從容定價指南 🥐", "從容定價指南"),
        ("The calm guide دليل", "The calm guide"),
    ],
)
def test_a_sign_that_no_font_can_write_takes_only_itself_along(title, written):
    found = lettering.writable(title, "en")
    assert (found and found.text) == written
    card = CardSaid(title, "en", "PDF", "The Quiet Bakery", "#0b6e4f")
    assert drawing.drawn(card) == drawing.drawn(CardSaid(written, "en", "PDF", "The Quiet Bakery", "#0b6e4f"))


def test_a_word_longer_than_a_line_is_broken(monkeypatch):
    word, lines = "Donaudampfschifffahrtsgesellschaft" * 4, []
    found = lettering.lines_of
    monkeypatch.setattr(drawing, "lines_of", lambda *some, **more: lines.append(found(*some, **more)) or lines[-1])
    drawing.drawn(CardSaid(word, "en", "PDF", "The Quiet Bakery", "#0b6e4f"))
    font = lettering.opened(lettering.writable(word, "en").file, drawing.BROKEN, "en")
    assert "".join(lines[-1]) == word
    assert all(font.getlength(line) <= 1_200 - 2 * drawing.MARGIN for line in lines[-1])


def test_a_machine_without_fonts_writes_what_pillow_can(monkeypatch):
    monkeypatch.setattr(lettering, "_installed", tuple[Path, ...])
    assert lettering.writable("The guide", "en").file == ""
    assert lettering.writable("指南", "zh-Hant") is None
    card = CardSaid("The guide", "en", "PDF", "The Quiet Bakery", "#0b6e4f")
    assert drawing.drawn(card) != drawing.drawn(CardSaid("指南", "zh-Hant", "PDF", "The Quiet Bakery", "#0b6e4f"))


@pytest.mark.parametrize("name", ["The very quiet bakery of the upper town " * 4, "從容定價工作室" * 12])
def test_a_long_name_of_the_site_stays_within_its_margin(name):
    for cover in (None, picture(size=(700, 990))):
        card = CardSaid("The guide", "en", "PDF", name, "#0b6e4f", cover=cover)
        short = CardSaid("The guide", "en", "PDF", "The", "#0b6e4f", cover=cover)
        drawn, usual = (Image.open(BytesIO(drawing.drawn(one))) for one in (card, short))
        beside = (720 if cover else drawing.WIDTH - drawing.MARGIN, 0, drawing.WIDTH, drawing.HEIGHT)
        assert drawn.crop(beside).tobytes() == usual.crop(beside).tobytes()
