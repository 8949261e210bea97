"""Declaring: what a scan found is written into a site's description, under the purposes somebody says."""

from collections.abc import Mapping
from uuid import UUID

from msgspec.structs import replace

from leadgate.cookie_scans import queries
from leadgate.cookie_scans.types import FoundService
from leadgate.cookies import queries as cookies
from leadgate.cookies.actions import describing
from leadgate.cookies.documents import CookiePurpose, Described, Service
from leadgate.cookies.types import PurposeKind
from leadgate.foundation.db import action


@action
def declare(slug: str, chosen: Mapping[str, str], *, edition: int, by: UUID) -> None:
    """Write services that the last scan found into the description of a site; visitors see it once it is published.

    Args:
        slug: of the site.
        chosen: by the service's name as the scan tells it, the kind of purpose it is declared under (`PurposeKind`);
            an empty one leaves it out.
        edition: of the description that was shown.
        by: the staff account.

    Raises:
        NoSuchSite: there is none.
        DescriptionChanged: somebody else changed it since.
    """
    site = cookies.site_of(slug)
    described = cookies.described(site)
    for one in queries.found_for(slug):
        if kind := chosen.get(one.name):
            described = _with(described, PurposeKind(kind), _service(one, site.title), site.languages)
    describing.describe(site.id, described, edition=edition, by=by)


def _service(found: FoundService, site: str) -> Service:
    return Service(name=found.name or site, company=found.company, hosts=found.hosts, stored=found.stored)


def _with(described: Described, kind: PurposeKind, service: Service, languages: list[str]) -> Described:
    purposes = list(described.purposes)
    at = next((at for at, one in enumerate(purposes) if one.kind is kind), len(purposes))
    if at == len(purposes):
        purposes.append(describing.usual(kind, languages))
    purposes[at] = _joined(purposes[at], service)
    return replace(described, purposes=tuple(purposes))


def _joined(purpose: CookiePurpose, service: Service) -> CookiePurpose:
    """The purpose with a service; one of that name that it has already gets what is new."""
    services = list(purpose.services)
    at = next((at for at, one in enumerate(services) if one.name == service.name), len(services))
    if at == len(services):
        return replace(purpose, services=(*services, service))
    has = services[at]
    hosts, stored = dict.fromkeys((*has.hosts, *service.hosts)), dict.fromkeys((*has.stored, *service.stored))
    services[at] = replace(has, hosts=tuple(hosts), stored=tuple(stored))
    return replace(purpose, services=tuple(services))
