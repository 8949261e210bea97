"""What a web server says so that a browser reaches nobody before a yes: tried with the real servers and browser."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from leadgate.cookies.policies import Server, snippet
from tests import proxies
from tests.cookies.foreign import HOSTS, OURS, STORES, WAYS, described, host_of, notice, script_for
from tests.services import free_port, until

WHAT = described(sells=True, hosts=sorted(HOSTS))
SHOWN, SHORT = notice(WHAT)
NUMBER = "0" * 32
INLINE = {host_of(way) for way in ("inserted", "fetched", "beacon")}
"""Ways of scripts in the page itself, which no policy of ours lets run."""
ANSWERS = {
    "": ("", False),
    "yes": (f"{SHORT}.20000.statistics+marketing.0.{NUMBER}", True),
    "yes alone": (f"{SHORT}.20000.marketing.0.{NUMBER}", True),
    "no": (f"{SHORT}.20000..0.{NUMBER}", False),
    "something else": (f"{SHORT}.20000.statistics.0.{NUMBER}", False),
    "a longer name": (f"{SHORT}.20000.remarketing+marketing2.0.{NUMBER}", False),
    "another notice": (f"deadbeef.20000.marketing.0.{NUMBER}", False),
    "nonsense": ("marketing", False),
    "no number": (f"{SHORT}.20000.marketing.0.", False),
    "more behind it": (f"{SHORT}.20000.marketing.0.{NUMBER}!", False),
    "another cookie's value": (f"{SHORT}.20000..0.{NUMBER}; a=b,lg_consent={SHORT}.20000.marketing.0.{NUMBER}", False),
    "a no, and a yes of a host beside it": (
        f"{SHORT}.20000..0.{NUMBER}; lg_consent={SHORT}.20000.marketing.0.{NUMBER}",
        False,
    ),
    "a yes of a host beside it, and a no": (
        f"{SHORT}.20000.marketing.0.{NUMBER}; lg_consent={SHORT}.20000..0.{NUMBER}",
        False,
    ),
}


def at_work(server: Server, folder: Path, port: int):
    """One of the web servers with a folder of pages and our snippet."""
    pages, text = folder / "pages", snippet(SHOWN, SHORT, f"http://{OURS}", server)
    if server is Server.NGINX:
        maps, said = text.split("\n\n", 1)
        block = f"{maps}\nserver {{ listen 127.0.0.1:{port}; root {pages}; {said} }}"
        return proxies.nginx(folder, port, f"include /etc/nginx/mime.types;\n{block}")
    if server is Server.CADDY:
        return proxies.caddy(folder, port, f"http://:{port} {{\nroot * {pages}\nfile_server\n{text}\n}}")
    site = f"DocumentRoot {pages}\n<Directory {pages}>\nRequire all granted\n</Directory>\n{text}"
    return proxies.apache(folder, port, site)


@pytest.fixture(params=[Server.NGINX, Server.CADDY, Server.APACHE])
def server(request, tmp_path) -> Iterator[str]:
    (tmp_path / "pages").mkdir(mode=0o755)
    (tmp_path / "pages/page.html").write_text("<!doctype html><title>Shop</title>")
    tmp_path.chmod(0o755)
    port = free_port()
    with at_work(request.param, tmp_path, port):
        yield f"http://127.0.0.1:{port}/page.html"


def policy(url: str, answer: str, **headers: str) -> str:
    asked = Request(url, headers={"Cookie": f"other=1; lg_consent={answer}; more=2"} | headers)
    with urlopen(asked, timeout=10) as told:
        assert "Cookie" in told.headers["Vary"]
        return str(told.headers["Content-Security-Policy"])


def test_each_server_lets_a_host_through_after_a_yes_to_this_notice_and_never_else(server):
    for name, (answer, is_let) in ANSWERS.items():
        said = policy(server, answer)
        assert f"http://{OURS}" in said
        assert ("parser.tracker.example" in said) is is_let, name
        assert "film.tracker.example" not in said
        assert "(null)" not in said
        assert "$" not in said
    spite = f"{SHORT}.20000.marketing.1.{NUMBER}"
    assert "parser.tracker.example" not in policy(server, ANSWERS["yes"][0], **{"Sec-GPC": "1"})
    assert "parser.tracker.example" in policy(server, spite, **{"Sec-GPC": "1"})


def test_a_browser_reaches_nobody_of_thirteen_before_the_answer_and_after_a_no_and_all_it_may_after_a_yes(
    anywhere, sites, tmp_path
):
    (tmp_path / "pages").mkdir(mode=0o755)
    tmp_path.chmod(0o755)
    body = "".join(text.format(host=host_of(way)) for way, text in WAYS.items())
    page = (
        f"<!doctype html><html lang=en><head><script src='http://{OURS}/c/shop.js'></script></head><body>{body}{STORES}"
    )
    (tmp_path / "pages/page.html").write_text(page)
    sites.put(OURS, "/c/shop.js", script_for(WHAT))
    port = free_port()
    with at_work(Server.NGINX, tmp_path, port):
        for answer, expected in ((2, HOSTS - INLINE - {host_of("document")}), (1, set())):
            context = anywhere.new_context(locale="en")
            visited = context.new_page()
            visited.goto(f"http://127.0.0.1:{port}/page.html")
            visited.wait_for_load_state("networkidle")
            before = (sites.reached, context.cookies(), visited.evaluate("localStorage.length"))
            assert before == (set(), [], 0)
            visited.click(f"#lg-consent .lg-acts button:nth-child({answer})")
            visited.reload()
            until(lambda expected=expected: sites.reached == expected)
            visited.wait_for_load_state("networkidle")
            assert sites.reached == expected
            sites.asked.clear()
            context.close()


def test_the_line_for_the_head_lets_nobody_through_and_names_what_each_answer_would(tmp_path):
    text = snippet(SHOWN, SHORT, f"http://{OURS}", Server.HTML)
    told, meta = text.split("-->")
    assert "marketing: " in told
    assert not [host for host in HOSTS if host in meta]
    assert re.search(r'<meta http-equiv="Content-Security-Policy" content="[^"]+">', meta)
