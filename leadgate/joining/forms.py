"""Forms of the groups room: asking to join, the talk about it."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from leadgate.askers.asking import Asker, needs_guardian
from leadgate.askers.asking_form import AskingForm, required_age
from leadgate.consent.queries import Offer
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import FormToken, Plain, tidy
from leadgate.groups.names import LONGEST
from leadgate.groups.queries import GroupGate
from leadgate.joining.actions.asking import TypedJoin
from leadgate.questions.answers import Answer, field_name, given
from leadgate.questions.fields import fields_of

LONGEST_WORDS = 2_000
TOO_LONG = _("Please keep this under 2,000 characters.")


class Join(AskingForm):
    """Asking to join a group."""

    agreements = ("consent", "rules")

    class Meta:
        csrf_class = FormToken
        subject = "join"
        filled_in_seconds = 0.0

    name = StringField(
        _("Name in this group"),
        [
            InputRequired(_("Please type the name others in the group shall see.")),
            Length(max=LONGEST, message=_("Please keep this under 60 characters.")),
            Plain(),
        ],
    )
    rules = BooleanField(_("I have read the rules and keep to them"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it can be taken; a child need not fill in what is not kept: their guardian does that with them."""
        if needs_guardian(Asker(**self.asker())):
            for field in self:
                if field.name == "name" or field.name.startswith("question_"):
                    field.validators = []
        return bool(super().validate(extra_validators))

    def answers(self, gate: GroupGate) -> tuple[Answer, ...]:
        """What was answered to the group's questions."""
        typed = {field_name(one.id): tidy(self[field_name(one.id)].data) for one in gate.questions}
        return tuple(given(gate.questions, typed))

    def typed(self, gate: GroupGate) -> TypedJoin:
        """What was filled in, tidied."""
        return TypedJoin(
            **self.asker(),
            name=tidy(self["name"].data),
            answers=self.answers(gate),
            consent=frozenset(self.consent.data or ()),
            accepts_rules=bool(self.rules.data),
        )


def join_form(
    gate: GroupGate, offered: Sequence[Offer], *, signed_in: bool, earlier: Iterable[Answer] = (), **kwargs: Any
) -> Join:
    """The form of one group, with its questions and boxes; no address for somebody who is signed in.

    Args:
        gate: of the group.
        offered: the optional purposes that stand on it.
        signed_in: whether it is about somebody whose address is proven.
        earlier: answers to questions that are asked no longer, each in a field of its own that may be emptied.
        kwargs: given to the form.
    """
    fields: dict[str, Any] = fields_of(gate.questions)
    fields |= {field_name(one.question): _answered_before(one) for one in earlier}
    if signed_in:
        fields["email"] = None
    elif gate.group.asks_age:
        fields["age_band"] = required_age()
    form: Join = type("JoinOfGroup", (Join,), fields)(**kwargs)
    form.offer((offer.slug, offer.title) for offer in offered)
    return form


def _answered_before(one: Answer) -> TextAreaField:
    return TextAreaField(one.label, [Optional(), Length(max=LONGEST_WORDS, message=TOO_LONG), Plain(lines=True)])


class MessageForm(forms.PageForm):
    """A message in the talk about a request."""

    class Meta:
        csrf_class = FormToken
        subject = "answer"

    words = TextAreaField(
        _("Your answer"),
        [
            InputRequired(_("Please type a few words.")),
            Length(max=LONGEST_WORDS, message=TOO_LONG),
            Plain(lines=True),
        ],
    )
