"""Sites that are not ours: a server that answers for every host and remembers who was asked for what."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from leadgate.cookies import queries
from leadgate.cookies.documents import CookiePurpose, Described, Service, Shown, Stored, hash_of
from leadgate.cookies.script.settings import script
from leadgate.cookies.types import ConsentMode, PurposeKind, StoreKind

SITE = "shop.foreign.example"
OURS = "guides.leadgate.example"
HELD = "marketing"
WAYS = {
    "parser": '<script src="http://{host}/a.js"></script>',
    "async": '<script async src="http://{host}/a.js"></script>',
    "defer": '<script defer src="http://{host}/a.js"></script>',
    "module": '<script type="module" src="http://{host}/a.js"></script>',
    "inserted": "<script>document.head.appendChild(document.createElement('script')).src='http://{host}/a.js'</script>",
    "stylesheet": '<link rel="stylesheet" href="http://{host}/a.css">',
    "picture": '<img src="http://{host}/a.gif" alt="">',
    "frame": '<iframe src="http://{host}/a.html" title="frame"></iframe>',
    "preload": '<link rel="preload" as="script" href="http://{host}/a.js">',
    "fetched": "<script>fetch('http://{host}/a.json', {{mode: 'no-cors'}})</script>",
    "beacon": "<script>navigator.sendBeacon('http://{host}/a', 'x')</script>",
    "video": '<video src="http://{host}/a.mp4" preload="auto"></video>',
    "document": '<object data="http://{host}/a.html" type="text/html"></object>',
}
"""How a page reaches others, each with a host of its own."""
STORES = "<script>document.cookie = '_own=1; path=/'; localStorage.setItem('own', '1');</script>"
"""What a page's own script stores."""


def host_of(way: str) -> str:
    """The host that is reached by one of the ways."""
    return f"{way}.tracker.example"


HOSTS = frozenset(map(host_of, WAYS))


@dataclass
class Web:
    """All sites at once; `pages` are answered by host and path, all else by something of its kind."""

    port: int = 0
    pages: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)

    def put(self, host: str, path: str, body: str, **headers: str) -> None:
        self.pages[f"{host}{path}"] = (body, {name.replace("_", "-"): one for name, one in headers.items()})

    @property
    def reached(self) -> set[str]:
        """The hosts of others that were asked for anything."""
        return {host for host, _path in self.asked if host.endswith(".tracker.example")}


KINDS = {
    "js": "text/javascript",
    "css": "text/css",
    "gif": "image/gif",
    "html": "text/html",
    "json": "application/json",
}


class _Answering(BaseHTTPRequestHandler):
    web: Web

    def do_GET(self) -> None:
        host, path = self.headers["Host"].partition(":")[0], self.path.partition("?")[0]
        self.web.asked.append((host, path))
        kind = KINDS.get(path.rpartition(".")[2], "text/html")
        usual = f"document.cookie = '{host.partition('.')[0]}=1; path=/';" if path.endswith(".js") else ""
        body, headers = self.web.pages.get(f"{host}{path}", (usual, {}))
        self.send_response(int(headers.get("Status", 200)))
        for name, one in {"Content-Type": f"{kind}; charset=utf-8", "Cache-Control": "no-store", **headers}.items():
            self.send_header(name, one)
        self.end_headers()
        self.wfile.write(body.encode())

    def do_POST(self) -> None:
        host = self.headers["Host"].partition(":")[0]
        self.web.asked.append((host, self.path))
        said = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if self.path.endswith("/choices"):
            self.web.choices.append(said)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_words: Any) -> None:
        """Nothing is said."""


@contextmanager
def serving() -> Iterator[Web]:
    """The sites, on a free port, until the end of the block."""
    web = Web()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answering", (_Answering,), {"web": web}))
    server.daemon_threads = True
    web.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


def described(*, sells: bool = False, mode: ConsentMode = ConsentMode.OFF, hosts: Sequence[str] = ()) -> Described:
    """A site with statistics, marketing and embedded content."""
    words = {"en": "x", "de": "x", "fr": "x"}

    def purpose(kind: PurposeKind, *services: Service, **more: Any) -> CookiePurpose:
        return CookiePurpose(
            slug=kind.value, kind=kind, title=words | {"en": kind.value}, text=words, services=services, **more
        )

    analytics = Service(
        name="Counter",
        stored=(
            *(Stored(name="_ga*", days=400), Stored(name="seen", kind=StoreKind.LOCAL)),
            *(Stored(name="seen-*", kind=StoreKind.CACHE), Stored(name="*/seen/", kind=StoreKind.WORKER)),
        ),
    )
    pixel = Service(
        name="Pixel", company="Pixel Ltd.", country="Ireland", hosts=tuple(hosts), stored=(Stored(name="_px.[1]"),)
    )
    return Described(
        purposes=(
            purpose(PurposeKind.NECESSARY),
            purpose(PurposeKind.STATISTICS, analytics, signals=("analytics_storage",)),
            purpose(PurposeKind.MARKETING, pixel, sells=sells, signals=("ad_storage", "ad_user_data")),
            purpose(PurposeKind.EMBEDDED, Service(name="Film", hosts=("film.tracker.example",))),
        ),
        consent_mode=mode,
    )


@dataclass
class _Site:
    slug: str = "shop"
    title: str = "Shop"
    languages: tuple[str, ...] = ("en", "de", "fr")


def notice(what: Described) -> tuple[Shown, str]:
    """The notice of a description, and the beginning of its hash."""
    shown = queries.shown_by(_Site(), what)  # type: ignore[arg-type]
    return shown, hash_of(shown.document())[:8]


def script_for(what: Described, **more: Any) -> str:
    """The script as it is served."""
    shown, short = notice(what)
    usual = {"base_url": f"http://{OURS}", "parent_domain": "", "new": {}, "day": 0, "choice_days": 180}
    return script(shown, short, **usual | more)
