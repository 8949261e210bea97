"""Whom the figures of a survey count: a fixed set of responses, which grows or shrinks by five people at least.

Whoever keeps every report there was adds and subtracts them. So those who came with one report and went before another
are five people at least: of any sum and difference of reports, too, nobody is left or five are. Whoever came since
waits for others; who went cannot be counted on (nothing is left of them), so where newcomers are counted and fewer than
five went, others who came with them go, too, by lot and for good.
"""

from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from typing import Any
from uuid import UUID

from msgspec import json

from leadgate.statistics.disclosure import FEWEST, is_small
from leadgate.survey_analysis.publishing.remembering import Remembered
from leadgate.survey_cohorts.edition import NOBODY, Codes, Edition, plain_codes, read_codes
from leadgate.survey_cohorts.unfinished import SIZE, Mark, Unfinished, packed, unpacked


@dataclass(frozen=True)
class Cohort:
    """Who is counted.

    Args:
        salt: what marks are made with.
        batches: by report, who came with it and is still counted.
        sizes: how many each of these reports counted.
        left_out: who went with others by lot; they are counted no more.
        codes: by question, the codes the answers in words were counted with.
        edition: whom figures of groups count, of those.
        version: of the survey, when they were counted first.
        unfinished: whom reports spoke of who had not finished, and how.
        is_unseen: whether the last of the batches came with a report that nobody saw.
    """

    salt: bytes
    batches: Sequence[frozenset[Mark]] = ()
    sizes: Sequence[int] = ()
    left_out: frozenset[Mark] = frozenset()
    codes: Mapping[str, Codes] = field(default_factory=dict)
    edition: Edition = NOBODY
    version: int = 0
    unfinished: Sequence[Unfinished] = ()
    is_unseen: bool = False

    @cached_property
    def counted(self) -> frozenset[Mark]:
        """Everybody the report counts."""
        return frozenset[Mark]().union(*self.batches)

    @cached_property
    def reports(self) -> dict[Mark, int]:
        """With which report each of them came."""
        return {mark: at for at, batch in enumerate(self.batches) for mark in batch}

    def mark(self, response: UUID) -> Mark:
        """What a response is known by."""
        return blake2b(response.bytes, digest_size=SIZE, key=self.salt).digest()

    def came(self, present: Collection[Mark]) -> frozenset[Mark]:
        """Who is there and was never counted."""
        return frozenset(present) - self.counted - self.left_out

    def went(self, present: Collection[Mark]) -> frozenset[Mark]:
        """Who is counted and not there any more."""
        return self.counted - frozenset(present)

    def seen(self) -> "Cohort":
        """The same, once somebody saw its report."""
        return replace(self, is_unseen=False)

    def after(self, present: Collection[Mark], at_least: int = FEWEST) -> "Cohort":
        """Whom the next report counts; the same people while a report of others would tell of few.

        Who came with a report that nobody saw comes with the next one.

        Args:
            present: everybody who could be counted now.
            at_least: so many newcomers are counted together.
        """
        came = self.came(present)
        if len(came) < max(at_least, FEWEST):
            came = frozenset()
        if not came and len(self.went(present)) < FEWEST:
            return self
        there = frozenset(present)
        batches, sizes = self._beside_groups(_in_groups(self.batches, there)), [*self.sizes]
        if batches and self.is_unseen:
            came |= batches.pop()
            sizes.pop()
        batches.append(came)
        counted = frozenset[Mark]().union(*batches)
        if len(counted) < FEWEST:
            return self
        left_out = (self.left_out & there) | ((self.counted & there) | came) - counted
        sizes.append(len(counted))
        return _settled(replace(self, batches=batches, sizes=sizes, left_out=left_out, is_unseen=bool(came)))

    def _beside_groups(self, batches: Sequence[frozenset[Mark]]) -> list[frozenset[Mark]]:
        """The batches of those who stay, less others of the edition who go by lot with those of it who went: figures of
        everybody beside those of a part would tell of the few of it who stayed, or who went and were not of it.
        """
        stay, found = frozenset[Mark]().union(*batches), list(batches)
        left = 2 * FEWEST - 1 if self.edition.remembered.steps and self.edition.members - stay else 0
        order = sorted(range(len(found)), key=lambda at: found[at] == self.batches[at])
        for at in order:
            here = sorted(found[at] & self.edition.members)
            lose = min(max(left, FEWEST if found[at] == self.batches[at] else 0), len(here)) if left > 0 else 0
            if is_small(len(found[at]) - lose):
                lose = len(here)
            found[at] -= frozenset(here[:lose])
            left -= lose
        return found

    def coded(self, before: "Cohort", now: Mapping[str, Codes], *, once: bool = False) -> "Cohort":
        """The same people with the codes they are counted with: of those who were counted before, other ones only where
        five or more have some.

        Args:
            before: whom the last report counted.
            now: as coders decided by now.
            once: whether what was counted stays for good. Whoever codes chooses whom to count together, so each change
                is a group of their choosing.
        """
        both = self.counted & before.counted
        found: dict[str, Codes] = {}
        for question in {**before.codes, **now}:
            old, new = before.codes.get(question, {}), now.get(question, {})
            changed = {one for one in both if old.get(one) != new.get(one)}
            mine = {one: codes for one, codes in new.items() if one in self.counted}
            if is_small(len(changed)) or (once and old):
                mine = {one: codes for one, codes in mine.items() if one not in changed}
                mine |= {one: old[one] for one in changed if one in old}
            found[question] = mine
        return replace(self, codes=found)

    def plain(self) -> str:
        """As text; the order of marks says nothing."""
        return json.encode(
            {
                "salt": b64encode(self.salt).decode(),
                "batches": [packed(one) for one in self.batches],
                "sizes": list(self.sizes),
                "left_out": packed(self.left_out),
                "edition": self.edition.plain(),
                "version": self.version,
                "unseen": self.is_unseen,
                "unfinished": [one.kept() for one in self.unfinished],
                "codes": plain_codes(self.codes),
            }
        ).decode()

    @classmethod
    def read(cls, text: str) -> "Cohort":
        """What `plain` wrote."""
        held: dict[str, Any] = json.decode(text)
        codes, left_out = read_codes(held["codes"]), frozenset(unpacked(held["left_out"]))
        batches = [frozenset(unpacked(one)) for one in held["batches"]]
        unfinished = [Unfinished.read(one) for one in held["unfinished"]]
        edition = _edition(held, frozenset[Mark]().union(*batches), codes)
        more = (edition, held["version"], unfinished, held.get("unseen", False))
        return cls(b64decode(held["salt"]), batches, held["sizes"], left_out, codes, *more)


