"""A witness on this machine, as `leadgate witness` runs it, and an installation that is told of it."""

import threading
from contextlib import contextmanager

from leadgate.witness.folder import FolderMemory
from leadgate.witness.server import WitnessServer
from leadgate.witness.watching import watched_in


@contextmanager
def witness(folder, *logs):
    """One on this machine, as `leadgate witness` runs it."""
    memory = FolderMemory(folder)
    with WitnessServer(("127.0.0.1", 0), memory, memory.signer("witness.example/w1"), watched_in(logs)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def told(here, server):
    """The settings with this witness, by the address it answers at."""
    here.given = type(here.given)(
        **{name: getattr(here.settings, name) for name in here.settings.__slots__}
        | {"witnesses": ((f"http://127.0.0.1:{server.server_port}", server.signer.verifier_key),)}
    )
