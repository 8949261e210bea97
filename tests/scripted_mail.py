"""A mail server that says what a test wants it to say, at each stage."""

import socket
from contextlib import suppress
from threading import Thread

USUAL = {
    "greeting": "220 ready",
    "EHLO": "250-mail.example\r\n250-SIZE 100\r\n250 AUTH PLAIN",
    "AUTH": "235 in",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    "content": "250 kept",
    "RSET": "250 ok",
    "QUIT": "221 bye",
}
CUT = ""
"""Instead of an answer the connection ends."""


class Scripted:
    """A server of one's own words; a real connection, and nothing else of a mail server."""

    def __init__(self, **said: str) -> None:
        self.said, self.kept = {**USUAL, **said}, []
        self._listens = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self._listens.getsockname()[1]}"
        Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listens.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._listens.accept()
                with caller, suppress(OSError):
                    self._talk(caller, caller.makefile("rb"))

    def _talk(self, caller: socket.socket, lines) -> None:
        going_on = self._say(caller, "greeting")
        while going_on and (line := lines.readline()):
            verb = line.decode().split()[0].upper()
            going_on = self._say(caller, verb)
            if verb == "DATA" and self.said[verb].startswith("354"):
                content = b""
                while not content.endswith(b"\r\n.\r\n"):
                    content += lines.readline()
                if going_on := self._say(caller, "content"):
                    self.kept += [content] * self.said["content"].startswith("250")

    def _say(self, caller: socket.socket, stage: str) -> bool:
        words = self.said.get(stage, "500 what")
        caller.sendall(f"{words}\r\n".encode() if words else b"")
        return bool(words) and not words.startswith("421")
