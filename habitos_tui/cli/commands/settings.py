"""habitos-tui settings: how a profile's weeks are cut and planned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from habitos_tui.cli.command_group import CommandGroup
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import from_now_option, json_option, profile_options
from habitos_tui.cli.output import say_json, say_lines, table, tell, tell_since
from habitos_tui.cli.restricting import UserPath

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.group(cls=CommandGroup, no_args_is_help=False)
def settings() -> None:
    """Show and change week start, day end, grid and budgets.

    \b
    Examples:
      habitos-tui settings show
      echo '{"day_end": "03:00"}' | habitos-tui settings edit -
    """


@settings.command()
@json_option
@profile_options
def show(as_json: bool) -> None:
    """Show the settings. With --json it is a document that edit takes.

    \b
    Examples:
      habitos-tui settings show
      habitos-tui settings show --json
    """
    _tell(current().workspace().profile.preferences.model_dump(mode="json"), as_json=as_json)


@settings.command()
@click.argument("source", metavar="FILE|-", type=UserPath())
@from_now_option
@json_option
@profile_options
def edit(source: str, from_now: bool, as_json: bool) -> None:
    """Change settings. The fields that a JSON object names change, the others stay; so it is within "settings".

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
    """
    from habitos_tui.cli.json_input import read_object
    from habitos_tui.domain.model.profile import Preferences
    from habitos_tui.domain.model.validation import validated
    from habitos_tui.domain.text.weeks_phrasing import weeks_to_come

    invocation = current()
    workspace, accounts = invocation.workspace(), invocation.data_directory().accounts
    before, given = workspace.profile.preferences.model_dump(mode="json"), read_object(source, "settings")
    factors = given.get("settings")
    fields = before | given | ({"settings": before["settings"] | factors} if isinstance(factors, dict) else {})
    wanted = validated(lambda: Preferences.model_validate_json(json.dumps(fields), strict=True), "These settings")
    saved = accounts.save_preferences(workspace.profile, wanted, from_now=from_now)
    _tell(saved.preferences.model_dump(mode="json"), as_json=as_json)
    if saved.preferences.energy_budget != workspace.profile.preferences.energy_budget:
        tell_since(accounts.budget_holds_from(saved))
    if saved.weeks != workspace.profile.weeks and (to_come := weeks_to_come(saved.weeks, workspace.tracking.today())):
        tell(to_come)


def _tell(fields: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        say_json("settings", fields)
    else:
        say_lines(_page(fields))


def _page(fields: dict[str, object]) -> Iterator[str]:
    """Yield each setting with its value, and what it does, in the words of the app."""
    from habitos_tui.domain.text.settings_words import MEALS_MEANING, WORDS

    flat: dict[str, object] = {}
    for name, value in fields.items():
        flat |= {f"{name}.{own}": each for own, each in value.items()} if isinstance(value, dict) else {name: value}
    yield from table(("Setting", "Value"), [(name, json.dumps(value)) for name, value in flat.items()])
    yield ""
    yield from (f"{field}: {words.name}. {words.meaning}" for field, words in WORDS.items() if field in flat)
    yield f"Meals: {MEALS_MEANING} habitos-tui busy add all 12:30 13:15 Lunch"