def _edition(held: Mapping[str, Any], counted: frozenset[Mark], codes: Mapping[str, Codes]) -> Edition:
    """The edition that is kept; what was kept before there were any told groups of everybody."""
    if "edition" in held:
        return Edition.read(held["edition"])
    told = Remembered.read(held["remembered"], [name for name, _report in held["asked"]])
    return Edition(counted, len(counted), codes=codes, remembered=told)


def _settled(cohort: Cohort) -> Cohort:
    """The same without reports of which nothing has to be known any more: five whom they counted are gone for good, and
    with the next one nobody came.
    """
    batches: list[frozenset[Mark]] = []
    sizes: list[int] = []
    so_far = accumulate(map(len, cohort.batches))
    for batch, size, here in zip(cohort.batches, cohort.sizes, so_far, strict=True):
        if sizes and not batch and sizes[-1] - here >= FEWEST:
            sizes[-1] = size
        else:
            batches.append(batch)
            sizes.append(size)
    return replace(cohort, batches=batches, sizes=sizes)


def _in_groups(batches: Sequence[frozenset[Mark]], there: frozenset[Mark]) -> list[frozenset[Mark]]:
    """The batches of those who are there, less those who have to go with others.

    Whoever came with one report and went before another is told by no sum and difference of reports apart from those
    who came and went with them. So of each batch nobody goes or five at least, and nobody stays or five at least. Marks
    are made by chance, so the smallest are drawn by lot.
    """
    found = []
    for batch in batches:
        here = batch & there
        if is_small(gone := len(batch) - len(here)):
            here -= frozenset(sorted(here)[: FEWEST - gone])
        found.append(frozenset() if is_small(len(here)) else here)
    return found
