"""Forms of sanctions and appeals."""

from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from leadgate.discussions.actions.posting import LONGEST
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import FormToken, Plain
from leadgate.sanctions.actions import sanctioning
from leadgate.sanctions.types import Category, Sanctioning

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


class BanForm(forms.PageForm):
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

    def sanction(self, membership_id: UUID, *, group: UUID, by: UUID) -> UUID:
        """Do what was chosen.

        Raises:
            NoSuchMember, ReasonNeeded
        """
        kind, days, hides = Sanctioning(self.kind.data), int(self.days.data), bool(self.hides_posts.data)
        return sanctioning.sanction(
            membership_id, kind, self.reason.data or "", days=days, group=group, by=by, hides_posts=hides
        )


class AppealAnswerForm(forms.PageForm):
    """Answering an appeal."""

    words = TextAreaField(
        _("Your answer, in words the person will read"),
        [InputRequired(_("Please type a few words.")), Length(max=2_000, message=TOO_LONG)],
    )


class AppealForm(forms.PageForm):
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


class ReportForm(forms.PageForm):
    """What is wrong with a post."""

    class Meta:
        csrf_class = FormToken
        subject = "report"

    category = RadioField(
        _("What is wrong?"),
        [InputRequired(_("Please choose one of the answers shown."))],
        choices=forms.options_of(Category),
    )
    words = TextAreaField(
        _("What the moderators should know"),
        [Length(max=2_000, message=_("Please keep this under 2,000 characters.")), Plain(lines=True)],
    )

    def chosen(self) -> Category:
        """The category; one that cannot be is refused before anybody asks for it."""
        return Category(self.category.data) if self.category.data in set(Category) else Category.OTHER


class Redaction(forms.PageForm):
    """What a post shall say, and why."""

    body = TextAreaField(
        _("What the post shall say"), [InputRequired(_("Please type what it shall say.")), Length(max=LONGEST)]
    )
    reason = TextAreaField(
        _("Reason, in words the author will read"),
        [InputRequired(_("Please say why, in words the person will read.")), Length(max=2_000)],
    )
