"""How the installation is, seen without a shell: what is tried at once, what a worker tries, and no secret in it."""

import pytest

from leadgate.doctor.checking import CHECKS, examined
from leadgate.doctor.wording import WORDS
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.permissions import Role
from leadgate.runs import queries as runs
from tests.facts import one
from tests.given_up import give_up_a_letter
from tests.services import until


@pytest.fixture
def officer(site):
    return site.staff(Role.OFFICER)


def ended():
    forget_what_was_read()
    run = runs.newest("health")
    return run is not None and run.ended_at is not None


def test_every_check_says_what_it_is_about():
    assert WORDS.keys() == CHECKS.keys()


def test_what_is_quick_is_tried_at_once_and_the_rest_when_somebody_asks(site, officer):
    page = officer.get("/admin/health").text
    assert page.count("Tried just now.") == 5
    assert page.count(">not tried yet<") == len(CHECKS) - 5
    officer.press("/admin/health", "/admin/health")
    site.work()
    until(ended)
    page = officer.get("/admin/health").text
    assert "not tried yet" not in page
    assert "None in the last 7 days (none was ever made)" in page
    assert one(AuditEntry, AuditEntry.act == "health:ask").actor is not None


def test_what_is_broken_is_said_first_in_the_readers_language(officer):
    give_up_a_letter("mail", "TimeoutError")
    page = officer.get("/admin/health?lang=zh-Hant").text.partition('class="checks"')[2]
    assert page.lstrip().startswith('>\n<li class="broken">') or '<li class="broken">' in page[:40]
    assert "1 件工作試了一天半後放棄" in page


@pytest.mark.environment(
    LEADGATE_SMTP_URL="smtp://leadgate:s3cr%2Ftword@127.0.0.1:9",
    LEADGATE_REDIS_URL="redis://:hidden-redis@127.0.0.1:9/0",
)
def test_no_password_is_in_what_is_found(here):
    for secret in ("s3cr%2Ftword", "s3cr/tword", "hidden-redis"):

        def raises(secret=secret):
            raise ValueError(f"cannot parse smtp://leadgate:{secret}@127.0.0.1, nor {secret}, nor ftp://x:other1@y/")

        [found] = examined(["it"], {"it": raises})["it"]
        assert secret not in found.sentence
        assert "other1" not in found.sentence
