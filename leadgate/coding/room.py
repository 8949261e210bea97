"""What the house must know of coding open answers."""

from leadgate.foundation.house.rooms import Nav, Personal, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

CODE = permission(
    "surveys:words:code", "read what was written in surveys, without who wrote it, and code it", Role.MARKETER
)

ROOM = Room(
    name="coding",
    opens=("figures", "suggesting"),
    models=("models",),
    views=("studio:pages",),
    permissions=(CODE,),
    answers={"survey_imports.is_coded": "queries:is_coded"},
    nav=(Nav("code-answers", "coding.words", _("Read and code the answers"), CODE),),
    personal=Personal(
        tables={"survey_coding": _("what we read out of your answers")},
        columns={"codes": _("What we read out of it"), "question": _("Question")},
    ),
)
