"""Fields of every kind: the same on page, embed and API, and read as they were meant."""

import pytest

from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import FormField
from leadgate.assets.leads import leads_of
from tests.assets.scenes import BAD_ANSWERS as BAD
from tests.assets.scenes import GOOD_ANSWERS as GOOD
from tests.assets.scenes import asking_thing as gate
from tests.cast import ADA


def token(site) -> str:
    return site.visitor().get("/api/v1/assets/guide").json["csrf_token"]


def send(site, **body):
    return site.visitor(Origin="https://elsewhere.example").post("/api/v1/assets/guide/opt-ins", json=body)


@pytest.mark.parametrize("kind", GOOD)
def test_an_answer_is_kept_as_it_is_read(site, kind):
    asset = gate(site, kind)
    typed, read = GOOD[kind]
    site.confirmed(thing=typed)
    assert leads_of(asset)[0].answers["fields"] == {"thing": read}
    assert read in site.staff().get(f"/studio/assets/{asset}/leads").text


@pytest.mark.parametrize(("kind", "typed"), BAD)
def test_what_is_none_of_its_kind_is_refused_on_the_page_and_by_the_api(site, kind, typed):
    gate(site, kind)
    assert site.visitor().opt_in(thing=typed).status_code == 422
    answer = send(site, email=ADA, csrf_token=token(site), thing=typed)
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["thing"])


@pytest.mark.parametrize("kind", GOOD)
def test_what_has_to_be_answered_is_asked_for(site, kind):
    gate(site, kind, required=True)
    answer = site.visitor().opt_in()
    assert answer.status_code == 422
    assert "the reason stands beside it" in answer.text


def test_a_program_is_told_the_kind_and_the_answers(site):
    gate(site, "choice")
    (field,) = site.visitor().get("/api/v1/assets/guide").json["fields"]
    assert (field["kind"], field["choices"]) == ("choice", ["Small", "Large"])


def test_other_answers_to_choose_from_are_other_words(site):
    asset = gate(site, "choice")
    had = token(site)
    asked = [FormField("thing", "Thing", "To know", False, "choice", ["Small", "Huge"])]
    publishing.edit(asset, publishing.AssetPage("The guide", asked=asked))
    assert send(site, email=ADA, csrf_token=had, thing="Small").status_code == 422
