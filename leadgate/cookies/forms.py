"""The forms of other sites, their purposes and services, in the languages of the site."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from leadgate.cookies import banner_words
from leadgate.cookies.documents import CookiePurpose, Service, Stored
from leadgate.cookies.models import CookieSite
from leadgate.cookies.types import SIGNALS, ConsentMode, Mode, PurposeKind, StoreKind
from leadgate.foundation.languages import own_name
from leadgate.foundation.web.forms import PageForm, Plain, options, options_of, tidy

NEEDED = InputRequired(_("Please fill this in."))
EMPTY_ROWS = 3


class CookieSiteForm(PageForm):
    """Where a site is, and how it asks."""

    title = StringField(_("Name"), [NEEDED, Length(max=200), Plain()], filters=[tidy])
    origins = TextAreaField(_("Addresses of its pages"), [NEEDED, Length(max=2_000), Plain(lines=True)])
    languages = SelectMultipleField(_("Languages of its banner"), [NEEDED])
    parent_domain = StringField(_("One answer for all hosts below"), [Length(max=253), Plain()], filters=[tidy])
    mode = RadioField(_("What holds back until the answer"), choices=options_of(Mode), default=Mode.MARKED.value)
    consent_mode = RadioField(
        _("What Google's tags are told"), choices=options_of(ConsentMode), default=ConsentMode.OFF.value
    )

    def where(self) -> list[str]:
        """The addresses that were typed, one on each line."""
        return (self.origins.data or "").split()

    @property
    def chosen_mode(self) -> Mode:
        """What was chosen to hold back; that of a new site where nothing was."""
        return next((one for one in Mode if one == self.mode.data), Mode.MARKED)

    @property
    def chosen_consent_mode(self) -> ConsentMode:
        """What Google's tags are told."""
        return next((one for one in ConsentMode if one == self.consent_mode.data), ConsentMode.OFF)

    def spoken(self) -> list[str]:
        """The languages that were ticked."""
        return list(self.languages.data or [])


def site_form(spoken: Sequence[str], site: CookieSite | None = None, consent_mode: str = "") -> CookieSiteForm:
    """The form of a site.

    Args:
        spoken: the languages of this installation, which are offered first.
        site: as it is; None for a new one.
        consent_mode: as it is described.
    """
    kept: dict[str, Any] = {"languages": [spoken[0]]}
    if site:
        kept = {"title": site.title, "origins": "\n".join(site.origins), "languages": site.languages}
        kept |= {"parent_domain": site.parent_domain, "mode": str(site.mode), "consent_mode": consent_mode}
    form = CookieSiteForm(**kept)
    tags = dict.fromkeys([*(site.languages if site else ()), *spoken, *banner_words.USUAL])
    form.languages.choices = options((one, own_name(one)) for one in tags)
    return form


class CookiePurposeForm(PageForm):
    """What something is stored for; its words are added per language."""

    tags: tuple[str, ...] = ()
    slug = StringField(
        _("Short name"),
        [NEEDED, Regexp(r"[a-z][a-z0-9_]{0,19}$", message=_("Small letters, digits and _ only; twenty at most."))],
        filters=[tidy],
    )
    kind = SelectField(_("What it is to the law"), choices=options_of(PurposeKind))
    sells = BooleanField(_("Data is sold or shared for it"))
    signals = SelectMultipleField(_("What Google may do after a yes"), choices=options((one, one) for one in SIGNALS))

    def of(self, what: str) -> list[tuple[str, Field]]:
        """The fields of a text, each with its language."""
        return [(tag, self[f"{what}_{tag}"]) for tag in self.tags]

    def said(self, what: str) -> dict[str, str]:
        """What was written, by language; empty ones are left out."""
        return {tag: text for tag, field in self.of(what) if (text := tidy(field.data))}

    def purpose(self, before: CookiePurpose | None) -> CookiePurpose:
        """The purpose as it was typed.

        Args:
            before: whose services it keeps.
        """
        return CookiePurpose(
            slug=self.slug.data or "",
            kind=PurposeKind(self.kind.data),
            title=self.said("title"),
            text=self.said("text"),
            reason=self.said("reason"),
            sells=bool(self.sells.data),
            signals=tuple(self.signals.data or ()),
            services=before.services if before else (),
        )


