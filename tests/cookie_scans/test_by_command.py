"""`leadgate cookies scan`, for a site's own checks; and the whole way of a banner: untouched, refused, accepted."""

import json
import socket

import pytest
from click.testing import CliRunner

from leadgate.cli import main
from leadgate.cookie_scans import commands
from leadgate.cookies import queries as cookies
from tests.cookie_scans.shop import NAMES, shop

pytestmark = [pytest.mark.xdist_group("cookie scans"), pytest.mark.environment(LEADGATE_SCAN_PRIVATE="on")]
MARKED = 'type="text/plain" data-lg="statistics" data-'


@pytest.fixture
def names(monkeypatch):
    """A name server that knows the names of the site; the rest is as it is everywhere."""
    real = socket.getaddrinfo

    def look_up(host, port, *more, **kinds):
        if host in NAMES or host == "localhost":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        return real(host, port, *more, **kinds)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def scanned(*words):
    done = CliRunner().invoke(commands.scan, ["shop", *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_a_site_is_seen_before_the_answer_after_a_no_and_after_a_yes(site, described, names):
    with shop(rude=False, marked=MARKED) as other:
        described(other.origin)
        other.script = cookies.script_of(cookies.site_of("shop"))
        with site.app.app_context():
            done = scanned("--json", "--fail-on", "new")
    told = json.loads(done.stdout)
    found = {one["name"]: one for one in told["found"]}
    assert (told["state"], told["asked"], done.exit_code) == ("whole", True, 1)
    assert {name: (found[name]["phases"], found[name]["purpose"], found[name]["leaks"]) for name in (
        "_ga", "analytics.test", "late.test", "_unheard_of_4711", "lg_consent", "localhost")} == {
        "_ga": (["accepted"], "statistics", []), "analytics.test": (["accepted"], "statistics", []),
        "late.test": (["accepted"], "statistics", []), "_unheard_of_4711": (["accepted"], "", []),
        "lg_consent": (["refused", "accepted"], "necessary", []),
        "localhost": (["refused", "accepted"], "necessary", []),
    }  # fmt: skip
    assert found["pixel.localhost"]["leaks"] == found["sid"]["leaks"] == ["before", "refused"]
    assert found["_ga"]["service"] == "Google Analytics"
    assert "_unheard_of_4711" in {each["name"] for one in told["undeclared"] for each in one["stored"]}


def test_the_command_stands_beside_those_of_the_room_below():
    group = main.get_command(None, "cookies")
    assert {"site", "policy", "scan"} <= group.commands.keys()
    assert "cookies scan" in main.known
