"""How long choices are kept: rows thirteen months, counts twenty-five, what proves them for good."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from leadgate.bundle import writing
from leadgate.consent.ledger_commands import ledger
from leadgate.cookie_choices import queries, receipts
from leadgate.cookie_choices.actions import closing, expiring
from leadgate.cookie_choices.errors import NoSuchChoice
from leadgate.cookie_choices.models import CookieBatch, CookieChoice, CookieCount
from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.ledger.actions import sealing
from leadgate.ledger.signing import public_key
from leadgate.ledger.verification import verify
from leadgate.verifier.program import verify_paths
from leadgate.verifier.reading import written
from leadgate.verifier.verdict import Outcome, Trust
from tests.cookie_choices.visitors import taken
from tests.facts import count, one

pytestmark = pytest.mark.both_databases("cookie_choices.actions.expiring")


@pytest.fixture
def kept(site, notice, tmp_path):
    """A receipt that somebody keeps."""
    held = taken(site, notice, "statistics")
    taken(site, notice)
    closing.close_all()
    sealing.seal_all()
    file = tmp_path / "kept.json"
    file.write_text(written(receipts.receipt(queries.choice_of(held))))
    return held, file


def test_after_thirteen_months_the_rows_are_gone_and_a_kept_receipt_is_genuine_all_the_same(site, kept, tmp_path):
    held, file = kept
    with clock.moved(timedelta(days=395)):
        expiring.expire_all()
        assert count(CookieChoice) == 2
    with clock.moved(timedelta(days=396)):
        for _ in range(2):
            expiring.expire_all()
        assert (count(CookieChoice), one(CookieBatch).is_gone) == (0, True)
        with pytest.raises(NoSuchChoice):
            queries.choice_of(held)
        assert site.visitor().get(f"/c/shop/choices/{held}").status_code == 404
        assert CliRunner().invoke(ledger, ["verify", str(file)]).exit_code == 0
        assert verify().faults == []
        writing.write(tmp_path / "bundle.zip")
        found = verify_paths([tmp_path / "bundle.zip", file], Trust([public_key()]))
        assert [verdict.outcome for _path, verdict in found] == [Outcome.GENUINE] * 2, found


def test_what_was_counted_stays_for_twenty_five_months(kept):
    with clock.moved(timedelta(days=760)):
        expiring.expire_all()
        assert sum(row.count for row in _counts()) == 2
    with clock.moved(timedelta(days=761)):
        expiring.expire_all()
        assert _counts() == []


def _counts():
    forget_what_was_read()
    return session().query(CookieCount).all()
