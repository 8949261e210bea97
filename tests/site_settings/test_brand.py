"""How the site looks: colours that can be read, and pictures that are drawn anew, never passed on as they came."""

import random
import re
import struct
import zlib
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from io import BytesIO

import pytest
from PIL import Image

from leadgate.foundation import clock
from leadgate.foundation.brand import contrast
from leadgate.foundation.configuration import versions
from leadgate.foundation.permissions import Role
from leadgate.site_settings.actions import choosing, keeping
from leadgate.site_settings.models import SitePicture
from tests.browser_form import forms
from tests.facts import count
from tests.visitor import PASSWORD

BRAND, PREVIEW = "/admin/settings/brand", "/admin/settings/brand/preview"
LATER = timedelta(minutes=11)


def drawn(kind="PNG", size=(1200, 300), mode="RGB", **options) -> bytes:
    file, picture = BytesIO(), Image.new(mode, size, (194, 24, 91))
    picture.save(file, kind, **options)
    return file.getvalue()


def noise() -> bytes:
    """A picture no format makes small."""
    file = BytesIO()
    Image.frombytes("RGB", (600, 600), random.Random(1).randbytes(600 * 600 * 3)).save(file, "PNG")
    return file.getvalue()


def bomb() -> bytes:
    """A PNG of few bytes that says it has ten thousand million points."""
    header = b"IHDR" + struct.pack(">IIBBBBB", 100_000, 100_000, 1, 0, 0, 0, 0)
    parts = (header, b"IDAT" + zlib.compress(bytes(1_000)), b"IEND")
    packed = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def sent(visitor, path=BRAND, *, to=None, **fields):
    """The form of the brand with other fields, files as bytes."""
    form = next(one for one in forms(visitor.get(path).text) if "public_name" in one.names)
    return visitor.post(to or path, data=form.values | {name: as_sent(value) for name, value in fields.items()})


def as_sent(value):
    return (BytesIO(value), "picture.png") if isinstance(value, bytes) else value


@pytest.fixture
def owner(site):
    return site.staff(Role.OWNER)


def picture_in(page: str, what: str) -> str:
    found = re.search(rf'"(/brand/{what}\.png\?v=\w+)"', page)
    assert found, page
    return found[1]


@pytest.mark.parametrize("file", [drawn(), drawn("JPEG"), drawn("WEBP"), noise()], ids=["png", "jpeg", "webp", "noise"])
@pytest.mark.both_databases
def test_a_logo_is_drawn_anew_and_stands_in_the_header_of_every_page(site, owner, file):
    assert sent(owner, public_name="The Bakery", logo=file).status_code == 303
    page = site.visitor().get("/").text
    assert picture_in(owner.get("/studio/").text, "logo") == picture_in(page, "logo")
    answer = site.visitor().get(picture_in(page, "logo"))
    shown = Image.open(BytesIO(answer.data))
    assert (shown.format, shown.width <= 512, shown.height <= 160) == ("PNG", True, True)
    assert 0 < len(answer.data) < 150_000
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert site.visitor().get("/brand/logo.png").headers["Cache-Control"] == "public, max-age=3600"
    assert f'alt="The Bakery" width="{shown.width}" height="{shown.height}"' in page
    assert "· The Bakery</title>" in page


def test_what_a_camera_wrote_into_a_picture_is_gone(site, owner):
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ada"
    sent(owner, logo=drawn("JPEG", exif=exif))
    assert b"Camera of Ada" not in site.visitor().get("/brand/logo.png").data


