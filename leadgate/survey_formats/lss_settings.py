"""What a structure of LimeSurvey sets beside its questions: all that is not as usual and has no place here is named."""

from collections.abc import Iterable, Iterator, Mapping

Line = Mapping[str, str]

USUAL = {
    *("", "0", "N", "I", "default", "normal", "NULL"),
}
"""What a setting says that says nothing: not set, off, as the whole installation has it."""
OF_SURVEY: dict[str, str] = {
    **dict.fromkeys(("allowsave", "showwelcome", "showxquestions", "showprogress", "shownoanswer"), "Y"),
    "showgroupinfo": "B",
    "showqnumcode": "X",
}
"""Settings of a survey whose usual value is another one."""
NOTHING_HERE = {
    *("sid", "gsid", "owner_id", "admin", "adminemail", "bounce_email", "faxto", "template", "language", "active"),
    *("additional_languages", "datecreated", "lastmodified", "tokenlength", "autonumber_start", "crypt_method"),
    *("attributedescriptions", "listpublic", "htmlemail", "sendconfirmation", "emailnotificationto", "emailresponseto"),
    *("anonymized", "format", "showwelcome", "googleanalyticsstyle", "access_mode", "othersettings", "datestamp"),
    *("savetimings", "sendnotification", "ipanonymize"),
}
"""Settings of a survey that are taken over, are about its administration and looks, or ask for less to be kept."""
BEGINNINGS = ("bounce", "usetokens", "tokenanswers", "email_", "surveyls_email", "surveyls_attribute")
OF_TEXTS = {
    *("surveyls_survey_id", "surveyls_language", "surveyls_title", "surveyls_welcometext", "surveyls_endtext"),
    *("surveyls_description", "surveyls_dateformat", "surveyls_numberformat", "surveyls_alias"),
    *("surveyls_policy_notice_label", "surveyls_policy_error", "email_registration_subj"),
}
"""Texts that are taken over, or only say how something else is written."""
OF_QUESTION = {
    *("qid", "parent_qid", "sid", "gid", "type", "title", "question", "help", "other", "mandatory", "relevance"),
    *("question_order", "scale_id", "same_default", "language", "question_theme_name", "modulename", "same_script"),
    *("encrypted", "id"),
}
LOOKS = {
    *("cssclass", "text_input_width", "display_rows", "display_columns", "public_statistics", "scale_export"),
    *("printable_help", "showpopups", "samechoiceheight", "samelistheight", "choice_title", "rank_title", "page_break"),
    *("category_separator", "answer_width", "answer_width_bycolumn", "repeat_headings", "label_input_columns"),
    *("text_input_columns", "hide_tip", "placeholder", "display_type", "save_as_default", "clear_default"),
    *("input_size", "use_dropdown", "numbers_only", "array_filter_style", "other_position", "subquestion_width"),
    *("dropdown_size", "dropdown_prefix", "dropdown_separators", "dropdown_dates", "dropdown_dates_minute_step"),
    *("date_format", "reverse", "horizontal_scroll", "single_input", "exclude_all_others_auto", "image"),
}
"""Attributes about how a question looks or its answers are exported."""
BEHIND = {
    "statistics_": "",
    "time_limit": "time_limit",
    "location_": "location_mapservice",
    "slider_": "slider_layout",
}
"""Attributes that mean something only where another one is set, by how they begin."""


def named_settings(row: Line) -> Iterator[tuple[str, str]]:
    """What a survey sets that has no place here, with its value.

    Args:
        row: of its settings.
    """
    for name, value in row.items():
        is_usual = value in USUAL if name not in OF_SURVEY else value in ("", "I", OF_SURVEY[name])
        if not is_usual and name not in NOTHING_HERE and not name.startswith(BEGINNINGS):
            yield name, value


def named_texts(rows: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """The texts about a survey that have no place here, each once."""
    found = {
        name: value
        for row in rows
        for name, value in row.items()
        if value not in USUAL and name not in OF_TEXTS and not name.startswith(BEGINNINGS)
    }
    yield from found.items()


def named_attributes(attributes: Mapping[str, str], taken: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The attributes of a question that have no place here, with their values.

    Args:
        attributes: all it has, in its first language.
        taken: those that are taken over.
    """
    for name, value in attributes.items():
        if value in USUAL or name in LOOKS or name in taken:
            continue
        behind = next((needed for start, needed in BEHIND.items() if name.startswith(start)), name)
        if behind and attributes.get(behind, "") not in USUAL:
            yield name, value


def named_columns(row: Line) -> Iterator[tuple[str, str]]:
    """What the row of a question says beside what is read of it."""
    yield from ((name, value) for name, value in row.items() if value not in USUAL and name not in OF_QUESTION)
