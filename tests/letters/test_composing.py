"""The bytes of a letter: filled for each reader they are, when parsed, what the standard library makes of the same."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadgate.letters.composing.frame import Composition
from leadgate.letters.composing.mjml import html_of
from leadgate.letters.composing.plain import plain_of
from leadgate.letters.errors import BrokenField, FieldInAddress, UnknownField, UnsafeValue
from leadgate.letters.fields import Marks
from leadgate.letters.types import LetterWording, LinkButton, Passage, Saying
from tests.letters.samples import AT, BASE, FRAME, HEADERS, WORDING, letter, reader
from tests.size import examples

HOSTILE = [
    "Ada\r\nBcc: all@example.org",
    "=?utf-8?q?x?=",
    "{company}",
    "{{name}}",
    "<script>alert(1)</script>",
    "\u202eelgoog",
    "مرحبا",
    "👩‍🚀" * 40,
    "nul\x00byte",
    "x" * 998,
    "--=_boundary--",
    ".\r\n.",
    "=20=\r\n",
    "",
]


def parsed(wire):
    return message_from_bytes(wire, _class=EmailMessage, policy=policy.SMTP)


def parts(mail):
    return {one.get_content_type(): lines(one.get_content()) for one in mail.iter_parts()}


def lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def by_the_library(values):
    """The same letter, built whole by the standard library for one reader, with each field filled in as text."""
    known = {**values, "@unsubscribe": f"{BASE}/u/token-1.2_3"}

    def filled(make, escaped=str):
        work = Composition(FRAME, Marks(frozenset({"name", "company"})), BASE)
        said = work.marks.pieces(make(WORDING, work))
        return "".join(
            one if isinstance(one, str) else escaped(known.get(one.name) or one.instead or "") for one in said
        )

    mail = EmailMessage(policy=policy.SMTP.clone(max_line_length=998))
    mail["To"] = "ada@example.org"
    mail["Subject"] = filled(lambda wording, work: work.marks.marked(wording.subject))
    mail["Date"] = AT
    mail["Message-ID"] = "<01@letters.example.org>"
    mail["List-Unsubscribe"] = f"<mailto:u+1@example.org>, <{BASE}/u/token-1.2_3>"
    for name, value in HEADERS.items():
        mail[name] = value
    mail.set_content(filled(plain_of))
    mail.add_alternative(filled(html_of, escape), subtype="html")
    return parsed(mail.as_bytes())


def compared(values):
    ours, theirs = parsed(letter().filled(reader(**values))), by_the_library(values)
    headers = {name.lower() for name in theirs} - {"content-type"}
    assert {name.lower() for name in ours} - {"content-type"} == headers
    for name in headers:
        assert str(ours[name]) == str(theirs[name]), name
    assert parts(ours) == parts(theirs)
    return ours


def test_each_filled_letter_is_the_one_the_standard_library_builds():
    mail = compared({"name": "Ada", "company": "Bakery on the Quay"})
    assert str(mail["Subject"]) == "Ada, 六月的消息 🎉"
    assert "Dear Ada," in parts(mail)["text/plain"]
    assert "- two of Bakery on the Quay" in parts(mail)["text/plain"]
    assert f"{BASE}/letter-pictures/ab.png" in parts(mail)["text/html"]
    assert 'lang="en"' in parts(mail)["text/html"]


@pytest.mark.parametrize("company", HOSTILE)
def test_what_people_are_called_is_never_read_as_a_part_of_the_letter(company):
    mail = compared({"name": "Ada", "company": company})
    html = parts(mail)["text/html"]
    assert "<script>" not in html
    assert "Bcc" not in mail
    assert lines(escape(company)) in html


@settings(max_examples=examples(30, 1_000))
@given(
    name=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60),
    company=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=300),
)
def test_any_values_fill_it_as_the_standard_library_would(name, company):
    compared({"name": name.strip(), "company": company})


def test_a_header_takes_no_control_sign():
    for name in ("Ada\r\nBcc: all@example.org", "Ada\x00"):
        with pytest.raises(UnsafeValue):
            letter().filled(reader(name=name))


def test_lines_are_short_enough_for_every_server_on_the_way():
    wire = letter().filled(reader(name="Ada " + "語" * 200, company="x" * 5_000))
    assert b"\r" not in wire.replace(b"\r\n", b"")
    assert b"\n" not in wire.replace(b"\r\n", b"")
    assert max(len(line) for line in wire.split(b"\r\n")) <= 998
    bodies = wire.split(b"quoted-printable\r\n\r\n")[1:]
    assert max(len(line) for body in bodies for line in body.split(b"\r\n")) <= 76
    assert wire.isascii()


class Asked(HTMLParser):
    """Whom a mail program asks for something as soon as a letter is shown."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.asked += [given[name] for name in ("src", "background", "srcset", "poster") if given.get(name)]
        if tag == "link":
            self.asked.append(given.get("href"))


def test_a_letter_asks_no_server_but_ours_for_anything():
    html = parts(parsed(letter().filled(reader(name="Ada"))))["text/html"]
    seen = Asked()
    seen.feed(re.sub(r"<!--\[if[^>]*>.*?<!\[endif\]-->", "", html, flags=re.S))
    assert seen.asked == [f"{BASE}/letter-pictures/ab.png", f"{BASE}/letter-pictures/c.jpg"]
    assert not re.search(r"@import|@font-face|url\(", html)


@pytest.mark.parametrize(
    ("text", "refusal", "told"),
    [
        ("Dear {nme},", UnknownField, "{nme}"),
        ("First.\n\nDear {name, how", BrokenField, "{name, how"),
        ("[x](https://example.org/{name})", FieldInAddress, "address"),
        ("<https://example.org/{name|a}>", FieldInAddress, "address"),
    ],
)
def test_a_field_that_cannot_be_filled_is_refused_with_what_was_typed(here, text, refusal, told):
    with pytest.raises(refusal) as found:
        letter(LetterWording(subject="a", blocks=(Passage(text=text),)))
    assert told in str(found.value)
    with pytest.raises(FieldInAddress):
        letter(LetterWording(subject="a", blocks=(LinkButton(label="a", url="https://example.org/{name}"),)))


def test_markdown_that_is_a_bomb_and_signs_that_are_none_are_composed_all_the_same():
    deep = "> " * 5_000 + "deep\n\n" + "[" * 5_000 + "*" * 4_999 + "\n\n" + "- " * 2_000
    odd = "a\x00b\x0bc \ue0001\ue001 \ud83d".encode("utf-8", "ignore").decode() + "<b>&nbsp;</b> ]]> {{ }}"
    for text in (deep[:20_000], odd):
        wire = letter(LetterWording(subject=text[:200], blocks=(Passage(text=text), Saying(text=text)))).filled(
            reader()
        )
        assert len(parts(parsed(wire))) == 2
