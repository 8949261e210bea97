"""A site that stores in every way there is, and does to whoever looks at it whatever a site can."""

import socket
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from leadgate.foundation.calling.destinations import addresses_of

HOST = "shop.localhost"
"""Below `localhost`, where a browser does without TLS what it does elsewhere only with it."""
NAMES = {HOST, "cdn.shop.localhost", "pixel.localhost", "analytics.test", "late.test", "frame.test", "socket.test"}
PLAIN = 3
"""So many pages do nothing of their own."""

HOME = """<!doctype html><html lang="en"><title>Shop</title>{script}
<script>document.cookie = "inline_ck=1; Max-Age=86400"; localStorage.setItem("inline_key", "1")</script>
<script src="/own.js"></script><script src="http://cdn.shop.localhost:{port}/cdn.js"></script>
<script {marked}src="http://analytics.test:{port}/analytics.js"></script>
<img src="http://pixel.localhost:{port}/pixel.gif" alt=""><iframe src="http://frame.test:{port}/frame"></iframe>
<h1>Shop</h1>{links}"""
OWN = """
function put(name) { document.cookie = name + "=1; path=/" }
put("own_ck");
localStorage.own_property = "1";
sessionStorage["own_session"] = "1";
Storage.prototype.setItem.call(localStorage, "by_prototype", "1");
indexedDB.open("own_db");
setTimeout(() => put("late_ck"), 50);
Promise.resolve().then(() => put("promised_ck"));
setTimeout("document.cookie = 'texted_ck=1'", 20);
new Function("document.cookie = 'made_ck=1'")();
cookieStore.set("store_ck", "1");
if (localStorage.length < 2 || localStorage.getItem("own_property") !== "1" || !("own_property" in localStorage)
    || !Object.keys(localStorage).includes("own_property")) document.cookie = "broken_ck=1";
"""
ANALYTICS = """
document.cookie = "_ga=GA1.1.1; Max-Age=63072000; path=/";
document.cookie = "_unheard_of_4711=1";
var more = document.createElement("script"); more.src = "http://late.test:PORT/late.js"; document.head.append(more);
try { new WebSocket("ws://socket.test:PORT/live") } catch {}
"""
RUDE = {
    "/alert": "<script>for (let n = 0; n < 3; n++) alert(n)</script><script>document.cookie='after_alert=1'</script>",
    "/leave": "<script>onbeforeunload = event => { event.preventDefault(); return 'Stay!' }</script>",
    "/loop": "<script>document.cookie='before_loop=1'; setTimeout(() => { for (;;); }, 300)</script>",
    "/popup": "<script>for (let n = 0; n < 5; n++) open('/plain/1')</script>",
    "/inward": "<img src='http://127.0.0.1:{secret}/img'><img src='http://10.0.0.1/'><img src='http://[::1]:{secret}/'>"
    "<iframe src='http://169.254.169.254/latest/meta-data/'></iframe><iframe src='/to-secret'></iframe>"
    "<script>fetch('/to-secret').catch(() => 0); new WebSocket('ws://127.0.0.1:{secret}/');"
    "const peer = window.RTCPeerConnection && new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:{secret}'}]});"
    "if (peer) { peer.createDataChannel('x'); peer.createOffer().then(one => peer.setLocalDescription(one)) }</script>"
    "<link rel=preconnect href='http://127.0.0.1:{secret}'>",
    "/big": "<img src='/endless'><a href='/download' id=d>x</a><script>document.getElementById('d').click()</script>",
    "/worker": "<script>navigator.serviceWorker && navigator.serviceWorker.register('/own.js').catch(() => 0)</script>",
}
SENT_ELSEWHERE = {
    "/to-metadata": "http://169.254.169.254/latest/meta-data/",
    "/to-file": "file:///etc/passwd",
    "/to-chrome": "chrome://version",
    "/to-data": "data:text/html,<script>1</script>",
    "/round": "/round",
}


