"""Which of a laptop's addresses a phone can reach, and what the Wi-Fi is called."""

from __future__ import annotations

import pytest

from app.photos.phone.network import Card, Kind, reachable, read_netsh, read_nmcli


def test_the_likeliest_address_comes_first() -> None:
    cards = [
        Card("lo", "127.0.0.1", is_wifi=False),
        Card("docker0", "172.17.0.1", is_wifi=False),
        Card("vEthernet (WSL)", "172.22.0.1", is_wifi=False),
        Card("VirtualBox Host-Only", "192.168.56.1", is_wifi=False),
        Card("enp3s0", "169.254.7.7", is_wifi=False),
        Card("eth0", "fe80::1", is_wifi=False),
        Card("ppp0", "36.66.1.2", is_wifi=False),
        Card("enp2s0", "10.1.2.3", is_wifi=False),
        Card("wlp1s0", "192.168.43.17", is_wifi=True),
        Card("Local Area Connection* 2", "192.168.137.1", is_wifi=False),
    ]
    found = [(a.address, a.kind) for a in reachable(cards)]
    assert found == [
        ("192.168.137.1", Kind.HOTSPOT),
        ("192.168.43.17", Kind.WIFI),
        ("10.1.2.3", Kind.CABLE),
        ("36.66.1.2", Kind.OTHER),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("no:Warung\nyes:Hotspot Rani\n", "Hotspot Rani"),
        ("yes:Rani\\: HP\\\\2\n", "Rani: HP\\2"),
        ("no:Warung\n", None),
        ("", None),
    ],
)
def test_the_wifi_of_nmcli(text: str, name: str | None) -> None:
    assert read_nmcli(text) == name


NETSH = """
Terdapat 1 antarmuka di sistem:

    Nama                   : Wi-Fi
    Deskripsi              : Intel(R) Wi-Fi 6 AX201
    Status                 : tersambung
    SSID                   : Hotspot Rani : 5G
    BSSID                  : 5a:11:22:33:44:55
    Sinyal                 : 92%
"""


def test_the_wifi_of_netsh() -> None:
    assert read_netsh(NETSH.replace("\n", "\r\n")) == "Hotspot Rani : 5G"
    assert read_netsh("    Nama   : Wi-Fi\r\n    Status : terputus\r\n") is None
    assert read_netsh("") is None
