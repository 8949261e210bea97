"""What stands in the fields of the editor: as it was sent, or as a live asset fills them."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from leadgate.asset_editor.rows import LISTS, ROW, Typed
from leadgate.assets.queries import AssetGate
from leadgate.foundation.local_time import zone
from leadgate.foundation.web.moments import AS_TYPED

PLAIN = set(
    "title slug summary body language layout cover cover_alt video purposes asks_age asks_why downloads_each opens_at "
    "closes_at note upload".split()
)


def kept_of(sent: Mapping[str, Sequence[str]]) -> Typed:
    """What of a request is kept: the fields of the editor, and nothing else."""
    return {name: list(values) for name, values in sent.items() if name in PLAIN or _is_of_row(name)}


def _is_of_row(name: str) -> bool:
    match = ROW.fullmatch(name)
    return match is not None and match[1] in LISTS


def stands(typed: Typed | None) -> str:
    """Names what is typed as it stands: other words have another name; nothing has an empty one."""
    if typed is None:
        return ""
    said = {name: values for name, values in typed.items() if any(values)}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def typed_of(gate: AssetGate) -> Typed:
    """The fields as a live asset fills them."""
    asset, design = gate.asset, gate.design
    plain = {name: getattr(asset, name) for name in ("title", "slug", "summary", "body", "language")}
    moments = {name: one for name in ("opens_at", "closes_at") if (one := getattr(asset, name))}
    fields = {
        **plain,
        **{name: one.astimezone(zone()).strftime(AS_TYPED) for name, one in moments.items()},
        **{name: "y" for name in ("asks_age", "asks_why") if getattr(asset, name)},
        "layout": str(design.layout),
        "cover": design.cover.name if design.cover else "",
        "cover_alt": design.cover_alt,
        "video": design.video,
        "downloads_each": str(asset.downloads_each or ""),
        **_rows(gate),
    }
    return {"purposes": [offer.slug for offer in gate.optional], **{name: [one] for name, one in fields.items()}}


def _rows(gate: AssetGate) -> dict[str, str]:
    asked = [
        {name: str(getattr(one, name)) for name in ("key", "label", "kind", "reason")}
        | {"choices": "\n".join(one.choices)}
        | ({"required": "y"} if one.required else {})
        for one in gate.asked
    ]
    motivations = [{"key": code, "label": words} for code, words in gate.asset.motivations]
    points = [{"title": one.title, "text": one.text} for one in gate.design.points]
    quotes = [
        {"words": one.words, "name": one.name, "role": one.role, "picture": one.picture.name if one.picture else ""}
        for one in gate.design.quotes
    ]
    lists = {"asked": asked, "motivations": motivations, "points": points, "quotes": quotes}
    return {
        f"{name}-{at}-{field}": value
        for name, rows in lists.items()
        for at, row in enumerate(rows)
        for field, value in row.items()
    }
