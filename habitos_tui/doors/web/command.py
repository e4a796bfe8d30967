"""habitos-tui serve."""

import asyncio
import errno
import os
import re
import secrets
import socket
import stat
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import Final

import click

from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import data_options, json_option, name_option
from habitos_tui.cli.output import say_result, tell
from habitos_tui.cli.passwords import read_password
from habitos_tui.cli.restricting import UserPath
from habitos_tui.doors.web.access import Access
from habitos_tui.errors import HabitosError, InvalidInputError
from habitos_tui.extras import loading

SHORTEST_TOKEN: Final = 16
HIGHEST_PORT: Final = 65535
OPEN: Final = (
    "Warning: what is sent is not encrypted. Whoever is on the way can read token, password and week; a proxy with "
    "TLS, told as --public-url https://…, keeps them out."
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 for any.")
@click.option("--public-url", default="", metavar="URL", help="Address that browsers know, where a proxy is between.")
@click.option("--token-file", type=UserPath(), metavar="FILE|-", help="Has a token for browsers in its first line.")
@click.option("--tabs", type=click.IntRange(1, 100), default=8, show_default=True, help="Tabs at a time, at most.")
@json_option
@name_option
@data_options
@click.pass_context
def serve(
    ctx: click.Context, *, host: str, port: int, public_url: str, token_file: str | None, tabs: int, as_json: bool
) -> None:
    """Show the app in a browser.

    Whoever opens the address needs the password of the profile. It goes on until ctrl+c. Each tab is an app of its own,
    which ends with the tab; files and programs of this machine cannot be reached from it. At other addresses than
    127.0.0.1, or behind a proxy, browsers need a token as well: it is in the address that is told, or in a file of
    yours.

    \b
    Examples:
      habitos-tui serve
      habitos-tui serve --profile alice --port 8010
    """
    call = current()
    call.refuse("The app in a browser")
    with loading("web"):
        from habitos_tui.doors.web.app import protected_profile
        from habitos_tui.doors.web.server import APP, BrowserServer
        from habitos_tui.doors.web.server import serve as serve_until_told

    protected_profile(call.data_directory().accounts, call.chosen(call.data_directory()))
    with _listening(host, port) as listening:
        access = _access(listening, host, public_url, token_file)
        server = BrowserServer(access, tabs, [*APP, str(call.data_dir or ""), call.profile or ""])

        def told() -> None:
            address = access.address(with_token=token_file is None)
            say_result("serving", {"url": address}, f"Open {address} in a browser; ctrl+c ends it.", as_json=as_json)

        ctx.exit(128 + asyncio.run(serve_until_told(server, listening, told)))


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; HabitosError where that cannot be, InvalidInputError for none."""
    if not host:
        raise InvalidInputError("The address to listen at is empty.")  # it would mean all of them
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((str(place[0]), port), family=family)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        hint = "--port 0 takes any that is free." if error.errno == errno.EADDRINUSE else ""
        raise HabitosError(f"Nothing can listen at {host}, port {port}: {why}.", hint=hint) from error


def _access(listening: socket.socket, host: str, public_url: str, token_file: str | None) -> Access:
    """Return what requests must show; where others could listen to them, a warning is told."""
    address, port = listening.getsockname()[:2]
    is_far = not ip_address(address).is_loopback
    made = secrets.token_urlsafe(24) if is_far or public_url else ""
    token = made if token_file is None else _read_token(token_file)
    public = _origin(public_url)
    if is_far or public.startswith("http:"):
        tell(OPEN)
    return Access(
        port, _outer_address(listening) or host if ip_address(address).is_unspecified else host, public, token
    )


def _outer_address(listening: socket.socket) -> str:
    """Return by which address others reach one that listens at all of them, "" without a network; nothing is sent."""
    anywhere = "2001:db8::1" if listening.family is socket.AF_INET6 else "192.0.2.1"
    with socket.socket(listening.family, socket.SOCK_DGRAM) as way, suppress(OSError):
        way.connect((anywhere, 9))
        return str(way.getsockname()[0])
    return ""


def _origin(url: str) -> str:
    """Return the origin of an address, "" for none; InvalidInputError for one that is not of the web."""
    found = re.fullmatch(r"(?:(https?)://(?:\[[\da-f:]+\]|[\w.-]+)(?::(\d+))?/?)?", url, re.ASCII | re.IGNORECASE)
    if found is None or int(found[2] or 0) > HIGHEST_PORT:
        raise InvalidInputError(f"“{url}” is no public address.", hint="It is such as https://plan.example.org")
    origin = url.rstrip("/").lower()
    return origin.removesuffix(":443" if origin.startswith("https:") else ":80")  # browsers leave these ports out


def _read_token(source: str) -> str:
    """Return the token in the first line of a file that nobody else can read."""
    if source != "-" and Path(source).is_file() and Path(source).stat().st_mode & stat.S_IROTH:
        raise InvalidInputError("Everybody on this machine can read the token.", hint=f"chmod 600 “{source}”")
    token = read_password(source, "token")
    if len(token) < SHORTEST_TOKEN or not token.isascii() or not token.isprintable():
        raise InvalidInputError(
            f"The token is not {SHORTEST_TOKEN} plain characters long.", hint="For example: openssl rand -hex 24"
        )
    return token