class Shop:
    """The site at work; counts what it was asked, by host and path."""

    def __init__(self, *, script: str = "", rude: bool = True, marked: str = "", proof: Path | None = None) -> None:
        self.asked: Counter[tuple[str, str]] = Counter()
        self.sent = 0
        self.script, self.rude, self.marked = script, rude, marked
        self.secret = Secret()
        shop = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with suppress(OSError):
                    shop.answer(self)

            def log_message(self, *_told: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.scheme = "http"
        if proof:
            tls = ssl.create_default_context(ssl.CookiePurpose.CLIENT_AUTH)
            tls.load_cert_chain(proof)
            self.scheme, self._server.socket = "https", tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_port
        self.over = threading.Event()
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{HOST}:{self.port}"

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self.secret.close()

    def find(self, destination, deadline):
        """Look up: our own names lead here, and everything else goes the way it goes for everybody."""
        if destination.host in NAMES:
            return [(socket.AF_INET, ("127.0.0.1", destination.port))]
        return addresses_of(destination, deadline)

    def links(self) -> str:
        paths = [f"/plain/{number}" for number in range(PLAIN)]
        if self.rude:
            paths = [*RUDE, "/never", *SENT_ELSEWHERE, "/inward-redirect", *paths]
        return "".join(f"<p><a href='{path}'>{path}</a>" for path in paths)

    def answer(self, asked: BaseHTTPRequestHandler) -> None:
        host, path = (asked.headers["Host"] or "").split(":")[0], urlsplit(asked.path).path
        self.asked[host, path] += 1
        if path in SENT_ELSEWHERE or path in ("/to-secret", "/inward-redirect"):
            to = SENT_ELSEWHERE.get(path, f"http://127.0.0.1:{self.secret.port}/")
            self._say(asked, b"", status=302, headers={"Location": to})
        elif path == "/never":
            self._pour(asked, b"<p>and</p>", "text/html", pause=0.1)
        elif path in ("/endless", "/download"):
            more = {"Content-Disposition": "attachment; filename=x.bin"} if path == "/download" else {}
            self._pour(asked, b"\x89" * 65536, "application/octet-stream", **more)
        else:
            self._say(asked, *self._page(host, path))

    def _page(self, host: str, path: str) -> tuple[bytes, str, dict[str, str]]:
        scripts = {"/own.js": OWN, "/cdn.js": "document.cookie = 'cdn_ck=1'", "/analytics.js": ANALYTICS,
                   "/late.js": "document.cookie = '_late=1'", "/consent.js": self.script}  # fmt: skip
        if path in scripts:
            return scripts[path].replace("PORT", str(self.port)).encode(), "text/javascript", {}
        if path == "/pixel.gif":
            return b"GIF89a", "image/gif", {"Set-Cookie": "pixel_ck=1; SameSite=None; Secure; Max-Age=999999"}
        if path == "/frame":
            return b"<script>localStorage.frame_key = 1</script>", "text/html", {}
        consent = "<script src='/consent.js'></script>" if self.script else ""
        told = {"port": self.port, "secret": self.secret.port, "script": consent, "marked": self.marked}
        page = RUDE.get(path, HOME if path == "/" else "{script}<p>Plain")
        for name, value in {"links": self.links(), **told}.items():
            page = page.replace("{" + name + "}", str(value))
        return page.encode(), "text/html", {"Set-Cookie": "sid=1; HttpOnly; Path=/"} if path == "/" else {}

    def _say(self, asked, body, kind="text/html", headers=None, *, status=200) -> None:
        asked.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            asked.send_header(name, value)
        asked.end_headers()
        asked.wfile.write(body)

    def _pour(self, asked, piece, kind, *, pause=0.0, **headers) -> None:
        asked.send_response(200)
        for name, value in {"Content-Type": kind, "Content-Length": "1000000000", **headers}.items():
            asked.send_header(name, value)
        asked.end_headers()
        while not self.over.wait(pause):
            asked.wfile.write(piece)
            self.sent += len(piece)


class Secret:
    """What must not be reached: counts who comes, by TCP and by UDP."""

    def __init__(self) -> None:
        self.came = 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._datagrams.bind(("127.0.0.1", self.port))
        for wait in (self._door.accept, lambda: self._datagrams.recv(99)):
            threading.Thread(target=self._count, args=(wait,), daemon=True).start()

    def _count(self, wait) -> None:
        with suppress(OSError):
            while True:
                wait()
                self.came += 1

    def close(self) -> None:
        self._door.close()
        self._datagrams.close()


@contextmanager
def shop(**given) -> Iterator[Shop]:
    made = Shop(**given)
    try:
        yield made
    finally:
        made.close()
