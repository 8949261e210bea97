"""What verifying ends with, and whom it believes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol

from .cosignatures import WitnessKey, seen_by
from .reading import Document
from .stamps import CheckStamp, stamped_at, stamped_part


class Outcome(Enum):
    """How a document came off; the value is the exit status of the programs."""

    GENUINE = 0
    REFUSED = 1
    UNTRUSTED = 3
    """Sound in itself, but nobody vouched for the key that signed it: anybody can make such a document."""


@dataclass(frozen=True, slots=True)
class Trust:
    """The public keys (32 bytes each) that were obtained from elsewhere than from the document."""

    keys: Collection[bytes] = ()
    insists: bool = False
    """Whether a document by another key is refused, as the asker named the key it has to be."""
    witnesses: Collection[WitnessKey] = ()
    """Those without whose cosignature a document is refused."""
    is_stamped: CheckStamp | None = None
    """Whether the time stamping authority that is believed signed; without it only what a stamp says is read."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a document says about the log; two that contradict each other cannot both be genuine."""

    who: str
    size: int
    root: bytes
    position: int | None = None
    entry: Document | None = None
    note: str = ""
    """The checkpoint itself, with the lines of its witnesses; empty where there is none."""


@dataclass(slots=True)
class Verdict:
    """What was found about one document; `faults` are sentences that name what is wrong and where."""

    what: str
    key: bytes = b""
    trusted: bool = False
    has_checkpoint: bool = False
    faults: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    """What else there is to say: who outside saw what it says of the log, and when; one sentence each."""
    partly: str = ""
    """What was found, where not all of it could be looked at; empty where it was."""

    @property
    def outcome(self) -> Outcome:
        """Refused with any fault; genuine only by a key that is trusted."""
        if self.faults:
            return Outcome.REFUSED
        return Outcome.GENUINE if self.trusted else Outcome.UNTRUSTED

    @property
    def sentence(self) -> str:
        """What is to be said about it, in one or more lines."""
        if self.faults:
            return "\n".join([*self.faults, *self.seen])
        about = "" if self.has_checkpoint else " It is from before there were checkpoints, and carries none."
        if self.trusted:
            return " ".join([f"{self.what}: {self.partly or 'genuine.'}{about}", *self.seen])
        return (
            f"{self.what}: UNTRUSTED. It is sound, but anybody can make one that is: it is signed by {self.key.hex()}, "
            f"and nobody here knows whose key that is. Compare it with the key the controller publishes.{about}"
        )

    def signed_by(self, key: bytes, trust: Trust) -> None:
        """Note whose key it is; one that the asker did not mean is a fault."""
        self.key, self.trusted = key, key in trust.keys
        if trust.insists and not self.trusted:
            self.faults.append(f"The {self.what} was made with another key than this one.")


def ask_for_witnesses(verdict: Verdict, trust: Trust) -> None:
    """Note when each witness first saw a checkpoint of a document; one that saw none of them is a fault."""
    for witness in trust.witnesses:
        times = [(claim.size, seen_by(claim.note, witness)) for claim in verdict.claims if claim.note]
        first = min(((at, size) for size, at in times if at), default=None)
        if first:
            verdict.seen.append(f"{witness.name} saw its {first[1]} entries at {first[0]:%Y-%m-%d %H:%M:%S} UTC.")
        else:
            verdict.faults.append(f"The {verdict.what} carries no checkpoint that {witness.name} cosigned.")


def stamp_findings(response: bytes, note: str, size: int, trust: Trust) -> tuple[list[str], list[str]]:
    """What is wrong with a time stamp, and what it says: one sentence each.

    Args:
        response: of the authority, in DER.
        note: the checkpoint it has to be about.
        size: how many entries that is over.
        trust: whom to ask whether the authority signed it.

    Raises:
        Unreadable: it is no time stamp, or one of something else.
    """
    message = stamped_part(note)
    at = f"{stamped_at(response, message):%Y-%m-%d %H:%M:%S} UTC"
    if trust.is_stamped is None:
        return [], [f"A time stamp says {size} entries were there at {at}; who signed it was not looked at."]
    if not trust.is_stamped(response, message):
        return [f"The time stamp over {size} entries is not by the authority whose certificate was given."], []
    return [], [f"The authority stamped {size} entries at {at}."]


class History(Protocol):
    """A log that is at hand, with which claims are compared."""

    size: int

    def root_at(self, size: int) -> bytes:
        """The root over its first so many entries."""

    def entry_at(self, position: int) -> Document:
        """The entry at a position below `size`."""


def contradictions(claims: Iterable[Claim], history: History, where: str) -> Iterable[str]:
    """What claims say otherwise than a log, one sentence each.

    Args:
        where: what the log is called in the sentences.
    """
    for claim in claims:
        if claim.size > history.size:
            yield f"{claim.who} is about {claim.size} entries; {where} has only {history.size}: cut, or older."
        elif history.root_at(claim.size) != claim.root:
            yield (
                f"{claim.who} contradicts {where}: its root over the first {claim.size} entries is {claim.root.hex()}, "
                f"there it is {history.root_at(claim.size).hex()}. One of the two histories was rewritten."
            )
        if claim.position is not None and claim.entry is not None and claim.position < history.size:
            yield from _entry_contradictions(claim, claim.entry, history.entry_at(claim.position), where)


def _entry_contradictions(claim: Claim, said: Document, found: dict[str, Any], where: str) -> Iterable[str]:
    for name in sorted(said.keys() | found.keys()):
        if said.get(name) != found.get(name):
            yield f"{claim.who} says {name} is {said.get(name)!r}; {where} says {found.get(name)!r}."
