"""Accountability (GDPR art. 5(2)): each principle and each CCPA right, what enforces it, how it stands now, and the
test that fails when it is broken."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _

from leadgate.assets.queries import asked_field_count
from leadgate.consent.figures import wording_count, yes_count
from leadgate.erasure.queries import certified_count
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.privacy.controls import Control, declared, rows_of
from leadgate.foundation.privacy.register import records_of_processing
from leadgate.foundation.privacy.retention_rules import rules
from leadgate.ledger.queries import last_seal, look_count
from leadgate.rights.clocks import Right
from leadgate.rights.models import PrivacyRequest, PrivacyRequestState


def _done(*rights: Right) -> Callable[[], int]:
    return rows_of(PrivacyRequest, PrivacyRequest.right.in_(rights), PrivacyRequest.state == PrivacyRequestState.DONE)


def _acts(*names: str) -> Callable[[], int]:
    return rows_of(AuditEntry, AuditEntry.act.in_(names))


def _sealed() -> int:
    seal = last_seal()
    return seal.size if seal else 0


CONTROLS = (
    Control(
        "GDPR 5(1)(a)",
        _("Every yes names the exact wording that was shown, and no box is ticked beforehand."),
        _("wordings that can never change"),
        wording_count,
        "tests/consent/test_receipts.py",
    ),
    Control(
        "GDPR 5(1)(b)",
        _("A letter for a purpose leaves only while the person's last word on it is yes, looked at as it leaves."),
        _("yeses that count now"),
        yes_count,
        "tests/consent/test_sending.py",
    ),
    Control(
        "GDPR 5(1)(c)",
        _("A form asks for an address; whatever else it asks has its reason beside it."),
        _("questions beyond the address, each with its reason"),
        asked_field_count,
        "tests/assets/test_opting_in.py",
    ),
    Control(
        "GDPR 5(1)(d)",
        _("People correct their answers and their address themselves."),
        _("corrections people made themselves"),
        _acts("grant:correct", "person:address"),
        "tests/portal/test_own_page.py",
    ),
    Control(
        "GDPR 5(1)(e)",
        _("Rules as code say how long everything lasts; a sweep looks every minute."),
        _("rules in force"),
        lambda: len(rules()),
        "tests/retention/test_sweeping.py",
    ),
    Control(
        "GDPR 5(1)(f)",
        _("Everything personal is sealed under its person's own key; every look of ours stands in the signed log."),
        _("looks on the record"),
        look_count,
        "tests/faults/test_canary.py",
    ),
    Control(
        "GDPR 5(2)",
        _("What happened is entered in a log that only grows; its signed roots show any change."),
        _("entries under a signed root"),
        _sealed,
        "tests/ledger/test_verification.py",
    ),
    Control(
        "GDPR 30",
        _("The records of processing are made from the register every table has to be in."),
        _("columns that say what they hold, and why"),
        lambda: len(records_of_processing()),
        "tests/foundation/test_register.py",
    ),
    Control(
        "CCPA 1798.100, 110 · GDPR 15, 20",
        _("People see and take along everything, after a second proof from their inbox."),
        _("exports handed out, and requests answered"),
        lambda: _acts("export")() + _done(Right.ACCESS, Right.PORTABILITY)(),
        "tests/portal/test_own_page.py",
    ),
    Control(
        "CCPA 1798.105 · GDPR 17",
        _("One path erases, searches for what is left, and signs a certificate."),
        _("erasures with a certificate"),
        certified_count,
        "tests/erasure/test_canary.py",
    ),
    Control(
        "CCPA 1798.106 · GDPR 16",
        _("What people cannot correct themselves the officer corrects in time."),
        _("corrections asked for and made"),
        _done(Right.CORRECTION),
        "tests/rights/test_requests.py",
    ),
    Control(
        "CCPA 1798.120 · GDPR 21",
        _("Sharing stops at once, by a press, by a request, or by the browser's signal."),
        _("objections and opt-outs carried out"),
        _done(Right.OPT_OUT, Right.OBJECTION),
        "tests/rights/test_requests.py",
    ),
    Control(
        "CCPA 1798.121 · GDPR 18",
        _("Data that may only be kept is found and used by nobody."),
        _("limits and restrictions carried out"),
        _done(Right.LIMIT, Right.RESTRICTION),
        "tests/rights/test_requests.py",
    ),
    Control(
        "CCPA 1798.125",
        _("Nobody is treated worse for asking: a download stays theirs, and the gate stays as open."),
        _("requests received"),
        rows_of(PrivacyRequest),
        "tests/rights/test_requests.py",
    ),
)


def standing() -> list[tuple[Control, Any]]:
    """Every claim with its figure, now."""
    return [(one, one.figure()) for one in declared()]
