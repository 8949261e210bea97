"""What is said of a letter before anybody gets it."""

import dataclasses

from msgspec.structs import replace

from leadgate.letter_editor.checking import MOST_BYTES, is_link, of_size, problems_of
from leadgate.letters.types import Card, Heading, LetterWording, Passage, Picture
from tests.letters.samples import FRAME

KNOWN = {"name": "Name"}
GOOD = LetterWording(subject="In June", blocks=(Heading(key="a", text="June", level=1), Passage(key="b", text="Hello")))


def told(*wordings, frame=FRAME, languages=("en", "zh-Hant")):
    said = dict(zip(languages, wordings, strict=False))
    found = problems_of(said, dict.fromkeys(said, frame), KNOWN)
    return [(one.place, one.sentence, one.stops) for one in found]


def with_block(block):
    return replace(GOOD, blocks=(*GOOD.blocks, replace(block, key="new")))


def test_of_a_good_letter_nothing_is_said(app):
    with app.test_request_context():
        assert told(GOOD, GOOD) == []


def test_what_could_be_better_is_said_and_does_not_stop_it(app):
    pale = dataclasses.replace(FRAME, accent="#9fd8c0")
    with app.test_request_context():
        [(place, sentence, stops)] = told(GOOD)
        assert (place, stops) == ("", False)
        assert "not said in 繁體中文" in sentence
        for block, words in [
            (Picture(url="/letter-pictures/a.png"), "Say what the picture shows"),
            (Card(title="A", picture="/letter-pictures/a.png"), "Say what the picture shows"),
            (Heading(text="B", level=1), "A large heading stands once"),
            (Passage(text=" "), "Nothing stands here yet"),
        ]:
            [(place, sentence, stops)] = told(with_block(block), with_block(block))
            assert (place, stops) == ("new", False)
            assert words in sentence
        [(place, sentence, stops)] = told(with_block(Passage(text="Dear {name}, {name|you}")), GOOD)
        assert (place, stops) == ("", False)
        assert "English: {name} stands for nothing where “Name” is not known" in sentence
        assert "hard to read" in told(GOOD, GOOD, frame=pale)[0][1]
        assert told(with_block(Picture(url="/a.png", is_ornament=True)), GOOD) == []


def test_a_letter_that_mail_programs_cut_is_named_with_its_size(app):
    with app.test_request_context():
        assert of_size("en", MOST_BYTES) is None
        assert "it has 140 kB" in of_size("en", 140_000).sentence


def test_a_link_leads_to_the_web_or_into_a_mailbox():
    links = ["https://example.org/a", "http://localhost:8000", "mailto:a@b.example", "https://例子.example/?q=1"]
    assert [one for one in links if not is_link(one)] == []
    none = ["example.org", "javascript:alert(1)", "//example.org", "https://", "mailto:", "ftp://a.example"]
    none += ["https://a b", "http://[x", "https://a.example/\n"]
    assert [one for one in none if is_link(one)] == []
