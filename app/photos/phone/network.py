"""Where a phone can reach this laptop, and what the Wi-Fi is called that it must be on."""

from __future__ import annotations

import ipaddress
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

_ASK_S = 5.0
_WINDOWS_HOTSPOT = ipaddress.ip_network("192.168.137.0/24")
_LINUX_HOTSPOT = ipaddress.ip_network("10.42.0.0/16")
_PRIVATE = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
# Networks that only this machine, or a far office, is on.
_INSIDE = re.compile(
    r"docker|veth|virbr|br-|vmnet|vmware|vbox|virtualbox|vethernet|hyper-v|wsl|utun|tun|tap"
    r"|wireguard|^wg|tailscale|zerotier|^zt|npcap|bluetooth",
    re.IGNORECASE,
)


class Kind(IntEnum):
    """How likely a phone is on that network; the first is the best."""

    HOTSPOT = 0
    WIFI = 1
    CABLE = 2
    OTHER = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A network card as the system tells it."""

    name: str
    address: str
    is_wifi: bool


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this laptop that a phone may reach."""

    address: str
    kind: Kind
    card: str


def reachable(cards: Iterable[Card]) -> tuple[Address, ...]:
    """The addresses worth offering, the likeliest first."""
    found = [address for card in cards if (address := _judge(card)) is not None]
    return tuple(sorted(set(found), key=lambda a: (a.kind, a.card, a.address)))


def _judge(card: Card) -> Address | None:
    try:
        address = ipaddress.IPv4Address(card.address)
    except ValueError:
        return None
    if address.is_loopback or address.is_link_local or address.is_unspecified:
        return None
    if address in _WINDOWS_HOTSPOT or address in _LINUX_HOTSPOT:
        return Address(card.address, Kind.HOTSPOT, card.name)
    if _INSIDE.search(card.name):
        return None
    if card.is_wifi:
        return Address(card.address, Kind.WIFI, card.name)
    private = any(address in network for network in _PRIVATE)
    return Address(card.address, Kind.CABLE if private else Kind.OTHER, card.name)


def wifi_name() -> str | None:
    """The Wi-Fi this laptop is on, as far as the system tells; takes up to some seconds."""
    if sys.platform == "win32":
        return read_netsh(_ask("netsh", "wlan", "show", "interfaces"))
    return read_nmcli(_ask("nmcli", "-t", "-f", "active,ssid", "device", "wifi", "list"))


def _ask(program: str, *arguments: str) -> str:
    """What a program of the system prints; '' when it is not there or fails."""
    path = shutil.which(program)
    if path is None:
        return ""
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            [path, *arguments],
            capture_output=True,
            timeout=_ASK_S,
            check=False,
            stdin=subprocess.DEVNULL,
            creationflags=hidden,
            env={**os.environ, "LC_ALL": "C"},  # nmcli translates even its yes
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def read_nmcli(text: str) -> str | None:
    """The active network in the terse list of nmcli, which escapes colons."""
    for line in text.splitlines():
        active, _, name = line.partition(":")
        if active == "yes" and name:
            return re.sub(r"\\(.)", r"\1", name)
    return None


def read_netsh(text: str) -> str | None:
    """The network in the answer of netsh; `SSID` is the one word no language changes."""
    found = re.search(r"^\s*SSID\s*:\s(.+?)\s*$", text, re.MULTILINE)
    return found[1] if found else None
