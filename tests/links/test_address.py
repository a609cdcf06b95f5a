"""Which addresses may be asked."""

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.links.address import NotAskedError, guard, is_opened, objection
from roadmap_site.links.answer import Trouble

LOOPBACK = (ip_network("127.0.0.0/16"),)


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_public_addresses_pass(address: str) -> None:
    """A public address is asked, in whichever form."""
    assert objection(address, ()) == ""


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 -- an address like others here
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.2.1",
        "192.168.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "2001:0:808:808:0:0:80ff:fffe",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_others_do_not(address: str) -> None:
    """Private, reserved, multicast and metadata addresses are left alone, wrapped ones too."""
    assert objection(address, ()) == "is not a public address"


def test_what_is_no_address_does_not_pass() -> None:
    """A host name where an address must stand is refused."""
    assert objection("localhost", ()) == "is not an address"


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.255.255", "::ffff:127.0.0.1"])
def test_opened_nets_pass(address: str) -> None:
    """A net that the caller opens is asked."""
    assert objection(address, LOOPBACK) == ""


@pytest.mark.parametrize("address", ["127.1.0.1", "10.0.0.1", "::1", "169.254.169.254"])
def test_only_opened_nets_pass(address: str) -> None:
    """Opening one net opens no other."""
    assert objection(address, LOOPBACK) == "is not a public address"


def test_one_private_address_condemns_the_host() -> None:
    """A name with a public and a private address is not asked at all."""
    with pytest.raises(NotAskedError) as caught:
        guard("a.org", ("8.8.8.8", "10.0.0.1"), ())

    assert caught.value.trouble is Trouble.PRIVATE_ADDRESS
    assert caught.value.detail == "a.org is 10.0.0.1, which is not a public address"


def test_an_address_is_named_once() -> None:
    """The words for a link to an address do not say it twice."""
    with pytest.raises(NotAskedError, match=r"^10\.0\.0\.1 is not a public address$"):
        guard("10.0.0.1", ("10.0.0.1",), ())


@pytest.mark.parametrize(
    ("host", "addresses", "ours"),
    [("127.0.0.1", (), True), ("a.org", ("127.0.0.9",), True), ("a.org", ("8.8.8.8",), False)],
    ids=["address", "name", "public"],
)
def test_own_machines_are_known(host: str, addresses: tuple[str, ...], *, ours: bool) -> None:
    """A host in an opened net is the caller's own."""
    assert is_opened(host, addresses, LOOPBACK) is ours


@given(st.ip_addresses(v=4))
def test_no_wrapping_opens_a_private_address(address: IPv4Address) -> None:
    """An IPv6 form of an IPv4 address passes only where the address itself does."""
    number = int(address)
    wrapped = (
        IPv6Address(0xFFFF << 32 | number),
        IPv6Address(0x64FF9B << 96 | number),
        IPv6Address(0x2002 << 112 | number << 80),
        IPv6Address(number),
    )
    if objection(str(address), ()):
        assert all(objection(str(form), ()) for form in wrapped)
