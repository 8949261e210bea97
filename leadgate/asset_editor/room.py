"""What the house must know of the editor of assets; nothing here is about a person."""

from datetime import timedelta

from leadgate.assets.events import AssetDeleted, AssetPublished
from leadgate.assets.room import EDIT, VIEW
from leadgate.foundation.house.rooms import Command, Nav, Room, Task
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.words import text as _

DRAFT = Act("asset-draft", timedelta(days=90))

ROOM = Room(
    name="asset_editor",
    models=("models",),
    views=("studio:pages", "copies:pages", "uploads:pages", "public:pages"),
    commands={"asset": Command("commands:asset", "What stands behind a gate.")},
    tokens=(DRAFT,),
    nav=(
        Nav("new-asset", "asset_editor.new", _("Publish a file"), EDIT),
        Nav("edit-asset", "asset_editor.edit", _("Edit"), EDIT, order=10),
        Nav("copy-asset", "asset_copies.duplicate", _("Duplicate"), EDIT),
        Nav("asset-sharing", "asset_editor.versions", _("Versions"), VIEW, order=60),
    ),
    listens={
        AssetPublished: ("actions.noting:note_version",),
        AssetDeleted: ("actions.uploading:take_back",),
    },
    schedule={
        "forget_uploads": Task(timedelta(hours=6), "actions.uploading:forget_old", seconds=300),
        "forget_pictures": Task(timedelta(hours=24), "actions.tidying:forget_pictures", seconds=300),
    },
    slots={"assets": "slots:drafts"},
    first_steps=("slots:FIRST_ASSET",),
    answers={"words.looked-at": "looking:sample"},
    robots=("/drafts/",),
)
