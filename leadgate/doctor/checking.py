"""What the doctor tries, and how whatever happens becomes a finding."""

from collections.abc import Iterable, Mapping

from leadgate.doctor import database, machine, mail, safety, work
from leadgate.doctor.diagnosis import Check, Diagnosis, trouble
from leadgate.doctor.hiding import without_secrets
from leadgate.failures import said_of

DATABASE: dict[str, Check] = {"database": database.check}
WITHOUT_DATABASE: dict[str, Check] = {
    "processes": work.check_processes,
    "broker": work.check_broker,
    "mail": mail.check,
    "storage": machine.check_storage,
    "disk": machine.check_disk,
}
WITH_DATABASE: dict[str, Check] = {
    "clock": database.check_clock,
    "work": work.check_work,
    "keys": safety.check_keys,
    "address": machine.check_address,
    "witnesses": safety.check_witnesses,
    "backup": safety.check_backup,
    "notes": safety.check_notes,
}
CHECKS = DATABASE | WITHOUT_DATABASE | WITH_DATABASE
AT_ONCE = ("processes", "disk", "clock", "work", "witnesses")
"""What is tried whenever somebody looks: it asks nobody outside, and reads a row or two."""
WHEN_ASKED = tuple(name for name in CHECKS if name not in AT_ONCE)
Found = dict[str, list[Diagnosis]]


def found_by(check: Check) -> list[Diagnosis]:
    """What one check finds; whatever it raises is a finding, too. No password of the settings is among it."""
    findings: list[Diagnosis] = []
    try:
        findings.extend(check())
    except Exception as failure:  # noqa: BLE001 - whatever it is, it is the diagnosis
        said = f"{type(failure).__name__}: {' '.join(str(failure).split())[:200]}"
        findings.append(trouble(said_of(failure) or said))
    return [one._replace(sentence=without_secrets(one.sentence)) for one in findings]


def examined(names: Iterable[str], checks: Mapping[str, Check] = CHECKS) -> Found:
    """What some checks find, by their names.

    Args:
        names: of the checks, in the order they are tried.
        checks: by name.
    """
    return {name: found_by(checks[name]) for name in names}
