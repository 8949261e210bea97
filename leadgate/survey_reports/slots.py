"""What survey reports put on pages of others: where the words of people stand, beside the reasons they chose."""

from flask import render_template

from leadgate.foundation import languages
from leadgate.surveys import queries

MOST = 5


def beside_reasons() -> str:
    """The newest surveys that were ever published, each with the way to what was answered."""
    asked = [(one.id, title) for one, title in queries.titled(languages.of_request()) if one.live]
    return render_template("survey_reports/_beside_reasons.html", asked=asked[:MOST])
