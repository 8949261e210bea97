"""What each process of the web server loads."""

import multiprocessing

from leadgate.foundation.front.server import Front
from leadgate.foundation.house.loading import stop_collecting
from leadgate.running.ending import end_with_parent


def application() -> Front:
    """The front with the pages behind it, in a process that ends with the server it belongs to."""
    if (server := multiprocessing.parent_process()) and server.pid:
        end_with_parent(server.pid)
    stop_collecting()
    from leadgate.asgi import app

    return app
