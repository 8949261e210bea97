"""A server elsewhere, as rude as a test wants it; and the papers by which one proves who it is."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from leadgate.foundation import clock

FINE = b"HTTP/1.1 200 Fine\r\nContent-Length: 5\r\n\r\ntaken"
Answering = Callable[[socket.socket, threading.Event], None]


def saying(answer: bytes) -> Answering:
    """An answer that is said at once and whole."""
    return lambda line, _over: line.sendall(answer)


class Elsewhere:
    """A server on this machine that keeps what it was asked."""

    def __init__(self, answer: Answering, proof: Path | None = None) -> None:
        self.asked: list[bytes] = []
        self._answer, self._over = answer, threading.Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._proof = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if proof else None
        if self._proof and proof:
            self._proof.load_cert_chain(proof)
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, host: str = "localhost", path: str = "/hooks") -> str:
        return f"{'https' if self._proof else 'http'}://{host}:{self.port}{path}"

    def close(self) -> None:
        self._over.set()
        self._door.close()

    def _serve(self) -> None:
        with suppress(OSError):  # the door is closed, or whoever asked has hung up
            while not self._over.is_set():
                line, _ = self._door.accept()
                threading.Thread(target=self._serve_one, args=(line,), daemon=True).start()

    def _serve_one(self, line: socket.socket) -> None:
        with suppress(OSError), line:
            secured = self._proof.wrap_socket(line, server_side=True) if self._proof else line
            with secured:
                self.asked.append(_request(secured))
                self._answer(secured, self._over)


def _request(line: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        got += line.recv(4096) or b"\r\n\r\n"
    head, _, body = got.partition(b"\r\n\r\n")
    length = next((int(each.split(b":")[1]) for each in head.lower().split(b"\r\n") if b"content-length" in each), 0)
    while len(body) < length and (more := line.recv(4096)):
        body += more
    return head + b"\r\n\r\n" + body


@contextmanager
def elsewhere(answer: bytes | Answering = FINE, proof: Path | None = None) -> Iterator[Elsewhere]:
    made = Elsewhere(saying(answer) if isinstance(answer, bytes) else answer, proof)
    try:
        yield made
    finally:
        made.close()


def proof_of(host: str, folder: Path) -> Path:
    """A key and a certificate that it issued to itself for a host, in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(clock.now() - timedelta(days=1))
        .not_valid_after(clock.now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / f"{host}.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path
