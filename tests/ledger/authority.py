"""A time stamping authority on this machine, made with OpenSSL (`openssl ts`): what it does is none of our code."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.x509 import load_pem_x509_certificates

from leadgate.foundation.settings import TimeStampAuthority
from tests.elsewhere import elsewhere

CONFIG = """
[ tsa ]
dir = .
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def openssl(folder: Path, *words: str) -> bytes:
    return subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True).stdout


class Authority:
    """Its certificates, and what it says about any query."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        (folder / "tsa.conf").write_text(CONFIG)
        (folder / "serial").write_text("01")
        (folder / "ext").write_text("extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n")
        new = ["req", "-newkey", "rsa:2048", "-nodes", "-subj"]
        openssl(folder, *new, "/CN=Root", "-x509", "-days", "9", "-keyout", "ca.key", "-out", "ca.pem")
        openssl(folder, *new, "/CN=Authority", "-keyout", "tsa.key", "-out", "tsa.csr")
        signed = [
            "x509",
            "-req",
            "-in",
            "tsa.csr",
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            "9",
        ]
        openssl(folder, *signed, "-extfile", "ext", "-out", "tsa.pem")
        self.certificate = folder / "ca.pem"

    def sends_its_chain(self) -> None:
        """Put every certificate into its stamps, as authorities that run OpenSSL do."""
        (self.folder / "tsa.conf").write_text(f"{CONFIG}certs = ./ca.pem\n")

    def stamped(self, query: bytes) -> bytes:
        (self.folder / "query").write_bytes(query)
        return openssl(self.folder, "ts", "-reply", "-queryfile", "query", "-config", "tsa.conf", "-section", "tsa")

    @contextmanager
    def answering(self) -> Iterator[TimeStampAuthority]:
        """As settings name it, while it can be asked."""

        def answer(line, _over):
            said = self.stamped(server.asked[-1].partition(b"\r\n\r\n")[2])
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(said), said))

        with elsewhere(answer) as server:
            believed = load_pem_x509_certificates(self.certificate.read_bytes())
            yield TimeStampAuthority(server.url(), tuple(believed))
