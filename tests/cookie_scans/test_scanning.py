"""A site that does everything is seen: what it stores, whom it reaches, by which script; and nothing inside is."""

import time
from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace

import psutil
import pytest

from leadgate.cookie_scans.browser import launching, visiting
from leadgate.cookie_scans.browser.budget import MOST_BYTES_A_CONNECTION
from leadgate.cookie_scans.browser.scanning import scanned
from leadgate.cookie_scans.errors import NoBrowser, NotReached
from leadgate.cookie_scans.types import FindingKind, Phase, SetHow, Setter
from tests.cookie_scans.shop import HOST, PLAIN, RUDE, shop
from tests.elsewhere import proof_of

pytestmark = pytest.mark.xdist_group("cookie scans")
BY_SCRIPT = {
    **dict.fromkeys(("own_ck", "late_ck", "promised_ck", "texted_ck", "made_ck", "store_ck"), "/own.js"),
    **dict.fromkeys(("own_property", "own_session", "by_prototype", "own_db"), "/own.js"),
    "cdn_ck": "/cdn.js",
    "_ga": "/analytics.js",
    "_unheard_of_4711": "/analytics.js",
    "_late": "/late.js",
    "inline_ck": "/",
    "inline_key": "/",
    "frame_key": "/frame",
    "after_alert": "/alert",
    "before_loop": "/loop",
}


@pytest.fixture(scope="module")
def rude() -> Iterator[SimpleNamespace]:
    """One look at the whole of it, for all tests here: a browser takes long to start."""
    with shop() as site, pytest.MonkeyPatch.context() as patched:
        patched.setattr(visiting, "OPEN_SECONDS", 3.0)  # so long is waited for what never ends
        began, told = time.monotonic(), []
        tell = lambda done, total: told.append((done, total))  # noqa: E731
        looked = scanned([site.origin], program="", inside=False, tell=tell, find=site.find)
        yield SimpleNamespace(site=site, looked=looked, took=time.monotonic() - began, told=told,
                              seen={one.name: one for one in looked.seen[Phase.BEFORE]})  # fmt: skip


def test_everything_that_was_stored_is_found(rude):
    stored = {name for name, one in rude.seen.items() if one.kind is not FindingKind.HOST}
    assert stored == {*BY_SCRIPT, "sid", "pixel_ck"}


def test_the_script_that_set_it_is_named(rude):
    """The bar is 95 of a hundred; all are."""
    found = {name: rude.seen[name].setter.url.partition(f":{rude.site.port}")[2] for name in BY_SCRIPT}
    assert found == BY_SCRIPT
    assert rude.seen["inline_ck"].setter.how is SetHow.PAGE
    assert rude.seen["_ga"].setter == Setter(SetHow.SCRIPT, f"http://analytics.test:{rude.site.port}/analytics.js")


def test_what_a_server_set_is_named_by_its_answer(rude):
    sid, pixel = rude.seen["sid"], rude.seen["pixel_ck"]
    assert (sid.setter.how, sid.flags, sid.third, sid.days) == (SetHow.ANSWER, "HttpOnly SameSite=Lax", False, None)
    assert (pixel.setter.url, pixel.third) == (f"http://pixel.localhost:{rude.site.port}/pixel.gif", True)
    assert pixel.days == 12


def test_whom_it_reaches_is_named_with_what_asked_for_them(rude):
    hosts = {one.name: one.flags for one in rude.seen.values() if one.kind is FindingKind.HOST}
    assert hosts["analytics.test"] == hosts["late.test"] == "script"
    assert (hosts["pixel.localhost"], hosts["frame.test"], hosts["socket.test"]) == ("image", "document", "websocket")
    assert rude.seen["late.test"].setter.url.endswith("/analytics.js")
    assert not {HOST, f"cdn.{HOST}"} & hosts.keys()


def test_whoever_looks_is_not_noticed_by_the_scripts(rude):
    assert "broken_ck" not in rude.seen


def test_nothing_inside_is_reached_by_redirect_frame_picture_socket_or_datagram(rude):
    assert rude.site.secret.came == 0
    assert {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1"} <= rude.seen.keys()


def test_no_rudeness_keeps_it_from_the_other_pages(rude):
    paths = {one.partition(str(rude.site.port))[2] for one in rude.looked.pages}
    assert {"/", "/never", *RUDE, *(f"/plain/{number}" for number in range(PLAIN))} == paths
    assert not rude.looked.cut
    assert rude.took < 80


def test_a_gigabyte_is_not_fetched(rude):
    assert rude.site.sent < 2 * MOST_BYTES_A_CONNECTION + 5_000_000


def test_a_site_that_asks_nobody_is_only_looked_at_untouched(rude):
    assert [*rude.looked.seen] == [Phase.BEFORE]
    assert rude.told[-1][0] <= rude.told[-1][1]


def test_a_site_that_leads_inside_is_refused_in_words():
    with pytest.raises(NotReached):
        scanned(["http://127.0.0.1:9", "https://[::1]"], program="", inside=False, tell=lambda *_: None)


def test_over_tls_it_is_the_same_and_a_certificate_of_nobody_is_no_answer(monkeypatch, tmp_path):
    with shop(rude=False, proof=proof_of(HOST, tmp_path)) as site:
        look = partial(scanned, [site.origin], program="", inside=False, tell=lambda *_: None, find=site.find)
        with pytest.raises(NotReached):
            look()
        # What stands for an authority that both sides know.
        monkeypatch.setattr(launching, "ARGUMENTS", (*launching.ARGUMENTS, "--ignore-certificate-errors"))
        seen = {one.name: one for one in look().seen[Phase.BEFORE]}
    assert seen["own_ck"].setter.url == f"{site.origin}/own.js"
    assert seen["sid"].setter.how is SetHow.ANSWER


def test_a_browser_that_takes_too_much_memory_is_ended(monkeypatch):
    monkeypatch.setattr(launching, "MOST_MEMORY", 1)
    with shop(rude=False) as site:
        looked = scanned([site.origin], program="", inside=False, tell=lambda *_: None, find=site.find)
    assert looked.cut
    left = [word for one in psutil.Process().children(recursive=True) for word in one.cmdline()]
    assert not [word for word in left if word.startswith("--leadgate-scan")]


def test_without_a_browser_it_says_so():
    with pytest.raises(NoBrowser):
        launching.program("/no/such/chromium")
