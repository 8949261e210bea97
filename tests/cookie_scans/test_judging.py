"""What a notice declares, what it does not, and what may be there before a yes."""

import pytest

from leadgate.cookie_scans.judging import Judge
from leadgate.cookie_scans.types import FindingKind, Phase
from leadgate.cookies.documents import CookiePurpose, Described, Service, Shown, Stored
from leadgate.cookies.types import PurposeKind, StoreKind

COOKIE, LOCAL, SESSION, DATABASE, HOST = FindingKind


def purpose(kind, *, hosts=(), stored=()):
    return CookiePurpose(
        slug=kind.value, kind=kind, title={"en": "x"}, services=(Service(name="x", hosts=hosts, stored=stored),)
    )


DESCRIBED = Described(
    purposes=(
        purpose(
            PurposeKind.STATISTICS,
            hosts=("*.stats.example", "both.example:8443"),
            stored=(Stored(name="_ga*"), Stored(name="seen", kind=StoreKind.LOCAL), Stored(name="a[1]?")),
        ),
        purpose(PurposeKind.NECESSARY, hosts=("both.example",), stored=(Stored(name="sid"),)),
        purpose(PurposeKind.EXEMPT, stored=(Stored(name="matomo", kind=StoreKind.SESSION),)),
    )
)
JUDGE = Judge(Shown(site="shop", title="Shop", languages=("en",), described=DESCRIBED), "https://consent.example")


@pytest.mark.parametrize(("kind", "name", "host", "declared"), [
    (COOKIE, "_ga_1", "shop.example", "statistics"), (COOKIE, "_gb", "shop.example", ""),
    (COOKIE, "sid", "shop.example", "necessary"), (LOCAL, "sid", "shop.example", ""),
    (LOCAL, "seen", "shop.example", "statistics"), (DATABASE, "seen", "shop.example", ""),
    (SESSION, "seen", "shop.example", ""), (SESSION, "matomo", "shop.example", "exempt"),
    (COOKIE, "a[1]?", "shop.example", "statistics"), (COOKIE, "a1x", "shop.example", ""),
    (COOKIE, "lg_consent", "shop.example", "necessary"), (LOCAL, "lg_consent", "shop.example", ""),
    (HOST, "consent.example", "consent.example", "necessary"),
    (HOST, "x.stats.example", "x.stats.example", "statistics"),
    (HOST, "stats.example", "stats.example", ""), (HOST, "xstats.example", "xstats.example", ""),
    (HOST, "both.example", "both.example", "necessary"),
])  # fmt: skip
def test_what_was_found_is_held_against_the_notice(kind, name, host, declared):
    assert JUDGE.purpose_of(kind, name, host) == declared


@pytest.mark.parametrize(
    ("declared", "leaks"), [("necessary", False), ("exempt", False), ("statistics", True), ("", True)]
)
def test_only_what_needs_no_yes_may_be_there_before_it_and_after_a_no(declared, leaks):
    assert JUDGE.leaks(Phase.BEFORE, declared) is leaks
    assert JUDGE.leaks(Phase.REFUSED, declared) is leaks
    assert not JUDGE.leaks(Phase.ACCEPTED, declared)


def test_where_nothing_is_published_nothing_but_our_own_answer_is_declared():
    nobody = Judge(None, "https://consent.example")
    assert nobody.purpose_of(COOKIE, "sid", "shop.example") == ""
    assert nobody.purpose_of(COOKIE, "lg_consent", "shop.example") == "necessary"
    assert nobody.leaks(Phase.BEFORE, "")
