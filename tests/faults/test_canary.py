"""Nothing a person typed lies in clear anywhere: not in the database, the broker, the mail folder or the logs."""

import re
from base64 import b64encode
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import redis

from leadgate.foundation.background.broker import DRAIN
from tests.cast import CANARY
from tests.papers import PDF
from tests.services import until
from tests.spellings import spellings


def found_in(content: bytes) -> bool:
    return any(spelling in content for spelling in spellings(CANARY))


def test_the_search_finds_what_it_looks_for():
    for hidden in (CANARY.encode(), b"xx" + CANARY.lower().encode(), b64encode(f"ab{CANARY}cd".encode())):
        assert found_in(hidden)
    assert not found_in(b"Xylophone")


def files_of(*folders):
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield path


def opt_in(running, email: str) -> str:
    """Ask for the guide with the canary in every field; answers the browser's cookie."""
    connection = running.connection()
    # Not as `source`: a campaign's name is the marketer's word, counted in clear.
    connection.request("GET", f"/a/guide?ref={CANARY}")
    page = connection.getresponse().read().decode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    body = urlencode({"email": email, "csrf_token": token, "name": CANARY, "motivation_text": CANARY, "source": "x"})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": CANARY}
    connection.request("POST", "/a/guide", body, headers)
    answer = connection.getresponse()
    assert answer.status == 303, answer.read()
    cookie = SimpleCookie(answer.headers["Set-Cookie"])
    answer.read()
    return "; ".join(f"{name}={morsel.value}" for name, morsel in cookie.items())


def broker_content(running) -> bytes:
    if not running.environment.get("LEADGATE_REDIS_URL"):
        return b"".join(path.read_bytes() for path in files_of(running.folder / "data/broker"))
    client = redis.Redis.from_url(running.environment["LEADGATE_REDIS_URL"])
    kinds = {b"list": lambda key: client.lrange(key, 0, -1), b"set": client.smembers}
    return b"".join(part for key in client.scan_iter() for part in [key, *kinds[client.type(key)](key)])


def test_nothing_typed_lies_in_clear_anywhere(running, tmp_path, request):
    paper = tmp_path / "guide.pdf"
    paper.write_bytes(PDF)
    running.command("asset", "publish", str(paper), "--slug", "guide", "--title", "The guide", "--ask", "name")
    running.web()
    cookie = opt_in(running, f"{CANARY}@person.example")
    opt_in(running, f"other.{CANARY}@person.example")
    assert DRAIN.encode() in broker_content(running), "a hint waits there, and we look into it"
    assert not found_in(broker_content(running))
    running.start("worker")
    mails = running.folder / "data/mail"
    until(lambda: len(list(mails.glob("*.eml"))) == 2)
    confirm(running, cookie)
    running.command("consent", "proof", f"{CANARY}@person.example", "--out", str(tmp_path / "proof.jsonld"))
    running.command("ledger", "verify")
    running.stop()

    folders = [running.folder]
    if running.environment.get("LEADGATE_DATABASE_URL", "").startswith("postgresql"):
        folders.append(request.getfixturevalue("postgresql").folder)
    seen = list(files_of(*folders))
    assert running.log in seen
    assert [path for path in seen if found_in(path.read_bytes())] == []


def confirm(running, cookie: str) -> None:
    """Open the right link of the two kept mails: the browser's own confirms at once."""
    statuses = set()
    for path in (running.folder / "data/mail").glob("*.eml"):
        link = re.search(rb"http://[^/]+(/confirm/[\w.-]+)", path.read_bytes())[1].decode()
        connection = running.connection()
        connection.request("GET", link, headers={"Cookie": cookie})
        statuses.add(connection.getresponse().status)
    assert statuses == {200, 303}
