"""The form of the editor: everything about an asset but its file."""

import re
from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FileField,
    Form,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from leadgate.asked_fields.types import FieldKind
from leadgate.asset_editor.video import refuse_no_link
from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import AssetPage
from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import Plain, tidy
from leadgate.foundation.web.moments import MomentField
from leadgate.page_pictures import queries as pictures
from leadgate.page_pictures.types import Design, PageLayout, Point, Voice
from leadgate.questions.keys import new_key

MOST_FIELDS = 30
FORM_BYTES = 1_000_000


def most_bytes() -> int:
    """How large the form with its file may be."""
    return installation().settings.upload_limit_bytes + FORM_BYTES


class AskedRow(Form):  # type: ignore[misc]
    """One thing the form asks."""

    key = StringField()
    label = StringField(_("What it asks"), [Length(max=120), Plain()])
    kind = SelectField(_("Kind"), choices=forms.options_of(FieldKind), default=FieldKind.TEXT)
    reason = StringField(_("Why you ask"), [Length(max=300), Plain()])
    choices = TextAreaField(_("Answers to choose from, one per line"), [Length(max=4_000), Plain(lines=True)])
    required = BooleanField(_("Has to be answered"))

    def validate_reason(self, field: Field) -> None:
        if tidy(self.label.data) and not tidy(field.data):
            raise ValidationError(gettext("Please say why you ask; it stands beside the field."))

    def validate_label(self, field: Field) -> None:
        if tidy(self.reason.data) and not tidy(field.data):
            raise ValidationError(gettext("Please say what it asks."))

    def validate_choices(self, field: Field) -> None:
        if self.kind.data == FieldKind.CHOICE and not 2 <= len(lines(field.data)) <= 50:
            raise ValidationError(gettext("Please give 2 to 50 answers to choose from, one per line."))
        if any(len(one) > 120 for one in lines(field.data)):
            raise ValidationError(gettext("Please keep each answer under 120 characters."))


class MotivationRow(Form):  # type: ignore[misc]
    """One reason to choose from."""

    key = StringField()
    label = StringField(_("Reason"), [Length(max=120), Plain()])


class PointRow(Form):  # type: ignore[misc]
    """One column of what somebody gets."""

    title = StringField(_("What one learns or gets"), [Length(max=80), Plain()])
    text = TextAreaField(_("In a sentence"), [Length(max=400), Plain(lines=True)])


class QuoteRow(Form):  # type: ignore[misc]
    """What somebody says about it."""

    words = TextAreaField(_("What they say"), [Length(max=600), Plain(lines=True)])
    name = StringField(_("Who says it"), [Length(max=80), Plain()])
    role = StringField(_("What they do"), [Length(max=120), Plain()])
    picture = StringField()

    def validate_name(self, field: Field) -> None:
        if tidy(self.words.data) and not tidy(field.data):
            raise ValidationError(gettext("Please say who says it: words of nobody convince nobody."))


