"""Witnessing without a server: the newest checkpoint is fetched from where a log publishes it, now and then.

What is cosigned, and on which proof, is decided by `cosigning`, as for a checkpoint that was handed in.
"""

from dataclasses import dataclass
from datetime import datetime

from leadgate.foundation.calling.destinations import Reach, destination_of
from leadgate.foundation.calling.errors import CallFailed, WrongAddress
from leadgate.foundation.calling.posting import get, post
from leadgate.verifier.notes import Checkpoint, named_key_in, read_checkpoint
from leadgate.verifier.reading import Unreadable, from_base64
from leadgate.verifier.tree import HASH_BYTES
from leadgate.witness.cosigning import MOST_BYTES, Offered, Signer, cosign
from leadgate.witness.errors import LogRefused, LogSilent, NotHandedIn
from leadgate.witness.folder import FolderMemory
from leadgate.witness.watching import submitted_in, watched_in

WELL_KNOWN = "/.well-known/leadgate-log"
PLAIN = {"content-type": "text/plain; charset=utf-8"}
TRIES = 3
"""Another run over the same folder may be faster; so often is begun anew behind it."""


@dataclass(frozen=True, slots=True)
class PublishedLog:
    """A log at its well-known address, which is asked by GET, and given what was cosigned."""

    address: str

    @classmethod
    def of(cls, url: str) -> "PublishedLog":
        """The log of a leadgate.

        Args:
            url: of the leadgate, or of anything below the log's well-known address; https, or http on this machine.

        Raises:
            CallFailed: it is no address that is called.
        """
        log = cls(url.partition(WELL_KNOWN)[0].rstrip("/") + WELL_KNOWN)
        destination = destination_of(log.address, Reach.ANY_NETWORK)
        if not destination.target.endswith(WELL_KNOWN) or "?" in destination.target:
            raise WrongAddress
        return log

    def key(self) -> str:
        """Its verifier key, as it says itself."""
        return self._text("key").strip()

    def checkpoint(self) -> str:
        """Its newest checkpoint."""
        return self._text("checkpoint")

    def growth(self, older: int, newer: int) -> list[bytes]:
        """The proof that it only grew between two sizes; where nothing is to be proven, nothing is asked."""
        if not 0 < older < newer:
            return []
        try:
            return [from_base64(line, HASH_BYTES) for line in self._text(f"consistency/{older}/{newer}").splitlines()]
        except Unreadable as damage:
            raise LogSilent(f"{self.address} gave no consistency proof. {damage}") from damage

    def hand_in(self, note: str) -> None:
        """Give it a checkpoint of its own that was cosigned, for it to publish the witness' line.

        Raises:
            NotHandedIn: it was not to be reached, or does not take it.
        """
        url = f"{self.address}/cosignatures"
        try:
            answer = post(url, note.encode(), PLAIN, reach=Reach.ANY_NETWORK, most_bytes=MOST_BYTES)
        except CallFailed as trouble:
            raise NotHandedIn(url, str(trouble)) from trouble
        if not answer.is_taken:
            raise NotHandedIn(url, f"It answered {answer.status}.")

    def _text(self, name: str) -> str:
        try:
            answer = get(f"{self.address}/{name}", {}, reach=Reach.ANY_NETWORK, most_bytes=MOST_BYTES)
            if answer.status != 200:
                raise LogSilent(f"{self.address}/{name} answered {answer.status}; nothing was cosigned.")
            return answer.body.decode()
        except CallFailed as trouble:
            raise LogSilent(f"{self.address}/{name} was not heard. {trouble} Nothing was cosigned.") from trouble
        except UnicodeDecodeError as trouble:
            raise LogSilent(f"{self.address}/{name} answered what is no text. Nothing was cosigned.") from trouble


@dataclass(frozen=True, slots=True)
class Pulled:
    """A checkpoint that was fetched and cosigned.

    Args:
        note: with the witness' line.
        log_key: whose it is.
        is_first: whether that key was seen for the first time, and is believed from now on.
    """

    note: str
    log_key: str
    is_first: bool


def pull(log: PublishedLog, named: str | None, memory: FolderMemory, signer: Signer, now: datetime) -> Pulled:
    """Fetch a log's newest checkpoint, cosign it if the log only grew since the last time, and keep it.

    Args:
        log: whose.
        named: the verifier key it has to have; without one the first that is seen is believed, and no other afterwards.
        memory: what was seen before; it is never moved back.
        signer: who cosigns.
        now: in UTC.

    Raises:
        LogSilent: the log was not to be reached, or answered something else.
        LogRefused: its key changed, it did not only grow, or it does not sign what it shows.
    """
    for _ in range(TRIES):
        known = memory.log_key(log.address)
        believed, before = _believed(log, named, known, memory)
        note = log.checkpoint()
        new = _own(log, note, believed, before)
        memory.believe(log.address, believed)
        old = before.size if before else 0
        offered = Offered(old, log.growth(old, new.size), submitted_in(note))
        answer = cosign(offered, watched_in([believed]), memory, signer, now)
        if answer.status == 200:
            memory.keep(new.origin, note + answer.body)
            return Pulled(note + answer.body, believed, known is None)
        if memory.latest(new.origin) == before:
            raise LogRefused(
                f"{log.address} did not only grow: it shows {_said(new)}, and this witness saw {_said(before)} "
                f"before; what it shows is kept as {memory.keep_refused(new.origin, note)}."
            )
    raise LogSilent(f"Other runs over this folder were faster {TRIES} times; nothing was cosigned.")


def _believed(
    log: PublishedLog, named: str | None, known: str | None, memory: FolderMemory
) -> tuple[str, Checkpoint | None]:
    """The key a log has to sign with, and the newest checkpoint of it that was cosigned."""
    shown = log.key()
    believed = known or named or shown
    try:
        named_key_in(shown)  # nothing else is printed that somebody elsewhere wrote
        before = memory.latest(named_key_in(believed)[0])
    except Unreadable as damage:
        raise LogSilent(f"{log.address}/key is no verifier key of a log; nothing was cosigned.") from damage
    if shown != believed and known:
        raise LogRefused(
            f"{log.address} is known by the key {believed}, and signs with another now, {shown}: it shows "
            f"{_claimed(log.checkpoint())}, and this witness saw {_said(before)} before."
        )
    if shown != believed:
        raise LogRefused(
            f"{log.address} signs with the key {shown}, and not with the one that --log names, {believed}. "
            "Nothing was cosigned."
        )
    if named and named != believed:
        raise LogRefused(
            f"{log.address} signs with the key {believed}, by which this witness knows it; --log names another, "
            f"{named}. Nothing was cosigned."
        )
    return believed, before


def _own(log: PublishedLog, note: str, key: str, before: Checkpoint | None) -> Checkpoint:
    try:
        return read_checkpoint(note, named_key_in(key)[1])
    except Unreadable as damage:
        raise LogRefused(
            f"{log.address} shows {_claimed(note)}, and this witness saw {_said(before)} before: {damage}"
        ) from damage


def _claimed(note: str) -> str:
    """What a note says, whoever signed it."""
    try:
        return _said(submitted_in(note).checkpoint)
    except Unreadable:
        return "no checkpoint"


def _said(checkpoint: Checkpoint | None) -> str:
    return f"{checkpoint.size} entries with root {checkpoint.root.hex()}" if checkpoint else "none of its checkpoints"
