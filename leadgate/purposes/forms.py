"""The forms of purposes."""

from collections.abc import Mapping
from functools import lru_cache

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp

from leadgate.consent.actions.purposes import PurposeWords
from leadgate.consent.wording import naming, with_recipients
from leadgate.foundation.languages import NAMES
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import Plain, tidy

LETTERS, QUIET, SHARED = "letters", "quiet", "shared"
KINDS = forms.options(
    [
        (LETTERS, _("We write letters for it")),
        (QUIET, _("We do something else with it, and send nothing")),
        (SHARED, _("We give data to others for it")),
    ]
)


class WordsForm(forms.PageForm):
    """A purpose in the languages of the site; one that is left empty is shown in another."""

    spoken: tuple[str, ...] = ()

    def is_submitted(self) -> bool:
        """Whether it is to be kept, rather than looked at first."""
        return "look" not in request.form and bool(super().is_submitted())

    def validate(self, extra_validators: object = None) -> bool:
        """Whether there are words at all, and no title without a text."""
        good = bool(super().validate(extra_validators))
        for language in self.spoken:
            title, text = self.of(language)
            if bool(title.data) != bool(text.data):
                missing = text if title.data else title
                missing.errors = [*missing.errors, gettext("Title and text belong together.")]
                good = False
        if not any(self.of(language)[0].data for language in self.spoken):
            first = self.of(self.spoken[0])[0]
            first.errors = [*first.errors, gettext("Please word it in one language at least.")]
            good = False
        return good

    def of(self, language: str) -> tuple[Field, Field]:
        """The fields of a language: title and text."""
        return self[f"title_{language}"], self[f"text_{language}"]

    def words(self) -> list[PurposeWords]:
        """What was written."""
        found = [(language, *self.of(language)) for language in self.spoken]
        return [
            PurposeWords(one, tidy(title.data), tidy(text.data), tidy(self.recipients_in(one).data))
            for one, title, text in found
            if title.data
        ]

    def shown_in(self, language: str) -> str:
        """What would stand below the title, in a language; nothing where nothing is worded.

        Args:
            language: of the site.
        """
        text, names = tidy(self.of(language)[1].data), tidy(self.recipients_in(language).data)
        return with_recipients(text, names, language) if text else ""

    def names_in(self, language: str) -> str:
        """The sentence that names whom data goes to, with a gap for the names.

        Args:
            language: of the site.
        """
        return naming(language)

    def recipients_in(self, language: str) -> Field:
        """The field that names whom data goes to, in a language."""
        return self[f"recipients_{language}"]


class NewPurposeForm(WordsForm):
    """A purpose that is not there yet."""

    slug = StringField(
        _("Name on the record"),
        [
            Optional(),
            Length(max=40),
            Regexp(r"[a-z0-9][a-z0-9-]*$", message=_("Small letters, digits and hyphens only.")),
        ],
    )
    kind = RadioField(_("What becomes of it"), choices=KINDS, default=LETTERS)


@lru_cache(maxsize=16)
def _worded(base: type[WordsForm], spoken: tuple[str, ...]) -> type[WordsForm]:
    fields: dict[str, object] = {"spoken": spoken}
    for language in spoken:
        name = NAMES.get(language, language)
        fields[f"title_{language}"] = StringField(
            _("Title beside the box (%(language)s)", language=name), [Length(max=200), Plain()]
        )
        fields[f"text_{language}"] = TextAreaField(
            _("What they agree to (%(language)s)", language=name), [Length(max=4_000), Plain(lines=True)]
        )
        fields[f"recipients_{language}"] = StringField(
            _("Whom data goes to (%(language)s)", language=name), [Length(max=1_000), Plain()]
        )
    return type(base.__name__, (base,), fields)


def new_form(spoken: tuple[str, ...]) -> NewPurposeForm:
    """The form of a new purpose.

    Args:
        spoken: the languages of the site, the first of them first.
    """
    form: NewPurposeForm = _worded(NewPurposeForm, spoken)()
    return form


def words_form(spoken: tuple[str, ...], newest: Mapping[str, PurposeWords]) -> WordsForm:
    """The form of another wording, filled in with the newest.

    Args:
        spoken: the languages of the site.
        newest: by language.
    """
    filled = {f"title_{one}": words.title for one, words in newest.items()}
    filled |= {f"recipients_{one}": words.recipients for one, words in newest.items()}
    filled |= {f"text_{one}": words.text for one, words in newest.items()}
    return _worded(WordsForm, spoken)(**filled)
