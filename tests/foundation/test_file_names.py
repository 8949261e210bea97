"""Names of files: what people wrote is what is saved, and what a system stumbles over is not there."""

import re
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from leadgate.foundation.files.attachments import attached
from leadgate.foundation.files.names import safe_name

REAL = [
    "guide.pdf",
    "50% off – Q&A; the 'rest' (2nd) #1 + more.pdf",
    "100%25 sure, a=b.pdf",
    "می\u200cخواهم.pdf",
    "ක්\u200dර.pdf",
    "👩\u200d💻 guide.pdf",
    "從容定價指南.pdf",
    "دليل الأسعار.pdf",
    "ราคา นำ้.pdf",
    "Preise für Brötchen „heute“.pdf",
    "a.b.c.PDF",
]


@pytest.mark.parametrize("name", REAL)
def test_a_real_name_is_kept_sign_by_sign(name):
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/guide.pdf", "guide.pdf"),
        ("C:\\temp\\guide.pdf", "guide.pdf"),
        ('gu"ide\r\n.pdf', "guide.pdf"),
        ("a" * 500 + ".pdf", "a" * 120 + ".pdf"),
        ("", "download"),
        ("...", "download"),
        ("g\u202efdp.pdf", "gfdp.pdf"),
        ("\u2066guide\u2069\u200e.pdf", "guide.pdf"),
        ("guide\u200c.pdf", "guide.pdf"),
        ("a\u200b\u00adb\ufeff.pdf", "ab.pdf"),
        ("麵包\u3000指南\u202f2.pdf", "麵包 指南 2.pdf"),
        ("guide.pdf. . ", "guide.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1.tar.pdf", "_lpt1.tar.pdf"),
        ("nul", "_nul"),
        ("Console.pdf", "Console.pdf"),
        ("bro\u0308tchen.pdf", "br\u00f6tchen.pdf"),
        ("\ud800x.pdf", "x.pdf"),
    ],
)
def test_of_a_name_only_what_is_harmless_is_kept(typed, kept):
    assert safe_name(typed) == kept


def test_a_long_name_in_any_script_fits_a_file_system():
    name = safe_name("指" * 300 + ".pdf")
    assert len(name.encode()) <= 210
    assert set(name) == {*"指.pdf"}


class Sending(BaseHTTPRequestHandler):
    """Answers `/3` with the third real name."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Disposition", attached(REAL[int(self.path[1:])]))
        self.send_header("Content-Length", "1")
        self.end_headers()
        self.wfile.write(b"x")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def addresses():
    """Of each real name, in their order."""
    with HTTPServer(("127.0.0.1", 0), Sending) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield [f"http://127.0.0.1:{server.server_port}/{number}" for number in range(len(REAL))]
        server.shutdown()


def saved(command: list[str], addresses: list[str], folder) -> set[str]:
    for address in addresses:
        subprocess.run([*command, address], cwd=folder, check=True, capture_output=True, env={"LC_ALL": "C.UTF-8"})
    return {path.name for path in folder.iterdir()}


def test_wget_saves_every_real_name_but_for_an_escape_it_undoes_once_more(addresses, tmp_path):
    unescaped_twice = "100%25 sure, a=b.pdf"
    assert saved(["/usr/bin/wget", "--content-disposition"], addresses, tmp_path) == {
        name if name != unescaped_twice else "100% sure, a=b.pdf" for name in REAL
    }


def test_curl_which_reads_no_encoded_names_saves_every_plain_one(addresses, tmp_path):
    found = saved(["/usr/bin/curl", "--remote-name", "--remote-header-name"], addresses[:3], tmp_path)
    assert found == {"guide.pdf", "50% off - Q&A; the 'rest' (2nd) #1 + more.pdf", "100_25 sure, a=b.pdf"}


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("50% off – Q&A; part 1.pdf", '"50% off - Q&A; part 1.pdf"'),
        ("100%25.pdf", "100_25.pdf"),
        ("Café “Zoë”….pdf", "\"Cafe 'Zoe'.pdf\""),
        ("從容定價指南.pdf", "download.pdf"),
        ("指南 2024.pdf", "2024.pdf"),
    ],
)
def test_programs_that_read_only_ascii_get_a_name_near_it(name, plain):
    assert re.search(r'filename=("[^"]*"|[^;]*)', attached(name))[1] == plain
