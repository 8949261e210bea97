"""What the house must know of the settings of the site."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Nav, Room, Task
from leadgate.foundation.permissions import permission
from leadgate.foundation.words import text as _

SETTINGS = permission("settings:site:edit", "say who answers for the site, what it says of itself and how it looks")

ROOM = Room(
    name="site_settings",
    opens=("admin", "forms", "sender_records"),
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
        Nav("settings-tab", "site_settings.organisation", _("Organisation"), SETTINGS, order=10),
        Nav("settings-tab", "site_settings.site", _("Site"), SETTINGS, order=20),
        Nav("settings-tab", "site_settings.brand", _("Brand"), SETTINGS, order=30),
        Nav("settings-tab", "site_settings_words.first", _("Wordings"), SETTINGS, order=40),
        Nav("settings-tab", "site_settings_mail.sender", _("Mail"), SETTINGS, order=45),
        Nav("embed-hosts", "site_settings.site", _("Site"), SETTINGS),
        Nav("mail-settings", "site_settings_mail.sender", _("Mail"), SETTINGS),
        Nav("organisation", "site_settings.organisation", _("Organisation"), SETTINGS),
        Nav("brand-logo", "site_settings_public.logo", _("Logo")),
        Nav("brand-icon", "site_settings_public.icon", _("Icon")),
    ),
)
