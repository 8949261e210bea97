"""What can be suggested, and what is."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode
from uuid import UUID

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


def to_choose_from(gate: AssetGate, language: str) -> list[NextStep]:
    """What an asset's thank-you page may suggest: all that anybody can come to now.

    Args:
        gate: the asset's.
        language: of titles that are there in several.
    """
    return [one for kind in StepKind for one in _of_kind(kind, gate, language)]


def chosen(gate: AssetGate, language: str) -> list[NextStep]:
    """What it suggests, in its order; what has closed meanwhile is left out until it opens again.

    Args:
        gate: the asset's.
        language: the reader's.
    """
    names = names_chosen(gate.asset.id)
    kinds = {StepKind(name.partition(":")[0]) for name in names}  # the rest need not be read
    known = {one.name: one for kind in kinds for one in _of_kind(kind, gate, language)}
    return [known[name] for name in names if name in known]


def names_chosen(asset: UUID) -> list[str]:
    """What was chosen for an asset, by name, open or not."""
    row = session().get(NextSteps, asset)
    return [StepKind.SHARE.value] if row is None else list(row.steps)


def _of_kind(kind: StepKind, gate: AssetGate, language: str) -> Iterable[NextStep]:
    match kind:
        case StepKind.SURVEY:
            return _surveys(language)
        case StepKind.GROUP:
            return _groups()
        case StepKind.ASSET:
            return _assets(gate)
        case StepKind.SHARE:
            return [_sharing(gate)]


def _surveys(language: str) -> Iterator[NextStep]:
    for survey, definition in surveys.named_surveys():
        if not survey.is_over and not survey.opens_later:
            title = definition.title_in(language) or survey.slug
            yield _step(StepKind.SURVEY, survey.id, title, f"/s/{survey.slug}")


def _groups() -> Iterator[NextStep]:
    for group in joining.to_join(None):
        yield _step(StepKind.GROUP, group.id, group.title, f"/g/{group.slug}", group.language)


def _assets(gate: AssetGate) -> Iterator[NextStep]:
    for asset in assets.published():
        if asset.id != gate.asset.id:
            yield _step(StepKind.ASSET, asset.id, asset.title, f"/a/{asset.slug}", asset.language)


def _sharing(gate: AssetGate) -> NextStep:
    address = _address(f"/a/{gate.asset.slug}", SHARED)
    return NextStep(StepKind.SHARE, StepKind.SHARE.value, gate.asset.title, address, gate.asset.language)


def _step(kind: StepKind, about: UUID, title: str, path: str, language: str = "") -> NextStep:
    return NextStep(kind, f"{kind.value}:{about}", title, _address(path, SOURCE), language)


def _address(path: str, source: str) -> str:
    return f"{installation().settings.base_url}{path}?{urlencode({'source': source})}"
