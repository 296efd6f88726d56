# SPDX-License-Identifier: Apache-2.0
"""Which addresses are open, and what of a URL is asked, stored and shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.fetch import EVERYWHERE
from ontherecord.fetch.addresses import Address, address, is_open, shown

CLOSED = (
    "127.0.0.1", "127.255.0.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1", "::7f00:1",
    "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::", "2002:808:808::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
)  # fmt: skip
OPEN = ("8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808")


@pytest.mark.parametrize("ip", CLOSED)
def test_closed_ranges_are_told_however_they_are_written(ip: str) -> None:
    assert not is_open(ip)
    assert is_open(ip, EVERYWHERE)


@pytest.mark.parametrize("ip", OPEN)
def test_the_open_internet_is_open(ip: str) -> None:
    assert is_open(ip)


def test_a_network_that_is_allowed_opens_no_other() -> None:
    assert is_open("10.1.2.3", ("10.1.0.0/16",))
    assert not is_open("10.2.0.1", ("10.1.0.0/16",))
    assert not is_open("::1", ("127.0.0.0/8",))


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ("HTTP://Gazette.Example/a b#top", "http://gazette.example/a%20b"),
        ("https://gazette.example:443/", "https://gazette.example/"),
        ("http://ana:p@gazette.example/x", "http://gazette.example/x"),
        ("http://käse.example/", "http://xn--kse-qla.example/"),
        ("http://gazette.example", "http://gazette.example"),
        ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
    ],
)
def test_what_is_asked_and_shown(named: str, asked: str) -> None:
    found = address(named)
    assert isinstance(found, Address)
    assert str(found.url) == shown(named) == asked


@given(st.text(max_size=80), st.sampled_from(["", "http://", "https://", "http://a:b@", "http://[", "//"]))
def test_any_text_is_an_address_or_a_reason(text: str, start: str) -> None:
    found = address(start + text)
    assert isinstance(found, Address | str)
    shown(start + text)
    if isinstance(found, Address):
        assert "@" not in str(found.url).split("/")[2]


@given(st.from_regex(r"[a-z]{3,9}:[a-zA-Z0-9!$]{8,20}", fullmatch=True), st.text(max_size=20))
def test_no_password_is_ever_shown(pair: str, rest: str) -> None:
    assert pair.partition(":")[2] not in shown(
        f"http://{pair}@gazette.example:bad/{rest.replace(pair[4:], '')}"
    )
