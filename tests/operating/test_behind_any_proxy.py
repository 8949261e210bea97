"""Behind any proxy: from the landing page to the file, with the configurations of docs/operating.md on real servers."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import requests
import yaml
from requests.adapters import HTTPAdapter

from leadgate.app import create_app
from leadgate.assets.actions.opting_in import PER_NETWORK
from leadgate.foundation import limits
from leadgate.foundation.limits import network_of
from tests import proxies
from tests.browser_form import forms
from tests.elsewhere import proof_of
from tests.papers import PDF
from tests.running import Running
from tests.services import free_port, until
from tests.visitor import Site


class From(HTTPAdapter):
    """Somebody's own address."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *given, **named) -> None:
        super().init_poolmanager(*given, source_address=(self._address, 0), **named)


class Browser:
    """One visitor's browser: it knows the address it was given, follows links, and sends what browsers send."""

    def __init__(self, public: str, proof: Path, address: str, **headers: str) -> None:
        self._public, self._http = public, requests.Session()
        self._http.mount(f"{urlsplit(public).scheme}://", From(address))
        self._http.verify, self._http.trust_env = str(proof), False
        self._http.headers.update({"Accept": "text/html", **headers})

    def get(self, address: str, **headers: str) -> requests.Response:
        return self._http.get(urljoin(f"{self._public}/", address), headers=headers, timeout=20)

    def send(self, address: str, origin: str = "", **fields: str) -> requests.Response:
        """Fill in the first form of a page that has these fields, and send it as its own page would."""
        page = self.get(address)
        form = next(one for one in forms(page.text) if fields.keys() <= one.names)
        own = "{0.scheme}://{0.netloc}".format(urlsplit(self._public))
        headers = {"Origin": origin or own, "Sec-Fetch-Site": "same-origin"}
        data, target = form.values | fields, urljoin(page.url, form.action)
        return self._http.post(target, data, headers=headers, timeout=20, allow_redirects=False)


class Public:
    """An installation as people reach it."""

    def __init__(self, running: Running, proof: Path) -> None:
        self.running, self._proof, self.url = running, proof, running.url
        self.visitors = ["::1"]
        """Addresses of this machine, of two networks where it has two."""

    @cached_property
    def site(self) -> Site:
        with self.running.here.opened():
            made = Site(create_app(self.running.here), self.running.here)
            made.publish()
        return made

    @property
    def is_behind_a_proxy(self) -> bool:
        return "[::1]" not in self.url

    def visitor(self, address: str = "", **headers: str) -> Browser:
        return Browser(self.url, self._proof, address or self.visitors[0], **headers)

    def answers(self) -> bool:
        try:
            return self.visitor().get("healthz").ok
        except requests.ConnectionError:
            return False

    def letter_to(self, address: str) -> str:
        with self.running.here.opened():
            return self.site.mail(address).text

    def use_up(self, address: str) -> None:
        """Let a network ask for as much as it may in an hour."""
        with self.running.here.opened():
            for _ in range(PER_NETWORK.most):
                limits.within(PER_NETWORK, network_of(address))


@pytest.fixture(scope="module")
def proof(tmp_path_factory) -> Path:
    return proof_of("localhost", tmp_path_factory.mktemp("proof"))


@contextmanager
def installed(folder: Path, proof: Path, base_url: str, *listens: str) -> Iterator[Public]:
    """leadgate, listening somewhere, for an address that people open."""
    given = {"LEADGATE_RATE_LIMITS": "on", "LEADGATE_TRUSTED_PROXIES": "127.0.0.1/32", "LEADGATE_BASE_URL": base_url}
    running = Running(folder, **given)
    running.command("migrate")
    running.start("web", "--small", *(listens or ("--port", str(running.port))))
    public = Public(running, proof)
    assert public.site
    try:
        yield public
    finally:
        running.stop()


@pytest.fixture(scope="module")
def at_the_root(tmp_path_factory, proof) -> Iterator[Public]:
    with installed(tmp_path_factory.mktemp("root"), proof, f"https://localhost:{free_port()}") as public:
        yield public


@pytest.fixture(scope="module")
def below_a_path(tmp_path_factory, proof) -> Iterator[Public]:
    with installed(tmp_path_factory.mktemp("path"), proof, f"http://localhost:{free_port()}/leads") as public:
        yield public


@pytest.fixture(scope="module")
def at_a_socket(tmp_path_factory, proof) -> Iterator[Public]:
    folder = tmp_path_factory.mktemp("socket")
    with installed(folder, proof, f"https://localhost:{free_port()}", "--host", f"unix:{folder}/here") as public:
        yield public


