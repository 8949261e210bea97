"""The comparison for joining: the core of GNU Mailman 3.3.10 over REST, on SQLite, in an environment of its own."""

import base64
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from bench.load import ROOT, at_once
from tests.services import free_port

Rest = Callable[..., dict[str, object]]
VERSION = "3.3.10"
LIST = "bakers.lists.example"
CONFIG = """
[mailman]
layout: here
site_owner: owner@lists.example
[paths.here]
var_dir: {folder}
[webservice]
hostname: 127.0.0.1
port: {port}
admin_user: bench
admin_pass: bench
[mta]
incoming: mailman.mta.null.NullMTA
outgoing: mailman.mta.null.NullMTA
smtp_host: 127.0.0.1
smtp_port: {free}
lmtp_host: 127.0.0.1
lmtp_port: {lmtp}
"""


def joined(folder: Path, count: int, together: int) -> float:
    """How many people a second ask to join a moderated list and are accepted, so many at once."""
    with _core(folder) as rest:
        rest("POST", "/domains", mail_host="lists.example")
        rest("POST", "/lists", fqdn_listname="bakers@lists.example")
        rest("PATCH", f"/lists/{LIST}/config", subscription_policy="moderate", send_welcome_message="false")
        shares, tokens = [range(at, count, together) for at in range(together)], []
        seconds = at_once([partial(_ask, rest, share, tokens) for share in shares])
        held = [tokens[at::together] for at in range(together)]
        seconds += at_once([partial(_accept, rest, share) for share in held])
        assert rest("GET", f"/lists/{LIST}")["member_count"] == count
    return count / seconds


def _ask(rest: Rest, numbers: Iterable[int], tokens: list[str]) -> None:
    for at in numbers:
        asked = {"list_id": LIST, "subscriber": f"p{at}@person.example", "display_name": f"P {at}"}
        tokens.append(str(rest("POST", "/members", pre_verified="true", pre_confirmed="true", **asked)["token"]))


def _accept(rest: Rest, tokens: list[str]) -> None:
    for token in tokens:
        rest("POST", f"/lists/{LIST}/requests/{token}", action="accept")


@contextmanager
def _core(folder: Path) -> Iterator[Rest]:
    made = folder / "mailman"
    made.mkdir()
    uv = ROOT / ".venv/bin/uv"
    subprocess.run([uv, "venv", "-q", "--python", sys.executable, made / "venv"], check=True)
    python = made / "venv/bin/python"
    subprocess.run([uv, "pip", "install", "-q", "--python", python, f"mailman=={VERSION}"], check=True)
    ports = {"port": free_port(), "free": free_port(), "lmtp": free_port()}
    (made / "mailman.cfg").write_text(CONFIG.format(folder=made / "var", **ports))
    command = [made / "venv/bin/mailman", "-C", made / "mailman.cfg", "--run-as-root"]
    subprocess.run([*command, "start", "--force"], check=True, stdout=subprocess.DEVNULL)
    try:
        yield _rest(ports["port"])
    finally:
        subprocess.run([*command, "stop"], check=False, stdout=subprocess.DEVNULL)


def _rest(port: int) -> Rest:
    """A function that asks the REST interface, once it answers."""
    allowed = {"Authorization": "Basic " + base64.b64encode(b"bench:bench").decode()}

    def ask(method: str, path: str, **form: str) -> dict[str, object]:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {**allowed, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, f"/3.1{path}", urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        text = answer.read()
        assert answer.status < 300, (path, answer.status, text)
        return dict(json.loads(text)) if text.strip() else {}

    ends = time.monotonic() + 60
    while True:
        try:
            ask("GET", "/system/versions")
            return ask
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.2)
