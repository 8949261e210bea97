"""The tables of LimeSurvey's database that a structure holds, of any version since 1.90."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from xml.etree.ElementTree import Element

from leadgate.survey_formats.drafting import language_tag, words_of
from leadgate.survey_formats.expressions import Comparison

Line = Mapping[str, str]
Words = dict[str, str]
Expression = tuple[str, Sequence[Comparison]]


class LssTables:
    """The tables of a structure.

    Args:
        root: of its XML.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        named = [one.text or "" for one in root.iterfind("languages/language")]
        self.tags = {name: language_tag(name) for name in named} or {"en": "en"}
        self.languages = list(dict.fromkeys(self.tags.values()))

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a table."""
        rows = self.root.iterfind(f"{name}/rows/row")
        return [{cell.tag: cell.text or "" for cell in row} for row in rows]

    @cached_property
    def questions(self) -> list[tuple[dict[str, str], dict[str, Words]]]:
        """Each question with its texts."""
        return self.merged("questions", "question_l10ns", "qid", ("question", "help"))

    @cached_property
    def below(self) -> list[tuple[dict[str, str], dict[str, Words]]]:
        """Each part of a question with its text."""
        return self.merged("subquestions", "question_l10ns", "qid", ("question",))

    @cached_property
    def by_qid(self) -> dict[str, str]:
        """What each question is called."""
        return {one["qid"]: one["title"] for one, _words in self.questions}

    @cached_property
    def attributes(self) -> dict[str, dict[str, str]]:
        """The attributes of each question; of those with words, in its first language."""
        found: dict[str, dict[str, str]] = {}
        for one in self.rows("question_attributes"):
            found.setdefault(one.get("qid", ""), {}).setdefault(one.get("attribute", ""), one.get("value", ""))
        return found

    def merged(
        self, table: str, texts: str, key: str, what: Iterable[str]
    ) -> list[tuple[dict[str, str], dict[str, Words]]]:
        """Each row once, with its texts by language: they stand in it, or since version 4 in a table of their own."""
        found: dict[str, tuple[dict[str, str], dict[str, Words]]] = {}
        for row in [*self.rows(table), *self.rows(texts)]:
            if row.get("language") and row["language"] not in self.tags:
                continue
            known = found.get(row.get(key, ""))
            if known is None:
                if any(name in row for name in ("sid", "gid", "parent_qid")):
                    known = found.setdefault(row.get(key, ""), (row, {}))
                else:
                    continue
            tag = self.tags.get(row.get("language", ""), self.languages[0])
            for name in what:
                if text := words_of(row.get(name, "")):
                    known[1].setdefault(name, {})[tag] = text
        return list(found.values())

    @cached_property
    def answers(self) -> dict[str, dict[str, dict[str, Words]]]:
        """Of each question, by scale, the words of each code, in their order."""
        texts: dict[str, Words] = {}
        for row in self.rows("answer_l10ns"):
            texts.setdefault(row.get("aid", ""), {})[self.tags.get(row.get("language", ""), "en")] = words_of(
                row.get("answer", "")
            )
        found: dict[str, dict[str, dict[str, Words]]] = {}
        for row in sorted(self.rows("answers"), key=lambda one: number(one.get("sortorder", ""))):
            scale = found.setdefault(row.get("qid", ""), {}).setdefault(row.get("scale_id") or "0", {})
            words = scale.setdefault(row.get("code", ""), {})
            if "answer" in row and (tag := self.tags.get(row.get("language", ""))):
                words[tag] = words_of(row["answer"])
            words |= texts.get(row.get("aid", ""), {})
        return found

    def rows_of_conditions(self, row: Line) -> list[Expression | None]:
        """Conditions as they stood before there were expressions, a row each: of one question any, of all questions
        each; several scenarios are more than that, and None.
        """
        mine = [one for one in self.rows("conditions") if one.get("qid", "-") == row.get("qid") and "type" in row]
        if len({one.get("scenario", "1") for one in mine}) > 1:
            return [None]
        by_question: dict[str, list[Comparison]] = {}
        for one in mine:
            name = self.by_qid.get(one.get("cqid", ""), "")
            compared = Comparison(name, one.get("method", "").strip() or "==", one.get("value", ""))
            by_question.setdefault(name, []).append(compared)
        return [("or" if len(compared) > 1 else "and", compared) for compared in by_question.values()]


def expression_of(expressions: Iterable[Expression | None]) -> str:
    """Conditions in rows as an expression says them."""
    return " and ".join(
        f" {joined} ".join(f"{one.question} {one.how} {one.value}" for one in compared)
        for joined, compared in (one for one in expressions if one)
    )


def number(text: str) -> int:
    """The number a cell holds; 0 where it is none."""
    return int(text) if text.strip().lstrip("-").isdecimal() else 0
