"""The app of one tab, started by the server: `python -m habitos_tui.doors.web.app DIRECTORY PROFILE`, both perhaps "".

Of a profile without a password nothing is shown. Files and programs of the machine are out of reach, as in restricted
mode: whoever sits at the browser need not be who owns the account.
"""

import sys
from pathlib import Path
from typing import Final

from habitos_tui.bootstrap import find_data_directory, run_app
from habitos_tui.cli.crash import install
from habitos_tui.domain.model.profile import Profile
from habitos_tui.errors import HabitosError, WrongPasswordError
from habitos_tui.restriction import unnamed
from habitos_tui.services.accounts import Accounts
from habitos_tui.text import clean

RESTRICTED_BY: Final = "habitos-tui serve"


def protected_profile(accounts: Accounts, name: str | None) -> Profile:
    """Return the profile `name`, else the only one; a HabitosError where there is none, or it has no password."""
    person = accounts.wanted(name)
    if person is None:
        raise unnamed() if name is None else accounts.unknown(name)
    if not person.protected:
        raise WrongPasswordError(
            f"“{person.name}” has no password, and a browser shows no profile without one.",
            title="A password is needed",
            hint=f"To give it one: habitos-tui profile passwd {person.name}",
        )
    return person


def main(directory: str, profile: str) -> int:
    """Run the app, and return the exit status; an error is a sentence on standard error, which the page shows."""
    try:
        found = find_data_directory(Path(directory) if directory else None, create=False, discreet=True)
        found.open()
        person = protected_profile(found.accounts, profile or None)
        return run_app(found, person.name, restricted_by=RESTRICTED_BY, in_browser=True)
    except HabitosError as error:
        print(clean(error.message), file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    install()
    sys.exit(main(*sys.argv[1:]))
