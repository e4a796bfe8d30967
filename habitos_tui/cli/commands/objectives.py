"""habitos-tui objectives: what behaviors are for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.command_group import CommandGroup
from habitos_tui.cli.completing import names
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import finite, from_now_option, json_option, profile_options
from habitos_tui.cli.output import changed_or_not, say_json, say_lines, say_result, table, tell_lines, tell_since
from habitos_tui.cli.restricting import UserPath
from habitos_tui.errors import InvalidInputError

if TYPE_CHECKING:
    from habitos_tui.domain.model.objective import Objective
    from habitos_tui.services.objectives import Objectives


@click.group(cls=CommandGroup, no_args_is_help=False)
def objectives() -> None:
    """Show, add, edit and delete objectives and their weights.

    \b
    Examples:
      habitos-tui objectives list
      habitos-tui objectives edit health --weight 40
    """


@objectives.command("list")
@json_option
@profile_options
def list_objectives(as_json: bool) -> None:
    """List the objectives with their shares of 100 %.

    \b
    Examples:
      habitos-tui objectives list
      habitos-tui objectives list --json
    """
    from habitos_tui.domain.text.phrasing import percent

    service = current().workspace().objectives
    if as_json:
        say_json("objectives", {"objectives": [objective.model_dump(mode="json") for objective in service.all()]})
        return
    shares = service.shares()
    rows = [(found.name, f"{found.weight:g}", percent(shares[found.name])) for found in service.all()]
    say_lines(table(("Objective", "Weight", "Share"), rows, right={1, 2}))


@objectives.command()
@click.argument("name", shell_complete=names("OBJECTIVE"))
@json_option
@profile_options
def show(name: str, as_json: bool) -> None:
    """Show one objective.

    \b
    Example:
      habitos-tui objectives show health
    """
    service = current().workspace().objectives
    _confirm("Objective", _named(service, name), service, as_json=as_json)


@objectives.command()
@click.argument("source", metavar="FILE|-", type=UserPath())
@json_option
@profile_options
def add(source: str, as_json: bool) -> None:
    """Add an objective from JSON. The object has a name and a weight.

    \b
    Example:
      echo '{"name": "creativity", "weight": 20}' | habitos-tui objectives add -
    """
    from habitos_tui.cli.json_input import read_object

    service = current().workspace().objectives
    objective = service.add(_objective(read_object(source, "objective")))
    _confirm("Added", objective, service, as_json=as_json)


@objectives.command()
@click.argument("name", shell_complete=names("OBJECTIVE"))
@click.argument("source", metavar="[FILE|-]", type=UserPath(), required=False)
@click.option(
    "--weight", type=float, callback=finite(0), metavar="W", help="New weight, on any scale; 0 switches it off."
)
@from_now_option
@json_option
@profile_options
def edit(*, name: str, source: str | None, weight: float | None, from_now: bool, as_json: bool) -> None:
    """Change a weight. It comes by --weight or in a JSON object, and holds from the next week on.

    \b
    Examples:
      habitos-tui objectives edit health --weight 40
      echo '{"weight": 40}' | habitos-tui objectives edit health -
    """
    from habitos_tui.cli.json_input import read_object

    if (source is None) == (weight is None):
        raise click.UsageError("Give either a file or --weight.")
    workspace = current().workspace()
    service, last = workspace.objectives, workspace.history.last()
    found = _named(service, name)
    changes = {"weight": weight} if source is None else read_object(source, "objective")
    wanted = _objective({"name": found.name, "weight": found.weight, **changes})
    if wanted.name != found.name:
        raise InvalidInputError("An objective keeps its name; only its weight can be changed.")
    changed = service.set_weight(wanted.name, wanted.weight, from_now=from_now)
    _confirm(changed_or_not(workspace, last), changed, service, as_json=as_json)
    tell_since(service.holds_from())


@objectives.command()
@click.argument("name", shell_complete=names("OBJECTIVE"))
@json_option
@profile_options
def delete(name: str, as_json: bool) -> None:
    """Delete an objective, and what behaviors do for it.

    \b
    Example:
      habitos-tui objectives delete creativity
    """
    service = current().workspace().objectives
    found = _named(service, name)
    consequences = service.consequences(found.name)
    service.delete(found.name)
    say_result("objective", found.model_dump(mode="json"), f"Deleted: {found.name}", as_json=as_json)
    tell_lines(consequences)


def _named(service: Objectives, name: str) -> Objective:
    from habitos_tui.domain.model.naming import find_one

    return find_one(service.all(), name, lambda objective: [objective.name], "objective")


def _objective(fields: dict[str, Any]) -> Objective:
    from habitos_tui.domain.model.objective import Objective
    from habitos_tui.domain.model.validation import validated

    return validated(lambda: Objective.model_validate_json(json.dumps(fields), strict=True), "This objective")


def _confirm(what: str, objective: Objective, service: Objectives, *, as_json: bool) -> None:
    from habitos_tui.domain.text.phrasing import percent

    share = percent(service.shares()[objective.name])
    line = f"{what}: {objective.name}, weight {objective.weight:g} ({share})"
    say_result("objective", objective.model_dump(mode="json"), line, as_json=as_json)
