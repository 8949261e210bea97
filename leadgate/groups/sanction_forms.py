"""Forms of sanctions and appeals."""

from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from leadgate.foundation import forms
from leadgate.foundation.forms import FormToken, Plain
from leadgate.groups.actions import sanctioning
from leadgate.groups.models import Sanctioning

LASTS = {
    "1": _("one day"),
    "7": _("one week"),
    "30": _("30 days"),
    "180": _("half a year"),
    "365": _("a year"),
    "1095": _("three years"),
}
KINDS = {
    "mute": _("Mute: they can read and say nothing"),
    "ban": _("Ban: they leave the group and cannot ask to join"),
}
TOO_LONG = _("Please keep this under 2,000 characters.")


class BanForm(forms.Page):
    """Banning somebody who asks to join."""

    days = SelectField(_("For how long"), choices=forms.options(LASTS.items()), default="7")
    reason = TextAreaField(
        _("Reason, in words the person will read"),
        [InputRequired(_("Please say why, in words the person will read.")), Length(max=2_000, message=TOO_LONG)],
    )

    def ban(self, request: UUID, *, group: UUID, by: UUID) -> UUID:
        """Do it.

        Raises:
            ReasonNeeded, DecidedMeanwhile, NotForYourself
        """
        return sanctioning.ban_applicant(request, self.reason.data or "", days=int(self.days.data), group=group, by=by)


class SanctionForm(BanForm):
    """Muting or banning somebody."""

    kind = RadioField(
        _("What shall happen?"),
        [InputRequired(_("Please choose one of the answers shown."))],
        choices=forms.options(KINDS.items()),
    )
    hides_posts = BooleanField(_("Hide everything they have said in this group, too"))

    def sanction(self, number: UUID, *, group: UUID, by: UUID) -> UUID:
        """Do what was chosen.

        Raises:
            NoSuchMember, ReasonNeeded
        """
        kind, days, hides = Sanctioning(self.kind.data), int(self.days.data), bool(self.hides_posts.data)
        return sanctioning.sanction(
            number, kind, self.reason.data or "", days=days, group=group, by=by, hides_posts=hides
        )


class Answer(forms.Page):
    """Answering an appeal."""

    words = TextAreaField(
        _("Your answer, in words the person will read"),
        [InputRequired(_("Please type a few words.")), Length(max=2_000, message=TOO_LONG)],
    )


class AppealForm(forms.Page):
    """Appealing."""

    class Meta:
        csrf_class = FormToken
        subject = "appeal"

    body = TextAreaField(
        _("Why it is wrong"),
        [
            InputRequired(_("Please type what you want to say.")),
            Length(max=2_000, message=TOO_LONG),
            Plain(lines=True),
        ],
    )
