"""A survey as it is put together from a foreign file: plain data, with names of its own for everything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import nh3
from flask_babel import lazy_gettext as _

from leadgate.foundation.languages import SHORT_CHINESE, written
from leadgate.questions.keys import new_key
from leadgate.questions.kinds.choice import OTHER
from leadgate.questions.kinds.item import Sentence
from leadgate.surveys.definition import Definition

Row = dict[str, Any]
LONGEST = 2_000


@dataclass
class Drafting:
    """The survey so far.

    Args:
        languages: those the file has, by our tags.
        names: what each of the file's questions is called here.
        codes: of each of its questions, what each of its answers is called here.
        left_out: a sentence for each thing that has no place here.
    """

    languages: list[str]
    sections: list[Row] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    left_out: list[Sentence] = field(default_factory=list)

    def begin_section(self, title: Mapping[str, str], text: Mapping[str, str]) -> None:
        """Begin a section; what is added from now on stands in it."""
        key = new_key(next(iter(title.values()), ""), "part", [one["key"] for one in self.sections])
        self.sections.append({"key": key, "title": dict(title), "text": dict(text), "questions": []})

    def add_text(self, text: Mapping[str, str]) -> None:
        """Put a text that asks nothing where it stands: above a section that begins with it."""
        if self.sections[-1]["questions"]:
            self.begin_section({}, text)
        else:
            before = self.sections[-1]["text"]
            self.sections[-1]["text"] = {
                tag: "\n\n".join(filter(None, (before.get(tag), text.get(tag)))) for tag in (*before, *text)
            }

    def add(self, name: str, kind: str, label: Mapping[str, str], **more: Any) -> str:
        """Add a question and answer what it is called here; what stands at its default is left out.

        Args:
            name: what the file calls it.
            kind: its tag (`questions.kinds`).
            label: its words.
            more: whatever its kind has.
        """
        key = new_key(name, "question", self.names.values())
        self.names[name] = key
        given = {what: value for what, value in more.items() if value is not False and value not in (None, {})}
        self.sections[-1]["questions"].append({"kind": kind, "key": key, "label": dict(label), **given})
        return key

    def choices(self, question: str, offered: Iterable[tuple[str, Mapping[str, str]]]) -> list[Row]:
        """Answers of a question, by what the file calls them and their words; each gets a name here."""
        names = self.codes.setdefault(question, {})
        made: list[Row] = []
        for code, label in offered:
            names[code] = new_key(code, "answer", [OTHER, *(one["key"] for one in made)])
            made.append({"key": names[code], "label": dict(label)})
        return made

    def leave_out(self, name: str, why: Sentence) -> None:
        """Say that something has no place here, and why."""
        self.left_out.append(_("%(name)s: %(why)s", name=name, why=why))

    def made(self, title: Mapping[str, str], **more: Any) -> Definition:
        """The whole survey.

        Raises:
            msgspec.ValidationError: something in it is of no shape we know.
        """
        filled = [one for one in self.sections if one["questions"] or one["text"]]
        raw = {"languages": self.languages, "title": dict(title), "sections": filled, **more}
        survey: Definition = msgspec.convert(raw, Definition)
        return survey


def words_of(html: str) -> str:
    """The words of a text that may be HTML: paragraphs and breaks stay, all else goes."""
    broken = html.replace("\r", "").replace("<br", "\n<br").replace("</p>", "</p>\n").replace("</div>", "</div>\n")
    plain = nh3.clean(broken, tags=set(), clean_content_tags={"script", "style"})
    for sign, entity in (("<", "&lt;"), (">", "&gt;"), ("\u00a0", "&nbsp;"), ("&", "&amp;")):
        plain = plain.replace(entity, sign)
    lines = [" ".join(line.split()) for line in plain.split("\n")]
    return "\n".join(line for line in lines if line)[:LONGEST]


def language_tag(named: str, otherwise: str = "en") -> str:
    """Our tag (BCP 47) for a language as other programs write it: `zh-Hant-TW`, `pt_BR`, `de-informal`."""
    tag = named.strip().replace("_", "-").lower()
    if tag.startswith("zh"):
        return "zh-Hans" if tag.startswith(SHORT_CHINESE) else "zh-Hant"
    return tag[:2] if tag[:2] in written() else otherwise
