"""Whom a letter is for: as leads are chosen, of those who agree to its purpose now."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from leadgate.foundation.installation import installation
from leadgate.leads import choosing
from leadgate.leads.choosing import LeadChoice
from leadgate.leads.finding import LeadFinding

EVERYBODY = LeadChoice((), {})


def chosen_by(query: str) -> LeadChoice:
    """Who was chosen.

    Args:
        query: as the address of the list of leads says it; empty for everybody.
    """
    asked: Mapping[str, str] = dict(parse_qsl(query))
    return choosing.choice_in(asked, choosing.facets(installation().settings.languages[0])) if asked else EVERYBODY


def found(query: str) -> LeadFinding:
    """The same, as it is found now."""
    return LeadFinding(chosen_by(query))
