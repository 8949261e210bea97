"""The forms of the incidents room."""

from uuid import UUID

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    Field,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from leadgate.foundation import clock
from leadgate.foundation.installation import installation
from leadgate.foundation.web.forms import PageForm, Plain, options, options_of, tidy
from leadgate.foundation.web.moments import MomentField
from leadgate.incidents import queries
from leadgate.incidents.facts import Facts
from leadgate.incidents.models import Alert, BreachKind, Incident, Risk, Scope

NEEDED = InputRequired(_("Please fill this in."))


def _long(label: object) -> TextAreaField:
    return TextAreaField(label, [Length(max=5000), Plain(lines=True)], filters=[tidy])


class Describe(PageForm):
    """What is known about an incident; can be completed as long as it is open."""

    title = StringField(_("In a few words; name nobody"), [NEEDED, Length(max=200), Plain()], filters=[tidy])
    aware_at = MomentField(_("When we became certain"), [NEEDED])
    happened_from = MomentField(_("Since when it may have happened"), [NEEDED])
    happened_until = MomentField(_("Until when (empty: it goes on)"), [Optional()])
    kinds = SelectMultipleField(_("What became of the data"), choices=options_of(BreachKind))
    scope = SelectField(_("Whose data"), choices=options_of(Scope), default=Scope.LOOKS)
    accounts = SelectMultipleField(_("Accounts (none: all of them)"), choices=[])
    readable = BooleanField(_("It could be read: it was not sealed, or the keys were with it"), default=True)
    risk = SelectField(_("Risk to the people concerned"), choices=options_of(Risk), default=Risk.UNKNOWN)
    what = _long(_("What happened"))
    consequences = _long(_("What may follow from it for people"))
    measures = _long(_("What was done, and what will be"))
    why_late = _long(_("If it is told later than 72 hours: why"))

    def __init__(self, shown: Incident | None = None, *, as_kept: bool = False) -> None:
        super().__init__(**({"formdata": None} if as_kept else {}), obj=shown)
        self.accounts.choices = options(queries.staff_names().items())
        self.words = {one: self._typed(one, shown) for one in installation().settings.languages}

    def _typed(self, language: str, shown: Incident | None) -> str:
        known = shown.words.get(language, "") if shown else ""
        return tidy(request.form.get(f"words_{language}", known))[:5000]

    def validate_aware_at(self, field: Field) -> None:
        if field.data > clock.now():
            raise ValidationError(_("This is in the future; an incident is what has happened."))

    def validate_happened_until(self, field: Field) -> None:
        if field.data < (self.happened_from.data or field.data):
            raise ValidationError(_("This is before it began."))

    def facts(self) -> Facts:
        """What was typed."""
        return Facts(
            title=self.title.data or "",
            aware_at=self.aware_at.data,
            happened_from=self.happened_from.data,
            happened_until=self.happened_until.data,
            kinds=tuple(self.kinds.data or ()),
            scope=Scope(self.scope.data),
            accounts=tuple(UUID(one) for one in self.accounts.data or ()),
            readable=self.readable.data,
            risk=Risk(self.risk.data),
            what=self.what.data or "",
            consequences=self.consequences.data or "",
            measures=self.measures.data or "",
            why_late=self.why_late.data or "",
            words=self.words,
        )


def about(alert: Alert | None) -> Describe:
    """An empty form, or one that begins with what an alert knows."""
    form = Describe()
    if alert and not form.is_submitted():
        # Until when stays open: whoever looked once may look again before somebody acts.
        form.happened_from.data, form.aware_at.data = alert.since, alert.at
        form.accounts.data = [str(alert.account)] if alert.account else []
    elif not form.is_submitted():
        form.aware_at.data = clock.now()
    return form


class RemarkForm(PageForm):
    """A remark, or why an alert is no incident."""

    words = StringField(_("In your words"), [Length(max=300), Plain()], filters=[tidy])


class Plant(PageForm):
    """A honey record."""

    email = StringField(_("A mailbox of your own, used nowhere else"), [NEEDED, Length(max=254)], filters=[tidy])
    title = StringField(
        _("What the list is called, as staff see it"), [NEEDED, Length(max=200), Plain()], filters=[tidy]
    )
