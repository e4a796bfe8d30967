"""habitos-tui settings: how a profile's weeks are cut and planned, and what the app is like, for whom."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import click

from habitos_tui.cli.command_group import CommandGroup
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import from_now_option, json_option, profile_options
from habitos_tui.cli.output import say_json, say_lines, table, tell, tell_since
from habitos_tui.cli.restricting import UserPath
from habitos_tui.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from habitos_tui.cli.invocation import Invocation
    from habitos_tui.domain.model.profile import Preferences
    from habitos_tui.settings import Settings, SettingsFile

PROFILE: Final = "the profile"
MACHINE: Final = "the settings file"


@click.group(cls=CommandGroup, no_args_is_help=False)
def settings() -> None:
    """Show and change how weeks are cut and planned, and the app.

    \b
    Examples:
      habitos-tui settings show
      echo '{"day_end": "03:00"}' | habitos-tui settings edit -
    """


@settings.command()
@json_option
@profile_options
def show(as_json: bool) -> None:
    """Show the settings, and where each is kept. With --json it is a document that edit takes.

    Those of the profile come first; "app" is what the app is like, where null is as the machine has it. Those of the
    machine are in a file.

    \b
    Examples:
      habitos-tui settings show
      habitos-tui settings show --json
    """
    invocation = current()
    _tell(invocation.workspace().profile.preferences, _file(invocation), as_json=as_json)


@settings.command()
@click.argument("source", metavar="FILE|-", type=UserPath())
@from_now_option
@json_option
@profile_options
def edit(source: str, from_now: bool, as_json: bool) -> None:
    """Change settings. The fields that a JSON object names change, the others stay.

    So it is within "settings" and "app", which are the profile's, and "machine", which is in a file and holds for
    everybody here who has not chosen.

    Weekdays count from Monday = 0, day_end is a time up to 06:00, energy_budget has seven entries from Monday,
    notice_minutes is how soon from now a plan may begin something new. With another week_start this week and those
    gone by stay as they are; the next one is shorter, until the new day comes.

    Another energy_budget is what plans use at once, and what days are held against from the next week on, or from now.

    \b
    Examples:
      echo '{"notice_minutes": 30,
             "settings": {"slack": 0.6}}' | habitos-tui settings edit -
      echo '{"week_start": 6, "day_end": "03:00"}' | habitos-tui settings edit -
      echo '{"energy_budget":
             [12, 12, 12, 12, 12, 16, null]}' | habitos-tui settings edit -
      echo '{"app": {"theme": "nord"}}' | habitos-tui settings edit -
      echo '{"machine":
             {"terminal": {"mouse": "on"}}}' | habitos-tui settings edit -
    """
    from habitos_tui.cli.json_input import read_object
    from habitos_tui.domain.text.weeks_phrasing import weeks_to_come

    invocation = current()
    workspace, accounts = invocation.workspace(), invocation.data_directory().accounts
    before, given, file = workspace.profile, read_object(source, "settings"), _file(invocation)
    machine = _machine(file, given.pop("machine", {}))
    if machine != file.current:
        invocation.refuse("A setting of this machine")
    wanted = _wanted(before.preferences, given)
    saved = accounts.save_preferences(before, wanted, from_now=from_now) if given else before
    file.change(machine)
    _tell(saved.preferences, file, as_json=as_json)
    if saved.preferences.energy_budget != before.preferences.energy_budget:
        tell_since(accounts.budget_holds_from(saved))
    if saved.weeks != before.weeks and (to_come := weeks_to_come(saved.weeks, workspace.tracking.today())):
        tell(to_come)


def _file(invocation: Invocation) -> SettingsFile:
    return invocation.data_directory().open_settings()


def _wanted(before: Preferences, given: dict[str, Any]) -> Preferences:
    """Return the preferences with what was given; InvalidInputError for what does not fit."""
    from habitos_tui.domain.model.profile import Preferences
    from habitos_tui.domain.model.validation import validated

    stored = before.model_dump(mode="json")
    inner = {name: stored[name] | given[name] for name in ("settings", "app") if isinstance(given.get(name), dict)}
    fields = stored | given | inner
    return validated(lambda: Preferences.model_validate_json(json.dumps(fields), strict=True), "These settings")


def _machine(file: SettingsFile, given: object) -> Settings:
    """Return the settings of the machine with what was given; InvalidInputError for what does not fit."""
    from habitos_tui.settings import parsed

    if not isinstance(given, dict):
        raise _misfits("must be an object with named fields")
    stored = asdict(file.current)
    inner = {
        name: stored[name] | own
        for name, own in given.items()
        if isinstance(own, dict) and isinstance(stored.get(name), dict)
    }
    found, problems = parsed(stored | given | inner)
    if problems:
        raise _misfits(*(sentence.partition(";")[0].rstrip(".") for sentence in problems))
    return found


def _misfits(*sentences: str) -> InvalidInputError:
    issues = tuple(("machine", sentence) for sentence in sentences)
    return InvalidInputError(f"The settings of the machine do not fit: {', '.join(sentences)}.", issues=issues)


def _tell(preferences: Preferences, file: SettingsFile, *, as_json: bool) -> None:
    fields, machine = preferences.model_dump(mode="json"), asdict(file.current)
    if as_json:
        say_json("settings", {**fields, "machine": machine})
    else:
        say_lines(_page(fields, machine, file))


def _page(fields: Mapping[str, object], machine: Mapping[str, object], file: SettingsFile) -> Iterator[str]:
    """Yield each setting with its value and where it is kept, and what it does, in the words of the app."""
    from habitos_tui.domain.text.settings_words import MEALS_MEANING, WORDS

    own = _flat(fields)
    rows = [(name, json.dumps(value), PROFILE) for name, value in own.items()]
    rows += [(name, json.dumps(value), MACHINE) for name, value in _flat(machine).items()]
    yield from table(("Setting", "Value", "Kept in"), rows)
    yield f"The settings file is {file.path}."
    yield ""
    yield from (f"{field}: {words.name}. {words.meaning}" for field, words in WORDS.items() if field in own)
    yield f"Meals: {MEALS_MEANING} habitos-tui busy add all 12:30 13:15 Lunch"


def _flat(fields: Mapping[str, object]) -> dict[str, object]:
    """Return fields by their path, which has a point in it for those of a part."""
    flat: dict[str, object] = {}
    for name, value in fields.items():
        flat |= {f"{name}.{own}": each for own, each in value.items()} if isinstance(value, dict) else {name: value}
    return flat
