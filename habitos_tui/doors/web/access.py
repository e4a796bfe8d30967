"""Who may come in: by which name of the server, from a page of which origin, and with which token.

A page of somebody else's must reach the app neither by a connection of its own nor by a name of theirs that they let
point here.
"""

import hashlib
import hmac
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import quote, urlsplit

LOCALHOST: Final = "localhost"


@dataclass(frozen=True, slots=True)
class Access:
    """What a request must show."""

    port: int
    host: str
    """Where the server listens, as it was told."""
    public: str = ""
    """The origin by which browsers know it, such as https://plan.example.org, where a proxy is between."""
    token: str = ""
    """That every request must bring; "" for none."""

    def is_ours(self, host: str) -> bool:
        """Tell whether a Host header names this server: by address, or by a name that nobody else can give."""
        if self.public and host.lower() == urlsplit(self.public).netloc:
            return True
        with suppress(ValueError):
            parts = urlsplit(f"//{host}")
            name = parts.hostname or ""
            ours = name in {LOCALHOST, self.host.lower()} or bool(ip_address(name))
            return ours and parts.netloc == host and "@" not in host and (parts.port or 80) == self.port
        return False

    def is_our_page(self, origin: str, host: str) -> bool:
        """Tell whether an Origin header is that of the page that this server has sent."""
        return origin.lower() in {f"http://{host.lower()}", self.public or None}

    def admits(self, token: str, cookie: str) -> bool:
        """Tell whether one of them is right, in a time that says nothing of it."""
        return not self.token or _same(token, self.token) or _same(cookie, self.cookie)

    def address(self, *, with_token: bool) -> str:
        """Return what a person opens in a browser."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        place = self.public or f"http://{host}:{self.port}"
        return f"{place}/?token={quote(self.token)}" if with_token and self.token else f"{place}/"

    @property
    def cookie(self) -> str:
        """What a browser gets for the token: it does not say it, and lasts as long."""
        return hmac.digest(self.token.encode(), b"habitos-tui serve", hashlib.sha256).hex()

    @property
    def cookie_name(self) -> str:
        """The name of that cookie: browsers do not tell ports apart."""
        return f"habitos-tui-{self.port}"


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(errors="replace"), right.encode())
