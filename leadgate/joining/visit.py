"""One visit to the form of a group, by somebody who is signed in or not."""

from dataclasses import replace
from functools import cached_property
from uuid import UUID

from flask import request

from leadgate.consent.circumstances import of_request
from leadgate.consent.queries import Offer
from leadgate.consent.types import wording_of
from leadgate.foundation.installation import installation
from leadgate.foundation.web import client
from leadgate.foundation.web.forms import tidy
from leadgate.foundation.web.proof_of_work import challenge
from leadgate.foundation.web.security import asks_not_to_sell
from leadgate.groups import queries as groups
from leadgate.invitations import queries as invitations
from leadgate.joining import access, forms, requests
from leadgate.joining.actions import asking
from leadgate.joining.forms import Join
from leadgate.joining.requests import OwnRequest
from leadgate.people import browser
from leadgate.questions import queries as questions
from leadgate.questions.answers import Answer, field_name, given
from leadgate.standing.queries import has_opted_out


class JoinVisit:
    """Somebody at the form of a group.

    Raises:
        NoSuchGroup: there is none, or not for them.
    """

    def __init__(self, slug: str) -> None:
        self.person = browser.person()
        token = request.values.get("invitation", "")
        self.invited = invitations.by_token(token) if token else None
        self.gate = access.gate(slug, self.person.id if self.person else None, self.invited)
        self.request: UUID | None = None
        self.opened: UUID | None = None
        """The session of somebody new whose invitation has just proven their address."""

    @cached_property
    def offered(self) -> tuple[Offer, ...]:
        """The optional purposes on the form: those that share or sell not, where the browser or the person said so."""
        return tuple(offer for offer in self.gate.optional if not (offer.shares and self._is_not_to_be_shared))

    @cached_property
    def _is_not_to_be_shared(self) -> bool:
        return asks_not_to_sell() or (self.person is not None and has_opted_out(self.person.id))

    @cached_property
    def form(self) -> Join:
        """The form, empty or as sent."""
        wording = self.gate.form_wording(self.offered)
        return forms.join_form(self.gate, self.offered, signed_in=self.is_proven, meta={"wording": wording})

    def asked_no_longer(self, form: Join) -> list[Answer]:
        """What somebody has typed into a form whose questions were replaced while it was open."""
        if not form.is_submitted():
            return []
        gone = [one for one in questions.replaced(self.gate.group.id) if field_name(one.id) not in form]
        return given(gone, {name: tidy(text) for name, text in request.form.items()})

    @property
    def is_proven(self) -> bool:
        """Whether the address needs no proof any more: they are signed in, or came by the mail that invites them."""
        return self.person is not None or (self.invited is not None and self.invited.address_proven)

    @property
    def standing(self) -> str:
        """What this person is to the group: `member`, `asked`, or nothing yet."""
        if self.person is None:
            return ""
        if groups.membership(self.gate.group.id, self.person.id):
            return "member"
        return "asked" if requests.newest_request(self.gate.group.id, self.person.id) else ""

    def is_taken(self) -> bool:
        """Whether the form was accepted; a robot is told so too, and nothing is kept of it."""
        if request.method != "POST":
            return False
        if self.form.is_robot:
            return True
        taken = self.form.submitted_to(self._ask)
        if taken:
            self.request = self.form.answer
        return taken

    def _ask(self) -> UUID | None:
        typed, how = self.form.typed(self.gate), of_request()
        if self.person:
            return asking.ask_as(self.person, self.gate, typed, how, offered=self.offered, invited=self.invited)
        if self.invited and self.invited.address_proven:
            self.opened = asking.ask_invited(self.invited, self.gate, typed, how, offered=self.offered)
            return None
        self.form.pace()
        network = client.network()
        return asking.ask(self.gate, typed, how, offered=self.offered, network=network, invited=self.invited)

    @property
    def proof(self) -> str | None:
        """The challenge of the proof of work, where the installation asks for one of strangers."""
        return challenge() if installation().settings.proof_of_work and not self.is_proven else None

    def change_form(self, mine: OwnRequest) -> Join:
        """The form as this person filled it in, with what they answered to questions that are asked no longer."""
        shown = {field_name(one.question): one.text for one in mine.answers}
        meta = {"wording": wording_of([self.gate.asked], str(mine.kept_days))}
        filled = {"name": mine.name, **shown}
        return forms.join_form(self.gate, (), signed_in=True, earlier=self.earlier(mine), data=filled, meta=meta)

    def earlier(self, mine: OwnRequest) -> list[Answer]:
        """What this person answered to questions that are asked no longer."""
        asked = {one.id for one in self.gate.questions}
        return [one for one in mine.answers if one.question not in asked]

    def changed(self, form: Join, mine: OwnRequest) -> tuple[str, tuple[Answer, ...]]:
        """What it is changed into; only what somebody has emptied is gone."""
        kept = [replace(one, text=tidy(form[field_name(one.question)].data)) for one in self.earlier(mine)]
        return tidy(form["name"].data), (*form.answers(self.gate), *(one for one in kept if one.text))

    @property
    def accepts_rules(self) -> bool:
        """Whether the box under the rules was ticked."""
        return bool(request.form.get("rules"))
