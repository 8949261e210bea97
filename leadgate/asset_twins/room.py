"""What the house must know of pages in several languages; nothing here is about a person."""

from leadgate.asset_editor.events import DraftDiscarded
from leadgate.assets.events import AssetDeleted
from leadgate.assets.room import EDIT
from leadgate.foundation.house.rooms import Nav, Room
from leadgate.foundation.words import text as _

ROOM = Room(
    name="asset_twins",
    models=("models",),
    views=("studio:pages",),
    nav=(Nav("asset-sharing", "asset_twins.index", _("Languages"), EDIT, order=65),),
    slots={
        "asset-editor": "slots:in_editor",
        "asset-editor-before": "slots:before_publishing",
        "asset-figures": "slots:figures_together",
        "over-languages": "slots:still_there",
    },
    listens={AssetDeleted: ("actions.joining:forget_deleted",), DraftDiscarded: ("actions.joining:forget_discarded",)},
    answers={"assets.twins": "queries:open_pages"},
)
