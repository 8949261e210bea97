"""Before what cannot be taken back, or gives power or data away, staff show who they are, on every page.

A page that is new has no row here, and fails until it says `after_proof` or somebody has said why it need not.
"""

from leadgate.foundation.permissions import PUBLIC, needs_proof, permission_of
from leadgate.foundation.web.requests import UNSAFE

DAILY_WORK = {
    "assets:asset:edit": "publishing is drafts and versions; what is taken down can be put up again",
    "cookies:site:edit": "a description in versions, by which visitors are asked anew; a site is ended by proof",
    "surveys:survey:edit": "drafts and versions; a survey that is retired keeps what it has",
    "surveys:survey:view": "a preview, of which nothing is kept",
    "surveys:words:code": "coding is a note beside an answer, in versions",
    "surveys:response:import": "takes a file, which a page that asks cannot carry along; all of it can be taken out",
    "surveys:report:view": "choosing what part of a report is shown",
    "surveys:report:edit": "weights are counted anew at any time",
    "profiles:goal:view": "choosing what is shown",
    "profiles:goal:edit": "a goal is a question about what is there; scores are made anew",
    "cookies:scan:run": "looks at a site as any visitor may; changes nothing of it",
    "leads:file:import": "takes a file, which a page that asks cannot carry along; all of it can be taken out",
    "letters:letter:write": "a draft whose steps can be undone; nothing goes out but a test to whoever writes it",
    "leads:lead:edit": "status, tags and notes of one person at a time, on record; nothing goes out",
    "profiles:purchase:import": "takes a file, which a page that asks cannot carry along; nothing goes out",
    "groups:group:edit": "rules in versions; invitations end by themselves",
    "groups:request:decide": "a moderator's queue; a decision can be called back for a while and appealed",
    "groups:content:moderate": "moderators act in minutes, on record, with an appeal against each decision",
}
"""Permissions whose pages are somebody's daily work, and why a stolen half hour at them can be mended."""
WITHOUT = {
    "office.one": "shows a request; changes nothing",
    "incidents_office.new": "writing an incident down starts its clock and must never wait",
    "incidents_office.one": "completes what is known; every version stays",
    "incidents_office.honey": "plants one more honey record; takes none away",
    "lead_exports.index": "tells from which file one line is, of a person whose address one has; changes nothing",
    "letter_sending.pause": "only ever holds back what would leave",
    "letter_sending.go_on": "goes on with what was begun after a proof",
    "letter_sending.stop": "only ever holds back what would leave",
    "letter_sending.take_back": "of which nothing has left, and which is written on",
    "leads_studio.find": "leads on to one person, a look on record; changes nothing",
    "letter_archive_studio.put_up": "shows to everybody what was sent to many, with no reader's words in it",
    "letter_archive_studio.take_down": "shows less than before",
    "bounces_studio.again": "writes to somebody again who agrees; what comes back ends it again",
    "site_settings.preview": "shows how it would look; keeps a picture nobody is shown",
    "site_settings_words.preview": "shows how it would be; changes nothing",
    "privacy_notice_settings.preview": "shows how it would be; changes nothing",
    "site_settings_mail.test_letter": "sends a letter to oneself",
    "site_settings_mail.look_up_records": "asks what everybody may ask of the DNS",
    "staff.prove": "is the proof",
    "health.index": "tries what is there and tells what it finds; changes nothing",
    "cookie_office.index": "finds the receipt of whoever gives its number; changes nothing",
    "proofs.checkpoint": "signs what is there, which is public; the ledger grows by nothing",
    "proofs.verify": "only reads; has a worker tell what it finds",
    "waiting_work.retry": "tries once more what somebody was promised long ago; nothing new goes out",
    "purposes.new": "what nobody has read yet, and no form offers before it is ticked there",
    "purposes.word": "another version; those before it stay, word for word",
    "purposes.state": "is offered again with the next press; what people said stays",
    "studio_home.put_away": "hides a list in one's own browser",
    "studio_home.search": "shows what one may see anyway; changes nothing",
    "lead_notifications.choose": "which letters one gets oneself; they name nobody",
    "staff.sign_out": "ends one's own session",
    "staff_own.end_session": "only ever shuts somebody out of an account that is one's own",
    "staff_own.end_other_sessions": "only ever shuts somebody out of an account that is one's own",
    "staff_own.password": "asks for the password itself, or for a proof when there is none, or came by a link",
}
IN_DAILY_WORK_TOO = {
    "cookies.end",
    *("groups_studio.appoint", "groups_studio.reappoint", "groups_studio.end"),
    *("survey_exports.answers", "survey_imports.take_out", "lead_imports.undo"),
}
"""What gives power to somebody, ends a whole group or hands out single answers, though its permission is daily."""
FILES = {
    "understanding.overview_csv": "counts, nobody by name",
    "understanding.origins_csv": "counts, nobody by name",
    "understanding.days_csv": "counts, nobody by name",
    "understanding_cohorts.cohorts_csv": "counts, nobody by name",
    "understanding_consents.consents_csv": "counts, nobody by name",
    "understanding_reasons.reasons_csv": "counts, nobody by name",
    "understanding_reasons.reasons_of_asset_csv": "counts, nobody by name",
    "leads_studio_person.receipt": "the proof of one answer of one person, a look on record",
    "cookie_figures.of_site_csv": "counts of choices about nobody, in steps of five",
    "cookie_office.batch": "the root of many choices, and its way into the ledger; nothing about anybody",
    "sharing.code_svg": "the public link of a gate as a picture",
    "sharing.code_png": "the public link of a gate as a picture",
    "office.records_csv": "the records of processing, which name kinds of data and no people",
    "surveys_studio.export": "questions, no answers",
    "lead_imports.refused": "lines of a file one has sent oneself",
    "survey_imports.refused": "rows of a file one has sent oneself",
    "survey_reports.figures": "figures that point at nobody",
    "office.mandate": "one document of one request, a look on record",
    "discussions_files.moderated": "one file in one talk, which moderators look at all day",
}


