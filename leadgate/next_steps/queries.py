"""What can be suggested, and what is."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import select

from leadgate.assets import queries as assets
from leadgate.assets.queries import AssetGate
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.joining import queries as joining
from leadgate.next_steps.models import NextSteps
from leadgate.next_steps.types import NextStep, StepKind
from leadgate.surveys import queries as surveys

SOURCE, SHARED = "thank-you", "shared"
"""The words by which visits from a thank-you page, and from who was told of it, are counted."""


def to_choose_from(gate: AssetGate, language: str, source: str = SOURCE) -> list[NextStep]:
    """What an asset's page may suggest: all that anybody can come to now.

    Args:
        gate: the asset's.
        language: of titles that are there in several.
        source: the word by which visits from the page are counted.
    """
    return [one for kind in StepKind for one in _of_kind(kind, gate, language, source)]


def chosen(gate: AssetGate, language: str) -> list[NextStep]:
    """What it suggests, in its order; what has closed meanwhile is left out until it opens again.

    Args:
        gate: the asset's.
        language: the reader's.
    """
    return named(names_chosen(gate.asset.id), gate, language, SOURCE)


def named(names: Sequence[str], gate: AssetGate, language: str, source: str) -> list[NextStep]:
    """The steps of these names that anybody can come to now, in this order.

    Args:
        names: each a kind and what of that kind.
        gate: of the asset whose page suggests them.
        language: the reader's.
        source: the word by which visits from the page are counted.
    """
    kinds = {StepKind(name.partition(":")[0]) for name in names}  # the rest need not be read
    known = {one.name: one for kind in kinds for one in _of_kind(kind, gate, language, source)}
    return [known[name] for name in names if name in known]


def suggesting(name: str) -> list[UUID]:
    """The ids of the assets whose thank-you page suggests a step."""
    return [row.asset_id for row in session().scalars(select(NextSteps)) if name in row.steps]


def names_chosen(asset: UUID) -> list[str]:
    """What was chosen for an asset, by name, open or not."""
    row = session().get(NextSteps, asset)
    return [StepKind.SHARE.value] if row is None else list(row.steps)


def _of_kind(kind: StepKind, gate: AssetGate, language: str, source: str) -> Iterable[NextStep]:
    match kind:
        case StepKind.SURVEY:
            return _surveys(language, source)
        case StepKind.GROUP:
            return _groups(source)
        case StepKind.ASSET:
            return other_assets(gate, source)
        case StepKind.SHARE:
            return [_sharing(gate)]


def _surveys(language: str, source: str) -> Iterator[NextStep]:
    for survey, definition in surveys.named_surveys():
        if not survey.is_over and not survey.opens_later:
            title = definition.title_in(language) or survey.slug
            yield _step(StepKind.SURVEY, survey.id, title, _address(f"/s/{survey.slug}", source))


def _groups(source: str) -> Iterator[NextStep]:
    for group in joining.to_join(None):
        yield _step(StepKind.GROUP, group.id, group.title, _address(f"/g/{group.slug}", source), group.language)


def other_assets(gate: AssetGate | None, source: str) -> Iterator[NextStep]:
    """What is open to everybody now beside one asset, newest first.

    Args:
        gate: the one's; None where there is none.
        source: the word by which visits from there are counted.
    """
    for asset in assets.published():
        if gate is None or asset.id != gate.asset.id:
            address = _address(f"/a/{asset.slug}", source)
            yield _step(StepKind.ASSET, asset.id, asset.title, address, asset.language)


def _sharing(gate: AssetGate) -> NextStep:
    address = _address(f"/a/{gate.asset.slug}", SHARED)
    return NextStep(StepKind.SHARE, StepKind.SHARE.value, gate.asset.title, address, gate.asset.language)


def _step(kind: StepKind, about: UUID, title: str, address: str, language: str = "") -> NextStep:
    return NextStep(kind, f"{kind.value}:{about}", title, address, language)


def _address(path: str, source: str) -> str:
    return f"{installation().settings.base_url}{path}?{urlencode({'source': source})}"
