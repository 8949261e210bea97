"""The page of a letter: all of it, one part open, and beside it how it looks to a reader."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from uuid import UUID

from flask import request
from flask_babel import gettext

from leadgate.consent.queries import Offer
from leadgate.foundation import languages
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation
from leadgate.leads.finding import purposes
from leadgate.letter_editor import acting, cards, checking, looking, shape, typed
from leadgate.letter_editor.acting import HEAD, found_again
from leadgate.letter_editor.actions import stepping, testing
from leadgate.letter_editor.checking import LetterProblem
from leadgate.letter_editor.errors import BlockGone
from leadgate.letter_editor.looking import LetterLook
from leadgate.letter_editor.queries import ways_of
from leadgate.letter_editor.shape import Wordings
from leadgate.letter_editor.types import LetterWay
from leadgate.letters import access, queries
from leadgate.letters.actions import picturing
from leadgate.letters.errors import LetterChanged, NoPurposeOfLetters
from leadgate.letters.framing import frame_of
from leadgate.letters.showing import LetterShown
from leadgate.letters.types import Block, BlockKind, Card, LetterWording

STEPS = {"undo": LetterWay.BACK, "redo": LetterWay.FORTH}
BY_SCRIPT = "X-Editor"
"""A header of the page's own script, which wants what changed and not a whole page."""


