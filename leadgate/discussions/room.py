"""What the house must know of discussions."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Nav, OutboxWork, Personal, Room, Task
from leadgate.foundation.words import text as _
from leadgate.groups.events import GroupEnds, GroupMade, MemberLeaves

ROOM = Room(
    name="discussions",
    opens=("speaking", "attachments", "forms", "taken_away"),
    models=("models",),
    views=("members:pages", "members_files:pages", "members_own:pages", "moderation:pages"),
    letters={"digest": "news:write_digest", "post": "news:write_post", "named": "news:write_named"},
    handlers={"discussions.tell_post": "actions.telling:tell_some"},
    work={
        "discussions.tell_post": OutboxWork(
            _("telling members of a new post"),
            _("Members who were not written to yet find the post when they next look."),
        ),
    },
    schedule={
        "tell": Task(timedelta(minutes=5), "actions.telling:tell_due"),
        "index": Task(timedelta(minutes=15), "actions.indexing:index_missing"),
        "tidy": Task(timedelta(hours=1), "actions.tidying:tidy"),
        "rename": Task(timedelta(minutes=10), "actions.tidying:rename_old"),
    },
    install=("actions.telling:install_purposes",),
    listens={
        GroupMade: ("actions.telling:word_purposes_of",),
        MemberLeaves: ("actions.parting:let_go_of_posts",),
        GroupEnds: ("actions.parting:end_threads",),
    },
    personal=Personal(
        tables={
            "group_post": _("what you said in groups"),
            "group_reaction": _("how you reacted to posts"),
            "group_read_mark": _("how far you have read in groups"),
            "group_draft": _("what you began to write in groups"),
            "group_post_file": _("files you put beside posts"),
        },
        stores=("personal:FILES",),
        files=("attachments:uploaded_by",),
        columns={
            "body": _("Text"),
            "original": _("Text"),
            "edited_at": _("Last changed"),
            "media_type": _("Kind of file"),
            "shows": _("What the picture shows"),
            "sign": _("Sign"),
            "size": _("Bytes"),
            "title": _("Title"),
        },
    ),
    nav=(
        Nav("group", "discussions.talks", _("Talks"), order=10),
        Nav("group", "discussions_own.mails", _("Mails"), order=60),
        Nav("moderation", "discussions_moderation.index", _("Talks"), order=10),
    ),
    init_app="wording:register_filters",
    purpose_data={"group-mail-*": ("pd:EmailAddress", "pd:GroupMembership")},
)
