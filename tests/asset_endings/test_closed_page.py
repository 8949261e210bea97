"""The page at the address of what has ended: a marketer's words, what there is instead, and 410 for programs."""

from datetime import timedelta

import pytest

from leadgate.assets.actions import publishing
from leadgate.foundation import clock

pytestmark = pytest.mark.both_databases("asset_endings.actions.writing")


def test_without_a_word_it_offers_what_is_open_in_the_same_language_first(site):
    asset = site.publish()
    site.publish("leitfaden", title="Der Leitfaden", language="de")
    site.publish("second", title="The second")
    site.publish("dritter", title="Der dritte", language="de")
    publishing.retire(asset)
    page = site.visitor().get("/a/guide")
    assert page.status_code == 410
    assert "This download is not offered any more." in page.text
    assert page.text.index("The second") < page.text.index("Der dritte")
    assert "/a/second?source=ended" in page.text
    assert 'content="noindex"' in page.text


def test_a_marketer_writes_it_looks_at_it_and_readers_see_it_once_it_is_over(site):
    closes = clock.now() + timedelta(days=1)
    asset, other = site.publish(closes_at=closes), site.publish("second", title="The second")
    site.publish("third", title="The third")
    marketer, path = site.staff(), f"/studio/assets/{asset}/closed-page"
    said = {"headline": "We moved on", "words": "See [the new one](https://new.example)."}
    assert marketer.fill(path, **said, instead=[f"asset:{other}"]).status_code == 303
    shown = marketer.get(f"{path}/preview")
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert site.visitor().get("/a/guide").status_code == 200
    publishing.retire(asset)
    page = site.visitor().get("/a/guide")
    for text in (shown.text, page.text):
        assert "We moved on" in text
        assert 'href="https://new.example"' in text
        assert "The second" in text
        assert "The third" not in text
    assert "not offered any more" not in page.text


def test_a_program_and_a_frame_are_told_in_a_sentence(site):
    publishing.retire(site.publish())
    visitor = site.visitor()
    program = visitor.get("/a/guide", headers={"Accept": "application/json"})
    assert (program.status_code, program.mimetype) == (410, "application/problem+json")
    assert visitor.get("/a/guide/embed").status_code == 410
