"""The letter that new leads came: how many, for what, from where; and who, where an owner allowed that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from leadgate.analytics.sources import source_of
from leadgate.assets import queries as assets
from leadgate.assets.room import LEADS
from leadgate.assets.types import VisitStep
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.lead_notifications import queries
from leadgate.lead_notifications.actions.naming import name_in
from leadgate.staff import queries as staff


@dataclass
class NewsOfAsset:
    """What a letter tells of one asset."""

    title: str
    path: str
    asked: int = 0
    confirmed: int = 0
    sources: dict[str, int] = field(default_factory=dict)
    """How many confirmed by the source of their link; empty for those that named none."""
    people: list[str] = field(default_factory=list)
    """The addresses of those who are named."""


def write_news(news: UUID) -> Letter | None:
    """Tells a member of staff how many asked and confirmed; None where they may not see leads any more."""
    kept = queries.letter(news)
    account = staff.account(kept.account_id) if kept else None
    if kept is None or account is None or account.role not in LEADS.roles:
        return None
    base = installation().settings.base_url
    told = _told(kept.news, name_in(news, by=account))
    words = {"told": told, "base": base, "choice": f"{base}/studio/lead-notifications"}
    return Letter(None, lambda: account.email, staff.language_of(account), words)


def _told(news: Iterable[tuple[str, str, str, str, int]], named: Mapping[UUID, list[str]]) -> list[NewsOfAsset]:
    titles, found = assets.titles(""), dict[str, NewsOfAsset]()
    for _day, asset, step, origin, count in news:
        title = titles.get(UUID(asset), "")
        told = NewsOfAsset(title, f"/studio/assets/{asset}/leads", people=named.get(UUID(asset), []))
        one = found.setdefault(asset, told)
        if step == VisitStep.ASKED:
            one.asked += count
        else:
            one.confirmed += count
            one.sources[source_of(origin)] = one.sources.get(source_of(origin), 0) + count
    return [one for one in found.values() if one.title]
