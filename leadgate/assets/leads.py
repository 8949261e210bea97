"""Those who confirmed, as staff see them; what one of them answered; and by which assets people can be chosen."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, func, select

from leadgate.asked_fields.types import GivenAnswer
from leadgate.assets.models import AskedField, Asset, Download, Grant, Revocation
from leadgate.consent import queries as consent
from leadgate.consent.queries import ConsentStatus
from leadgate.foundation.db import session
from leadgate.foundation.errors import NotFound
from leadgate.foundation.house.people_pages import Facet, Happened
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.people import queries as people

LEADS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Lead:
    """One person who confirmed, as staff with the permission see them."""

    person_id: UUID
    grant_id: UUID
    address: str
    answers: dict[str, Any]
    granted_at: datetime
    revoked_at: datetime | None
    downloads: int
    standings: list[ConsentStatus]


def leads_of(asset: UUID, before: datetime | None = None) -> list[Lead]:
    """Those who confirmed, newest first, a page at a time, in four statements."""
    shown = (
        select(Grant, people.sealed_address_in(Grant.person_id), Revocation.at, func.count(Download.id))
        .outerjoin(Revocation, Revocation.grant_id == Grant.id)
        .outerjoin(Download, Download.grant_id == Grant.id)
        .where(Grant.asset_id == asset, *((Grant.granted_at < before,) if before else ()))
        .where(Grant.person_id.in_(people.everybody()), Grant.person_id.not_in(people.restricted_people()))
        .group_by(Grant.id, Revocation.at)
        .order_by(Grant.granted_at.desc())
        .limit(LEADS_A_PAGE)
    )
    rows = session().execute(shown).all()
    whose = [grant.person_id for grant, *_ in rows]
    standings, keys = consent.standings(whose), installation().vault.keys_of(whose)
    return [
        Lead(
            person_id=grant.person_id,
            grant_id=grant.id,
            address=people.address_in(keys[grant.person_id], address),
            answers=json.loads(keys[grant.person_id].open(Grant.answers, grant.id, grant.answers)),
            granted_at=grant.granted_at,
            revoked_at=revoked_at,
            downloads=downloads,
            standings=standings[grant.person_id],
        )
        for grant, address, revoked_at, downloads in rows
        if grant.person_id in keys  # whoever deleted themselves since the first statement is not shown
    ]


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """What a person once answered to get an asset, with the words of the questions."""

    title: str
    language: str
    fields: list[GivenAnswer]


def answers_of(grant: UUID, person: UUID) -> GivenAnswers:
    """What a person answered when they asked for an asset.

    Args:
        grant: by which they have it.
        person: who is signed in.

    Raises:
        NotFound: the grant is not theirs.
        KeyDestroyed: they were erased in the meantime.
    """
    row = session().get(Grant, grant)
    if row is None or row.person_id != person:
        raise NotFound
    key = installation().vault.key_of(person)
    answers = json.loads(key.open(Grant.answers, row.id, row.answers))
    labels, asset = answers.get("labels", {}), session().get_one(Asset, row.asset_id)
    asked = session().scalars(select(AskedField).where(AskedField.asset_id == asset.id))
    # A field that asks something else by now does not say what its old answer has to look like.
    now = {one.key: one for one in asked if labels.get(one.key, one.label) == one.label}
    fields = answers.get("fields", {})
    return GivenAnswers(asset.title, asset.language, [_given(key, labels, fields[key], now.get(key)) for key in fields])


def _given(key: str, labels: Mapping[str, str], answer: str, field: AskedField | None) -> GivenAnswer:
    if field is None:
        return GivenAnswer(key, labels.get(key, key), answer)
    return GivenAnswer(key, field.label, answer, field.required, field.kind, tuple(field.choices), field.reason)


def _labels(which: ColumnElement[bool]) -> dict[UUID, dict[str, str]]:
    """What the fields of some assets are called now, by asset and key."""
    found: dict[UUID, dict[str, str]] = {}
    for asset, key, label in session().execute(
        select(AskedField.asset_id, AskedField.key, AskedField.label).where(which)
    ):
        found.setdefault(asset, {})[key] = label
    return found


def said_in(answers: Mapping[str, Any], labels: Mapping[str, str], why: str, own_words: str) -> list[tuple[str, str]]:
    """What was typed beside an address: each field's label and text, and why somebody asked.

    Args:
        answers: as they are kept.
        labels: what fields and reasons are called now; what they were called then comes first.
        why, own_words: what the two answers to that question are called.
    """
    words = {**labels, **answers.get("labels", {})}
    fields = [(words.get(key, key), text) for key, text in answers.get("fields", {}).items()]
    reason = answers.get("motivation", "")
    return [
        (label, text)
        for label, text in (*fields, (why, words.get(reason, reason)), (own_words, answers.get("motivation_text")))
        if text
    ]


def who_has(*assets: UUID) -> Select[Any]:
    """The ids of those who were ever given one of some assets, as part of a statement."""
    return select(Grant.person_id).where(Grant.asset_id.in_(assets))


def facets(_language: str) -> Sequence[Facet]:
    """What people asked for, and what they took."""
    titles = session().execute(select(Asset.id, Asset.title).order_by(Asset.title)).all()
    assets = [(str(one.id), one.title) for one in titles]
    taken = [("any", _("anything")), ("none", _("nothing yet")), *assets] if assets else []
    return [
        Facet("asset", _("Asked for"), assets, lambda one: who_has(UUID(one))),
        Facet("downloaded", _("Downloaded"), taken, _who_downloaded, frozenset({"none"})),
    ]


def _who_downloaded(what: str) -> Select[Any]:
    found = select(Download.person_id)
    if what in ("any", "none"):
        return found
    return found.join(Grant, Grant.id == Download.grant_id).where(Grant.asset_id == UUID(what))


def told(person: UUID, _language: str) -> Iterable[Happened]:
    """What somebody was given and what they answered for it, what of it they took, and what was taken back."""
    mine = select(Grant, Asset, Revocation.at, Revocation.by).where(Grant.person_id == person)
    mine = mine.join(Asset, Asset.id == Grant.asset_id).outerjoin(Revocation, Revocation.grant_id == Grant.id)
    key, about = installation().vault.key_of(person), {}
    labels = _labels(AskedField.asset_id.in_(select(Grant.asset_id).where(Grant.person_id == person)))
    for grant, asset, revoked_at, by in session().execute(mine):
        about[grant.id] = named = (asset.title, asset.language)
        answers = json.loads(key.open(Grant.answers, grant.id, grant.answers))
        known = labels.get(asset.id, {}) | dict(asset.motivations)
        said = said_in(answers, known, gettext("Why they wanted it"), gettext("In their own words"))
        yield Happened(grant.granted_at, gettext("Opted in"), *named, said=said)
        if revoked_at:
            yield Happened(revoked_at, gettext("It was taken back"), *named, by)
    for download in session().scalars(select(Download).where(Download.person_id == person)):
        yield Happened(download.at, gettext("Downloaded it"), *about[download.grant_id])


@dataclass(frozen=True, slots=True)
class GivenAsset:
    """One thing one person was given: its title, and what they had said in the form."""

    person_id: UUID
    title: str
    said: Mapping[str, Any]


def given_to(keys: Mapping[UUID, PersonKey]) -> Iterator[GivenAsset]:
    """What the owners of these keys were given, oldest first, in one statement.

    Args:
        keys: by their owners' ids.
    """
    columns = select(Grant.id, Grant.person_id, Grant.answers, Asset.title).join(Asset, Asset.id == Grant.asset_id)
    for grant, person, answers, title in session().execute(
        columns.where(Grant.person_id.in_(keys)).order_by(Grant.granted_at)
    ):
        yield GivenAsset(person, title, json.loads(keys[person].open(Grant.answers, grant, answers)))


def asked_fields() -> dict[str, str]:
    """Every field some form asks or asked, by its key: what it was called last."""
    columns = select(AskedField.key, AskedField.label).order_by(AskedField.id)
    return dict(iter(session().execute(columns)))