def purpose_form(tags: Sequence[str], purpose: CookiePurpose | None) -> CookiePurposeForm:
    """The form of a purpose.

    Args:
        tags: the languages of its site.
        purpose: as it is; None for a new one.
    """
    fields: dict[str, Any] = {"tags": tuple(tags)}
    for tag in tags:
        named = {"language": own_name(tag)}
        fields[f"title_{tag}"] = StringField(_("Name (%(language)s)", **named), [Length(max=120), Plain()])
        fields[f"text_{tag}"] = TextAreaField(_("What it is for (%(language)s)", **named), [Length(max=600), Plain()])
        fields[f"reason_{tag}"] = TextAreaField(
            _("Why nobody is asked (%(language)s)", **named), [Length(max=600), Plain()]
        )
    kept: dict[str, Any] = {}
    if purpose:
        kept = {"slug": purpose.slug, "kind": purpose.kind.value, "sells": purpose.sells, "signals": purpose.signals}
        for what in ("title", "text", "reason"):
            kept |= {f"{what}_{tag}": getattr(purpose, what).get(tag, "") for tag in tags}
    form: CookiePurposeForm = type("CookiePurposeForm", (CookiePurposeForm,), fields)(**kept)
    return form


class StoredForm(Form):  # type: ignore[misc]
    """Something that is kept in the browser."""

    name = StringField(
        _("Name"),
        [
            Optional(),
            Length(max=120),
            Regexp(r"(?!\*+$)[!-:<-~]+$", message=_("No spaces here, and more than a star.")),
        ],
    )
    kind = SelectField(_("Kept as"), choices=options_of(StoreKind), default=StoreKind.COOKIE.value)
    days = IntegerField(_("Days"), [Optional(), NumberRange(min=0, max=3650)])


class ServiceForm(PageForm):
    """Who stores something or gets data; why is added per language."""

    tags: tuple[str, ...] = ()
    name = StringField(_("Name"), [NEEDED, Length(max=120), Plain()], filters=[tidy])
    company = StringField(_("Company"), [Length(max=120), Plain()], filters=[tidy])
    country = StringField(_("Country"), [Length(max=120), Plain()], filters=[tidy])
    hosts = TextAreaField(_("Hosts"), [Length(max=4_000), Plain(lines=True)])
    stored = FieldList(FormField(StoredForm), max_entries=60)

    def of(self, what: str) -> list[tuple[str, Field]]:
        """The fields of a text, each with its language."""
        return [(tag, self[f"{what}_{tag}"]) for tag in self.tags]

    def service(self) -> Service:
        """The service as it was typed."""
        return Service(
            name=self.name.data or "",
            company=self.company.data or "",
            country=self.country.data or "",
            why={tag: text for tag, field in self.of("why") if (text := tidy(field.data))},
            hosts=tuple(dict.fromkeys((self.hosts.data or "").lower().split())),
            stored=tuple(
                Stored(name=row.form.name.data, kind=StoreKind(row.form.kind.data), days=row.form.days.data or 0)
                for row in self.stored
                if row.form.name.data
            ),
        )


def service_form(tags: Sequence[str], service: Service | None) -> ServiceForm:
    """The form of a service, with some rows to fill in.

    Args:
        tags: the languages of its site.
        service: as it is; None for a new one.
    """
    fields: dict[str, Any] = {"tags": tuple(tags)}
    for tag in tags:
        label = _("What it does here (%(language)s)", language=own_name(tag))
        fields[f"why_{tag}"] = TextAreaField(label, [Length(max=600), Plain()])
    kept: dict[str, Any] = {}
    if service:
        kept = {"name": service.name, "company": service.company, "country": service.country}
        kept |= {"hosts": "\n".join(service.hosts), **{f"why_{tag}": service.why.get(tag, "") for tag in tags}}
        kept["stored"] = [{"name": one.name, "kind": one.kind.value, "days": one.days} for one in service.stored]
    form: ServiceForm = type("ServiceForm", (ServiceForm,), fields)(**kept)
    if not form.is_submitted():
        for _row in range(EMPTY_ROWS):
            form.stored.append_entry()
    return form


class BannerWordsForm(PageForm):
    """What the banner says in one language; what is left empty is said as usual."""

    def said(self) -> dict[str, str]:
        """What was written."""
        return {name: text for name in banner_words.NAMES if (text := tidy(self[name].data))}


def words_form(own: Mapping[str, str]) -> BannerWordsForm:
    """The form of a banner's words.

    Args:
        own: what was written so far.
    """
    fields = {name: TextAreaField(LABELS[name], [Length(max=600), Plain()]) for name in banner_words.NAMES}
    form: BannerWordsForm = type("BannerWordsForm", (BannerWordsForm,), fields)(**own)
    return form


LABELS = {
    "heading": _("Heading"),
    "body": _("What is asked"),
    "accept": _("Button: yes to all"),
    "refuse": _("Button: no to all"),
    "choose": _("Button: choose"),
    "save": _("Button: keep what was ticked"),
    "policy": _("Link to the policy"),
    "always": _("Beside what is always on"),
    "reopen": _("Button that opens it again"),
    "signal": _("Where the browser asks not to sell"),
    "against_signal": _("Beside what that signal ends"),
    "changed": _("Something is new since their answer; %s is what"),
    "changed_words": _("Only the description has changed"),
    "frame": _("In the place of embedded content; %s is its host"),
    "show": _("Button that shows it"),
}
