"""What the owner reads for each setting, and for what one cannot be."""

from collections.abc import Mapping

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from leadgate.foundation.configuration.choices import NOTICE
from leadgate.foundation.configuration.parsing import SPOKEN
from leadgate.foundation.installation import installation
from leadgate.foundation.languages import NAMES

LABELS: Mapping[str, LazyString] = {
    "LEADGATE_CONTROLLER_NAME": _("Name of the organisation"),
    "LEADGATE_CONTROLLER_ADDRESS": _("Postal address"),
    "LEADGATE_CONTROLLER_EMAIL": _("Privacy contact"),
    "LEADGATE_AUTHORITY": _("Supervisory authority"),
    "LEADGATE_HOLIDAYS": _("Public holidays"),
    "LEADGATE_LANGUAGES": _("Languages"),
    "LEADGATE_TIME_ZONE": _("Time zone"),
    "LEADGATE_UPLOAD_LIMIT_MB": _("Largest file, in megabytes"),
    "LEADGATE_EMBED_HOSTS": _("Sites that may embed your forms"),
    "LEADGATE_MAIL_FROM": _("Sender's address"),
    "mail.server": _("Mail server"),
    "mail.name": _("Sender's name"),
    "mail.reply_to": _("Where answers go"),
    "mail.dkim": _("Selector of DKIM"),
    "letters.approved_above": _("Second yes above so many readers"),
    "letters.per_minute": _("Letters a minute to one receiving domain"),
    "letters.first_day": _("Letters on the first day of warming up"),
    "letters.warms_from": _("First day of warming up"),
    "LEADGATE_ACCENT": _("Accent colour"),
    "brand.accent_dark": _("Accent colour of dark pages"),
    "brand.name": _("Public name"),
    "brand.logo": _("Logo"),
    "brand.icon": _("Icon"),
    "site.imprint": _("Address of the imprint"),
    "leads.named": _("Who is new, in letters about leads"),
    **{f"site.front.{tag}": _("Text of the front page (%(language)s)", language=NAMES[tag]) for tag in SPOKEN},
    **{f"site.footer.{tag}": _("Text of the footer (%(language)s)", language=NAMES[tag]) for tag in SPOKEN},
}
NEEDED: Mapping[str, LazyString] = {
    "LEADGATE_CONTROLLER_NAME": _("Please type the name: it stands in every mail and receipt."),
    "LEADGATE_CONTROLLER_ADDRESS": _("Please type the postal address: it stands in every mail."),
    "LEADGATE_CONTROLLER_EMAIL": _("Please type a mail address people can write to."),
    "LEADGATE_MAIL_FROM": _("Please type the address letters are to come from."),
}
"""What is missed where nothing was typed for what has to be said."""
WRONG: Mapping[str, LazyString] = {
    "LEADGATE_CONTROLLER_NAME": _("Please type one line of plain text, as people know you."),
    "LEADGATE_CONTROLLER_ADDRESS": _("Please type the address on one line, with at most 300 signs."),
    "LEADGATE_CONTROLLER_EMAIL": _("Please type one mail address, such as privacy@example.org."),
    "LEADGATE_AUTHORITY": _("Please type one sentence of at most 300 signs."),
    "LEADGATE_HOLIDAYS": _(
        "This country has no part of that code whose holidays are known. Of California it is CA, of Bavaria BY."
    ),
    "LEADGATE_LANGUAGES": _("Please choose one of the list."),
    "LEADGATE_TIME_ZONE": _("Please choose a time zone of the list, such as Europe/Berlin."),
    "LEADGATE_UPLOAD_LIMIT_MB": _("Please type a whole number of megabytes, from 1 to 10000."),
    "LEADGATE_EMBED_HOSTS": _("Please type one address on each line, without a path, such as https://www.example.org."),
    "LEADGATE_MAIL_FROM": _(
        "Please type one mail address with plain letters before the @, such as guides@example.org."
    ),
    **dict.fromkeys(
        ("letters.approved_above", "letters.per_minute", "letters.first_day"),
        _("Please type a whole number, or nothing."),
    ),
    "letters.warms_from": _("Please choose a day, or none."),
    "mail.name": _("Please type one line of plain text with at most 100 signs, as people know you."),
    "mail.reply_to": _("Please type one mail address with plain letters before the @, such as guides@example.org."),
    "mail.dkim": _("Please type the selector alone: letters, digits, hyphens and dots, such as s1 or mail2026."),
    "LEADGATE_ACCENT": _("Please choose a colour such as #0b6e4f."),
    "brand.accent_dark": _("Please choose a colour such as #0b6e4f."),
    "brand.name": _("Please type one line of plain text, as people know you."),
    "site.imprint": _("Please type an address that begins with https:// or, for a page here, with /."),
}


def label_of(name: str) -> str:
    """What the owner reads for a setting, also for words of their own.

    Args:
        name: of the setting; itself where nothing is known of it.
    """
    if name in LABELS:
        return str(LABELS[name])
    if NOTICE.fullmatch(name):
        return str(gettext("Privacy notice"))
    for part in installation().house.provided("wordings"):
        for one, tag in ((one, tag) for one in part.wordings for tag in SPOKEN):
            if one.setting(tag) == name:
                said = gettext(
                    "%(part)s: %(label)s (%(language)s)", part=part.title, label=one.label, language=NAMES[tag]
                )
                return str(said)
    return name


TOO_LONG = _("Please type plain text of at most 8000 signs.")
