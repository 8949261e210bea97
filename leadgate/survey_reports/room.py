"""What the house must know of survey reports."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Nav, OutboxWork, Room, Task
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

VIEW_REPORT = permission(
    "surveys:report:view",
    "see the figures of surveys, print and export them",
    *(Role.MARKETER, Role.OFFICER, Role.VIEWER),
)
WEIGHT = permission("surveys:report:edit", "weight the figures", Role.MARKETER)

ROOM = Room(
    name="survey_reports",
    works_without=("coding",),
    models=("models",),
    views=("studio:pages",),
    schedule={"report": Task(timedelta(seconds=15), "actions.reporting:report_due", seconds=600)},
    effects={"survey_reports.work_out": "actions.reporting:work_out_soon"},
    work={
        "survey_reports.work_out": OutboxWork(
            _("working out figures of a survey"), _("They come a little later: the clock looks every fifteen seconds.")
        ),
    },
    permissions=(VIEW_REPORT, WEIGHT),
    slots={"reasons": "slots:beside_reasons"},
    nav=(Nav("survey", "survey_reports.report", _("What was answered")),),
    init_app="wording:register_filters",
    answers={"coding.figures": "actions.looking:figures_for_coders", "coding.counted": "queries:counted_apart"},
)
