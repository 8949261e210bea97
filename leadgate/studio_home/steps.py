"""The first steps: what has to be there before people come, and what is missing before going live."""

from dataclasses import dataclass

from flask import current_app, render_template, session, url_for
from flask_login import current_user

from leadgate.foundation.house.staff_pages import FirstStep
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Role
from leadgate.foundation.settings import Settings
from leadgate.foundation.web.ways import may_use
from leadgate.foundation.words import text as _

PUT_AWAY = "first_steps_away"
"""In a browser's session, which ends when one signs out: put away they come back as long as something is missing."""


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step, whether it is done, and the page where it is."""

    step: FirstStep
    is_done: bool
    path: str


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Those of whoever is signed in.

    Args:
        begin: for having a gate at all, in their order.
        live: for letting people in.
    """

    begin: list[ShownStep]
    live: list[ShownStep]

    @property
    def missing(self) -> int:
        """How many are not done."""
        return sum(not one.is_done for one in (*self.begin, *self.live))

    @property
    def upcoming(self) -> ShownStep | None:
        """The first that is not done."""
        return next((one for one in (*self.begin, *self.live) if not one.is_done), None)

    @property
    def is_away(self) -> bool:
        """Whether they were put away until the next sign-in."""
        return bool(session.get(PUT_AWAY))


def of_reader() -> FirstSteps:
    """The steps of whoever is signed in: what is done on a page they may use, and for owners all the rest."""
    mine = sorted((one for one in installation().house.provided("first_steps") if _is_mine(one)), key=_order)
    shown = [ShownStep(one, one.is_done(), _path_of(one)) for one in mine]
    return FirstSteps(
        [one for one in shown if not one.step.before_live], [one for one in shown if one.step.before_live]
    )


def next_one() -> str:
    """What is next, for a page on which a step was just done; nothing where nothing is missing."""
    upcoming = of_reader().upcoming
    return render_template("studio_home/_next.html", upcoming=upcoming) if upcoming and upcoming.path else ""


def _path_of(step: FirstStep) -> str:
    return url_for(step.endpoint) if step.endpoint in current_app.view_functions else ""


def _is_mine(step: FirstStep) -> bool:
    page = next((one for one in (step.done_by, step.endpoint) if one in current_app.view_functions), "")
    return may_use(page) if page else current_user.role == Role.OWNER


def _order(step: FirstStep) -> int:
    return step.order


def _settings() -> Settings:
    return installation().settings


HTTPS = FirstStep(
    _("Serve it by HTTPS"),
    _("Otherwise links and sessions travel in clear."),
    lambda: _settings().secure,
    "owners#https",
    order=10,
    before_live=True,
)
