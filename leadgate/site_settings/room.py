"""What the house must know of the settings of the site."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Nav, Room, Task
from leadgate.foundation.permissions import permission
from leadgate.foundation.words import text as _

SETTINGS = permission("settings:site:edit", "say who answers for the site, what it says of itself and how it looks")

ROOM = Room(
    name="site_settings",
    opens=("admin", "forms", "sender_records", "wording"),
    models=("models",),
    views=("admin:pages", "words:pages", "mail:pages", "public:pages"),
    permissions=(SETTINGS,),
    schedule={"forget_pictures": Task(timedelta(hours=6), "actions.keeping:forget_unchosen")},
    first_steps=tuple(f"steps:{name}" for name in ("CONTROLLER", "BRAND", "MAIL_SERVER", "SENDER")),
    nav=(
        Nav(
            "account",
            "site_settings.overview",
            _("Settings"),
            SETTINGS,
            guide="owners#who-you-are",
            below="/admin/settings",
        ),
        Nav("settings-tab", "site_settings.overview", _("Overview"), SETTINGS, order=0),
        Nav(
            "settings-tab",
            "site_settings.organisation",
            _("Organisation"),
            SETTINGS,
            order=10,
            about=_(
                "Who answers for the site: name, postal address, privacy contact, supervisory authority, public "
                "holidays."
            ),
        ),
        Nav(
            "settings-tab",
            "site_settings.site",
            _("Site"),
            SETTINGS,
            order=20,
            about=_(
                "Languages, time zone, largest file, sites that may embed your forms, texts of front page and footer, "
                "imprint."
            ),
        ),
        Nav(
            "settings-tab",
            "site_settings.brand",
            _("Brand"),
            SETTINGS,
            order=30,
            about=_("Public name, logo, icon, and the accent colour of light and of dark pages."),
        ),
        Nav(
            "settings-tab",
            "site_settings_words.first",
            _("Wordings"),
            SETTINGS,
            order=40,
            about=_("What forms, pages and letters say, in each language: headings, buttons, subjects."),
        ),
        Nav(
            "settings-tab",
            "site_settings_mail.sender",
            _("Mail"),
            SETTINGS,
            order=45,
            about=_("Name and address of the sender, a test letter, and what the DNS says of its domain."),
        ),
        Nav("embed-hosts", "site_settings.site", _("Site"), SETTINGS),
        Nav("lead-names", "site_settings.site", _("Site"), SETTINGS),
        Nav("mail-settings", "site_settings_mail.sender", _("Mail"), SETTINGS),
        Nav("organisation", "site_settings.organisation", _("Organisation"), SETTINGS),
        Nav("brand-logo", "site_settings_public.logo", _("Logo")),
        Nav("brand-icon", "site_settings_public.icon", _("Icon")),
    ),
)
