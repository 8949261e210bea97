"""What surveys put on pages of others: what somebody answered, on their own page."""

from flask import render_template

from leadgate.foundation import languages
from leadgate.people import browser
from leadgate.surveys import access, queries


def mine() -> str:
    """The surveys the reader has answered or begun, with the links to their answers."""
    person = browser.reader()
    if person is None:
        return ""
    answered = [(one, access.token_of(one.response)) for one in queries.answered_by(person.id, languages.of_request())]
    return render_template("surveys/_mine.html", answered=answered)
