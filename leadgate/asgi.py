"""What the web server loads: `leadgate.asgi:app`, the front with the pages behind it."""

from leadgate.foundation.front.server import Front
from leadgate.foundation.web.bodies import most_bytes_at
from leadgate.wsgi import app as pages
from leadgate.wsgi import here

THREADS = 4


def _most_bytes(method: str, path: str) -> int:
    with here.opened():
        return most_bytes_at(pages, method, path)


app = Front(pages.wsgi_app, most_bytes=_most_bytes, threads=THREADS)
