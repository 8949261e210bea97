"""What is pasted from a page or a word processor becomes Markdown: its words, emphasis, lists and links."""

import time
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from leadgate.foundation.permissions import Role
from leadgate.foundation.web.markdown import rendered
from leadgate.letter_editor.pasting import MOST_SIGNS, markdown_of
from tests.browser_form import forms
from tests.size import examples

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8">
<style>p.MsoNormal{margin:0cm}</style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body lang="DE" style='tab-interval:36pt'>
<!--StartFragment--><h1 style='mso-x:1'>Our <span style='color:red'>June</span></h1>
<p class=MsoNormal style='margin-left:1cm'><b>Prices</b><o:p></o:p> rise&nbsp;by <i>two</i>
per cent.<script>alert(1)</script></p>
<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp;&nbsp;&nbsp; </span></span>bread</p>
<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp;&nbsp;&nbsp; </span></span>rolls</p>
<p>See <a href="https://example.org/a(1)">the list</a>, <a href="javascript:alert(1)">not this</a>.</p>
<ol><li>one<li><p>two</p></ol><blockquote>said</blockquote><table><tr><td>a<td>b</table>
<p>1. not_a_list * nor {this}<br>second line</p><img src="https://elsewhere.example/pixel.gif"><!--EndFragment--></body></html>
"""
MADE = """### Our June

**Prices** rise by *two* per cent.

- bread
- rolls

See [the list](https://example.org/a%281%29), not this.

1. one
2. two

> said

a b

\\1. not\\_a\\_list \\* nor {this}
second line"""


def test_words_of_a_word_processor_keep_emphasis_lists_and_links():
    made = markdown_of(WORD).replace("  \n", "\n")
    assert made == MADE


def test_a_page_is_pasted_by_staff_alone(site):
    marketer, stranger = site.staff(Role.MARKETER), site.visitor()
    token = forms(marketer.get("/studio/letters/new").text)[-1].values["csrf_token"][0]
    sent = {"html": "<p>So <b>big</b></p>", "csrf_token": token}
    answer = marketer.post("/studio/letters/pasted", data=sent)
    assert (answer.mimetype, answer.text) == ("text/plain", "So **big**")
    assert stranger.post("/studio/letters/pasted", data=sent).status_code in (303, 401, 403)
    assert marketer.post("/studio/letters/pasted", data={"html": "a"}).status_code == 422


def test_five_megabytes_of_a_word_processor_are_cut_to_what_a_letter_holds():
    paragraph = (
        "<p class=MsoNormal style='margin-top:0cm;mso-fareast-language:EN'><span lang=EN>Word <o:p></o:p></span></p>\n"
    )
    began = time.process_time()
    made = markdown_of("<html><body>" + paragraph * (5_000_000 // len(paragraph)))
    assert time.process_time() - began < 8
    assert len(made) <= MOST_SIGNS
    assert made.startswith("Word\n\nWord")


PIECES = ["<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<ul>", "<ol>", "<li>", "</ul>", "a", " ", "</a>", "<br>"]
PIECES += [
    "<a href='https://e.org/x'>",
    "<blockquote>",
    "*",
    "_",
    "<h2>",
    "{",
    "\n",
    "&lt;script&gt;",
    "&nbsp;",
    "</li>",
]
PIECES += ["<div>", "<tr>", "- ", "1. ", "# "]


@settings(max_examples=examples(60, 2_000))
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_whatever_is_pasted_says_the_same_words(pieces):
    words = []
    reader = HTMLParser()
    reader.handle_data = words.append
    reader.feed("".join(pieces))
    reader.close()
    shown = rendered(markdown_of("".join(pieces))).striptags()
    wanted = "".join(words).split()
    assert "".join(shown.split()).count("a") == "".join(wanted).count("a")
    assert "<script>" not in rendered(markdown_of("".join(pieces)))
