"""Where somebody logs in from: the client of an SSH connection, a browser, a terminal, or an account of this machine.

sshd sets SSH_CONNECTION itself, after whatever a client may send, so nobody who only gets this program can choose it.
It counts for more than the address of a browser, which our own web server sets.
Whoever has a shell in the account of the data can; but they can read the data without any password.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SSH_VARIABLES: Final = ("SSH_CONNECTION", "SSH_CLIENT")
BROWSER_VARIABLE: Final = "HABITOS_BROWSER"
"""Has the address of the browser that shows the app."""
NETWORK: Final = "network"
"""The bucket of all that comes over SSH, or by a browser."""
UNKNOWN: Final = "unknown address"

_IPV6_NETWORK: Final = 64
"""Bits that tell one customer of a provider from another: whoever has one IPv6 address has all of its network."""


@dataclass(frozen=True, slots=True)
class LoginSource:
    """A place that tries are counted for, and the bucket that it shares with others nobody has logged in from yet."""

    name: str
    bucket: str


def present_source(env: Mapping[str, str] = os.environ) -> LoginSource:
    """Return where this process was started from."""
    connection = next(
        (found for name in (*SSH_VARIABLES, BROWSER_VARIABLE) if (found := env.get(name, "").strip())), ""
    )
    if connection:
        return client_source(connection.partition(" ")[0])
    account = f"account {os.getuid()}"
    terminal = _terminal()
    return LoginSource(f"terminal {terminal}" if terminal else account, account)


def in_browser(env: Mapping[str, str] = os.environ) -> bool:
    """Tell whether a browser shows this process."""
    return bool(env.get(BROWSER_VARIABLE))


def client_source(address: str) -> LoginSource:
    """Return the source that a client in the network is."""
    return LoginSource(_client(address), NETWORK)


def _client(text: str) -> str:
    """Return the address of a client as tries are counted for it."""
    from ipaddress import IPv6Address, ip_address, ip_network  # noqa: PLC0415 - most starts are not over SSH

    try:
        address = ip_address(text)
    except ValueError:  # sshd says UNKNOWN where it is not told
        return UNKNOWN
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    if address.is_link_local or address.is_loopback:
        return str(address)
    return str(ip_network((int(address), _IPV6_NETWORK), strict=False))


def _terminal() -> str:
    """Return the name of the terminal that this process is on, "" without one."""
    for descriptor in (0, 1, 2):
        try:
            return os.ttyname(descriptor).removeprefix("/dev/")
        except OSError:  # a pipe, a file, or closed
            continue
    return ""