class AssetForm(forms.PageForm):
    """Publishing and editing an asset. SentForm by the editor, whose button carries the token."""

    class Meta:
        csrf = False

    title = StringField(_("Title"), [InputRequired(_("Please give it a title.")), Length(max=200), Plain()])
    slug = StringField(
        _("Name in the address"),
        [
            Optional(),
            Length(max=80),
            Regexp(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?$", message=_("Small letters, digits and hyphens only.")),
        ],
    )
    summary = TextAreaField(_("In one or two sentences"), [Length(max=500), Plain(lines=True)])
    body = TextAreaField(_("What is inside (Markdown)"), [Length(max=40_000)])
    language = SelectField(_("Language"), choices=languages.written_by_name)
    layout = RadioField(_("Layout"), choices=forms.options_of(PageLayout), default=PageLayout.CLASSIC)
    cover = StringField()
    cover_alt = StringField(_("What the picture shows, for those who do not see it"), [Length(max=200), Plain()])
    points = FieldList(FormField(PointRow))
    quotes = FieldList(FormField(QuoteRow))
    video = StringField(_("Link to a film"), [Optional(), Length(max=500), refuse_no_link])
    asked = FieldList(FormField(AskedRow))
    purposes = SelectMultipleField(_("Optional boxes on the form"), validate_choice=False)
    asks_age = BooleanField(_("Everybody must state their age"))
    asks_why = BooleanField(_("Ask what made them want it (always optional)"))
    motivations = FieldList(FormField(MotivationRow))
    downloads_each = IntegerField(
        _("Downloads per person (empty: no limit)"), [Optional(), NumberRange(min=1, max=1000)]
    )
    opens_at = MomentField(_("Opens"), [Optional()])
    closes_at = MomentField(_("Closes"), [Optional()])
    note = StringField(_("What is new in this version (only you see it)"), [Length(max=200), Plain()])

    def validate_cover_alt(self, field: Field) -> None:
        if self.cover.data and not tidy(field.data):
            raise ValidationError(gettext("Please say in a few words what the picture shows."))

    def validate_closes_at(self, field: Field) -> None:
        if field.data and self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError(gettext("It has to close after it opens."))

    def validate_asked(self, _field: Field) -> None:
        if len(self._asked()) > MOST_FIELDS:
            raise ValidationError(gettext("A form asks 30 things at most; few readers answer more than three."))

    def page(self) -> AssetPage:
        """What was filled in; what is not well-formed is left out, so that it can be looked at meanwhile."""
        return AssetPage(
            title=tidy(self.title.data)[:200],
            summary=tidy(self.summary.data),
            body=self.body.data or "",
            language=self.language.data or "en",
            purposes=self.purposes.data or [],
            asked=self._asked(),
            asks_age=bool(self.asks_age.data),
            asks_why=bool(self.asks_why.data),
            motivations=self._motivations(),
            downloads_each=self.downloads_each.data,
            opens_at=self.opens_at.data,
            closes_at=self.closes_at.data,
            design=self._design(),
        )

    def _asked(self) -> list[publishing.FormField]:
        rows = [row.form for row in self.asked if tidy(row.form.label.data)]
        keys = keys_of([(row.key.data, tidy(row.label.data)) for row in rows], "field", publishing.RESERVED)
        return [
            publishing.FormField(
                key,
                tidy(row.label.data)[:120],
                tidy(row.reason.data)[:300],
                bool(row.required.data),
                row.kind.data if row.kind.data in set(FieldKind) else FieldKind.TEXT,
                lines(row.choices.data) if row.kind.data == FieldKind.CHOICE else [],
            )
            for key, row in zip(keys, rows, strict=True)
        ]

    def _motivations(self) -> list[tuple[str, str]]:
        rows = [row.form for row in self.motivations if tidy(row.form.label.data)]
        labels = [tidy(row.label.data)[:120] for row in rows]
        keys = keys_of([(row.key.data, label) for row, label in zip(rows, labels, strict=True)], "reason", ())
        return list(zip(keys, labels, strict=True))

    def _design(self) -> Design:
        points = [Point(tidy(one.form.title.data), tidy(one.form.text.data)) for one in self.points]
        quotes = [
            Voice(
                tidy(row.words.data), tidy(row.name.data), tidy(row.role.data), pictures.named(row.picture.data or "")
            )
            for row in (one.form for one in self.quotes)
        ]
        layout = self.layout.data if self.layout.data in set(PageLayout) else PageLayout.CLASSIC
        cover = pictures.named(self.cover.data or "")
        video = "" if self.video.errors else (self.video.data or "").strip()
        said = [one for one in quotes if one.words]
        shown = [one for one in points if one.title]
        return Design(layout, cover, tidy(self.cover_alt.data) if cover else "", shown, said, video)


def keys_of(rows: Iterable[tuple[str | None, str]], otherwise: str, reserved: Iterable[str]) -> list[str]:
    """What rows are called: as before, or after their words where they are new.

    Args:
        rows: of each what it was called, and its words.
        otherwise: what one is called whose words have no letters for it.
        reserved: what none may be called.
    """
    keys: list[str] = []
    for had, words in rows:
        is_good = had and re.fullmatch(publishing.FIELD_KEY, had) and had not in keys
        keys.append(str(had) if is_good else _new_key(words, otherwise, {*reserved, *keys}))
    return keys


def _new_key(words: str, otherwise: str, taken: set[str]) -> str:
    key = new_key(words, otherwise, taken)
    return key if re.fullmatch(publishing.FIELD_KEY, key) else new_key(f"{otherwise} {words}", otherwise, taken)


def lines(text: str | None) -> list[str]:
    """The lines of a text that say something, each once."""
    return list(dict.fromkeys(line.strip() for line in (text or "").splitlines() if line.strip()))


class UploadPart(forms.PageForm):
    """A part of a file."""

    at = IntegerField(validators=[InputRequired(), NumberRange(min=0)])
    part = FileField()


class UploadBegun(forms.PageForm):
    """A file that will come in parts."""

    name = StringField(validators=[InputRequired(), Length(max=1_000)])
    size = IntegerField(validators=[InputRequired(), NumberRange(min=0)])