class LetterPage:
    """What stands on the page, and what becomes of it when one of its buttons is pressed.

    Args:
        letter_id: the letter's id.

    Raises:
        NoSuchLetter: there is none.
        NoPurposeOfLetters: what it is for is not offered any more.
    """

    def __init__(self, letter_id: UUID) -> None:
        self.letter = access.letter(letter_id)
        if self.purpose is None:
            raise NoPurposeOfLetters
        self.sent: dict[str, str] = request.form.to_dict()
        self.act = self.sent.get("act", "")
        self.opened = self.sent.get("opened", "") if request.method == "POST" else request.args.get("open", "")
        self.is_refused = False
        self.told = ""
        self.wordings: Wordings = {}
        self._look_again()

    def _look_again(self) -> None:
        """Go on with the letter as it is by now, and with what is open, if it is there still."""
        self.wordings = shape.aligned(queries.wordings(self.letter.id)) or {self.own_language: LetterWording()}
        self.opened = found_again(self.wordings, self.opened)

    @cached_property
    def purpose(self) -> Offer | None:
        """What it is for."""
        return next((one for one in purposes(self.own_language) if one.purpose_id == self.letter.purpose_id), None)

    @property
    def own_language(self) -> str:
        """Of whoever writes."""
        return languages.of_request()

    def take(self, *, by: UUID) -> None:
        """Keep what was typed, and do what the button says.

        Raises:
            TooLongForLetter, NotALetterPicture, NoSuchBlock, LetterChanged, NoStepOfLetter, LetterNotReady
        """
        had = self.opened
        try:
            self._take(by)
        except Refusal as refusal:
            self.is_refused = True
            self._look_again()
            if isinstance(refusal, LetterChanged) and had and not self.opened:
                raise BlockGone from refusal
            raise
        self._look_again()

    def _take(self, by: UUID) -> None:
        self._take_picture()
        about = self._chosen()
        tab = self.sent.get("tab", "")

        def changed(now: Wordings) -> Wordings:
            said = acting.with_typed(now, self.opened, self.sent)
            if about:
                return acting.filled(said, self.opened.removeprefix("block:"), about)
            new, self.opened = acting.performed(said, self.act, self.opened)
            return new

        stepping.change(self.letter.id, self.sent.get("stands", ""), changed, tab=tab, by=by)
        if way := STEPS.get(self.act):
            stepping.step(self.letter.id, way, tab=tab, by=by)
        if self.act == "test":
            address = testing.ask(self.letter.id, self.language, by=by)
            self.told = gettext("On its way to %(address)s, as this language's readers would get it.", address=address)

    def _take_picture(self) -> None:
        """Keep the picture that came with the form, and name it in the block that is open."""
        file = request.files.get("picture.file")
        content = file.read() if file else b""
        if content and (kind := self.kind) in (BlockKind.PICTURE, BlockKind.CARD):
            kept = picturing.taken(content)
            self.sent[f"picture.{'url' if kind is BlockKind.PICTURE else 'picture'}"] = kept.path
            is_card = kind is BlockKind.CARD
            self.sent["picture.width"] = str(kept.shown_width if is_card else min(kept.width, picturing.WIDE))

    def _chosen(self) -> Mapping[str, Card]:
        """What a card is to be filled with, by language; its picture is drawn before anything is locked."""
        if self.act != "fill" or self.kind is not BlockKind.CARD:
            return {}
        return cards.cards_of(self.sent.get("about", ""), list(self.wordings))

    def look(self) -> None:
        """Show what was typed as it would be, and keep nothing; what cannot be kept is not shown either."""
        try:
            self.wordings = acting.with_typed(self.wordings, self.opened, self.sent)
        except Refusal:
            return

    @property
    def is_look(self) -> bool:
        """Whether only a look was asked for."""
        return self.act == "look"

    @property
    def is_by_script(self) -> bool:
        """Whether the page's script asks, which changes the page itself."""
        return BY_SCRIPT in request.headers

    @property
    def template(self) -> str:
        """What is drawn: the whole page, or what the script puts into it."""
        if self.is_look:
            return "letter_editor/_preview.html"
        return "letter_editor/_editor.html" if self.is_by_script else "letter_editor/edit.html"

    @property
    def stands(self) -> str:
        """Names the letter that is shown."""
        return stepping.stands(self.wordings)

    @cached_property
    def ways(self) -> frozenset[LetterWay]:
        """Whether something can be undone, and done again."""
        return ways_of(self.letter.id)

    @property
    def sender(self) -> str:
        """Whom a list of mails names."""
        settings = installation().settings
        return settings.sender.name or settings.controller.name

    @property
    def spoken(self) -> dict[str, str]:
        """The languages of the letter, and what each is called."""
        return {tag: languages.own_name(tag) for tag in self.wordings}

    @property
    def unspoken(self) -> dict[str, str]:
        """The languages of the site in which it is not said."""
        return {tag: languages.own_name(tag) for tag in installation().settings.languages if tag not in self.wordings}

    @property
    def language(self) -> str:
        """The one it is shown in."""
        asked = request.args.get("show") or self.sent.get("show", "")
        for one in (asked, self.own_language):
            if one in self.wordings:
                return one
        return next(iter(self.wordings))

    @property
    def as_what(self) -> str:
        """As what it is shown (`LetterLook`)."""
        asked = request.args.get("as") or self.sent.get("as", "")
        return asked if asked in list(LetterLook) else LetterLook.PHONE

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks, in the language it is shown in."""
        return self.wordings[self.language].blocks

    @property
    def kind(self) -> BlockKind | None:
        """Which kind is open."""
        found = next((one for one in self.blocks if f"block:{one.key}" == self.opened), None)
        return shape.kind_of(found) if found else None

    @property
    def fields(self) -> Sequence[typed.BlockField]:
        """What the open block asks."""
        return typed.FIELDS[self.kind] if self.kind else ()

    @cached_property
    def values(self) -> Mapping[str, str]:
        """The fields of what is open: as it stands, or as it was typed where that was refused."""
        if self.is_refused:
            return self.sent
        if self.opened == HEAD:
            return typed.values_of_letter(self.wordings)
        if not self.kind:
            return {}
        return typed.values_of(shape.blocks_of(self.wordings, self.opened.removeprefix("block:")), self.kind)

    @cached_property
    def shown(self) -> LetterShown:
        """The letter as its reader gets it."""
        return looking.shown(self.wordings[self.language], self.language, self.letter.purpose_id)

    @cached_property
    def problems(self) -> list[LetterProblem]:
        """All there is to say of it."""
        frames = {tag: frame_of(tag, self.letter.purpose_id) for tag in self.wordings}
        size = checking.of_size(self.language, len(self.shown.html.encode()))
        found = checking.problems_of(self.wordings, frames, queries.known_fields())
        return [*found, *([size] if size else [])]

    def problems_at(self, place: str) -> list[LetterProblem]:
        """What there is to say of one block, or of the letter as a whole."""
        return [one for one in self.problems if one.place == place]

    @property
    def offered(self) -> list[cards.CardOffered]:
        """What the open card can be about."""
        return cards.offered() if self.kind is BlockKind.CARD else []
