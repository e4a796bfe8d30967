"""Writes the manual page from the help of the commands and docs/settings.md; `make man` calls it."""

import re
import textwrap
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Final

import click

from habitos_tui import __version__
from habitos_tui.cli.ending import BROKEN_PIPE, HUNG_UP, INTERRUPTED, TERMINATED
from habitos_tui.cli.main import cli
from habitos_tui.errors import ExitCode

HERE: Final = Path(__file__).parent
PAGE: Final = HERE / "habitos-tui.1"
SETTINGS: Final = HERE / "settings.md"

STATUSES: Final = {
    ExitCode.OK: "All is well.",
    ExitCode.FAILURE: "It failed, or there is nothing of that name.",
    ExitCode.USAGE: "What was typed cannot be used.",
    ExitCode.NOTHING_DUE: "Nothing is due (of the command due only).",
    ExitCode.NO_PROFILE: "There is no such profile and nobody has a password, or no database.",
    ExitCode.BUSY: "Another program has the database.",
    ExitCode.WRONG_PASSWORD: "The name or the password is wrong, or the password is missing.",
    ExitCode.DAMAGED_DATABASE: "The database is damaged.",
    ExitCode.NEWER_DATABASE: "The database is from a newer version.",
    ExitCode.INFEASIBLE: "No week keeps all the limits.",
    ExitCode.UNTOLD: "What was asked for is done, but what there is to say of it could not be written or read.",
    ExitCode.NEEDS_TERMINAL: "The app needs a terminal.",
    ExitCode.RESTRICTED: "It is left out in restricted mode, or only the owner of the data can do it.",
}

SIGNALS: Final = [
    (str(HUNG_UP), "The terminal went away."),
    (str(INTERRUPTED), "It was interrupted."),
    (str(BROKEN_PIPE), "Nobody reads what it writes; what was changed by then stays changed."),
    (str(TERMINATED), "It was told to end."),
]


def manual_page() -> str:
    """Return the page as roff."""
    context = click.Context(cli, info_name="habitos-tui", **cli.context_settings)
    return "\n".join(
        (
            f'.TH HABITOS-TUI 1 "" "habitos-tui {__version__}" "User Commands"',
            ".SH NAME",
            r"habitos-tui \- plan the week you want, in the terminal",
            ".SH SYNOPSIS",
            r".B habitos-tui",
            escaped("[OPTIONS] [COMMAND] [ARGS]..."),
            ".SH DESCRIPTION",
            *described(cli),
            ".SH OPTIONS",
            *options(cli, context),
            ".SH COMMANDS",
            escaped("Each knows --help, and those that read or change what is yours the options above."),
            *every_command(cli, context),
            ".SH ENVIRONMENT",
            *listed(table_of("Environment variables")),
            ".SH FILES",
            ".TP",
            escaped("~/.local/share/habitos-tui/habitos.db"),
            "The data on Linux, unless XDG_DATA_HOME or one of the above says otherwise.",
            ".TP",
            escaped("~/Library/Application Support/habitos-tui/habitos.db"),
            "The data on macOS.",
            ".TP",
            "settings.toml",
            "Beside it, how the program behaves on this machine. Its keys are:",
            ".RS",
            *listed(table_of("The settings file")),
            ".RE",
            ".SH EXIT STATUS",
            *listed([(str(int(code)), STATUSES[code]) for code in ExitCode]),
            *listed(SIGNALS),
            "",
        )
    )


def every_command(group: click.Group, parent: click.Context) -> Iterator[str]:
    """Yield a part for every command, those of a group behind it."""
    for name in group.list_commands(parent):
        command = group.get_command(parent, name)
        if command is None:
            raise LookupError(name)
        context = click.Context(command, parent, name)
        usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
        yield f".SS {escaped(usage)}"
        yield from described(command)
        yield from options(command, context)
        if isinstance(command, click.Group):
            yield from every_command(command, context)


def described(command: click.Command) -> Iterator[str]:
    """Yield the paragraphs of a help; those whose lines stay as they are become examples."""
    for number, paragraph in enumerate(cleandoc(command.help or "").split("\n\n")):
        if number:
            yield ".PP"
        if paragraph.startswith("\b\n"):
            title, *lines = paragraph.removeprefix("\b\n").splitlines()
            yield from (escaped(title), ".RS 4", ".nf", *map(escaped, textwrap.dedent("\n".join(lines)).splitlines()))
            yield from (".fi", ".RE")
        else:
            yield from map(escaped, paragraph.splitlines())


def options(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the options with what they mean; those that every command knows are said once, for the program."""
    known = set() if command is cli else {"--profile", "--data-dir", "--password-file", "--help"}
    own = (one for one in command.get_params(context) if isinstance(one, click.Option) and not known & {*one.opts})
    records = (one.get_help_record(context) for one in own)
    yield from listed([record for record in records if record is not None])


def table_of(heading: str) -> list[tuple[str, str]]:
    """Return the first and the last cell of each row of the table below a heading of the page on settings."""
    section = SETTINGS.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(.+?)` \|(?:.*\|)? (.+?) \|$", section, re.MULTILINE)
    return [(name, text.replace("`", "")) for name, text in rows]


def listed(pairs: list[tuple[str, str]]) -> Iterator[str]:
    """Yield a list of terms with what they mean."""
    for term, text in pairs:
        yield from (".TP", rf"\fB{escaped(term)}\fP", escaped(text))


def escaped(text: str) -> str:
    """Return text that roff shows as it is, also where it is copied from."""
    plain = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("`", r"\(ga")
    return rf"\&{plain}" if plain.startswith(".") else plain


if __name__ == "__main__":
    PAGE.write_text(manual_page(), encoding="utf-8")
