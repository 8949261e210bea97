"""The studio's forms: a group with its questions and rules, and who runs it."""

from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from leadgate.attributes import entitlements
from leadgate.foundation import languages
from leadgate.foundation.mail.addresses import LONGEST as LONGEST_ADDRESS
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import Plain, tidy
from leadgate.groups.actions.making import LONGEST_SLUG, GroupPage
from leadgate.groups.names import LONGEST
from leadgate.groups.types import Admission, GroupRole, Visibility
from leadgate.groups.wording import weekday_names
from leadgate.questions.actions.editing import QuestionDraft
from leadgate.questions.types import QuestionKind

MOST_QUESTIONS = 10
SPARE_ROWS = 2


class QuestionFields(Form):  # type: ignore[misc]
    """One question; a row without one is left out."""

    label = StringField(_("Question"), [Length(max=300), Plain()])
    why = StringField(_("Why you ask"), [Length(max=300), Plain()])
    kind = SelectField(_("Kind of answer"), choices=forms.options_of(QuestionKind))
    required = BooleanField(_("Has to be answered"), default=True)
    choices = TextAreaField(_("What there is to choose from, one per line"), [Length(max=2_000), Plain(lines=True)])

    def validate_why(self, field: Field) -> None:
        if self.label.data and not tidy(field.data):
            raise ValidationError(gettext("Please say why you ask; it stands beside the question."))

    def validate_choices(self, field: Field) -> None:
        if self.label.data and self.kind.data == QuestionKind.CHOICE and len(_lines(field.data)) < 2:
            raise ValidationError(gettext("Please give at least two answers to choose from, one per line."))

    def asked(self) -> QuestionDraft:
        """What was filled in."""
        choices = tuple(_lines(self.choices.data)) if self.kind.data == QuestionKind.CHOICE else ()
        return QuestionDraft(
            tidy(self.label.data), tidy(self.why.data), QuestionKind(self.kind.data), bool(self.required.data), choices
        )


def _lines(text: str | None) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in (text or "").splitlines() if line.strip()))


class GroupForm(forms.PageForm):
    """Making and changing a group."""

    slug = StringField(_("Name in the address"), [Optional(), Length(max=LONGEST_SLUG)])
    title = StringField(_("Title"), [InputRequired(_("Please give it a title.")), Length(max=200), Plain()])
    summary = TextAreaField(_("In one or two sentences"), [Length(max=500), Plain(lines=True)])
    body = TextAreaField(_("What it is and whom it is for (Markdown)"), [Length(max=40_000)])
    language = SelectField(_("Language"), choices=languages.written_by_name)
    admission = SelectField(_("How one gets in"), choices=forms.options_of(Admission), default="request")
    holds = SelectField(_("Which download one has to have"), choices=[], validate_choice=False)
    visibility = SelectField(_("Who can see that it exists"), choices=forms.options_of(Visibility))
    rules = TextAreaField(_("What is expected of everybody (Markdown)"), [Length(max=20_000)])
    questions = FieldList(FormField(QuestionFields), max_entries=MOST_QUESTIONS + SPARE_ROWS)
    purposes = SelectMultipleField(_("Optional boxes on the form"), validate_choice=False)
    asks_age = BooleanField(_("Everybody must state their age"))
    open_days = SelectMultipleField(_("Take requests on these days only"), choices=[], validate_choice=False)
    most_members = IntegerField(_("Members at most (empty: no limit)"), [Optional(), NumberRange(1, 10_000_000)])
    most_waiting = IntegerField(
        _("Waiting requests at most (empty: no limit)"), [Optional(), NumberRange(1, 1_000_000)]
    )
    answers_kept_days = forms.number(_("Days until answers are deleted, counted from the decision"), 0, 365, 30)
    request_lasts_days = forms.number(_("Days after which an unanswered request ends"), 4, 365, 30)
    again_after_days = forms.number(_("Days after which somebody who was declined can ask again"), 0, 180, 7)
    most_requests = forms.number(_("How often somebody can ask within half a year"), 1, 20, 3)
    undo_minutes = forms.number(_("Minutes in which a decision can be undone before anybody hears of it"), 0, 60, 5)
    inactive_days = forms.number(
        _("Days without a visit after which a membership ends, told 30 days before (0: never)"), 0, 1_825, 365
    )
    new_for_days = forms.number(_("Days for which somebody counts as new"), 0, 365, 7)
    first_posts_held = forms.number(_("First posts of each member that wait for a moderator"), 0, 100, 0)
    slow_minutes = forms.number(_("Minutes somebody new waits between two posts"), 0, 1_440, 0)
    links_held = BooleanField(_("Posts with links, pictures or files by somebody new wait for a moderator"))
    mails_quote = BooleanField(_("Mails about what is new hold titles and words of it"))
    second_pair = BooleanField(_("A ban needs two moderators, and an appeal another one than the first"))

    def offer(self, purposes: list[tuple[str, str]]) -> None:
        """Say what there is to choose from."""
        self.purposes.choices = forms.options(purposes)
        self.holds.choices = forms.options([("", ""), *((str(one.id), one.title) for one in entitlements.everything())])
        self.open_days.choices = forms.options((str(number), name) for number, name in weekday_names().items())

    def validate_holds(self, field: Field) -> None:
        offered = {one.value for one in field.choices if one.value}
        if self.admission.data == Admission.HOLDERS and field.data not in offered:
            raise ValidationError(gettext("Please choose the download one has to have."))

    def page(self) -> GroupPage:
        """What was filled in about the group itself."""
        return GroupPage(
            title=tidy(self.title.data),
            summary=tidy(self.summary.data),
            body=self.body.data or "",
            language=self.language.data or "en",
            admission=Admission(self.admission.data),
            visibility=Visibility(self.visibility.data),
            holds=UUID(self.holds.data) if self.admission.data == Admission.HOLDERS else None,
            open_days=tuple(int(day) for day in self.open_days.data or () if day in set("0123456")),
            **{name: bool(self[name].data) for name in BOXES},
            **{name: self[name].data for name in NUMBERS},
        )

    def asked(self) -> list[QuestionDraft]:
        """The questions, without the rows that were left empty."""
        return [row.form.asked() for row in self.questions if tidy(row.form.label.data)]


BOXES = ("asks_age", "second_pair", "mails_quote", "links_held")
NUMBERS = (
    "most_members",
    "most_waiting",
    "answers_kept_days",
    "request_lasts_days",
    "again_after_days",
    "most_requests",
    "undo_minutes",
    "inactive_days",
    "new_for_days",
    "first_posts_held",
    "slow_minutes",
)


class Appoint(forms.PageForm):
    """Letting a member of staff run a group."""

    email = StringField(
        _("Their mail address"), [InputRequired(_("Please type their mail address.")), Length(max=LONGEST_ADDRESS)]
    )
    name = StringField(
        _("Name in this group"),
        [InputRequired(_("Please type the name members shall know them by.")), Length(max=LONGEST), Plain()],
    )
    role = SelectField(_("Role"), choices=forms.options_of(GroupRole), default=GroupRole.MODERATOR)
    sees_addresses = BooleanField(_("May see the mail addresses of applicants"))


class End(forms.PageForm):
    """Saying when a group ends."""

    days = forms.number(_("Days until it ends (at least 14)"), 1, 365, 30)
