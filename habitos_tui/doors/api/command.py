"""habitos-tui api: the HTTP API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import click

from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import data_options, json_option
from habitos_tui.cli.output import json_of, say_document, tell, tell_lines
from habitos_tui.errors import InvalidInputError
from habitos_tui.extras import loading, require

if TYPE_CHECKING:
    from fastapi import FastAPI

    from habitos_tui.bootstrap import DataDirectory
    from habitos_tui.doors.api.keys import KeyFile
    from habitos_tui.doors.api.server import Place

PORT: Final = 8420
_LOOPBACK: Final = "127.0.0.1"
_HOST_NAME: Final = re.compile(r"[\w.-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")


@click.command()
@click.option("--host", default=_LOOPBACK, show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    metavar="N",
    help="Port to listen on; 0 takes any that is free.",
)
@click.option("--expose", is_flag=True, help="Listen on an address that other machines reach. There is no encryption.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A name that clients call the server by; may be repeated."
)
@click.option(
    "--behind-proxy",
    is_flag=True,
    help="Believe a proxy on this machine who its clients are: X-Forwarded-For, which it must set itself.",
)
@click.option("--allow-register", is_flag=True, help="Let anybody who reaches the server create a profile.")
@click.option("--new-key", is_flag=True, help="Make another key first, which ends all logins.")
@click.option("--check", is_flag=True, help="Only check that it could start.")
@json_option
@data_options
def api(
    *,
    host: str,
    port: int,
    expose: bool,
    names: tuple[str, ...],
    behind_proxy: bool,
    allow_register: bool,
    new_key: bool,
    check: bool,
    as_json: bool,
) -> None:
    """Serve the HTTP API. Programs log in with the password of a profile; one without a password is not reached.

    It listens on this machine alone, and describes itself at /openapi.json. docs/http-api.md tells the rest. It runs
    until Ctrl-C or a signal ends it.

    \b
    Examples:
      habitos-tui api --port 0 --check
      habitos-tui api --port 0 --check --json
    """
    call = current()
    call.refuse("The HTTP API")
    require("api")
    _check_address(host, expose=expose)
    _check_names(names)
    directory = call.data_directory(create=allow_register)
    with loading("api"):
        from habitos_tui.doors.api import keys, server
    from habitos_tui.services.api_logins import ApiLogins

    if new_key:
        keys.renew_key(directory.paths.root)
        ApiLogins(directory.database, directory.clock).end_everybodys()
    key = keys.KeyFile(directory.paths.root)
    listening, place = server.listen(host, port)
    with listening:
        if check:
            _say(place, as_json=as_json)
            return
        _warn(directory, expose=expose, allow_register=allow_register)
        app = _app(directory, key, {host, *names}, allow_register=allow_register, addresses=expose)
        server.serve(app, listening, lambda: _say(place, as_json=as_json), behind_proxy=behind_proxy)


def _check_address(host: str, *, expose: bool) -> None:
    """Refuse an address that other machines reach unless that is wanted."""
    from ipaddress import ip_address

    try:
        address = ip_address(host)
    except ValueError as error:
        raise InvalidInputError(f"“{host}” is no address.", hint="Give one such as 127.0.0.1 or ::1.") from error
    if not address.is_loopback and not expose:
        raise InvalidInputError(
            f"Other machines reach {host}, and what is sent is not encrypted.",
            hint="Let a reverse proxy with TLS on this machine pass requests on; or, in a network you trust: --expose.",
        )


def _check_names(names: tuple[str, ...]) -> None:
    """Refuse what no client could call the server by."""
    for name in names:
        if not _HOST_NAME.fullmatch(name):
            raise InvalidInputError(
                f"“{name}” is no name of a host.", hint="Give one such as plan.example.org, without https:// and port."
            )


def _warn(directory: DataDirectory, *, expose: bool, allow_register: bool) -> None:
    if expose:
        tell("Other machines reach this, and passwords are sent unencrypted: put a reverse proxy with TLS before it.")
    if allow_register:
        tell("Anybody who reaches this can create a profile.")
    elif not any(profile.protected for profile in directory.accounts.profiles()):
        tell("No profile has a password, so nobody can log in yet: habitos-tui profile passwd NAME")


def _app(directory: DataDirectory, key: KeyFile, names: set[str], *, allow_register: bool, addresses: bool) -> FastAPI:
    with loading("api"):
        from habitos_tui.doors.api.app import make_app
        from habitos_tui.doors.api.guards import LOCAL_NAMES
        from habitos_tui.doors.api.keys import Tokens
        from habitos_tui.doors.api.solving import Solves
        from habitos_tui.doors.api.state import ApiState

    state = ApiState(directory, Tokens(key), Solves(), may_register=allow_register)
    return make_app(state, LOCAL_NAMES | names, addresses=addresses)


def _say(place: Place, *, as_json: bool) -> None:
    """Say where the server listens."""
    if as_json:
        say_document(json_of("api", {"url": place.url, "openapi": f"{place.url}/openapi.json"}, indent=None))
    else:
        tell_lines([f"Listening on {place.url}; Ctrl-C ends it."])
