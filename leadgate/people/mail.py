"""Letters about a person's own page."""

from functools import partial
from uuid import UUID

from leadgate.foundation import mail, outbox
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.mail import Letter
from leadgate.foundation.tokens import Act
from leadgate.people import queries


def sign_in_link(link: UUID, person: UUID) -> None:
    """Send the link that opens a person's own page, once."""
    key = f"mail/people/sign_in/{link}"
    what = {"letter": "people/sign_in", "message": new_id(), "link": link, "person": person}
    outbox.put("mail", what, key=key, owner=person)


@mail.letter("people/sign_in")
def _sign_in(link: UUID, person: UUID) -> Letter | None:
    known = queries.person(person)
    if known is None:
        return None
    here = installation()
    url = f"{here.settings.base_url}/me/sign-in?token={here.tokens.make(Act.SIGN_IN, link)}"
    return Letter(person, partial(queries.address_of, person), known.language, {"url": url})
