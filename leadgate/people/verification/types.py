"""What a room says about a proof it asks for, and what it is told when one is given."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from leadgate.foundation.errors import Refusal
from leadgate.foundation.house.rooms import DeclaredKind, Ref
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import Act, TokenExpired
from leadgate.foundation.keys.vault import PersonKey

if TYPE_CHECKING:
    from flask_babel import LazyString

MOST_TRIES = 5
MOST_MAILS = 4


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a letter: what its token may do, and what stands before the token in the address."""

    act: Act
    path: str

    def token(self, named: UUID) -> str:
        """The end of the link for one verification (or what it is about, where its key was there before it)."""
        return installation().tokens.make(self.act, named)

    def to(self, named: UUID) -> str:
        """The whole link, from this installation's own address, whatever host a request named."""
        return f"{installation().settings.base_url}/{self.path}{self.token(named)}"


class Settled(Enum):
    """What the worker does once it knows who asked."""

    ASK = auto()
    """Write the letter that asks for the proof."""
    ANSWERED = auto()
    """Nothing: the kind has answered in its own way."""
    ASK_KNOWN = auto()
    """The same, to the person who is known: from now on it hangs on them, and nothing that was typed is kept."""
    FORGET = auto()
    """Forget that anybody asked, and the key with it."""


@dataclass(frozen=True, slots=True)
class OwnChoice:
    """What whoever confirms in another browser than the one that asked says themselves about what stood on the form.

    Args:
        boxes: slugs of the purposes they ticked; nothing is ticked for them.
        keeps_typed: whether what was typed beside the address is kept, too.
    """

    boxes: frozenset[str] = frozenset()
    keeps_typed: bool = False


