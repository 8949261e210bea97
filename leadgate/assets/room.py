"""What the house must know of gated assets."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Look, Nav, NavGroup, OutboxWork, Personal, Room
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

CONFIRM = Act("confirm", timedelta(hours=48))
NOT_ME = Act("not-me", timedelta(days=7))
GUARDIAN = Act("guardian", timedelta(days=7))
READY = Act("ready", timedelta(days=7))
CONFIRMED = Act("confirmed", timedelta(minutes=10))
DOWNLOAD = Act("download", timedelta(hours=48))
SEERS = (Role.MARKETER, Role.OFFICER, Role.VIEWER)
READERS = (Role.MARKETER, Role.OFFICER)
VIEW = permission("assets:asset:view", "see assets and their figures", *SEERS)
EDIT = permission("assets:asset:edit", "publish, edit, retire; take a grant back", Role.MARKETER)
LEADS = permission("assets:lead:view", "see who asked for an asset; every look is on the record", *READERS)
LEAD_LOOK = Look("lead:look", _("you among those who asked for a download"), _("address, answers and downloads"))

ROOM = Room(
    name="assets",
    opens=("verifications", "figures", "forms", "landing", "leads"),
    models=("models",),
    views=("public:pages", "studio:pages"),
    letters={
        "confirm": "mail:write_confirm",
        "remind": "mail:write_confirm",
        "guardian": "mail:write_guardian",
        "deliver": "mail:write_deliver",
    },
    effects={"assets.preview": "actions.previewing:make_preview"},
    work={
        "assets.preview": OutboxWork(
            _("drawing the picture of a file's first page"),
            _("The landing page shows no picture of the file. The next version of the file gets one."),
        ),
    },
    tokens=(CONFIRM, NOT_ME, GUARDIAN, READY, CONFIRMED, DOWNLOAD),
    permissions=(VIEW, EDIT, LEADS),
    looks=(LEAD_LOOK,),
    personal=Personal(
        names={"asset": "queries:titles", "asset_version": "queries:titles_of_versions"},
        tables={
            "asset_grant": _("rights to downloads, with your answers"),
            "grant_revocation": _("rights that were taken back"),
            "download": _("downloads"),
            "download_under_way": _("downloads that are being sent"),
        },
        rules=("personal:asset_rules",),
        rule_words={
            "download/history": _("single downloads"),
            "opt_in": _("requests that waited to be confirmed"),
        },
        columns={
            "granted_at": _("Since"),
            "motivation": _("Why you ask"),
            "motivation_text": _("In your own words"),
        },
    ),
    slots={"front": "slots:to_get", "me": "slots:mine", "sitemap": "slots:for_searchers", "purpose": "slots:offering"},
    nav=(
        Nav(
            "staff", "assets_studio.index", _("Landing pages"), VIEW, 10, NavGroup.GATES, "marketers", "/studio/assets"
        ),
    ),
    home_lines=("slots:DATES",),
    first_steps=("slots:TRIED",),
    finders=("slots:ASSETS", "slots:LEADS_OF"),
    init_app="wording:register_filters",
    verifications=("verifications:OPT_IN",),
    entitlements=("personal:ENTITLEMENTS",),
    activities=("attributes:DOWNLOAD",),
    attributes=("attributes:ATTRIBUTES",),
    facets=("leads:facets",),
    timelines=("leads:told",),
    robots=("/d/", "/studio"),
    direct={"/d/": "delivery:of_link"},
)
