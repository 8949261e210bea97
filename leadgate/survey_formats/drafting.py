"""A survey as it is put together from a foreign file: plain data, with names of its own for everything."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import nh3
from flask_babel import lazy_gettext as _

from leadgate.foundation.languages import SHORT_CHINESE, written
from leadgate.questionnaires.definition import END, Definition
from leadgate.questions.keys import new_key
from leadgate.questions.kinds.choice import OTHER
from leadgate.questions.kinds.item import Sentence

Row = dict[str, Any]
Conditions = Sequence[Row]
LONGEST, LONGEST_TOLD = 2_000, 200


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
    asked: set[str] = field(default_factory=set)
    """What the file calls those of its questions that are one question here."""
    whens: dict[str, list[Row]] = field(default_factory=dict)
    """For whom each section is there, by its key."""
    around: list[Row] = field(default_factory=list)
    """For whom what is added now is there, as the group it stands in says."""

    def begin_section(self, title: Mapping[str, str], text: Mapping[str, str], when: Conditions = ()) -> None:
        """Begin a section; what is added from now on stands in it.

        Args:
            title: its words.
            text: what stands above its questions.
            when: for whom it is there.
        """
        key = new_key(next(iter(title.values()), ""), "part", [one["key"] for one in self.sections])
        self.sections.append({"key": key, "title": dict(title), "text": dict(text), "questions": []})
        self.whens[key] = self.around = list(when)

    def add_text(self, text: Mapping[str, str], when: Conditions = ()) -> None:
        """Put a text that asks nothing where it stands: above a section that begins with it.

        Args:
            text: in each language.
            when: for whom it is there, beside that of the section; one of its own makes it a section.
        """
        last, around = self.sections[-1], self.around
        if when or last["questions"] or self.whens[last["key"]] != around:
            self.begin_section({}, text, (*around, *when))
            self.around = around
        else:
            before = last["text"]
            last["text"] = {
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
        if self.whens[self.sections[-1]["key"]] != self.around:
            self.begin_section({}, {}, self.around)
        key = new_key(name, "question", self.names.values())
        self.names[name] = key
        self.asked.add(name)
        given = {what: value for what, value in more.items() if value is not False and value not in (None, {})}
        self.sections[-1]["questions"].append({"kind": kind, "key": key, "label": dict(label), **given})
        return key

    def choices(self, question: str, offered: Iterable[tuple[str, Mapping[str, str]]]) -> list[Row]:
        """Answers of a question, by what the file calls them and their words; each gets a name here.

        Of several the file calls the same, the first is meant wherever it names one, and it is said that there are more.
        """
        found: dict[str, str] = {}
        made: list[Row] = []
        for code, label in offered:
            key = new_key(code, "answer", [OTHER, *(one["key"] for one in made)])
            made.append({"key": key, "label": dict(label)})
            if found.setdefault(code, key) != key:
                self.leave_out(question, _("several of its answers are called “%(code)s”; look at them.", code=code))
        self.codes.setdefault(question, {}).update(found)
        return made

    def repeating(self, name: str, words: Mapping[str, str], mark: re.Pattern[str]) -> dict[str, str]:
        """Words in which earlier answers are repeated as ours are; what else is worked out in them is left out.

        Args:
            name: of the question, for what is said of it.
            words: in each language.
            mark: how the file repeats an answer: what it matches, by the name of a question where it is only that.
        """
        odd: dict[str, None] = {}

        def repeated(found: re.Match[str]) -> str:
            if found[1] in self.asked:
                return f"{{answer:{self.names[found[1]]}}}"
            odd[found[0]] = None
            return found[0]

        said = {tag: mark.sub(repeated, text) for tag, text in words.items()}
        for told in odd:
            self.leave_out(name, _("what is worked out in its words has no place here: %(told)s", told=told))
        return said

    def leave_out_of(self, name: str, what: str, value: str) -> None:
        """Say that a setting has no place here.

        Args:
            name: of what it is set for.
            what: the file calls the setting so.
            value: what it is set to.
        """
        told = value if len(value) <= LONGEST_TOLD else f"{value[:LONGEST_TOLD]}…"
        self.leave_out(name, _("“%(what)s” (%(value)s) has no place here.", what=what, value=told))

    def leave_out(self, name: str, why: Sentence) -> None:
        """Say that something has no place here, and why."""
        self.left_out.append(_("%(name)s: %(why)s", name=name, why=why))

    def made(self, title: Mapping[str, str], **more: Any) -> Definition:
        """The whole survey.

        Raises:
            msgspec.ValidationError: something in it is of no shape we know.
        """
        filled = [one for one in self.sections if one["questions"] or one["text"]]
        self._lead(filled)
        raw = {"languages": self.languages, "title": dict(title), "sections": filled, **more}
        survey: Definition = msgspec.convert(raw, Definition)
        return survey

    def _lead(self, sections: list[Row]) -> None:
        """Lead past sections with a text those for whom it is not there; questions say that for themselves."""
        for at, section in enumerate(sections):
            leads, passed = list[Row](), set[str]()
            for after in sections[at + 1 :]:
                when = self.whens[after["key"]]
                if not when or not after["text"]:
                    break
                if passed.isdisjoint(one["question"] for one in when):
                    leads.append({"when": when, "to": after["key"]})
                passed |= {one["key"] for one in after["questions"]}
            else:
                after = None
            if leads:
                section["leads"] = [*leads, {"when": [], "to": after["key"] if after else END}]


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
