"""Which pages say the same in other languages."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from uuid import UUID

from sqlalchemy import ScalarSelect, func, select

from leadgate.analytics.spans import usual
from leadgate.asset_editor import queries as drafts
from leadgate.asset_twins.models import AssetTwin
from leadgate.asset_twins.types import FamilyFigures, StillCopied, Twin, TwinFigures
from leadgate.assets import figures, leads
from leadgate.assets import queries as assets
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.understanding.choosing import sees_who_came
from leadgate.understanding.figures import overview, together


def open_pages(asset_id: UUID | None) -> dict[UUID, dict[str, str]]:
    """The open pages of each family, by the ids of all its assets.

    Args:
        asset_id: whose family is read; all of them without one.

    Returns:
        Of each asset the name in its address of the page in each language, its own among them. First is the one for
        whoever reads none of these: that in the site's first language, or else the first there was.
    """
    rows = select(AssetTwin).order_by(AssetTwin.family_id, AssetTwin.position)
    if asset_id:
        rows = rows.where(AssetTwin.family_id == _family(asset_id))
    found = session().scalars(rows).all()
    there = {one.id: one for one in assets.with_ids([row.asset_id for row in found]) if one.is_open}
    told: dict[UUID, dict[str, str]] = {}
    for _id, family in groupby(found, lambda row: row.family_id):
        members = [row.asset_id for row in family]
        by_language = {one.language: one.slug for member in reversed(members) if (one := there.get(member))}
        first = dict.fromkeys((installation().settings.languages[0], *reversed(by_language)))
        pages = {tag: by_language[tag] for tag in first if tag in by_language}
        told |= dict.fromkeys(members, pages)
    return told


def _family(asset_id: UUID) -> ScalarSelect[UUID]:
    return select(AssetTwin.family_id).where(AssetTwin.asset_id == asset_id).scalar_subquery()


def family_of(asset_id: UUID) -> list[Twin]:
    """All that an asset's page is there in, itself among them, the first first; nothing where it stands alone.

    Args:
        asset_id: of an asset, or of one that is to be.
    """
    mine = select(AssetTwin.asset_id).where(AssetTwin.family_id == _family(asset_id)).order_by(AssetTwin.position)
    ids = session().scalars(mine).all()
    there = {
        one.id: Twin(one.id, one.title, one.language, one.slug, one.is_open, one.is_over)
        for one in assets.with_ids(ids)
    }
    return [one for member in ids if (one := there.get(member) or _typed(member))]


def _typed(asset_id: UUID) -> Twin | None:
    """One that is only typed so far."""
    draft = drafts.draft_of(asset_id)
    if draft is None:
        return None
    typed = drafts.typed_in(draft)
    return Twin(asset_id, typed.get("title", [""])[0], typed.get("language", [""])[0])


def title_of(asset_id: UUID) -> str:
    """What one of a family is called; empty where it is of none.

    Args:
        asset_id: of an asset, or of one that is to be.
    """
    return next((one.title for one in family_of(asset_id) if one.asset_id == asset_id), "")


def still_of_another(asset_id: UUID) -> StillCopied | None:
    """What of a draft is still another page's of its family, word for word; None where nothing is, or it is published.

    Args:
        asset_id: of the asset that the draft is to be.
    """
    draft = drafts.draft_of(asset_id)
    others = [one for one in family_of(asset_id) if one.slug and one.asset_id != asset_id] if draft else []
    if not draft or not others or assets.with_ids([asset_id]):
        return None
    typed = drafts.typed_in(draft)
    upload = drafts.whole_upload(typed.get("upload", [""])[0])
    for other in others:
        gate = assets.gate_with_id(other.asset_id, other.language)
        is_file = bool(gate and upload and drafts.stored_of(upload).sha256 == gate.version.sha256)
        is_text = bool(gate and _says_the_same(typed, gate))
        if is_file or is_text:
            return StillCopied(other, is_text, is_file)
    return None


def _says_the_same(typed: Mapping[str, Sequence[str]], gate: assets.AssetGate) -> bool:
    """Whether a text of some length is the same, or the title where there is no other."""
    here = {name: "".join(typed.get(name, ())).split() for name in ("title", "summary", "body")}
    asset = gate.asset
    there = {"title": asset.title.split(), "summary": asset.summary.split(), "body": asset.body.split()}
    long = [name for name in ("summary", "body") if there[name]]
    return any(here[name] == there[name] for name in long or ["title"])


def to_choose_from(asset_id: UUID) -> list[Twin]:
    """The assets that may be an asset's page in another language: in none of its family's, and of no family.

    Args:
        asset_id: of an asset that is there.
    """
    [own] = assets.with_ids([asset_id])
    spoken = {own.language, *(one.language for one in family_of(asset_id))}
    taken = set(session().scalars(select(AssetTwin.asset_id)))
    free = [one for one in figures.current() if one.id not in taken]
    return [Twin(one.id, one.title, one.language, one.slug) for one in free if one.language not in spoken]


def figures_of(asset_id: UUID) -> FamilyFigures | None:
    """The figures of each of a family and of all together; None where a page stands alone.

    Args:
        asset_id: of one of them.
    """
    there = {one.asset_id: one for one in family_of(asset_id) if one.slug}
    if len(there) < 2:
        return None
    lines = [one for one in overview(usual(), exactly=sees_who_came()) if one.asset_id in there]
    each = [TwinFigures(there[one.asset_id], one.compared, _people_with([there[one.asset_id]])) for one in lines]
    return FamilyFigures(each, together(lines, usual()), _people_with([*there.values()]))


def _people_with(twins: Sequence[Twin]) -> int:
    """How many people have what one or more of some pages offer."""
    whose = leads.who_has(*(one.asset_id for one in twins)).distinct().subquery()
    return session().scalar(select(func.count()).select_from(whose)) or 0
