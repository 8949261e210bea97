"""Buying is an activity: to ask how it was, and to see what good leads did."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from leadgate.attributes.activities import Activity
from leadgate.scoring.models import Purchase


def _came(_place: UUID | None) -> Select[Any, Any]:
    return select(Purchase.person_id, Purchase.at)


BUYING = Activity("buying", _("buying something"), list, _came)
