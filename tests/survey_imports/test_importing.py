"""Importing: nothing is kept before somebody says so, everything once, and it counts when all of it is there."""

import io
import json
from datetime import timedelta
from uuid import UUID

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text

from leadgate.coding.actions import coding
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.databases.migrating import migrate, step_down
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.permissions import Role
from leadgate.ledger.models import LedgerEntry
from leadgate.retention.actions.sweeping import sweep
from leadgate.statistics.tallies import UNKNOWN
from leadgate.survey_imports import commands, queries
from leadgate.survey_imports.actions import importing, taking_in, taking_out
from leadgate.survey_imports.errors import (
    AllHere,
    DoubtsOpen,
    ImportedBefore,
    ImportInUse,
    MixedWithAnonymous,
    NotWaiting,
    TooFewToImport,
    TooFewToTakeOut,
)
from leadgate.survey_imports.models import SurveyImport, SurveyImportFile
from leadgate.survey_imports.types import ImportState
from leadgate.survey_reports import cohorts
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.actions import asking_for, reporting
from leadgate.survey_reports.gathering import gather
from leadgate.surveys.actions import publishing
from leadgate.surveys.actions.responses import opened
from leadgate.surveys.merging import asked
from leadgate.surveys.models import Survey, SurveyResponse
from leadgate.surveys.responses import responses_of
from leadgate.surveys.types import ResponseState
from tests.facts import count, one
from tests.surveys.scenes import EVERYTHING, both, choices, chosen, published, question, respond, small

pytestmark = pytest.mark.both_databases(
    "survey_imports.actions.importing", "survey_imports.actions.taking_in", "survey_imports.actions.taking_out"
)

TASTE = question("taste", "choice", choices=choices("bread", "cakes"))
WHY = question("why", "long_text")


@pytest.fixture
def survey(site):
    return published(small(TASTE, WHY))


def file_of(*rows, head="taste,why"):
    return "\n".join([head, *rows, ""]).encode()


def rows_of(times, taste="bread"):
    return [f"{taste},Because {nth}" for nth in range(times)]


def looked_through(survey, content):
    return importing.look_through(survey, content, "en", by=None)


def begun(survey, content):
    number = looked_through(survey, content)
    taking_in.begin(number, by=None, is_sure=True)
    return number


def work_all(number):
    """What the workers do: one batch after the other, as the outbox asks for them."""
    while (row := session().get(SurveyImport, number, populate_existing=True)).state == ImportState.AT_WORK:
        taking_in.take_in(str(number), str(row.taken))
        forget_what_was_read()
    return row


def imported(survey, content):
    number = begun(survey, content)
    work_all(number)
    return number


def responses(*which):
    forget_what_was_read()
    return session().scalars(select(SurveyResponse).where(*which)).all()


def finished():
    forget_what_was_read()
    return count(SurveyResponse, SurveyResponse.state == ResponseState.FINISHED)


def body_of(survey, part=""):
    reporting.report_due()
    forget_what_was_read()
    return reports.report_of(session().get_one(Survey, survey), part).body


def test_nothing_is_kept_before_somebody_says_so_and_the_file_only_sealed(survey):
    looked_through(survey, file_of(*rows_of(9)))
    assert (count(SurveyResponse), one(SurveyImport).state) == (0, ImportState.WAITING)
    assert b"Because" not in bytes(one(SurveyImportFile).content)


def test_responses_belong_to_nobody_claim_no_consent_and_keep_a_day_and_no_order(survey):
    entries = count(LedgerEntry)
    imported(survey, file_of(*(f"{row},2026-11-20" for row in rows_of(30)), head="taste,why,day"))
    rows = responses()
    assert {row.subject_id == row.id for row in rows} == {True}
    assert count(LedgerEntry) == entries
    assert {str(row.finished_at)[:19] for row in rows} == {"2026-11-20 12:00:00"}
    assert {row.expires_at - row.finished_at for row in rows} == {timedelta(days=365)}
    said = [opened(row).answers["why"] for row in sorted(rows, key=lambda row: row.id)]
    assert sorted(said) == sorted(f"Because {nth}" for nth in range(30))


