"""What a structure of LimeSurvey says of a survey as a whole: its texts, its settings, its quotas."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _

from leadgate.survey_formats.drafting import Drafting, words_of
from leadgate.survey_formats.lss_settings import named_settings, named_texts
from leadgate.survey_formats.lss_tables import Line, LssTables, Words, number

LAYOUTS = {"G": "section", "S": "question"}


class About:
    """Reads what is said of the whole.

    Args:
        tables: of the structure.
        draft: the survey so far; gets what is left out.
    """

    def __init__(self, tables: LssTables, draft: Drafting) -> None:
        self.tables, self.draft = tables, draft
        self.settings: Line = next(iter(tables.rows("surveys")), {})
        self.full: Words = {}

    def read(self) -> dict[str, Any]:
        """What it says of the survey here, once its questions are there."""
        for what, value in named_settings(self.settings):
            self.draft.leave_out_of("survey", what, value)
        texts = self._texts()
        if self.settings.get("showwelcome") == "N":
            texts.pop("intro")
        found: dict[str, Any] = {"quotas": [*self._quotas()], "full": self.full}
        self._leave_out_tables()
        if layout := LAYOUTS.get(self.settings.get("format", "")):
            found["layout"] = layout
        elif self.settings.get("format") == "A":
            self.draft.leave_out_of("survey", "format", "A")
        return texts | found | {"anonymous": self.settings.get("anonymized") == "Y"}

    def _texts(self) -> dict[str, Words]:
        """The texts about the survey: its title, what stands before it and what after it."""
        rows = self.tables.rows("surveys_languagesettings")
        mine = [one for one in rows if one.get("surveyls_language") in self.tables.tags]
        for what, value in named_texts(mine):
            self.draft.leave_out_of("survey", what, words_of(value))
        about = {self.tables.tags[one["surveyls_language"]]: one for one in mine}
        of = {
            "title": ("surveyls_title",),
            "intro": ("surveyls_description", "surveyls_welcometext"),
            "thanks": ("surveyls_endtext",),
        }
        return {
            ours: {
                tag: text
                for tag, row in about.items()
                if (text := "\n\n".join(filter(None, (words_of(row.get(one, "")) for one in theirs))))
            }
            for ours, theirs in of.items()
        }

    def _leave_out_tables(self) -> None:
        """Name what stands in tables of its own and has no place here."""
        for row in self.tables.rows("defaultvalues"):
            name = self.tables.by_qid.get(row.get("qid", ""), row.get("qid", ""))
            self.draft.leave_out(name, _("an answer that is filled in before has no place here."))
        for row in self.tables.rows("survey_url_parameters"):
            self.draft.leave_out_of("survey", "url_parameter", row.get("parameter", ""))

    def _quotas(self) -> Iterator[dict[str, Any]]:
        """Quotas on one answer of one question; those on several together are left out."""
        members = self.tables.rows("quota_members")
        for quota in self.tables.rows("quota"):
            mine = [one for one in members if one.get("quota_id") == quota.get("id")]
            name = self.tables.by_qid.get(mine[0].get("qid", ""), "") if len(mine) == 1 else ""
            code = self.draft.codes.get(name, {}).get(mine[0].get("code", "")) if name else None
            most = number(quota.get("qlimit", ""))
            if quota.get("active", "1") != "1":
                self.draft.leave_out(quota.get("name", ""), _("a quota that is not at work."))
            elif code and most >= 1:
                self._end_of(quota)
                yield {"question": self.draft.names[name], "code": code, "most": most}
            else:
                self.draft.leave_out(quota.get("name", ""), _("a quota counts one answer of one question here."))

    def _end_of(self, quota: Line) -> None:
        """What somebody reads who comes too late: one text for all quotas here."""
        rows = [one for one in self.tables.rows("quota_languagesettings") if one.get("quotals_quota_id") == quota["id"]]
        said = {
            self.tables.tags[one["quotals_language"]]: words_of(one.get("quotals_message", ""))
            for one in rows
            if one.get("quotals_language") in self.tables.tags and one.get("quotals_message", "").strip()
        }
        self.full = self.full or said
        told = [] if said == self.full else [("quotals_message", next(iter(said.values()), ""))]
        told += [("action", quota["action"])] if quota.get("action", "1") != "1" else []
        told += [("quotals_url", one["quotals_url"]) for one in rows[:1] if one.get("quotals_url")]
        for what, value in told:
            self.draft.leave_out_of(quota.get("name", ""), what, value)
