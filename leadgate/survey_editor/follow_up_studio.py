"""Asking people afterwards: after what, and how many days later."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired

from leadgate.attributes import activities
from leadgate.foundation import languages
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button, PageForm
from leadgate.survey_editor.room import EDIT
from leadgate.surveys import follow_ups, queries
from leadgate.surveys.actions import following_up
from leadgate.surveys.errors import NoSuchActivity
from leadgate.surveys.follow_ups import FollowUpFigures

pages = Blueprint("surveys_follow_ups", __name__, url_prefix="/studio/surveys/<uuid:survey_id>/follow-ups")


class FollowUpForm(PageForm):
    """One more occasion."""

    after = SelectField(_("After"), validate_choice=False)
    days = IntegerField(_("Days later"), [InputRequired(NoSuchActivity.sentence)])

    def chosen(self) -> tuple[str, UUID | None]:
        """What people did, and where."""
        return activities.chosen(self.after.data or "")


@dataclass(frozen=True)
class FollowUps:
    """The rules of a survey."""

    number: UUID

    @cached_property
    def title(self) -> str:
        """The survey's."""
        return queries.title_of(queries.published_survey(self.number), languages.of_request())

    @cached_property
    def offered(self) -> list[tuple[str, str]]:
        """After what one can ask: any, or one place of it."""
        return activities.choices()

    @property
    def rules(self) -> list[FollowUpFigures]:
        """Those that are at work."""
        return follow_ups.rules_of(self.number)

    def after(self, rule: FollowUpFigures) -> str:
        """After what a rule asks."""
        key = f"{rule.occasion}:{rule.place}" if rule.place else rule.occasion
        return dict(self.offered).get(key) or str(gettext("something that is gone"))

    @property
    def agreeing(self) -> int:
        """How many people agree to be asked."""
        return follow_ups.how_many_agree()


@pages.route("/", methods=["GET", "POST"])
@allow(EDIT)
def index(survey_id: UUID) -> ResponseReturnValue:
    """After what people are asked, and one rule more."""
    page, form = FollowUps(survey_id), FollowUpForm()
    form.after.choices = page.offered
    occasion, place = form.chosen()
    if form.submitted_to(following_up.add, survey_id, occasion, place, form.days.data or 0, by=current_user.id):
        return redirect(url_for(".index", survey_id=survey_id), 303)
    return render_template(
        "survey_editor/follow_ups.html", page=page, form=form, button=Button(formdata=None)
    ), form.status


@pages.post("/<uuid:rule>/end")
@allow(EDIT)
def end(survey_id: UUID, rule: UUID) -> ResponseReturnValue:
    """Ask nobody after this any more."""
    Button().submitted_to(following_up.end, rule, by=current_user.id)
    return redirect(url_for(".index", survey_id=survey_id), 303)
