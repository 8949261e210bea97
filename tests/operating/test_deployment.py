"""What stands in docs/deployment is what it says: units that verify and confine, containers that may do no more."""

import subprocess
from pathlib import Path

import pytest
import yaml

import config
from tests.running import ROOT

DEPLOYMENT = ROOT / "docs/deployment"
UNITS = sorted(DEPLOYMENT.glob("*.service"))
CONFINED = {"read_only": True, "cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}
EXPOSURE_TENTHS = 20
"""What `systemd-analyze security` calls OK ends at 5.0; these are at 1.4."""


def analyzed(*words: str | Path) -> None:
    done = subprocess.run(["systemd-analyze", *words], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr


def test_units_are_well_formed(tmp_path):
    for path in [*UNITS, DEPLOYMENT / "leadgate.target"]:
        (tmp_path / path.name).write_text(path.read_text().replace("/opt/leadgate/bin/leadgate", "/bin/true"))
    analyzed("verify", "--man=no", *sorted(tmp_path.iterdir()))


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_units_leave_a_process_nothing_it_does_not_need(unit):
    analyzed("security", "--no-pager", "--offline=true", f"--threshold={EXPOSURE_TENTHS}", unit)


def test_units_are_confined_alike():
    """One of them cannot be loosened and forgotten."""
    assert len(UNITS) == 4
    assert (
        len({path.read_text().partition("# What it may not do.")[2].partition("[Install]")[0] for path in UNITS}) == 1
    )


def test_a_unit_that_is_stopped_while_it_migrates_has_not_failed():
    for path in UNITS:
        assert ("ExecStartPre=" in path.read_text()) == ("\nSuccessExitStatus=SIGTERM\n" in path.read_text()), path.name


def test_services_of_the_compose_file_are_confined_and_told_only_what_exists():
    services = yaml.safe_load((DEPLOYMENT / "compose.yaml").read_text())["services"]
    assert {"migrate", "web", "worker", "beat", "database", "broker"} == services.keys()
    for name, service in services.items():
        assert CONFINED.items() <= service.items(), name
        assert {one for one in service.get("environment", ()) if one.startswith("LEADGATE_")} <= config.KNOWN.keys()
    published = [port for service in services.values() for port in service.get("ports", ())]
    assert published == ["127.0.0.1:8000:8000"], "only the web server, and only for the proxy"


def test_no_key_and_no_setting_gets_into_an_image():
    """What is not named is not sent to whoever builds, and each copied name is one that is kept in the source."""
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if not line.startswith("#")]
    assert lines[0] == "*"
    named = {line.removeprefix("!") for line in lines if line.startswith("!")}
    copied = {
        word.split("/")[0]
        for line in (DEPLOYMENT / "Containerfile").read_text().splitlines()
        if line.startswith("COPY ") and "--from" not in line
        for word in line.split()[1:-1]
    }
    assert copied == named