@pytest.fixture(scope="module")
def at_ipv6(tmp_path_factory, proof) -> Iterator[Public]:
    port, folder = free_port(), tmp_path_factory.mktemp("six")
    listens = ("--host", "::1", "--port", str(port))
    with installed(folder, proof, f"http://[::1]:{port}", *listens) as public:
        yield public


def _block(name: str, public: Public, proof: Path) -> str:
    language = name.split()[0]
    heading = {"nginx": "nginx", "caddy": "Caddy", "apache": "Apache", "haproxy": "HAProxy"}[language]
    port, behind = urlsplit(public.url).port, f"127.0.0.1:{public.running.port}"
    if "path" in name:
        locations = proxies.documented("Below a path", "nginx")
        if "off" in name:
            locations = locations.replace("127.0.0.1:8000;", "127.0.0.1:8000/;")
        text = proxies.PLAIN_SERVER.format(port=port, locations=locations)
    else:
        text = proxies.documented(heading, language)
    if "socket" in name:
        at_socket = proxies.documented("At a socket", "nginx").strip()
        text = text.replace("proxy_pass http://127.0.0.1:8000;", at_socket)
        text = text.replace("/run/leadgate/leadgate.sock", f"{public.running.folder}/here")
    return proxies.put_in_place(text, port=port, behind=behind, proof=proof)


FRONTS = {
    "nginx": "at_the_root",
    "caddy": "at_the_root",
    "apache": "at_the_root",
    "haproxy": "at_the_root",
    "nginx at a socket": "at_a_socket",
    "nginx with a path left on": "below_a_path",
    "nginx with a path taken off": "below_a_path",
    "nobody, by IPv6": "at_ipv6",
}


@pytest.fixture(params=FRONTS)
def public(request, tmp_path, proof) -> Iterator[Public]:
    """An installation at its public address, behind the real server."""
    made, server = request.getfixturevalue(FRONTS[request.param]), request.param.split()[0]
    with ExitStack() as ends:
        if server != "nobody,":
            start, port = getattr(proxies, server), urlsplit(made.url).port
            ends.enter_context(start(tmp_path, port, _block(request.param, made, proof)))
            made.visitors = [f"127.{100 + list(FRONTS).index(request.param)}.{network}.1" for network in (1, 2)]
        until(made.answers)
        yield made


def test_an_act_goes_through_and_nobody_is_somebody_else(public):
    reader, email = public.visitor(), f"of-{network_of(public.visitors[0])[:-3]}@bakery.example".replace(":", "-")
    landing = reader.get("a/guide")
    linked = re.findall(r'(?:href|src|action)="([^"#]+)"', landing.text)
    for address in linked:
        found = urljoin(landing.url, address.replace("&amp;", "&"))
        assert found.startswith((f"{public.url}/", "mailto:", "data:")), address
        assert found.startswith(("mailto:", "data:")) or reader.get(found).status_code == 200
    assert reader.send("a/guide", origin="https://evil.example", email=email).status_code == 403
    sent = reader.send("a/guide", email=email)
    assert sent.status_code == 303
    assert "This site is still being set up" in reader.get(urljoin(sent.url, sent.headers["Location"])).text

    [link] = re.findall(rf"{re.escape(public.url)}/confirm/\S+", public.letter_to(email))
    ready = reader.get(link)
    assert ready.url.startswith(f"{public.url}/a/guide/ready")
    [download] = re.findall(r'href="([^"]*/d/[^"]+)"', ready.text)
    part = reader.get(urljoin(ready.url, download), Range="bytes=5-8")
    assert (part.status_code, part.content) == (206, PDF[5:9])
    assert reader.get("a/guide/").url == f"{public.url}/a/guide"
    assert (reader.get("metrics").status_code in (403, 404)) is public.is_behind_a_proxy

    public.use_up(public.visitors[0])
    assert reader.send("a/guide", email=email).status_code == 429
    for told in ({"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"}):
        assert public.visitor(**told).send("a/guide", email=email).status_code == 429, told
    for another in public.visitors[1:]:
        assert public.visitor(another).send("a/guide", email=f"another-{email}").status_code == 303


def test_the_block_for_traefik_is_at_least_yaml():
    read = yaml.safe_load(proxies.documented("Traefik", "yaml"))
    assert read["http"]["services"]["leadgate"]["loadBalancer"]["servers"] == [{"url": "http://127.0.0.1:8000"}]
