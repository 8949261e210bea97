"""What a visitor can prove: by their number alone, without us, and also when we keep their choice no more."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from leadgate.cookie_choices import batch_tree, queries, receipts
from leadgate.cookie_choices.actions import closing
from leadgate.cookie_choices.models import CookieBatch, CookieChoice, CookieCount
from leadgate.cookies import queries as sites
from leadgate.foundation.db import action, session
from leadgate.ledger.actions import sealing
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.signing import public_key, signed
from leadgate.ledger.types import ConsentEvent
from leadgate.ledger.verification import verify
from leadgate.verifier.documents import verify_document
from leadgate.verifier.reading import written
from leadgate.verifier.tree import leaf_hash, root_from_path
from leadgate.verifier.verdict import Outcome, Trust
from tests.cookie_choices.visitors import ASKED, taken
from tests.facts import count, one

on_both = pytest.mark.both_databases("cookie_choices.actions.closing")


def close() -> None:
    closing.close_all()
    sealing.seal_all()


def receipt_of(number: str) -> dict:
    return json.loads(written(receipts.receipt(queries.choice_of(number))))


def outcome_of(document: dict) -> Outcome:
    return verify_document(written(document).encode(), Trust([public_key()])).outcome


@on_both
def test_an_hour_of_choices_is_one_entry_and_each_of_them_is_proven_by_its_number(site, notice):
    held = [taken(site, notice, *ASKED[: at % 3]) for at in range(300)]
    close()
    entry, batch = one(LedgerEntry, LedgerEntry.happened == ConsentEvent.BATCHED), one(CookieBatch)
    [shown] = sites.notices(sites.site_of("shop").id)
    assert (entry.purpose, entry.notice, entry.method) == ("cookies:shop", shown.sha256, "batch")
    assert (batch.size, batch.entry, len(batch.chunks)) == (300, entry.id, 32)
    documents = [receipt_of(number) for number in held]
    assert {outcome_of(one) for one in documents} == {Outcome.GENUINE}
    assert [one["leadgate:choice"]["allowed"] for one in documents[:3]] == [[], ["statistics"], [*ASKED]]
    assert sorted(one["leadgate:batch"]["leadgate:position"] for one in documents) == list(range(300))
    assert verify().faults == []
    assert sum(row.count for row in session().query(CookieCount)) == 300


@on_both
def test_closing_again_or_with_nothing_to_close_is_nothing(site, notice):
    closing.close_all()
    taken(site, notice)
    for _ in range(3):
        close()
    assert count(CookieBatch) == count(LedgerEntry, LedgerEntry.happened == ConsentEvent.BATCHED) == 1
    taken(site, notice)
    close()
    assert count(CookieBatch) == 2
    assert one(CookieCount).count == 2


def test_a_batch_that_was_left_half_way_is_finished_by_the_next(site, notice):
    held = taken(site, notice)
    shop = sites.site_of("shop")
    closing.gather(shop.id, sites.notices(shop.id)[0].id)  # and the worker dies
    assert receipt_of(held)["leadgate:proof"] is None
    assert verify().faults == []
    close()
    assert outcome_of(receipt_of(held)) is Outcome.GENUINE


def test_more_than_fit_into_one_batch_make_several(site, notice, monkeypatch):
    monkeypatch.setattr(closing, "MOST", 3)
    held = [taken(site, notice) for _ in range(7)]
    close()
    assert [each.size for each in session().query(CookieBatch).order_by(CookieBatch.id)] == [3, 3, 1]
    assert {outcome_of(receipt_of(number)) for number in held} == {Outcome.GENUINE}


def test_before_the_hour_is_over_the_receipt_says_so_and_proves_nothing(site, notice):
    held = taken(site, notice)
    document = receipt_of(held)
    assert (document["leadgate:batch"], document["leadgate:proof"]) == (None, None)
    verdict = verify_document(written(document).encode(), Trust([public_key()]))
    assert verdict.outcome is Outcome.REFUSED
    assert "ask for it once more" in verdict.sentence


FORGED = {
    "allowed more": lambda one: one["leadgate:choice"].update(allowed=[*ASKED]),
    "another day": lambda one: one["leadgate:choice"].update(day="2020-01-01"),
    "another number": lambda one: one.update({"leadgate:number": "0" * 32}),
    "another place": lambda one: one["leadgate:batch"].update({"leadgate:position": 0}),
    "another root": lambda one: one["leadgate:batch"].update({"leadgate:root": "0" * 64}),
    "another size": lambda one: one["leadgate:batch"].update({"leadgate:size": 6}),
    "another wording": lambda one: one["leadgate:notice"].update(title="Another shop"),
    "another site": lambda one: one["leadgate:entry"].update(purpose="cookies:other"),
    "no batch": lambda one: one["leadgate:entry"].update(happened="given"),
    "another root of the ledger": lambda one: one["leadgate:proof"].update({"leadgate:root": "0" * 64}),
}


def test_whatever_is_changed_in_a_receipt_is_refused_even_by_whoever_holds_the_key(site, notice):
    held = [taken(site, notice, "statistics") for _ in range(5)]
    close()
    for name, forge in FORGED.items():
        for number in held:
            document = receipt_of(number)
            unchanged = json.dumps(document)
            forge(document)
            if json.dumps(document) != unchanged:
                assert outcome_of(signed(document)) is Outcome.REFUSED, name
    plain = receipt_of(held[0])
    plain["@context"] = {}
    assert outcome_of(plain) is Outcome.REFUSED  # not signed anew


def test_a_receipt_by_a_key_nobody_vouched_for_is_not_believed(site, notice):
    held = taken(site, notice)
    close()
    verdict = verify_document(written(receipt_of(held)).encode(), Trust([]))
    assert verdict.outcome is Outcome.UNTRUSTED


@action
def change(statement) -> None:
    session().execute(statement)


def test_verifying_the_ledger_finds_rows_and_batches_that_were_changed(site, notice):
    held = [taken(site, notice, "statistics") for _ in range(5)]
    close()
    mine = CookieChoice.id == queries.choice_of(held[0]).choice.number
    for statement, back in (
        (update(CookieChoice).where(mine).values(allowed=3), update(CookieChoice).where(mine).values(allowed=1)),
        (update(CookieChoice).where(mine).values(batch=9), update(CookieChoice).where(mine).values(batch=1)),
        (update(CookieBatch).values(size=6), update(CookieBatch).values(size=5)),
        (update(CookieBatch).values(size=6, is_gone=True), update(CookieBatch).values(size=5, is_gone=False)),
        (update(CookieBatch).values(entry=None), update(CookieBatch).values(entry=one(CookieBatch).entry)),
    ):
        change(statement)
        assert verify().faults != [], statement
        change(back)
        assert verify().faults == []


@given(st.integers(1, 1_100).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))))
def test_a_path_by_chunks_leads_to_the_root(sizes):
    size, position = sizes
    leaves = [leaf_hash(str(at).encode()) for at in range(size)]
    tree, read = batch_tree.grown(leaves), []

    def chunk(at: int) -> list[bytes]:
        read.append(at)
        return leaves[at * batch_tree.CHUNK : (at + 1) * batch_tree.CHUNK]

    path = batch_tree.path_of(position, size, tree.chunks, chunk)
    assert root_from_path(leaves[position], position, size, path) == tree.root
    assert len(read) <= 2
