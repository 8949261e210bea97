"""One visit to a survey: what stands on the page, and what becomes of it when it is sent."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import cast
from uuid import UUID

from flask import request, url_for

from leadgate.analytics.actions import counting, sighting
from leadgate.analytics.sources import source_named
from leadgate.consent import circumstances
from leadgate.consent.queries import Offer
from leadgate.foundation.installation import installation
from leadgate.foundation.web import client, forms
from leadgate.foundation.web.onlookers import is_somebody
from leadgate.people import browser
from leadgate.pii_detection.senses import get_ready
from leadgate.questionnaires.definition import Sensitive
from leadgate.questionnaires.flow import SurveyPage, Walk
from leadgate.questionnaires.piping import filled
from leadgate.questions.kinds import AnyItem
from leadgate.questions.kinds.item import FormValues, Value, Words, said
from leadgate.questions.showing import ShownQuestion, shown
from leadgate.surveys import access, queries, reading
from leadgate.surveys.actions import answering
from leadgate.surveys.actions.answering import Begun
from leadgate.surveys.actions.responses import Stands
from leadgate.surveys.errors import AnsweredAlready, ChangedElsewhere
from leadgate.surveys.forms import AnswerForm, FirstForm
from leadgate.surveys.queries import SurveyGate
from leadgate.surveys.reading import PageRead
from leadgate.surveys.types import SurveyVisitStep

SEED_DIGITS = 10


class Asking:
    """A page of questions in front of somebody, empty, answered before, or as it was just sent."""

    gate: SurveyGate
    walk: Walk
    page: SurveyPage | None
    seed: int

    @cached_property
    def form(self) -> AnswerForm:
        """The form around the questions."""
        return AnswerForm(meta={"wording": self.gate.wording})

    @cached_property
    def sent(self) -> PageRead | None:
        """The page as it was sent, if it was."""
        if request.method != "POST" or self.page is None:
            return None
        return reading.read(self.page, cast(FormValues, request.form), self.gate.definition.sensitive)

    def shown(self, item: AnyItem) -> ShownQuestion:
        """A question as it stands on the page."""
        get_ready()
        return shown(
            item,
            self.gate.language,
            answer=self.walk.answers.get(item.key),
            typed=self._typed if self.sent else self._from_link(item),
            error=self.sent.errors.get(item.key, "") if self.sent else "",
            seed=self.seed,
            fill=self.text,
        )

    @property
    def _typed(self) -> Mapping[str, Sequence[str]]:
        return dict(request.form.lists())

    def _from_link(self, item: AnyItem) -> Mapping[str, Sequence[str]] | None:
        """What the link fills in (`?q.name=…`), for whoever answers to leave or change; None after they have."""
        if item.key in self.walk.answers or item.key in self.walk.passed:
            return None
        named = {name: values for name, values in request.args.lists() if f"{name}.".startswith(f"{item.field}.")}
        return named or None

    def text(self, words: str) -> str:
        """A text with the answers it repeats."""
        return filled(words, self.gate.definition.items, self.walk.answers, self.gate.language)

    def said(self, words: Words) -> str:
        """A text in the reader's language."""
        return self.text(said(words, self.gate.language))

    def found(self, key: str) -> list[tuple[str, object]]:
        """What was found in the words of an answer: the words, and what they are."""
        found = self.sent.found.get(key, []) if self.sent else []
        return [(text[one.start : one.end], one.what.words) for text, one in found]

    def picture_of(self, name: str) -> str:
        """The address of a picture of an answer."""
        return url_for("survey_pictures.picture", survey_id=self.gate.survey.id, name=name)

    @property
    def is_the_end(self) -> bool:
        """Whether sending this page finishes, whatever it says."""
        return self.page is not None and self.walk.is_the_end(self.page)

    @property
    def may_finish(self) -> bool:
        """Whether sending this page may finish."""
        return self.page is not None and self.walk.is_last(self.page)

    @property
    def may_keep(self) -> bool:
        """Whether the survey lets people keep what was found."""
        return self.gate.definition.sensitive is Sensitive.ASK

    @cached_property
    def special(self) -> Offer:
        """What they agree to who keep it."""
        return self.gate.special

    @property
    def first_wrong(self) -> str:
        """The question the focus goes to after a refusal."""
        return next(iter(self.sent.errors), "") if self.sent else ""

    def is_taken(self) -> bool:
        """Whether the page was sent and is stored; a robot is told so too, and nothing is kept of it."""
        if self.sent is None:
            return False
        if self.form.is_robot:
            return True
        if not self.sent.is_good:
            self.form.validate()
            self.form.turn_back(422)
            return False
        return self.form.submitted_to(self.store, self.sent)

    @property
    def stands(self) -> Stands | None:
        """How the response stands that was just stored; none for a robot's."""
        return getattr(self.form, "answer", None)

    def store(self, sent: PageRead) -> Stands:
        """Keep what was sent."""
        raise NotImplementedError


