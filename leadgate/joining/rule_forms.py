"""The form of a rule by which a group lets people in."""

from typing import Any, Self
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from leadgate.attributes import entitlements
from leadgate.foundation.mail.addresses import NotAnAddress
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import tidy
from leadgate.groups.queries import GroupGate
from leadgate.joining.actions import ruling
from leadgate.joining.models import AdmissionRule
from leadgate.joining.types import RuleCondition
from leadgate.questions.types import QuestionKind

CONDITIONS = {
    "domain": _("Whoever has an address at a domain"),
    "holds": _("Whoever has a download"),
    "answered": _("Whoever gave a certain answer"),
}


class RuleForm(forms.PageForm):
    """One rule."""

    condition = RadioField(
        _("Who is let in at once?"),
        [InputRequired(_("Please choose one of the answers shown."))],
        choices=forms.options(CONDITIONS.items()),
    )
    domain = StringField(_("Domain"), [Length(max=253)])
    holds = SelectField(_("Download"), choices=[], validate_choice=False)
    answer = SelectField(_("Answer"), choices=[], validate_choice=False)

    @classmethod
    def of(cls, gate: GroupGate, **kwargs: Any) -> Self:
        """The form with what there is to choose from; only choices can be rules, words cannot."""
        form = cls(**kwargs)
        form.holds.choices = forms.options([("", ""), *((str(one.id), one.title) for one in entitlements.everything())])
        asked = [(one, choice) for one in gate.questions if one.kind == QuestionKind.CHOICE for choice in one.choices]
        answers = [(f"{one.id}/{choice}", f"{one.label} {choice}") for one, choice in asked]
        form.answer.choices = forms.options([("", ""), *answers])
        return form

    def validate_domain(self, field: Field) -> None:
        if self.condition.data != RuleCondition.DOMAIN:
            return
        try:
            ruling.domain_of(tidy(field.data))
        except NotAnAddress as refusal:
            raise ValidationError(gettext("Please type a domain, such as bakery.example.")) from refusal

    def validate_holds(self, field: Field) -> None:
        _refuse_nothing(self.condition.data == RuleCondition.HOLDS, field)

    def validate_answer(self, field: Field) -> None:
        _refuse_nothing(self.condition.data == RuleCondition.ANSWERED, field)

    def rule(self, group: UUID, *, by: UUID) -> AdmissionRule:
        """The rule that was filled in, not counting yet."""
        match RuleCondition(self.condition.data):
            case RuleCondition.ANSWERED:
                question, _slash, answer = self.answer.data.partition("/")
                return ruling.rule(group, RuleCondition.ANSWERED, answer, question=UUID(question), by=by)
            case RuleCondition.HOLDS:
                return ruling.rule(group, RuleCondition.HOLDS, self.holds.data, by=by)
            case _:
                return ruling.rule(group, RuleCondition.DOMAIN, tidy(self.domain.data), by=by)


def _refuse_nothing(asked: bool, field: Field) -> None:
    if asked and field.data not in {one.value for one in field.choices if one.value}:
        raise ValidationError(gettext("Please choose one of the answers shown."))