class FormAnswers(Protocol):
    """What a kind's payload keeps of the boxes on a form, and what whoever confirms elsewhere can make of it."""

    def ticked(self, payload: str) -> list[Any]:
        """What was ticked, each with `slug`, `title`, `text` and `language`.

        Letters name it, and whoever opens the link in another browser than the one that asked is asked about each:
        somebody else may have typed their address.
        """

    def agreed(self, person: UUID, ticked: Iterable[Any]) -> list[Any]:
        """Of these what a person has said yes to before, and is not asked again."""

    def chosen(self, payload: str, choice: OwnChoice) -> str:
        """The payload with what is wanted then, and nothing else."""

    def can_leave_out_typed(self, payload: str) -> bool:
        """Whether what was typed is a choice, too."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VerificationKind:
    """One kind of proof, as the room that asks for it declares it.

    Args:
        room: whose references these are.
        word: by which its rows are known; also in the audit's `<word>:not-me`.
        link: proves. `not_me` and `guardian`: their links, where there are such.
        link_lasts: how long link and digits work, from the asking.
        kept: how long a row that nobody proves is kept, from the asking.
        kept_for: the same in words that follow "kept for".
        rule: by which retention knows it; kinds that say the same end by one rule.
        over: refuses what has ended, was called off, or never was.
        letter, reminder, guardian_letter: the folders of the letters below `templates/mail/`.
        reminded_after: when to remind, once, whoever has not answered; never when None.
        shows: `(about, language) -> context` of its letters and pages, beside the links.
        proven: `(Proof, circumstances) -> done`, once, in the act that takes the proof.
        guardian_proven: the same when a guardian has said yes.
        again: `(Seen) -> done`, when it was proven before; over when empty.
        answers: what was said on the form beside what was asked for; None where it asks nothing else.
        typed: `(payload, about) -> [(label, text)]`: what was typed there, for whoever confirms.
        settles: `(Seen, person, time) -> Settled`, for what depends on who has the address; `person` is None when
            nobody is known by it, and `time` counts the mails. Always ASK when empty.
        has: `(person, about) -> bool`: whether somebody has what is asked for, and needs no reminder.
        reads: `() -> Reads`: what to read of the table it is about in the one statement that reads the proof.
        circumstances: `() -> circumstances` of the request at hand.
        onward: `(done) -> response`: where a proof leads.
        page, guardian_page: templates with the one button.
        inbox: the template "check your inbox".
        own_key: whether what was typed lies under a key of its own. Otherwise it lies under a key that was there
            before, and its links name what it is about.
        meets: whether a proof makes a person (or finds the known one).
        one_click: whether opening the link in the browser that asked is enough.
        times_letter: whether the time of the link counts from the letter, and not from the asking.
        single_use: whether nothing is kept of it once it is proven.
        outlives: whether it is kept as long as its person once it is proven.
        heeds_not_me: whether nobody is written to who has lately said "this wasn't me".
        shares_budget: whether its letters count to what one mailbox gets from forms anybody can fill in.
    """

    room: str
    word: str
    link: Link
    link_lasts: timedelta
    kept: timedelta
    kept_for: "LazyString | str"
    rule: str
    over: type[Refusal]
    letter: str
    proven: Ref
    onward: Ref
    page: str
    shows: Ref = ""
    not_me: Link | None = None
    guardian: Link | None = None
    reminder: str = ""
    guardian_letter: str = ""
    guardian_proven: Ref = ""
    guardian_page: str = ""
    inbox: str = ""
    reminded_after: timedelta | None = None
    again: Ref = ""
    answers: FormAnswers | None = None
    typed: Ref = ""
    settles: Ref = ""
    has: Ref = ""
    reads: Ref = ""
    circumstances: Ref = ""
    own_key: bool = True
    meets: bool = True
    one_click: bool = True
    times_letter: bool = False
    single_use: bool = False
    outlives: bool = False
    heeds_not_me: bool = True
    shares_budget: bool = True
    most_tries: int = MOST_TRIES
    most_mails: int = MOST_MAILS

    @property
    def declared(self) -> DeclaredKind:
        """What it names in turn, for the check of the house."""
        links = (self.link, self.not_me, self.guardian)
        letters = (self.letter, self.reminder, self.guardian_letter)
        pages = (self.page, self.guardian_page, self.inbox)
        acts = (self.proven, self.guardian_proven, self.again, self.settles)
        asked = (self.shows, self.has, self.typed, self.reads, self.circumstances, self.onward)
        return DeclaredKind(
            word=self.word,
            room=self.room,
            acts=[link.act for link in links if link],
            letters=[letter for letter in letters if letter],
            pages=[page for page in pages if page],
            refs=[ref for ref in (*acts, *asked) if ref],
        )

    def call(self, ref: Ref, *given: object) -> Any:
        """Call what a reference stands for."""
        return self.loaded(ref)(*given)

    def shown(self, about: UUID | None, language: str) -> dict[str, Any]:
        """What its letters and pages show about what was asked for."""
        context: dict[str, Any] = self.call(self.shows, about, language) if self.shows else {}
        return context

    def loaded(self, ref: Ref) -> Callable[..., Any]:
        """What a reference stands for."""
        return _loaded(f"leadgate.{self.room}.{ref}")

    def named_by(self, link: Link, token: str) -> UUID:
        """What a token of one of its links names.

        Raises:
            TokenInvalid: not one of ours, or for something else.
            the kind's `over`: its time has passed.
        """
        try:
            return installation().tokens.read(link.act, token)[0]
        except TokenExpired as refusal:
            raise self.over from refusal


@cache
def _loaded(ref: str) -> Callable[..., Any]:
    module, _, name = ref.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


@dataclass(frozen=True, slots=True)
class Reads:
    """Columns to read together with the proof, and the column that holds the id of what it is about."""

    id: Any
    columns: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A verification as its rows say, nothing of it opened."""

    id: UUID
    subject_id: UUID
    """Whose key it hangs on: its own until it is proven, the person's then."""
    about: UUID | None
    language: str
    for_guardian: bool
    made_at: datetime
    expires_at: datetime | None
    confirmed_at: datetime | None

    def of(self, subject: UUID) -> "Seen":
        """The same, once it has become somebody's."""
        return replace(self, subject_id=subject)


@dataclass(frozen=True, slots=True)
class Proof:
    """What has just been proven.

    Args:
        key: of the person, or whatever key it hangs on.
        own: the key that what was typed is sealed under until now; destroyed afterwards where it is not the person's.
        made_at: when it was asked for.
        read: the columns that the kind `reads`.
    """

    id: UUID
    about: UUID | None
    made_at: datetime
    key: PersonKey
    own: PersonKey
    payload: str
    language: str
    source: str
    for_guardian: bool
    method: str
    read: tuple[Any, ...]

    @property
    def person(self) -> UUID:
        """Who has proven it, or whatever the key is of."""
        return self.key.owner

    @property
    def is_first(self) -> bool:
        """Whether the person became known just now."""
        return self.key is self.own
