"""Which addresses are public, and which URLs are called: judged as IANA's registries say, not as they look."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leadgate.foundation.calling.destinations import NOT_PUBLIC, Reach, destination_of, is_public
from leadgate.foundation.calling.errors import NotPublic, WrongAddress

FOUR = st.one_of(
    st.ip_addresses(v=4),
    *(st.ip_addresses(network=network) for network in NOT_PUBLIC if network.version == 4),
)
SIX = st.one_of(
    st.ip_addresses(v=6),
    *(st.ip_addresses(network=network) for network in NOT_PUBLIC if network.version == 6),
    *(st.ip_addresses(network=ip_network(each)) for each in ("2000::/3", "fe80::/10", "fc00::/7", "ff00::/8", "::/96")),
)
OURS_ALONE = [
    ip_network(each) for each in ("192.88.99.0/24", "168.63.129.16/32", "2001::/23", "2002::/16", "3fff::/20")
]
"""What we refuse and `ipaddress`, of one version or another, calls global."""


def is_special(address) -> bool:
    return (address.is_private or address.is_loopback or address.is_link_local or address.is_multicast
            or address.is_reserved or address.is_unspecified or getattr(address, "is_site_local", False))  # fmt: skip


@given(st.one_of(FOUR, SIX))
@example(IPv4Address("127.0.0.1"))
@example(IPv6Address("::"))
def test_what_is_special_in_any_way_is_not_public(address):
    if is_special(address) or not address.is_global:
        # Some versions of Python count the protocol assignments inside 192.0.0.0/24 among the global ones; never these.
        assert not is_public(str(address))


@given(st.one_of(FOUR, SIX))
def test_what_is_public_for_everybody_is_public_here(address):
    in_six = address.version == 4 or address in ip_network("2000::/3")
    if address.is_global and not is_special(address) and in_six and not any(address in each for each in OURS_ALONE):
        assert is_public(str(address)) == (address not in ip_network("192.0.0.0/24"))


@given(FOUR)
def test_an_address_inside_another_is_never_public(four):
    within = int(four)
    for outer in (0xFFFF << 32, 0, 0x64FF9B << 96, 0x64FF9B0001 << 80, (0x2002 << 112) | (within << 80)):
        assert not is_public(str(IPv6Address(outer | within)))
    teredo = (0x20010000 << 96) | (within ^ 0xFFFFFFFF)
    assert not is_public(str(IPv6Address(teredo)))


@given(st.one_of(FOUR, SIX))
def test_a_url_that_is_an_address_is_called_if_it_is_public(address):
    host = f"[{address}]" if address.version == 6 else str(address)
    if is_public(str(address)):
        made = destination_of(f"https://{host}/x")
        assert (ip_address(made.host), made.port, made.authority) == (address, 443, host)
    else:
        with pytest.raises(NotPublic):
            destination_of(f"https://{host}/x")


@pytest.mark.parametrize("url", [
    "http://partner.example/", "ftp://partner.example/", "file:///etc/passwd", "partner.example", "", "https://",
    "https:///x", "https://me:secret@partner.example/", "https://me@partner.example/", "https://partner.example:0/",
    "https://partner.example:99999/", "https://partner.example:x/", "https://partner.example/a b",
    "https://partner.example/\r\nHost: other", " https://partner.example/", "https://partner.example/\x00",
    "https://[::1/", "https://partner.example/\N{SNOWMAN}", "http://localhost.partner.example/", "http://127.0.0.2/",
    "http://[::ffff:127.0.0.1]/", "https://\N{SNOWMAN}\N{ZERO WIDTH JOINER}.example/",
])  # fmt: skip
def test_what_is_no_address_to_call_is_refused_before_anybody_is_asked(url):
    for reach in Reach:
        if reach is not Reach.SELF_PROVING or not url.startswith("http://"):
            with pytest.raises(WrongAddress):
                destination_of(url, reach)


def test_who_proves_an_answer_may_be_called_in_clear_and_in_the_networks_the_settings_open_only():
    own = (ip_network("10.1.0.0/16"),)
    assert not destination_of("http://witness.example/x", Reach.SELF_PROVING).secure
    assert destination_of("http://10.1.2.3:8900/x", Reach.SELF_PROVING, own).host == "10.1.2.3"
    for url in ("http://10.2.2.3/", "https://192.168.1.1/", "http://127.0.0.2/"):
        with pytest.raises(NotPublic):
            destination_of(url, Reach.SELF_PROVING, own)


def test_this_machine_is_called_in_clear_where_that_was_declared_and_nowhere_else():
    for url in ("http://localhost:8000/x", "http://127.0.0.1/x", "http://[::1]/x"):
        assert destination_of(url, Reach.THIS_MACHINE_TOO).on_this_machine
        with pytest.raises(WrongAddress):
            destination_of(url)


def test_a_host_in_another_script_is_called_by_its_name_of_the_wire():
    assert destination_of("https://bücher.example:8443/a?b=c").authority == "xn--bcher-kva.example:8443"
    assert destination_of("https://BÜCHER.example").target == "/"


@pytest.mark.parametrize("inside", ["10.0.0.5", "192.168.7.7", "172.16.0.1", "[fd00::1]", "8.8.8.8"])
def test_a_server_that_a_setting_names_may_stand_on_a_network_of_ones_own(inside):
    assert destination_of(f"https://{inside}/x", Reach.ANY_NETWORK).secure


@pytest.mark.parametrize("inside", ["169.254.169.254", "[fe80::1]", "[::ffff:127.0.0.1]", "[2002:7f00:1::]", "0.0.0.0"])
def test_but_not_where_clouds_keep_their_secrets_or_under_a_false_name(inside):
    with pytest.raises(NotPublic):
        destination_of(f"https://{inside}/x", Reach.ANY_NETWORK)
