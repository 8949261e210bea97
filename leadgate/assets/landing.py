"""One visit to a gate, by whichever door: the page, the embedded form or the API."""

from functools import cached_property
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from leadgate.analytics.actions import counting, sighting
from leadgate.analytics.sources import origin_of
from leadgate.assets import access, forms
from leadgate.assets.actions import opting_in
from leadgate.assets.forms import OptIn
from leadgate.assets.types import VisitStep
from leadgate.consent.circumstances import of_request
from leadgate.consent.queries import Offer
from leadgate.consent.types import wording_of
from leadgate.foundation import languages
from leadgate.foundation.databases.page_cache import remembered
from leadgate.foundation.installation import installation
from leadgate.foundation.web import client, form_tokens
from leadgate.foundation.web.onlookers import is_of_the_house, is_somebody
from leadgate.foundation.web.proof_of_work import challenge
from leadgate.foundation.web.security import asks_not_to_sell
from leadgate.foundation.wordings.showing import own_words_of
from leadgate.gate_words import parts

PLACEHOLDER = "csrf-token-stands-here"


class GateVisit:
    """Somebody at a gate, with the form they see or have sent.

    Raises:
        NoSuchAsset, AssetOver: when there is no such gate, or none any more.
    """

    def __init__(self, slug: str, sent: MultiDict[str, str] | None = None) -> None:
        self.gate = access.open_gate(slug)
        self.opt_in: UUID | None = None
        self._sent = sent

    @cached_property
    def offered(self) -> tuple[Offer, ...]:
        """The optional purposes on the form: those that share or sell not, where the browser asks for that."""
        return tuple(offer for offer in self.gate.optional if not (offer.shares and asks_not_to_sell()))

    @cached_property
    def form(self) -> OptIn:
        """The form, empty or as sent."""
        given = {"formdata": self._sent} if self._sent is not None else {}
        return forms.opt_in_form(self.gate, self.offered, meta={"wording": self.wording}, **given)

    @property
    def wording(self) -> str:
        """All that somebody answers, or says yes or no to, on the form, word for word."""
        notices = (one.sha256 for one in (self.gate.delivery, *self.offered))
        return wording_of(notices, *self.gate.asked_words, *own_words_of(parts.FORM))

    @property
    def chosen_language(self) -> str | None:
        """The language somebody asked for in the address, to be kept on the way."""
        chosen = languages.asked_for()
        return chosen if chosen in installation().settings.languages else None

    @cached_property
    def twins(self) -> dict[str, str]:
        """The open pages that say the same, by language: each by its name in its address; first the one for others."""
        find, asset = installation().house.answer("assets.twins"), self.gate.asset.id
        return remembered(("twins", asset), lambda: find(asset).get(asset, {})) if find else {}

    @property
    def twin_to_read(self) -> str | None:
        """The twin for somebody whose browser reads its language better, and who said nothing about languages here."""
        better = languages.read_better(self.twins, self.gate.asset.language)
        return self.twins[better] if better and is_somebody(request) and not is_of_the_house() else None

    @cached_property
    def _source(self) -> str:
        """What of the word the form was sent with may be stored."""
        return sighting.counted_as(self.form.source.data, client.network, self.gate.asset.id)

    @cached_property
    def is_counted(self) -> bool:
        """Whether each step of it is counted, or none: a page was opened, by a person, and not by the staff."""
        return self._sent is None and is_somebody(request) and not is_of_the_house()

    def is_taken(self) -> bool:
        """Whether the form was accepted; a robot is told so too, and nothing is kept of it."""
        form = self.form
        if form.is_robot:
            return True
        self.note_started()
        taken = form.submitted_to(self._ask)
        if taken:
            self.opt_in = form.answer
        return taken

    def note_started(self) -> None:
        """Count that somebody has begun to fill in the form, once for each page that was opened."""
        if not self.form.started.data and self.is_counted:
            counting.note(self.gate.asset.id, VisitStep.STARTED, self._source)
        self.form.started.data = "y"

    def _ask(self) -> UUID:
        self.form.pace()
        return opting_in.ask(
            self.gate,
            self.form.typed(self.gate, self._source, self.is_counted),
            of_request(),
            offered=self.offered,
            network=client.network(),
        )

    def page(self, template: str) -> ResponseReturnValue:
        """The page with the form; a first visit's is the same for everybody and made once a second."""
        if request.method == "POST":
            return self._rendered(template), self.form.status
        source, asset = origin_of(request.args), self.gate.asset
        if self.is_counted:
            counting.note(asset.id, VisitStep.SEEN, sighting.counted_as(source, client.network, asset.id))
        if installation().settings.proof_of_work:
            return self._rendered(template)
        said = installation().settings.version
        key = (template, asset.slug, languages.of_request(), asks_not_to_sell(), source, self.chosen_language, said)
        text, wording = remembered(key, lambda: (self._blank(template, source), self.wording))
        return text.replace(PLACEHOLDER, form_tokens.made_for("opt-in", wording))

    def _blank(self, template: str, source: str) -> str:
        self.form.csrf_token.current_token = PLACEHOLDER
        self.form.source.data = source
        return self._rendered(template)

    def _rendered(self, template: str) -> str:
        proof = challenge() if installation().settings.proof_of_work else None
        page = {"gate": self.gate, "form": self.form, "offered": self.offered, "chosen": self.chosen_language}
        source = self.form.source.data
        # Of its own address the page says this alone: it is remembered, and shown to others.
        page["address_keeps"] = [("source", source)] if source else []
        return render_template(template, proof=proof, twins=self.twins, **page)
