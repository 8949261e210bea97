"""A witness by itself: a small web server over one folder, for whoever wants to hold a leadgate to its history."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from leadgate.foundation import clock
from leadgate.witness.cosigning import MOST_BYTES, Signer, WitnessAnswer, add_checkpoint
from leadgate.witness.errors import NotServing, StateDamaged, StateOutOfReach
from leadgate.witness.folder import FolderMemory
from leadgate.witness.watching import Watched

SECONDS = 10
"""For each read of a request; a slow client holds a thread of nothing but this witness."""


class WitnessServer(ThreadingHTTPServer):
    """Answers `add-checkpoint` and says its key.

    Raises:
        NotServing: nothing can be answered at that address.
    """

    daemon_threads = True

    def __init__(self, at: tuple[str, int], memory: FolderMemory, signer: Signer, watched: Watched) -> None:
        try:
            super().__init__(at, _Door)
        except OSError as trouble:
            raise NotServing(at, trouble) from trouble
        self.memory, self.signer, self.watched = memory, signer, watched


class _Door(BaseHTTPRequestHandler):
    server: WitnessServer
    timeout = SECONDS
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        is_key = self.path == "/key"
        self._say(
            WitnessAnswer(200, self.server.signer.verifier_key + "\n") if is_key else WitnessAnswer(404, "Not here.\n")
        )

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdecimal() or len(length) > 8 or int(length) > MOST_BYTES:
            self.close_connection = True
            self._say(WitnessAnswer(413, "Too long, or of unknown length.\n"))
            return
        body = self.rfile.read(int(length))
        if self.path != "/add-checkpoint":
            self._say(WitnessAnswer(404, "Not here.\n"))
            return
        self._say(self._cosigned(body))

    def _cosigned(self, body: bytes) -> WitnessAnswer:
        asked = self.server
        try:
            return add_checkpoint(body, asked.watched, asked.memory, asked.signer, clock.now())
        except (StateDamaged, StateOutOfReach) as trouble:
            self.log_error("%s", trouble)
            return WitnessAnswer(503, "This witness cannot keep what it sees now, so it signs nothing.\n")

    def _say(self, answer: WitnessAnswer) -> None:
        body = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
