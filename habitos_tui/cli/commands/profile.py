"""habitos-tui profile: who uses this."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.command_group import CommandGroup
from habitos_tui.cli.completing import profiles
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import data_options, json_option, name_option, password_options
from habitos_tui.cli.output import say_json, say_lines, say_result, table
from habitos_tui.cli.passwords import ask_new_password, can_ask, patiently, read_password
from habitos_tui.cli.restricting import UserPath
from habitos_tui.errors import InvalidInputError
from habitos_tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from habitos_tui.cli.invocation import Invocation
    from habitos_tui.domain.model.profile import Profile
    from habitos_tui.services.accounts import Accounts


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

    Only the account that the database belongs to can do this, or root.

    \b
    Examples:
      habitos-tui profile list
      habitos-tui profile list --json
    """
    from habitos_tui.domain.model.naming import folded

    invocation = current()
    invocation.refuse_strangers()
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
@click.option("--reset", is_flag=True, help="Without the old password; only for the owner of the data.")
@click.option("--yes", is_flag=True, help="With --reset: do not ask for the name again.")
@json_option
@password_options
def passwd(*, name: str, new_password_file: str | None, remove: bool, reset: bool, yes: bool, as_json: bool) -> None:
    """Change or remove the password of a profile.

    With - for both files the first line is the old password and the second the new one.

    With --reset the old password is not needed. Only the account that the database belongs to can do this, or root; the
    person is told at the next login.

    \b
    Examples:
      habitos-tui profile passwd alice
      habitos-tui profile passwd alice --password-file old --new-password-file new
      habitos-tui profile passwd alice --remove
      habitos-tui profile passwd alice --reset --yes --new-password-file new
    """
    if remove and new_password_file is not None:
        raise click.UsageError("Give either --new-password-file or --remove.")
    if yes and not reset:
        raise click.UsageError("--yes is for --reset alone.")
    invocation = current()
    if reset:
        invocation.refuse("Resetting a password")
    directory = invocation.data_directory()
    invocation.refuse_others(name)
    known, change = _way_to_change(invocation, directory.accounts, name, reset=reset)
    if not remove and new_password_file is None and not can_ask():
        raise InvalidInputError(
            "There is no terminal to ask for the new password.",
            hint="Give it with --new-password-file FILE, or - for standard input; or --remove.",
        )
    if reset and not yes:
        _confirm(known.name, "The password was not reset: there is nobody to ask", "reset the password")
    changed = change(None if remove else _new_password(new_password_file))
    say_result(
        "profile-summary",
        _document(changed),
        f"{'Password set' if changed.protected else 'No password'}: {changed.name}",
        as_json=as_json,
    )


def _way_to_change(
    invocation: Invocation, accounts: Accounts, name: str, *, reset: bool
) -> tuple[Profile, Callable[[str | None], Profile]]:
    """Return a profile, and what gives it another password: with the old one, or by the owner of the data without."""
    if reset:
        known = accounts.others(name)
        return known, partial(accounts.reset_password, known.name)
    old = invocation.password_of(accounts, name)
    known = patiently(lambda: accounts.authenticate(name, old))
    return known, partial(accounts.change_password, known, old)


@profile.command()
@click.argument("name", shell_complete=profiles)
@click.option("--yes", is_flag=True, help="Do not ask for the name again.")
@json_option
@data_options
def unlock(name: str, yes: bool, as_json: bool) -> None:
    """End the wait after wrong passwords.

    Only the account that the database belongs to can do this, or root. The person is told at the next login, with how
    many wrong passwords there were and from where.

    \b
    Examples:
      habitos-tui profile unlock alice
      habitos-tui profile unlock alice --yes
    """
    invocation = current()
    invocation.refuse("Ending the wait of a profile")
    invocation.refuse_others(name)
    accounts = invocation.data_directory().accounts
    known = accounts.others(name)
    if not yes:
        _confirm(known.name, "The wait was not ended: there is nobody to ask", "end the wait")
    unlocked = accounts.unlock(known.name)
    say_result("profile-summary", _document(unlocked), f"Unlocked: {unlocked.name}", as_json=as_json)


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
    password = invocation.password_of(directory.accounts, name)
    found = patiently(lambda: directory.accounts.authenticate(name, password))
    if not yes:
        _confirm(found.name, f"Deleting “{found.name}” cannot be undone", "delete it for good")
    directory.accounts.delete(found.name, password)
    say_result("profile-summary", _document(found), f"Deleted: {found.name}", as_json=as_json)


def _document(profile: Profile) -> dict[str, Any]:
    return {"name": profile.name, "protected": profile.protected}


def _new_password(source: str | None) -> str | None:
    if source is not None:
        return read_password(source)
    return ask_new_password() if can_ask() else None


def _confirm(name: str, unasked: str, doing: str) -> None:
    """Ask for the name of the profile; InvalidInputError if another text is typed, or that is `unasked`."""
    if not can_ask():
        raise InvalidInputError(f"{unasked}.", hint="Confirm it with --yes.")
    if click.prompt(clean(f"Type {name} to {doing}"), err=True, default="", show_default=False) != name:
        raise InvalidInputError("The names differ; nothing was done.")
