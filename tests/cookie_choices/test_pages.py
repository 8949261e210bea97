"""What people see of choices: the receipt of one, the office's batches, and figures that are about nobody."""

import csv
import io
import json
from datetime import timedelta

import pytest
from click import Group
from click.testing import CliRunner, Result

from leadgate.cli import main
from leadgate.consent.ledger_commands import ledger
from leadgate.cookie_choices import figures, queries
from leadgate.cookie_choices.actions import closing
from leadgate.cookie_choices.errors import NoSuchChoice
from leadgate.cookies import queries as sites
from leadgate.cookies.actions import describing
from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from leadgate.ledger.actions import sealing
from leadgate.ledger.signing import public_key
from leadgate.verifier.documents import verify_document
from leadgate.verifier.reading import read
from leadgate.verifier.verdict import Outcome, Trust
from tests.cookie_choices.visitors import ASKED, number, taken


def close() -> None:
    closing.close_all()
    sealing.seal_all()


def run(command: Group, *words: str) -> Result:
    return CliRunner().invoke(command, words)


def genuine(content: bytes) -> bool:
    return verify_document(content, Trust([public_key()])).outcome is Outcome.GENUINE


def test_whoever_holds_the_number_reads_what_was_chosen_when_and_under_which_wording(site, notice):
    held = taken(site, notice, "marketing", language="de", gpc=True)
    page = site.visitor().get(f"/c/shop/choices/{held}")
    assert page.status_code == 200
    assert "not proven yet" in page.text
    [shown] = sites.notices(sites.site_of("shop").id)
    for said in ("chose purpose by purpose", "Deutsch", "the browser sent the signal", "Alles ablehnen", shown.sha256):
        assert said in page.text, said
    assert page.headers["Cache-Control"] == "no-store"
    close()
    assert "not proven yet" not in site.visitor().get(f"/c/shop/choices/{held}").text
    file = site.visitor().get(f"/c/shop/choices/{held}/receipt.json")
    assert file.headers["Content-Disposition"] == 'attachment; filename="cookie-choice.json"'
    assert genuine(file.data)
    assert read(file.data)["leadgate:choice"]["allowed"] == ["marketing"]


def test_a_number_nobody_holds_or_of_another_site_leads_nowhere(site, notice):
    held = taken(site, notice)
    for path in (f"shop/choices/{number()}", "shop/choices/x", f"other/choices/{held}", f"shop/choices/{held}0"):
        assert site.visitor().get(f"/c/{path}").status_code == 404, path


def test_of_a_site_that_is_retired_the_receipt_stays(site, notice):
    held = taken(site, notice)
    describing.retire(sites.site_of("shop").id, by=None)
    close()
    assert genuine(site.visitor().get(f"/c/shop/choices/{held}/receipt.json").data)


def test_the_command_prints_or_writes_the_same_receipt(site, notice, tmp_path):
    held, file = taken(site, notice), tmp_path / "choice.json"
    cookies = main.get_command(None, "cookies")
    assert {"site", "policy", "prove"} <= cookies.commands.keys()
    assert "proves nothing" in run(cookies, "prove", held).stderr
    close()
    done = run(cookies, "prove", held, "--out", str(file))
    assert (done.exit_code, done.output) == (0, "")
    assert file.read_text() == run(cookies, "prove", held).stdout
    assert run(ledger, "verify", str(file)).exit_code == 0
    assert isinstance(run(cookies, "prove", number()).exception, NoSuchChoice)


def test_the_office_sees_batches_takes_their_proofs_and_finds_a_choice_by_its_number(site, notice):
    held = taken(site, notice, gpc=True)
    close()
    officer = site.staff(Role.OFFICER)
    [one] = queries.closed_batches(9)
    page = officer.get("/office/cookies").text
    assert one.batch.root.hex()[:16] in page
    proof = officer.get(f"/office/cookies/batches/{one.batch.id}.json")
    assert genuine(proof.data)
    assert not genuine(proof.data.replace(b'"leadgate:size": 1', b'"leadgate:size": 2', 1))
    assert officer.get("/office/cookies/batches/99.json").status_code == 404
    found = officer.fill("/office/cookies", number=held)
    assert (found.status_code, found.location) == (303, f"/c/shop/choices/{held}")
    assert officer.fill("/office/cookies", number=number()).status_code == 404
    assert officer.fill("/office/cookies", number="x").status_code == 422


@pytest.fixture
def answered(site, notice):
    """Some weeks of answers, in two languages."""
    for days, language, how_many in ((-40, "en", 7), (-40, "de", 3), (0, "en", 12)):
        with clock.moved(timedelta(days=days)):
            for at in range(how_many):
                taken(site, notice, *ASKED[: at % 3], language=language, gpc=at % 2 == 0)
    close()
    return site


def test_figures_are_told_in_steps_of_five_and_every_sum_is_the_sum_of_what_is_told(answered):
    shop = sites.site_of("shop")
    [told] = figures.of_site(shop.id)
    cells = list(told.cells.values())
    assert len(cells) == 3
    assert all(count % 5 == 0 for one in cells for each in (one.outcomes, one.yes, one.no) for count in each.values())
    for name in ("all", "none", "some"):
        assert told.all.outcomes[name] == sum(one.outcomes[name] for one in cells)
        assert told.all.outcomes[name] == sum(one.outcomes[name] for one in told.months.values())
        assert told.all.outcomes[name] == sum(one.outcomes[name] for one in told.languages.values())
    three = next(one for (_month, language), one in told.cells.items() if language == "de")
    assert {*three.outcomes.values(), *three.yes.values(), *three.no.values(), three.signals} == {0}


def test_figures_are_a_page_and_a_file_of_the_same(answered):
    marketer = answered.staff()
    assert "/studio/cookies/shop/figures" in marketer.get("/studio/cookies/shop").text
    page = marketer.get("/studio/cookies/shop/figures")
    assert page.status_code == 200
    assert "<svg" in page.text
    file = marketer.get("/studio/cookies/shop/figures.csv").data.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(file)))
    [told] = figures.of_site(sites.site_of("shop").id)
    yes = sum(int(line["count"]) for line in lines if line["what"] == "statistics: yes")
    assert yes == told.all.yes["statistics"]
    assert answered.staff(Role.MODERATOR).get("/studio/cookies/shop/figures").status_code == 403


def test_it_is_said_how_long_choices_are_kept_where_everything_else_is(site, notice):
    assert "thirteen months" in site.staff(Role.OFFICER).get("/office/retention").text


def test_the_receipt_is_one_strict_document(site, notice):
    held = taken(site, notice)
    close()
    content = site.visitor().get(f"/c/shop/choices/{held}/receipt.json").data
    respelt = json.dumps(json.loads(content)).encode()
    assert not genuine(respelt)
