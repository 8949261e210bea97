"""What the world's name servers say of the domain our letters come from: others judge our letters by it."""

from collections.abc import Iterator

from dns import resolver

from leadgate.foundation.mail.addresses import is_of_nobody
from leadgate.foundation.words import text as _
from leadgate.site_settings.sender_records import look_up
from leadgate.site_settings.types import RecordKind, RecordNews

MISSING = {
    RecordNews.NO_DOMAIN: _(
        "%(domain)s is no domain that the name servers know: others refuse letters that come from it."
    ),
    RecordNews.MX_MISSING: _(
        "%(domain)s takes no mail (no MX record): bounces and answers to LEADGATE_MAIL_FROM are lost."
    ),
    RecordNews.MX_NONE: _(
        "%(domain)s says that it takes no mail (MX): bounces and answers to LEADGATE_MAIL_FROM are lost."
    ),
    RecordNews.SPF_MISSING: _(
        "%(domain)s does not say who sends for it (no SPF record): many take its letters for spam."
    ),
    RecordNews.SPF_TWICE: _(
        "%(domain)s has more than one SPF record, and then none counts: many take its letters for spam."
    ),
    RecordNews.SPF_OPEN: _("%(domain)s lets everybody send for it (its SPF record): many take its letters for spam."),
    RecordNews.DMARC_MISSING: _(
        "%(domain)s has no DMARC record (_dmarc.%(domain)s): large providers refuse its letters."
    ),
    RecordNews.DMARC_TWICE: _(
        "%(domain)s has several DMARC records, and then none counts: large providers refuse its letters."
    ),
    RecordNews.DMARC_BROKEN: _(
        "%(domain)s has a DMARC record without a known policy: large providers refuse its letters."
    ),
}


def about_domain(domain: str, asked: resolver.Resolver | None = None) -> Iterator[str]:
    """What is missing for letters of a domain to be believed and answered.

    Args:
        domain: of the sender's address.
        asked: whom to ask; the name servers of this machine when it is not said.

    Yields:
        sentences: that it has no mail server (RFC 5321, section 5.1), no SPF (RFC 7208) or no DMARC (RFC 7489), or
        that nobody could be asked. Keys of DKIM have names that only the mail server knows.
    """
    if is_of_nobody(domain):
        said = _("Letters come from %(domain)s, which is nobody's: others refuse them. Set LEADGATE_MAIL_FROM.")
        yield str(said) % {"domain": domain}
        return
    found = [one for one in look_up(domain, asked=asked) if one.kind is not RecordKind.DKIM]
    yield from dict.fromkeys(str(MISSING[one.news]) % {"domain": domain} for one in found if one.news in MISSING)
    unreached = {one.trouble: one for one in found if one.news is RecordNews.UNREACHED}
    for trouble in unreached:
        if trouble == resolver.NoResolverConfiguration.__name__:
            said = _("This machine names no name servers (/etc/resolv.conf), so nobody was asked about %(domain)s.")
            yield str(said) % {"domain": domain}
        else:
            said = _("The name servers could not be asked about %(domain)s (%(kind)s).")
            yield str(said) % {"domain": domain, "kind": trouble}
