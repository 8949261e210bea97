"""Pictures of answers: drawn anew, shown beside their labels, and part of the survey's file."""

import json
from io import BytesIO

import pytest
from PIL import Image

from leadgate.survey_pictures.models import SurveyPicture
from leadgate.surveys.models import Survey
from tests.facts import count, one
from tests.survey_editor.pressing import draft_of, press
from tests.surveys.scenes import choices, published, question, small


def photograph(secret: bytes = b"") -> bytes:
    """A red picture with what a camera writes into it."""
    made, told = BytesIO(), Image.Exif()
    told[0x010E] = "taken at home" + secret.decode()
    Image.new("RGB", (900, 600), "red").save(made, "JPEG", exif=told)
    return made.getvalue()


pytestmark = pytest.mark.both_databases("survey_pictures.actions.picturing")


@pytest.fixture
def marketer(site):
    return site.staff()


@pytest.fixture
def pictured(marketer):
    number = published(small(question("which", "choice", choices=choices("red", "blue"))))
    file = (BytesIO(photograph()), "red.jpg")
    saved = press(marketer, number, "save", "question:which", **{"choices.0.file": file})
    assert saved.status_code == 303, saved.text
    return number


def test_a_picture_stands_beside_its_answer_and_has_forgotten_the_camera(site, marketer, pictured):
    press(marketer, pictured, "publish")
    name = draft_of(pictured).items["which"].choices[0].picture
    page = site.visitor().get("/s/why").text
    assert f'src="/survey-pictures/{pictured}/{name}.png" alt=""' in page
    answer = site.visitor().get(f"/survey-pictures/{pictured}/{name}.png")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert b"taken at home" not in answer.data
    drawn = Image.open(BytesIO(answer.data))
    assert (drawn.width, drawn.getpixel((5, 5))) == (640, (254, 0, 0))
    assert site.visitor().get(f"/survey-pictures/{pictured}/{'0' * 64}.png").status_code == 404


def test_it_stays_when_the_answer_is_reworded_moved_and_published_and_goes_when_it_is_taken_out(marketer, pictured):
    name = one(SurveyPicture).sha256
    press(marketer, pictured, "row-down:choices:0", "question:which", **{"choices.0.en": "deep red"})
    assert [one.picture for one in draft_of(pictured).items["which"].choices] == ["", name]
    press(marketer, pictured, "save", "question:which", **{"choices.1.bare": "y"})
    assert [one.picture for one in draft_of(pictured).items["which"].choices] == ["", ""]


@pytest.mark.parametrize("content", [b"no picture", photograph()[:300], b"%PDF-1.7", b"<svg onload='x'/>"])
def test_what_is_no_picture_is_refused_and_what_was_typed_stays(marketer, content):
    number = published(small(question("which", "choice", choices=choices("red", "blue"))))
    typed = {"choices.0.file": (BytesIO(content), "red.png"), "choices.1.en": "Sky"}
    refused = press(marketer, number, "save", "question:which", **typed)
    assert refused.status_code == 422
    assert "“red.png”: This is not a picture we can show." in refused.text
    assert 'value="Sky"' in refused.text
    assert count(SurveyPicture) == 0


def test_pictures_go_out_with_the_file_and_come_back(site, marketer, pictured):
    file = marketer.get(f"/studio/surveys/{pictured}/survey.json").data
    typed = {"slug": "again", "document": (BytesIO(file), "why.json")}
    assert marketer.fill("/studio/surveys/new", **typed).status_code == 303
    again = one(Survey, Survey.slug == "again").id
    assert draft_of(again) == draft_of(pictured)
    name = draft_of(again).items["which"].choices[0].picture
    assert site.visitor().get(f"/survey-pictures/{again}/{name}.png").status_code == 200
    hostile = json.loads(file)
    hostile["pictures"] = {name: "bm8gcGljdHVyZQ=="}
    typed = {"slug": "third", "document": (BytesIO(json.dumps(hostile).encode()), "why.json")}
    assert marketer.fill("/studio/surveys/new", **typed).status_code == 422