def test_they_count_all_at_once_when_the_last_batch_is_in(survey, monkeypatch):
    monkeypatch.setattr(taking_in, "BATCH", 4)
    number = begun(survey, file_of(*rows_of(10)))
    for taken in (0, 4):
        taking_in.take_in(str(number), str(taken))
        assert (finished(), body_of(survey), [*responses_of(survey)]) == (0, None, [])
    taking_in.take_in(str(number), "8")
    assert finished() == 10
    assert body_of(survey)["people"] == 10


def test_a_batch_that_is_worked_twice_or_was_killed_keeps_nothing_twice(survey, monkeypatch):
    monkeypatch.setattr(taking_in, "BATCH", 4)
    number = begun(survey, file_of(*rows_of(10)))
    taking_in.take_in(str(number), "0")
    taking_in.take_in(str(number), "0")
    kill = taking_in.bringing.scatter_response

    def killed(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(taking_in.bringing, "scatter_response", killed)
    with pytest.raises(KeyboardInterrupt):
        taking_in.take_in(str(number), "4")
    monkeypatch.setattr(taking_in.bringing, "scatter_response", kill)
    row = work_all(number)
    assert (row.kept, count(SurveyResponse), count(SurveyImportFile)) == (10, 10, 0)
    assert count(VaultKey, VaultKey.id == number) == 0
    said = [opened(one).answers["why"] for one in responses()]
    assert len(set(said)) == 10


def test_of_two_workers_at_one_batch_one_keeps_it(survey, monkeypatch):
    number, read = begun(survey, file_of(*rows_of(10))), taking_in._read_batch

    def overtaken(row):
        batch = read(row)
        monkeypatch.setattr(taking_in, "_read_batch", read)
        taking_in.take_in(str(number), "0")
        return batch

    monkeypatch.setattr(taking_in, "_read_batch", overtaken)
    taking_in.take_in(str(number), "0")
    assert (finished(), one(SurveyImport).kept) == (10, 10)


def test_rows_are_taken_in_another_order_than_that_of_the_file(survey):
    number = begun(survey, file_of(*rows_of(60)))
    found = [nth for nth, _row in queries.table_of(number).rows]
    assert found != sorted(found)
    assert sorted(found) == list(range(2, 62))


def test_how_long_it_took_elsewhere_is_not_known(survey):
    imported(survey, file_of(*rows_of(8)))
    everybody = cohorts.look(session().get_one(Survey, survey), {}, is_anonymous=False, was_seen=True).cohort
    found = gather(survey, asked(survey), everybody, is_anonymous=False)
    assert set(found.finished.seconds) == {UNKNOWN}


def test_the_workers_are_asked_for_one_batch_after_the_other(survey, monkeypatch):
    monkeypatch.setattr(taking_in, "BATCH", 6)
    number = begun(survey, file_of(*rows_of(10)))
    taking_in.take_in(str(number), "0")
    payloads = [row.payload for row in session().scalars(select(OutboxItem).where(OutboxItem.kind == taking_in.WORKED))]
    assert sorted(one["taken"] for one in payloads) == ["0", "6"]


def test_words_with_something_that_should_not_be_there_are_left_out_and_counted(site):
    for sensitive, slug in (("refuse", "one"), ("ask", "two")):
        survey = published(small(TASTE, WHY, sensitive=sensitive), slug=slug)
        content = file_of(*rows_of(5), "cakes,Since my diabetes I bake without sugar.", "cakes,Ask ada@bakery.example")
        number = imported(survey, content)
        row = session().get(SurveyImport, number)
        assert (row.kept, row.sensitive) == (7, 2)
        mine = responses(SurveyResponse.import_id == number)
        held = [opened(one) for one in mine]
        assert sum("why" in one.answers for one in held) == 5
        assert all(one.special == () for one in held)


def test_fewer_than_five_are_not_taken_in_beside_figures(survey):
    imported(survey, file_of(*rows_of(3)))
    assert finished() == 3, "there were no figures to compare them with"
    imported(survey, file_of(*rows_of(6, "cakes")))
    few = looked_through(survey, file_of(*(f"{row} again" for row in rows_of(4, "cakes"))))
    with pytest.raises(TooFewToImport):
        taking_in.begin(few, by=None, is_sure=True)
    assert finished() == 9


def test_the_same_file_is_taken_in_once_unless_it_was_taken_out(survey):
    number, again = imported(survey, file_of(*rows_of(8))), looked_through(survey, file_of(*rows_of(8)))
    with pytest.raises(ImportedBefore):
        taking_in.begin(again, by=None, is_sure=True)
    taking_out.take_out(number, by=None)
    taking_in.begin(again, by=None, is_sure=True)
    work_all(again)
    assert finished() == 8


def test_the_same_responses_in_another_file_stay_out_unless_they_are_wanted(survey):
    old = [f"{row},2026-11-20" for row in rows_of(8)]
    imported(survey, file_of(*old, head="taste,why,day"))
    other = "\n".join(["Submitted at;why?;taste?", *(";".join(reversed(row.split(","))) for row in old[:6])])
    more = "\n".join([other, *(f"2026-11-20;New {nth};cakes" for nth in range(5)), "2026-11-21;Because 0;bread"])
    number = looked_through(survey, more.encode())
    row, table = queries.import_of(survey, number, None), queries.table_of(number)
    found = queries.look_at(row, table, queries.reader_of(row, table))
    assert (found.good, found.here) == (6, {2, 3, 4, 5, 6, 7}), "the same words on another day are another response"
    taking_in.begin(number, by=None, is_sure=True)
    assert work_all(number).kept == 6
    again = looked_through(survey, other.encode())
    taking_in.begin(again, by=None, is_sure=True, again=True)
    assert work_all(again).kept == 6


def test_a_row_is_here_already_though_its_words_were_left_out_or_a_column_was(survey):
    imported(survey, file_of(*rows_of(5), "cakes,Ask ada@bakery.example"))
    with pytest.raises(AllHere):
        begun(survey, file_of(*rows_of(5), "cakes,Ask ada@bakery.example", head="taste?,why?"))
    with pytest.raises(AllHere):
        begun(survey, file_of(*(row.partition(",")[0] for row in rows_of(5)), head="taste"))


def test_no_file_comes_beside_anonymous_answers_which_would_be_what_is_left_without_its_rows(site):
    survey = published(small(TASTE, WHY, anonymous=True))
    with pytest.raises(MixedWithAnonymous):
        begun(survey, file_of(*rows_of(6)))
    respond(survey, {"taste": chosen("bread"), "why": "Because"})
    publishing.retire(survey)
    with pytest.raises(MixedWithAnonymous):
        begun(survey, file_of(*rows_of(6)))


def test_what_is_doubtful_is_not_taken_in_before_somebody_is_sure(survey):
    content = file_of(*(f"{row},x" for row in rows_of(6)), head="taste,why,")
    number = looked_through(survey, content)
    with pytest.raises(DoubtsOpen):
        taking_in.begin(number, by=None)
    assert (one(SurveyImport).state, finished()) == (ImportState.WAITING, 0)
    taking_in.begin(number, by=None, is_sure=True)
    assert work_all(number).kept == 6


def test_a_batch_opens_its_own_part_of_the_file_and_no_other(survey, monkeypatch):
    monkeypatch.setattr(taking_in, "BATCH", 4)
    rows = [f"{row},0{nth}/11/2026" for nth, row in enumerate(rows_of(9), 1)]
    number = begun(survey, file_of(*rows, "bread,x,13/11/2026", head="taste,why,day"))
    assert count(SurveyImportFile) == 3
    opened_rows = []
    read = queries.table_of

    def counted(*args):
        table = read(*args)
        opened_rows.append(len(table.rows))
        return table

    monkeypatch.setattr(queries, "table_of", counted)
    work_all(number)
    assert opened_rows == [4, 4, 2]
    assert {row.finished_at.month for row in responses()} == {11}, "the order of days is that of the whole file"
    assert count(SurveyImportFile) == 0


def test_pressed_twice_it_is_taken_in_once(survey):
    number = begun(survey, file_of(*rows_of(8)))
    with pytest.raises(NotWaiting):
        taking_in.begin(number, by=None, is_sure=True)
    work_all(number)
    assert finished() == 8


def test_an_import_is_taken_out_whole_with_its_keys_and_out_of_the_report(survey):
    for _nth in range(6):
        respond(survey, {"taste": chosen("cakes")})
    number = imported(survey, file_of(*rows_of(8)))
    assert body_of(survey)["people"] == 14
    keys = count(VaultKey)
    taking_out.take_out(number, by=None)
    assert body_of(survey)["people"] == 6
    assert count(VaultKey) == keys - 8


def test_an_import_that_is_at_work_can_be_ended(survey, monkeypatch):
    monkeypatch.setattr(taking_in, "BATCH", 4)
    number = begun(survey, file_of(*rows_of(10)))
    taking_in.take_in(str(number), "0")
    taking_out.take_out(number, by=None)
    taking_in.take_in(str(number), "4")
    assert (count(SurveyResponse), count(SurveyImportFile)) == (0, 0)


def test_an_import_somebody_coded_stays(survey):
    number = imported(survey, file_of(*rows_of(8)))
    code = coding.add_code(survey, "why", "Costs", "", "")
    account = UUID(int=7)
    coding.decide(survey, "why", {responses()[0].id: [str(code)]}, by=account)
    with pytest.raises(ImportInUse):
        taking_out.take_out(number, by=None)
    assert finished() == 8


def test_an_import_of_few_stays_where_there_are_figures_of_others(survey):
    number = imported(survey, file_of(*rows_of(4)))
    for _nth in range(6):
        respond(survey, {"taste": chosen("cakes")})
    with pytest.raises(TooFewToTakeOut):
        taking_out.take_out(number, by=None)


def test_a_file_nobody_takes_in_is_gone_after_a_day(survey):
    number = looked_through(survey, file_of(*rows_of(8)))
    with clock.moved(timedelta(days=1, minutes=1)):
        list(sweep())
        assert (count(SurveyImportFile), count(VaultKey, VaultKey.id == number)) == (0, 0)
        with pytest.raises(NotWaiting):
            taking_in.begin(number, by=None, is_sure=True)


def test_who_imported_how_many_is_on_record(survey, site):
    imported(survey, file_of(*rows_of(8), "pies,no such taste"))
    acts = [entry.act for entry in session().scalars(select(AuditEntry).where(AuditEntry.subject == survey))]
    assert "survey:import-responses:8" in acts


def test_the_report_tells_apart_how_they_came_and_counts_none_of_them_as_visitors(survey):
    for _nth in range(7):
        respond(survey, {"taste": chosen("cakes")})
    imported(survey, file_of(*rows_of(8)))
    whole = body_of(survey)
    assert whole["origins"] == ["asked", "imported"]
    assert (whole["course"]["finished"], whole["people"]) == (7, 15)
    assert {hint["sign"] for hint in whole["hints"]} <= {"fast"}
    assert all(hint["count"] in (0, None) for hint in whole["hints"]), "how long it took elsewhere is not known"
    asking_for.want(survey, ".origin=imported")
    part = body_of(survey, ".origin=imported")
    assert part["people"] == 8
    assert {row["code"]: row["count"] for row in part["questions"]["taste"]["rows"]} == {"bread": 8, "cakes": 0}


def test_an_anonymous_survey_takes_them_too_with_no_moment(site):
    survey = published(small(TASTE, WHY, anonymous=True))
    publishing.retire(survey)
    imported(survey, file_of(*rows_of(9)))
    assert {row.finished_at.date() for row in responses()} == {clock.now().date()}
    assert finished() == 9


def test_our_own_file_of_answers_comes_back_as_it_was(site):
    every_kind = [one for part in EVERYTHING["sections"] for one in part["questions"] if one["key"] != "cakes_why"]
    survey = published(small(*every_kind, languages=["en", "zh-Hant"], title=both("Small")))
    said = {
        "bakes": {"chosen": ["bread"]},
        "years": 12,
        "since": "2014-05-01",
        "why": "=1+1 is what I charge",
        "wants": chosen("price", "time"),
        "order": ["taste", "price"],
        "agree": {"easy": "yes", "short": "no"},
        "matters": {"0": ["a", "b", "c"]},
        "features": {"table": ["like", "dislike"]},
        "nps": 9,
        "csat": 4,
        "ces": 6,
        "share": 35,
        "spends": {"flour": 60, "rent": 39.5, "power": 0.5},
    }
    for _nth in range(5):
        respond(survey, said)
    marketer, path = site.staff(Role.MARKETER), f"/studio/surveys/{survey}/report/answers"
    files = {kind: marketer.fill(path, aim="learn", format=kind).get_data() for kind in ("csv", "xlsx")}
    for kind, content in files.items():
        number = looked_through(survey, content)
        with pytest.raises(AllHere):
            taking_in.begin(number, by=None)
        taking_in.begin(number, by=None, again=True)
        work_all(number)
        rows = responses(SurveyResponse.import_id == number)
        assert [opened(row).answers for row in rows] == [said] * 5, kind


def test_an_older_version_finds_what_was_answered_here_and_nothing_it_would_take_for_it(survey, here):
    respond(survey, {"taste": chosen("cakes")})
    imported(survey, file_of(*rows_of(8)))
    looked_through(survey, file_of(*rows_of(9)))
    keys = count(VaultKey)
    try:
        step_down(here, "0024")
        found = [one_number(f"SELECT count(*) FROM {table}") for table in ("survey_response", "vault_key")]
        assert found == [1, keys - 9], "eight responses and a file that waited are gone with their keys"
        assert one_number("SELECT removals FROM survey") == 1
    finally:
        migrate(here)
    assert [row.import_id for row in responses()] == [None]


def one_number(statement):
    forget_what_was_read()
    return session().execute(text(statement)).scalar_one()


# The pages


def sent(marketer, survey, content):
    path = f"/studio/surveys/{survey}/responses/"
    return marketer.fill(path, file=(io.BytesIO(content), "answers.csv"))


def test_a_marketer_sees_which_column_is_which_changes_one_and_takes_it_in(site, survey):
    marketer = site.staff(Role.MARKETER)
    content = file_of(*[f"{one},ada@bakery.example" for one in rows_of(6)], "pies,x,", head="taste,because,E-mail")
    answer = sent(marketer, survey, content)
    page = marketer.get(answer.location)
    assert "6 of 7 rows can be kept" in page.text
    assert "Row 8: taste? “pies” is none of its answers." in page.text
    assert "ada@bakery.example" not in page.text
    refused = marketer.get(f"{answer.location}/refused.csv").get_data().decode("utf-8-sig")
    assert refused.splitlines()[0] == "row,why,taste,because"
    assert refused.splitlines()[1].startswith("8,")
    changed = {"column.0": "taste", "column.1": "why"}
    marketer.fill(answer.location, act="look", **changed)
    assert count(SurveyResponse) == 0
    taken = marketer.fill(answer.location, act="import", sure="1", **changed)
    assert taken.status_code == 303, taken.text
    work_all(one(SurveyImport).id)
    assert finished() == 6
    assert "Because 0" in {opened(row).answers["why"] for row in responses()}
    shown = marketer.get(f"/studio/surveys/{survey}/responses/")
    assert "6 of 7 rows · taken in" in " ".join(shown.text.split())


def test_two_columns_for_one_question_are_refused_and_what_was_chosen_stays(site, survey):
    marketer = site.staff(Role.MARKETER)
    path = sent(marketer, survey, file_of(*(f"{row},so" for row in rows_of(6)), head="taste,why,because")).location
    refused = marketer.fill(path, act="look", **{"column.0": "taste", "column.1": "why", "column.2": "why"})
    assert "Two columns are read as “why?”" in refused.text
    assert refused.text.count('value="why" selected') == 2
    assert one(SurveyImport).columns == ["taste", "why", ""]


def test_the_page_asks_about_what_is_doubtful_before_it_takes_it_in(site, survey):
    marketer = site.staff(Role.MARKETER)
    path = sent(marketer, survey, file_of(*(f"{row},x" for row in rows_of(6)), head="taste,why,")).location
    page = marketer.get(path).text
    assert "Behind “why” are columns without a name: 1." in page
    chosen_ones = {"column.0": "taste", "column.1": "why"}
    assert marketer.fill(path, act="import", **chosen_ones).status_code == 409
    assert one(SurveyImport).state == ImportState.WAITING
    assert marketer.fill(path, act="import", sure="1", **chosen_ones).status_code == 303
    assert one(SurveyImport).state == ImportState.AT_WORK


def test_a_file_that_is_too_large_is_refused_within_the_studio(site, survey):
    answer = sent(site.staff(Role.MARKETER), survey, b"x" * 10_200_000)
    assert (answer.status_code, "Sign out" in answer.text) == (413, True)


def test_a_file_that_waits_is_shown_to_nobody_else(site, survey):
    answer = sent(site.staff(Role.MARKETER, "one@bakery.example"), survey, file_of(*rows_of(6)))
    other = site.staff(Role.MARKETER, "other@bakery.example")
    for path in (answer.location, f"{answer.location}/refused.csv"):
        assert other.get(path).status_code == 404


def test_what_is_no_table_is_said_beside_the_field(site, survey):
    answer = sent(site.staff(Role.MARKETER), survey, b"\0")
    assert answer.status_code in (400, 409, 422)
    assert "cannot be read as a table" in answer.text


def told(*words):
    done = CliRunner().invoke(commands.surveys, ["import-responses", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_command_says_what_would_become_of_a_file_and_takes_it_in(survey, tmp_path):
    file = tmp_path / "answers.csv"
    file.write_bytes(file_of(*rows_of(8), "pies,x"))
    said = json.loads(told("why", str(file), "--dry-run", "--json"))
    assert (said["rows"], said["good"], said["columns"]) == (9, 8, [["taste", "taste"], ["why", "why"]])
    assert said["refused"] == [[10, "taste? “pies” is none of its answers."]]
    assert (count(SurveyImport), count(SurveyResponse)) == (0, 0)
    assert "row 10" in told("why", str(file), "--force")
    work_all(one(SurveyImport).id)
    assert finished() == 8


def test_the_command_takes_in_nothing_doubtful_unless_it_is_told_to(survey, tmp_path):
    file = tmp_path / "answers.csv"
    file.write_bytes(file_of(*(f"{row},x" for row in rows_of(6)), head="taste,why,"))
    done = CliRunner().invoke(commands.surveys, ["import-responses", "why", str(file)])
    assert isinstance(done.exception, DoubtsOpen)
    assert "Doubtful: Behind “why”" in done.stdout
    assert count(SurveyImport) == 0
    told("why", str(file), "--force")
    assert one(SurveyImport).state == ImportState.AT_WORK


def test_whoever_may_bring_a_file_may_take_single_answers_along(site):
    """So what is left of figures without the rows of their own file tells them no more than they may read."""
    known = site.here.house.permissions
    assert known["surveys:response:import"].roles <= known["surveys:response:export"].roles
