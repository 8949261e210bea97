"""`make foreign`: pages nobody here wrote, and a tool people refuse banners with, against the banner and the policy.

The pages (Start Bootstrap, MIT) get the thirteen ways of reaching others besides their own fonts and scripts from
elsewhere. A server counts who is asked for anything, in a browser with an empty cache.
"""

import json
import mimetypes
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from leadgate.cookies.policies import Server, snippet
from tests import proxies
from tests.cookies.banner import ACCEPT, REFUSE, SHIFTED, marked
from tests.cookies.foreign import OURS, SITE, STORES, WAYS, described, host_of, notice, script_for
from tests.services import free_port, until

JUDGES = Path(__file__).parents[2] / ".venv/judges/node_modules"
PAGES = ["startbootstrap-agency", "startbootstrap-creative", "startbootstrap-resume"]
OF_OTHERS = re.compile(r"<(?:script|link)[^>]*(?:src|href)=\"https://[^>]*>(?:\s*</script>)?")
AUTOCONSENT = JUDGES / "@duckduckgo/autoconsent/dist/autoconsent.playwright.js"
SENTENCES = {"en": "Reject all", "de": "Alles ablehnen", "fr": "Tout refuser", "nl": "Alles weigeren"}


def own_folder(name: str) -> Path:
    return JUDGES / name / "dist"


def counted(tag: str) -> str:
    """A tag of a page, asking a host that is counted in the place of the one it names."""
    return re.sub(r"https://([^/\"]+)", lambda found: f"http://{found[1].replace('.', '-')}.tracker.example", tag)


def held(tag: str) -> str:
    """The same as its site's owner marks it."""
    tag = re.sub(r" (src|href)=", r" data-\1=", tag)
    kind = ' type="text/plain"' if tag.startswith("<script") else ""
    return re.sub(r"^<(\w+)", rf'<\1{kind} data-lg="statistics"', re.sub(r' type="text/\w+"', "", tag))


def page_of(name: str, *, is_marked: bool) -> str:
    text = (own_folder(name) / "index.html").read_text()
    text = OF_OTHERS.sub(lambda found: held(counted(found[0])) if is_marked else counted(found[0]), text)
    ways = [way for way in WAYS if not (is_marked and way == "document")]
    body = "".join(marked(way) if is_marked else WAYS[way].format(host=host_of(way)) for way in ways)
    stores = STORES.replace("<script>", '<script type="text/plain" data-lg="statistics">') if is_marked else STORES
    text = re.sub(r"<head>", f"<head><script src='http://{OURS}/c/shop.js'></script>", text, count=1)
    return text.replace("</body>", f"{body}{stores}</body>")


def looked(page: Page, sites: Any) -> tuple[set[str], list[Any], int]:
    page.wait_for_load_state("networkidle")
    return sites.reached, page.context.cookies(), page.evaluate("localStorage.length + sessionStorage.length")


def answer(page: Page, sites: Any, button: str) -> None:
    page.click(button)
    page.wait_for_load_state("networkidle")
    page.reload()
    page.wait_for_load_state("networkidle")