def staff_pages(app, methods):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.endpoint != "static" and permission_of(view) is not PUBLIC and rule.methods & methods:
            yield rule, view


def test_each_page_that_changes_something_asks_for_a_proof_or_says_why_not(app):
    asked_of = {rule.endpoint: view for rule, view in staff_pages(app, UNSAFE)}
    unasked = {name: str(permission_of(view)) for name, view in asked_of.items() if not needs_proof(view)}
    unsaid = {name for name, of in unasked.items() if name not in WITHOUT and of not in DAILY_WORK}
    assert unsaid == set()
    assert {name for name in IN_DAILY_WORK_TOO if not needs_proof(asked_of[name])} == set()


def test_no_reason_is_left_over(app):
    pages = {rule.endpoint: view for rule, view in staff_pages(app, UNSAFE)}
    assert {name for name in WITHOUT if name not in pages or needs_proof(pages[name])} == set()
    assert DAILY_WORK.keys() <= {str(permission_of(view)) for view in pages.values()}
    assert FILES.keys() <= {rule.endpoint for rule, _view in staff_pages(app, {"GET"})}


def test_each_file_that_staff_take_away_asks_for_a_proof_or_says_why_not(app):
    downloads = {rule.endpoint: view for rule, view in staff_pages(app, {"GET"})
                 if rule.rule.rpartition(".")[2].split("<")[0] in ("csv", "json") or "kind>" in rule.rule
                 or rule.endpoint in FILES}  # fmt: skip
    assert {name for name, view in downloads.items() if not needs_proof(view)} <= FILES.keys()


def test_what_has_no_page_is_done_where_a_shell_is_needed(app):
    """Tokens and keys: on the command line, so there is no page to forget."""
    words = ("token", "key", "rotate")
    changed = [rule.endpoint for rule, _view in staff_pages(app, UNSAFE)]
    assert [name for name in changed if any(word in name.replace("passkey", "") for word in words)] == []
