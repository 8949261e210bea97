"""One code of an app, shown by several processes in the same moment: exactly one of them is let in."""

import subprocess
import sys
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts, second_factor
from leadgate.staff.models import StaffTotp
from tests.running import ROOT
from tests.visitor import PASSWORD

pytestmark = pytest.mark.both_databases
PROCESSES = 4
ATTEMPT = """
import sys
from pathlib import Path
from uuid import UUID
from leadgate.staff.actions import proving
from leadgate.staff.errors import WrongFactor
from leadgate.staff.types import Arrival
from tests.conftest import build
folder, url, account, code = sys.argv[1:]
here = build(Path(folder), LEADGATE_DATABASE_URL=url, LEADGATE_RATE_LIMITS="off")
with here.opened():
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        proving.sign_in_with_code(UUID(account), code, Arrival("192.0.2.0/24"), by_link=False)
        print("in")
    except WrongFactor:
        print("refused")
here.database.dispose()
"""


def test_of_several_processes_with_one_code_exactly_one_is_let_in(here, tmp_path):
    account = accounts.add_account("owner@bakery.example", Role.OWNER, PASSWORD)
    second_factor.begin(account)
    app = session().scalars(select(StaffTotp)).one()
    totp = pyotp.TOTP(here.vault.key_of(account).open(StaffTotp.secret, app.id, app.secret))
    second_factor.confirm(account, totp.at(clock.now()))
    command = [sys.executable, "-c", ATTEMPT, str(tmp_path), here.settings.database_url, str(account)]
    line = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    # The next step's: the clock of whoever shows it may be half a minute ahead, and this one was used just now.
    code = totp.at(clock.now() + timedelta(seconds=30))
    attempts = [subprocess.Popen([*command, code], **line) for _ in range(PROCESSES)]
    try:
        assert [attempt.stdout.readline() for attempt in attempts] == ["ready\n"] * PROCESSES
        for attempt in attempts:
            attempt.stdin.write("go\n")
            attempt.stdin.flush()
        said = [attempt.communicate(timeout=60)[0].strip() for attempt in attempts]
    finally:
        for attempt in attempts:
            attempt.kill()
    assert sorted(said) == ["in", *["refused"] * (PROCESSES - 1)]