class FirstVisit(Asking):
    """Somebody who has not begun: the first page, with what they agree to."""

    @cached_property
    def form(self) -> FirstForm:
        """The form around the questions, with the boxes of the notice."""
        return FirstForm(meta={"wording": self.gate.wording})

    def __init__(self, slug: str) -> None:
        self.gate = access.gate(slug, request.form.get("version", ""))
        seed = _seed_named("seed")
        self.seed = answering.new_seed() if seed is None else seed
        self.walk = Walk(self.gate.definition, self._said_by_link, (), self.seed)
        self.page = self.walk.next_page()

    @property
    def _said_by_link(self) -> dict[str, Value]:
        """The hidden fields, which the first page already goes by."""
        sent = cast(FormValues, request.form if request.method == "POST" else request.args)
        unasked = [item for item in self.gate.definition.items.values() if not item.is_asked]
        return {item.key: value for item in unasked if (value := item.read(sent)) is not None}

    @cached_property
    def person(self) -> UUID | None:
        """Who is signed in; nobody where the survey is not to know."""
        if self.gate.definition.anonymous:
            return None
        found = browser.person()
        return found.id if found else self.asked

    @property
    def letter(self) -> str:
        """The token of the letter that led here, if one did."""
        return request.form.get("to") or request.args.get("to", "")

    @cached_property
    def asked(self) -> UUID | None:
        """Who a letter asked to come; what they have answered before is only shown to who is signed in.

        Raises:
            AnsweredAlready: they have, and nobody is signed in: a letter can be passed on.
        """
        person = access.asked_by_letter(self.gate.survey, self.letter) if self.letter else None
        if person and queries.response_of(self.gate.survey.id, person):
            raise AnsweredAlready
        return person

    @cached_property
    def begun(self) -> str | None:
        """The link of what this person has begun or finished already."""
        row = queries.response_of(self.gate.survey.id, self.person) if self.person else None
        return access.token_of(row.id) if row else None

    def note_seen(self) -> None:
        """Count that somebody saw it, where they did not send it just now."""
        if self.sent is None and is_somebody(request):
            counting.note(self.gate.survey.id, SurveyVisitStep.SEEN)

    @property
    def is_only_page(self) -> bool:
        """Whether this page is all there is."""
        return len(self.walk.pages) == 1

    @property
    def source(self) -> str:
        """By which word the survey was reached, for the page to carry it on."""
        asked = request.form.get("source") or request.args.get("utm_source") or request.args.get("source")
        return source_named(asked)

    def store(self, sent: PageRead) -> Stands:
        """Begin a response."""
        assert self.page
        if not self.person:
            self.form.pace()
        named = sighting.shared_as if self.gate.definition.anonymous else sighting.counted_as
        who = Begun(
            person=self.person,
            agrees=bool(self.form.agree.data),
            quoted=bool(self.form.quote.data),
            source=named(self.source, client.network),
            network="" if self.person else client.network(),
            form=forms.fingerprint(),
            opened_at=self.form.meta.opened_at,
            seed_before=_seed_named("before"),
        )
        how = circumstances.of_request()
        return answering.begin(self.gate, who, self.page, sent, self.seed, how)


def _seed_named(name: str) -> int | None:
    """The seed a form names; None for anything else."""
    seed = request.form.get(name, "")
    is_seed = seed.isdecimal() and len(seed) <= SEED_DIGITS and int(seed) < answering.SEEDS
    return int(seed) if is_seed else None


class Continued(Asking):
    """Somebody on their way, by their own link."""

    def __init__(self, slug: str, token: str) -> None:
        self.opened = access.response(slug, token)
        self.gate, self.walk, self.seed = self.opened.gate, self.opened.walk, self.opened.row.seed
        asked = request.form.get("page") or request.args.get("page", "")
        self.page = (self.walk.page(asked) if asked else None) or self.walk.next_page()

    @property
    def is_over(self) -> bool:
        """Whether the response is finished."""
        return self.opened.is_over

    @property
    def own_link(self) -> str:
        """The address that leads back here."""
        path = url_for("surveys.response", slug=self.gate.survey.slug, token=self.opened.token)
        return f"{installation().settings.origin}{path}"

    @property
    def page_before(self) -> SurveyPage | None:
        """Where the way back leads."""
        return self.walk.before(self.page.key) if self.page else None

    def store(self, sent: PageRead) -> Stands:
        """Keep the page; one that came already, as it was, leads on.

        Raises:
            ChangedElsewhere: another page, or this one with other answers, was sent since it was shown.
        """
        page, row, held = self.page, self.opened.row, self.opened.read.held
        assert page
        shown = (request.form.get("page", page.key), request.form.get("revision", str(row.revision)))
        if shown != (page.key, str(row.revision)):
            if held.with_page(page, sent) != held:
                raise ChangedElsewhere
            return Stands(row.id, row.state)
        return answering.save(self.gate, self.opened.read, page, sent, circumstances.of_request())
