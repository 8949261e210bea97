"""One page of the list of leads: what was chosen, how many fit, who they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from flask import url_for

from leadgate.attributes import attributes
from leadgate.consent import queries as consent
from leadgate.consent.queries import Offer
from leadgate.foundation.house.people_pages import Facet
from leadgate.leads import choosing, queries
from leadgate.leads.choosing import LeadChoice
from leadgate.leads.finding import Anchor, Counted, LeadFinding, LeadFound, named, purposes
from leadgate.leads.models import Segment
from leadgate.leads.types import LeadOrder, LeadStatus, TagGiven

FIRST, SOURCE = "asset.first", "asset.source"


@dataclass(frozen=True, slots=True)
class LeadLine:
    """One person of the list, with what is told of them there.

    Args:
        first: what they asked for first.
        source: with which word of a link they came.
        agreed: the titles of the purposes they agree to, of those for which letters are sent to everybody.
    """

    found: LeadFound
    first: str
    source: str
    status: LeadStatus
    tags: list[TagGiven]
    agreed: list[str]


@dataclass(frozen=True, slots=True)
class LeadsPage:
    """What a page of the list shows; without lines for whoever sees figures alone."""

    offered: list[Facet]
    choice: LeadChoice
    order: LeadOrder
    total: Counted
    is_everybody: bool
    reachable: list[tuple[str, Counted]]
    lines: list[LeadLine]
    later: Anchor | None
    segment: Segment | None
    segments: Sequence[Segment]

    @property
    def values(self) -> dict[str, str]:
        """What is chosen, by the name it has in the address."""
        return dict(self.choice.as_pairs)

    @property
    def chosen(self) -> list[tuple[object, object, dict[str, str]]]:
        """Of each facet that is chosen its label, the words of its value, and the address without it."""
        return [
            (facet.label, dict(facet.choices)[value], {name: one for name, one in self.kept if name != facet.name})
            for facet, value in self.choice.facets
        ]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What is chosen, and in which order it is listed, as the address says it."""
        return [*self.choice.as_pairs, *([("sort", self.order.value)] if self.order is LeadOrder.ACTIVE else [])]


def way_back(asked: Mapping[str, str], language: str) -> str:
    """The address of the list as somebody was in it.

    Args:
        asked: its parameters.
        language: the reader's.
    """
    where: dict[str, Any] = {name: asked[name] for name in ("sort", "after") if asked.get(name)}
    where |= choosing.choice_in(asked, choosing.facets(language)).as_pairs
    return url_for("leads_studio.index", **where)


def page_of(asked: Mapping[str, str], language: str, *, with_people: bool) -> LeadsPage:
    """What an address asks for, in a constant number of statements.

    Args:
        asked: its parameters.
        language: the reader's.
        with_people: whether the reader may see who they are. Whoever may not chooses nothing and is told of everybody,
            in steps: the difference of two choices would be one person.
    """
    offered = choosing.facets(language) if with_people else []
    choice = choosing.choice_in(asked if with_people else {}, offered)
    order = choosing.order_in(asked)
    finding, offers = LeadFinding(choice, exactly="exactly" in asked), purposes(language)
    found, later = finding.page(order, Anchor.read(asked.get("after", ""))) if with_people else ([], None)
    segments, total, reachable = queries.segments(), finding.total, named(finding.reachable(offers), offers)
    return LeadsPage(
        offered=offered,
        choice=choice,
        order=order,
        total=total if with_people else total.in_steps,
        is_everybody=finding.is_everybody(),
        reachable=reachable if with_people else [(title, counted.in_steps) for title, counted in reachable],
        lines=_lines(found, offers, language),
        later=later,
        segment=next((one for one in segments if one.chosen == choice.as_query), None),
        segments=segments,
    )


@dataclass(frozen=True, slots=True)
class SegmentTold:
    """A segment, what it chooses, and how many fit that now."""

    segment: Segment
    choice: LeadChoice
    total: Counted


def segments_told(language: str) -> list[SegmentTold]:
    """Every segment by its name, each counted up to a bound.

    Args:
        language: the reader's.
    """
    offered, told = choosing.facets(language), []
    for one in queries.segments():
        choice = choosing.choice_in(dict(parse_qsl(one.chosen)), offered)
        told.append(SegmentTold(one, choice, LeadFinding(choice, exactly=False).total))
    return told


def _lines(found: Sequence[LeadFound], offers: Sequence[Offer], language: str) -> list[LeadLine]:
    if not found:
        return []
    ids = [one.person_id for one in found]
    statuses, tags, origins = queries.statuses_of(ids), queries.tags_of(ids), origins_of(ids, language)
    standings, titles = consent.standings(ids), {offer.slug: offer.title for offer in offers}
    return [
        LeadLine(
            found=one,
            first=origins.get(one.person_id, ("", ""))[0],
            source=origins.get(one.person_id, ("", ""))[1],
            status=statuses[one.person_id],
            tags=tags[one.person_id],
            agreed=[
                titles[stands.slug] for stands in standings[one.person_id] if stands.can_end and stands.slug in titles
            ],
        )
        for one in found
    ]


def origins_of(people: Sequence[UUID], language: str) -> dict[UUID, tuple[str, str]]:
    """What each of some people asked for first, and with which word they came then.

    Args:
        people: their ids.
        language: the reader's.
    """
    words = {one.name: one.words for one in attributes.declared(language)}.get(FIRST, {})
    told = attributes.tell(people, (FIRST, SOURCE))
    firsts = ((one.person, one.values) for one in told if FIRST in one.values)
    return {person: (str(words.get(str(values[FIRST]), "")), str(values.get(SOURCE, ""))) for person, values in firsts}
