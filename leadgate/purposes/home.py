"""What purposes ask of an owner before people come."""

from leadgate.consent.figures import is_any_own
from leadgate.foundation.house.staff_pages import FirstStep
from leadgate.foundation.words import text as _

FIRST_PURPOSE = FirstStep(
    _("Say what you want to write to people about"),
    _("A purpose is one box people can tick, in your words, such as a monthly letter. Nothing is sent without one."),
    is_any_own,
    "owners#the-first-purpose",
    "purposes.new",
    order=30,
)
