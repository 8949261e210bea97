"""The page to print says of what it does not show where that is, or that it is hidden."""

import re

import pytest

from leadgate.foundation.permissions import Role
from leadgate.survey_reports.actions import asking_for, reporting
from tests.surveys.scenes import choices, chosen, published, question, respond, small

ROLES = question("role", "choice", choices=choices("baker", "seller", "driver", "clerk", "owner"))
AGREE = question("agree", "matrix", rows=choices("easy", "fast"), columns=choices("no", "yes"))
HOURS, WHY = question("hours", "number"), question("why", "long_text")
NPS = question("nps", "nps")


@pytest.fixture
def survey(site):
    return published(small(ROLES, AGREE, NPS, HOURS, WHY))


@pytest.fixture
def viewer(site):
    return site.staff(Role.VIEWER)


def answered(survey):
    for role, times in (("baker", 12), ("seller", 9), ("driver", 7), ("clerk", 6), ("owner", 2)):
        for nth in range(times):
            answers = {
                "role": chosen(role),
                "nps": nth % 11,
                "agree": {"easy": "yes", "fast": "yes" if nth % 2 else "no"},
            }
            respond(survey, {**answers, **({"hours": 8, "why": "It was near"} if nth == 0 and role == "owner" else {})})
    reporting.report_due()


def printed(viewer, survey, part=""):
    text = viewer.get(f"/studio/surveys/{survey}/report/summary?part={part}").text
    main = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.partition("<article")[2]))
    titles = ["role?", "agree?", "nps?", "hours?", "why?"]
    places = [main.find(one) for one in titles] + [len(main)]
    return main, {one: main[places[at] : places[at + 1]] for at, one in enumerate(titles) if places[at] >= 0}


def test_every_question_stands_on_it_and_says_what_is_hidden_and_what_is_elsewhere(viewer, survey):
    answered(survey)
    _whole, said = printed(viewer, survey)
    assert list(said) == ["role?", "agree?", "nps?", "hours?", "why?"]
    assert "36 answered" in said["role?"]
    assert "2 answers are hidden" in said["role?"], "the owners, and whom they could be told by"
    assert re.search("easy Mean 2.00 .* fast Mean 1", said["agree?"])
    assert "Net Promoter Score" in said["nps?"]
    assert "How the answers are spread stands in the whole report." in said["nps?"]
    assert "Fewer than five people answered" in said["hours?"]
    assert "Fewer than five people answered" in said["why?"]


def test_answers_it_has_no_place_for_are_counted(viewer, survey):
    for role in ("baker", "seller", "driver", "clerk", "owner"):
        for _nth in range(6):
            respond(survey, {"role": chosen(role)})
    reporting.report_due()
    assert "2 more answers stand in the whole report." in printed(viewer, survey)[1]["role?"]


def test_a_part_that_is_hidden_says_so_and_has_no_headings_with_nothing_below(viewer, survey):
    answered(survey)
    for part in ("role=baker", "role=owner"):
        asking_for.want(survey, part)
    reporting.report_due()
    whole, said = printed(viewer, survey, "role=owner")
    assert "only: " in whole
    assert "Hidden: shown beside the other figures" in whole.partition("Role")[0]
    assert "agree?" not in said
    whole, said = printed(viewer, survey, "role=baker")
    assert "12 people" in whole
    assert all("answered" in words or "Hidden" in words for words in said.values())
