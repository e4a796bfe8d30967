"""habitos-tui profile: who uses this."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.command_group import CommandGroup
from habitos_tui.cli.completing import profiles
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import data_options, json_option, name_option, password_options
from habitos_tui.cli.output import say_json, say_lines, say_result, table
from habitos_tui.cli.passwords import ask_new_password, can_ask, read_password
from habitos_tui.cli.restricting import UserPath
from habitos_tui.errors import InvalidInputError
from habitos_tui.text import clean

if TYPE_CHECKING:
    from habitos_tui.domain.model.profile import Profile


@click.group(cls=CommandGroup, no_args_is_help=False)
def profile() -> None:
    """Create, list and delete profiles, and change their passwords.

    A password comes from a prompt, else from --password-file; never from an argument.

    \b
    Examples:
      habitos-tui profile create alice
      habitos-tui profile list
    """


@profile.command()
@click.argument("name")
@json_option
@password_options
def create(name: str, as_json: bool) -> None:
    """Create a profile. Asks for a password, which may be empty.

    Without a terminal and without --password-file it gets none.

    \b
    Examples:
      habitos-tui profile create alice
      habitos-tui profile create bob --password-file secret.txt
    """
    invocation = current()
    invocation.refuse("A new profile")
    invocation.refuse_others(name)
    directory = invocation.data_directory(create=True)
    created = directory.accounts.create(name, _new_password(invocation.password_file))
    say_result(
        "profile-summary",
        _document(created),
        f"Created: {created.name}" + ("" if created.protected else " (no password)"),
        as_json=as_json,
    )


@profile.command("list")
@json_option
@name_option
@data_options
def list_profiles(as_json: bool) -> None:
    """List the profiles; with --profile only that one.

    \b
    Examples:
      habitos-tui profile list
      habitos-tui profile list --json
    """
    from habitos_tui.domain.model.naming import folded

    invocation = current()
    accounts = invocation.data_directory().accounts
    found = accounts.profiles()
    if invocation.profile is not None:
        found = tuple(one for one in found if folded(one.name) == folded(invocation.profile))
        if not found:
            raise accounts.unknown(invocation.profile)
    if as_json:
        say_json("profiles", {"profiles": [_document(one) for one in found]})
        return
    say_lines(table(("Name", "Password"), [(one.name, "yes" if one.protected else "no") for one in found]))


@profile.command()
@click.argument("name", shell_complete=profiles)
@click.option(
    "--new-password-file",
    metavar="FILE|-",
    type=UserPath(),
    help="Read the new password from the first line of a file.",
)
@click.option("--remove", is_flag=True, help="Remove the password.")
@json_option
@password_options
def passwd(*, name: str, new_password_file: str | None, remove: bool, as_json: bool) -> None:
    """Change or remove the password of a profile.

    With - for both files the first line is the old password and the second the new one.

    \b
    Examples:
      habitos-tui profile passwd alice
      habitos-tui profile passwd alice --password-file old --new-password-file new
      habitos-tui profile passwd alice --remove
    """
    if remove and new_password_file is not None:
        raise click.UsageError("Give either --new-password-file or --remove.")
    invocation = current()
    directory = invocation.data_directory()
    invocation.refuse_others(name)
    old = invocation.password(directory, name)
    found = directory.accounts.authenticate(name, old)
    if not remove and new_password_file is None and not can_ask():
        raise InvalidInputError(
            "There is no terminal to ask for the new password.", hint="Give --new-password-file FILE, or --remove."
        )
    new = None if remove else _new_password(new_password_file)
    changed = directory.accounts.change_password(found, old, new)
    say_result(
        "profile-summary",
        _document(changed),
        f"{'Password set' if changed.protected else 'No password'}: {changed.name}",
        as_json=as_json,
    )


@profile.command()
@click.argument("name", shell_complete=profiles)
@click.option("--yes", is_flag=True, help="Do not ask for the name again.")
@json_option
@password_options
def delete(name: str, yes: bool, as_json: bool) -> None:
    """Delete a profile for good. Everything in it goes too; its name is asked for first.

    \b
    Examples:
      habitos-tui profile delete bob
      habitos-tui profile delete bob --yes --password-file secret.txt
    """
    invocation = current()
    invocation.refuse("Deleting a profile")
    invocation.refuse_others(name)
    directory = invocation.data_directory()
    password = invocation.password(directory, name)
    found = directory.accounts.authenticate(name, password)
    if not yes:
        _confirm_deletion(found.name)
    directory.accounts.delete(found.name, password)
    say_result("profile-summary", _document(found), f"Deleted: {found.name}", as_json=as_json)


def _document(profile: Profile) -> dict[str, Any]:
    return {"name": profile.name, "protected": profile.protected}


def _new_password(source: str | None) -> str | None:
    if source is not None:
        return read_password(source)
    return ask_new_password() if can_ask() else None


def _confirm_deletion(name: str) -> None:
    """Ask for the name of the profile; InvalidInputError if another text is typed."""
    if not can_ask():
        raise InvalidInputError(f"Deleting “{name}” cannot be undone.", hint="Confirm it with --yes.")
    if click.prompt(clean(f"Type {name} to delete it for good"), err=True, default="", show_default=False) != name:
        raise InvalidInputError("The names differ; nothing was deleted.")