NOBODY: tuple[set[str], list[Any], int] = (set(), [], 0)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [360, 1440])
def test_marked_nobody_is_reached_before_the_answer_nor_after_a_no_nor_after_taking_a_yes_back(
    anywhere, sites, name, width
):
    for path in own_folder(name).rglob("*"):
        if path.suffix in (".css", ".js"):
            kind = mimetypes.guess_type(path.name)[0]
            text = re.sub(r"https://[^\"')]+", "", path.read_text())
            sites.put(SITE, f"/{path.relative_to(own_folder(name))}", text, Content_Type=kind or "text/plain")
    sites.put(SITE, "/", page_of(name, is_marked=True))
    sites.put(OURS, "/c/shop.js", "")
    context = anywhere.new_context(locale="en", viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"http://{SITE}/")
    assert looked(page, sites) == NOBODY
    by_itself = page.evaluate(SHIFTED)
    sites.put(OURS, "/c/shop.js", script_for(described()))
    page.reload()
    assert looked(page, sites) == NOBODY
    assert page.evaluate(SHIFTED) == by_itself, "the banner moves nothing"
    answer(page, sites, REFUSE)
    assert looked(page, sites)[0] == set()
    page.evaluate("leadgate.open()")
    answer(page, sites, ACCEPT)
    assert len(sites.reached) > len(WAYS) - 2
    page.evaluate("leadgate.open()")
    with page.expect_navigation():
        page.click(REFUSE)
    page.wait_for_load_state("networkidle")
    sites.asked.clear()
    page.reload()
    assert looked(page, sites)[0] == set()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_by_policy_nobody_is_reached_before_the_answer_nor_after_a_no(anywhere, sites, tmp_path, name):
    folder = tmp_path / "pages"
    folder.mkdir(mode=0o755)
    tmp_path.chmod(0o755)
    (folder / "page.html").write_text(page_of(name, is_marked=False))
    hosts = sorted({host_of(way) for way in WAYS})
    what = described(hosts=hosts)
    shown, short = notice(what)
    sites.put(OURS, "/c/shop.js", script_for(what))
    port = free_port()
    maps, said = snippet(shown, short, f"http://{OURS}", Server.NGINX).split("\n\n", 1)
    block = f"include /etc/nginx/mime.types;\n{maps}\nserver {{ listen 127.0.0.1:{port}; root {folder}; {said} }}"
    with proxies.nginx(tmp_path, port, block):
        for button, reaches in ((REFUSE, False), (ACCEPT, True)):
            context = anywhere.new_context(locale="en")
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{port}/page.html")
            assert looked(page, sites) == NOBODY
            answer(page, sites, button)
            assert bool(sites.reached) is reaches
            assert sites.reached <= set(hosts)
            sites.asked.clear()
            context.close()


@pytest.mark.parametrize("language", SENTENCES)
def test_the_tool_people_refuse_banners_with_finds_ours_and_refuses(anywhere, sites, language):
    class Spoken:
        slug, title, languages = "shop", "Shop", (language,)

    from leadgate.cookies import queries
    from leadgate.cookies.documents import hash_of
    from leadgate.cookies.script.settings import script

    shown = queries.shown_by(Spoken(), described())  # type: ignore[arg-type]
    more = {"base_url": f"http://{OURS}", "parent_domain": "", "new": {}, "day": 0, "choice_days": 180}
    sites.put(OURS, "/c/shop.js", script(shown, hash_of(shown.document())[:8], **more))
    sites.put(
        SITE, "/", f"<!doctype html><html lang={language}><script src='http://{OURS}/c/shop.js'></script><h1>Shop"
    )
    context = anywhere.new_context(locale=language)
    page, said = context.new_page(), []

    def hear(source: dict[str, Any], message: dict[str, Any]) -> None:
        said.append(message)
        frame = source["frame"]
        if message["type"] == "init":
            settings = {"enabled": True, "autoAction": "optOut", "disabledCmps": [], "enablePrehide": False,
                        "detectRetries": 20, "enableHeuristicDetection": True, "heuristicMode": "reject"}  # fmt: skip
            told = {"type": "initResp", "config": settings, "rules": {"autoconsent": []}}
            frame.evaluate(f"void autoconsentReceiveMessage({json.dumps(told)})")
        elif message["type"] == "eval":
            told = {"type": "evalResp", "id": message["id"], "result": frame.evaluate(message["code"])}
            frame.evaluate(f"void autoconsentReceiveMessage({json.dumps(told)})")

    page.expose_binding("autoconsentSendMessage", hear)
    page.goto(f"http://{SITE}/")
    page.evaluate(AUTOCONSENT.read_text())
    until(lambda: page.evaluate("1") and any(one["type"] == "optOutResult" for one in said), 20)
    assert any(one["type"] == "popupFound" for one in said)
    assert next(one for one in said if one["type"] == "optOutResult")["result"] is True
    [kept] = [one["value"] for one in context.cookies() if one["name"] == "lg_consent"]
    assert kept.split(".")[2] == ""
    context.close()