def test_an_icon_is_a_square_and_answers_at_the_address_browsers_guess(site, owner):
    sent(owner, icon=drawn(size=(90, 30)))
    answer = site.visitor().get("/favicon.ico", follow_redirects=True)
    assert Image.open(BytesIO(answer.data)).size == (192, 192)
    page = site.visitor().get("/").text
    assert f'rel="icon" href="{picture_in(page, "icon")}" type="image/png"' in page
    sent(owner, without_icon="y")
    assert site.visitor().get("/favicon.ico", follow_redirects=True).mimetype == "image/svg+xml"
    assert site.visitor().get("/brand/icon.png").status_code == 404


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
UNFIT = {
    "svg with a script": (SVG, "This is an SVG"),
    "svg in utf-16": (SVG.decode().encode("utf-16"), "This is an SVG"),
    "svg with entities": (b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aa">]><svg/>', "This is an SVG"),
    "40 megapixels": (drawn(size=(8_000, 5_000)), "more points than can be drawn"),
    "40 megapixels as jpeg": (drawn("JPEG", size=(8_000, 5_000)), "more points than can be drawn"),
    "a bomb": (bomb(), "more points than can be drawn"),
    "half": (noise()[:50_000], "not a picture we can read"),
    "a page": (b"<html><body>logo</body></html>", "not a picture we can read"),
    "gif": (drawn("GIF"), "not a picture we can read"),
}


@pytest.mark.parametrize("kind", UNFIT)
def test_a_picture_that_is_none_is_refused_with_a_sentence_and_the_rest_is_kept(owner, kind):
    file, said = UNFIT[kind]
    refused = sent(owner, public_name="Kept name", logo=file)
    assert refused.status_code == 422
    assert said in refused.text
    assert 'value="Kept name"' in refused.text
    assert count(SitePicture) == 0


def test_a_picture_chosen_beside_a_wrong_field_need_not_be_chosen_twice(site, owner):
    refused = sent(owner, logo=drawn(), accent="#ffff00")
    assert refused.status_code == 422
    assert "/admin/settings/brand/pictures/" in refused.text
    again = next(one for one in forms(refused.text) if "public_name" in one.names).values
    assert owner.post(BRAND, data=again | {"accent": "#123456"}).status_code == 303
    assert site.visitor().get("/brand/logo.png").status_code == 200


def test_a_picture_waits_while_the_owner_shows_who_they_are(site, owner):
    with clock.moved(LATER):
        asked = sent(owner, logo=drawn(), public_name="The Bakery")
        assert "Is it still you?" in asked.text
        waiting = next(one for one in forms(asked.text) if "proof-proof" in one.names)
        assert owner.post(BRAND, data=waiting.values | {"proof-proof": PASSWORD}).status_code == 303
    assert site.visitor().get("/brand/logo.png").status_code == 200


def test_a_picture_that_was_only_tried_is_let_go_of_and_a_chosen_one_stays(site, owner):
    sent(owner, logo=drawn())
    tried = sent(owner, to=PREVIEW, logo=drawn("WEBP"))
    assert tried.status_code == 200
    assert count(SitePicture) == 2
    with clock.moved(timedelta(hours=23)):
        keeping.forget_unchosen()
        assert count(SitePicture) == 2
    with clock.moved(timedelta(hours=25)):
        keeping.forget_unchosen()
    assert count(SitePicture) == 1
    again = next(one for one in forms(tried.text) if "public_name" in one.names).values
    late = owner.post(BRAND, data=again)
    assert late.status_code == 422
    assert "let go of after a day" in late.text


def test_looking_first_changes_nothing_and_shows_what_was_typed(site, owner):
    shown = sent(owner, to=PREVIEW, public_name="Perhaps", accent="#c2185b", logo=drawn())
    assert shown.text.count('alt="Perhaps"') == 2
    sheet = re.search(r'href="(/admin/settings/brand/preview\.css[^"]*)"', shown.text)
    assert owner.get(sheet[1].replace("&amp;", "&")).text == ".preview{--accent:#c2185b;--accent-dark:initial;}"
    assert versions.newest() == []
    assert "Perhaps" not in site.visitor().get("/").text


def test_a_preview_takes_nothing_but_colours_into_its_style_sheet(owner):
    answer = owner.get("/admin/settings/brand/preview.css?accent=red}body{display:none&accent_dark=%23aabbcc")
    assert answer.text == ".preview{--accent-dark:#aabbcc;}"


@pytest.mark.parametrize(("field", "colour"), [("accent", "#ffd54f"), ("accent_dark", "#102030")])
def test_a_colour_few_can_read_is_refused_and_the_nearest_one_is_a_press_away(site, owner, field, colour):
    refused = sent(owner, own_dark="y", **{field: colour})
    assert refused.status_code == 422
    assert "4.5 : 1 is needed" in refused.text
    offered = re.search(rf'name="take_{field}" value="(#[0-9a-f]{{6}})"', refused.text)[1]
    typed = next(one for one in forms(refused.text) if "public_name" in one.names).values
    assert owner.post(BRAND, data=typed | {f"take_{field}": offered}).status_code == 303
    assert f":{offered}" in site.visitor().get("/accent.css").text


def test_the_colours_of_both_schemes_reach_pages_and_a_browser_never_keeps_old_ones(site, owner):
    before = re.search(r'href="(/accent\.css[^"]*)"', site.visitor().get("/").text)[1]
    sent(owner, own_dark="y", accent="#1a237e", accent_dark="#c5cae9")
    after = re.search(r'href="(/accent\.css[^"]*)"', site.visitor().get("/").text)[1]
    assert before != after
    answer = site.visitor().get(after)
    assert answer.text == ":root{--accent:#1a237e;--accent-dark:#c5cae9}"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "immutable" not in site.visitor().get(before).headers["Cache-Control"]


def test_the_buttons_of_mails_have_the_colour_too(site, owner):
    sent(owner, accent="#c2185b", public_name="The Bakery")
    site.publish()
    site.visitor().opt_in()
    with site.here.opened():  # as a worker does for each task
        site.work()
    [mail] = (site.here.settings.data_dir / "mail").rglob("*.eml")
    html = message_from_bytes(mail.read_bytes(), policy=default).get_body(("html",)).get_content()
    assert "background:#c2185b;color:#ffffff" in html
    assert ">The Bakery</p>" in html
    assert "#0b6e4f" not in html


def test_of_two_owners_with_a_logo_each_the_second_is_told(site, owner):
    second = site.staff(Role.OWNER, "other@bakery.example")
    opened = next(one for one in forms(second.get(BRAND).text) if "public_name" in one.names).values
    sent(owner, logo=drawn())
    told = second.post(BRAND, data=opened | {"logo": as_sent(drawn("JPEG", size=(300, 300)))})
    assert told.status_code == 409
    assert "Another picture was chosen meanwhile" in told.text
    again = next(one for one in forms(told.text) if "public_name" in one.names).values
    assert second.post(BRAND, data=again).status_code == 303
    assert Image.open(BytesIO(site.visitor().get("/brand/logo.png").data)).size == (160, 160)


def test_a_picture_nobody_kept_cannot_be_chosen(here):
    with pytest.raises(Exception, match="let go of"):
        choosing.choose({"brand.logo": "0197c1f0-6f0e-7cc2-a5b1-000000000000 10 10"}, seen=0, by=None)


def test_contrast_is_measured_as_wcag_says():
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast.ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast.ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("colour", ["#ffd54f", "#ffffff", "#000000", "#ff0000", "#0b6e4f", "#777777", "#00ffff"])
def test_what_is_offered_holds_on_light_and_on_dark(colour):
    assert contrast.on_light(contrast.nearest_on_light(colour)) >= contrast.ENOUGH
    assert contrast.on_dark(contrast.nearest_on_dark(colour)) >= contrast.ENOUGH


def test_a_colour_that_holds_is_offered_as_it_is():
    assert contrast.nearest_on_light("#0b6e4f") == "#0b6e4f"
    assert contrast.nearest_on_dark("#9abcac") == "#9abcac"


def test_without_a_colour_of_its_own_the_field_shows_what_dark_pages_have(owner):
    page = owner.get(BRAND).text
    assert contrast.mixed_on_dark("#0b6e4f") == "#9abcac"  # what browsers make of color-mix(in oklab, … 45%, #fff)
    assert re.search(r'<input[^>]*value="#9abcac"', page)
