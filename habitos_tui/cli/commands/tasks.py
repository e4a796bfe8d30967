"""habitos-tui tasks: what is to be done once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.command_group import CommandGroup
from habitos_tui.cli.completing import names
from habitos_tui.cli.documents import task_document
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say_json, say_lines, say_result, table, tell
from habitos_tui.cli.restricting import UserPath
from habitos_tui.cli.words import DAY, WordsCommand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habitos_tui.domain.model.behavior import Behavior
    from habitos_tui.domain.model.task_state import TaskState, TaskTooLong
    from habitos_tui.services.workspace import Workspace


@click.group(cls=CommandGroup, no_args_is_help=False)
def tasks() -> None:
    """List, add, change and finish tasks: what is done once.

    A task is due by a day or whenever there is time, and is done in one sitting or in pieces.

    A task is a behavior: what “behaviors” says and changes of one goes for it, too. Its pieces are ticked off with
    “done”; when its minutes are done, it is archived by itself.

    \b
    Examples:
      habitos-tui tasks list
      habitos-tui tasks add "Call the dentist" --due fri --minutes 15
    """


@tasks.command("list")
@click.option("--finished", is_flag=True, help="List finished tasks.")
@json_option
@profile_options
def list_tasks(finished: bool, as_json: bool) -> None:
    """List the tasks. What is left of them, when they are due and planned, whether they fit; overdue ones first.

    \b
    Examples:
      habitos-tui tasks list
      habitos-tui tasks list --finished --json
    """
    workspace = current().workspace()
    found = workspace.tasks.all(finished=finished)
    too_long = {} if finished else _too_long(workspace, found)
    if as_json:
        say_json("tasks", {"tasks": [task_document(state, too_long.get(state.behavior.id)) for state in found]})
        return
    rows = [_row(state, too_long.get(state.behavior.id)) for state in found]
    say_lines(table(("Id", "Task", "Due", "Left", "Planned", "State"), rows, right={3}) if rows else [])
    if not rows:
        tell("No task is done yet." if finished else "No tasks; to add one: habitos-tui tasks add NAME --due DAY")


@tasks.command(cls=WordsCommand)
@click.argument("name", required=False)
@click.option("--due", type=DAY, metavar="DAY", help="Due day: tomorrow, fri, 24 dec; by default any time.")
@click.option("--minutes", type=click.IntRange(1), metavar="N", help="Minutes in all; by default 30.")
@click.option(
    "--pieces", metavar="MIN-MAX", help="Shortest and longest piece in minutes, such as 30-60; by default one sitting."
)
@click.option(
    "--for",
    "objectives",
    multiple=True,
    metavar="OBJECTIVE",
    shell_complete=names("OBJECTIVE"),
    help="Objective it serves; may be repeated.",
)
@click.option(
    "--from",
    "source",
    metavar="FILE|-",
    type=UserPath(),
    help="A JSON object instead of a name, as of “behaviors add”.",
)
@json_option
@profile_options
def add(
    *,
    name: str | None,
    due: str | None,
    minutes: int | None,
    pieces: str | None,
    objectives: tuple[str, ...],
    source: str | None,
    as_json: bool,
) -> None:
    """Add a task NAME. In its last week it is a limit of the plan, before that a wish that grows.

    With --from everything is said in the JSON.

    \b
    Examples:
      habitos-tui tasks add "Call the dentist" --due fri --minutes 15
      habitos-tui tasks add Report --due 11 dec --minutes 240 --pieces 30-90
      habitos-tui tasks add "Plan the trip" --for wellness
      echo '{"name": "Taxes", "min_minutes": 30, "typical_minutes": 60,
             "max_minutes": 90,
             "task": {"total_minutes": 300, "due": "2026-12-18"}
            }' | habitos-tui tasks add --from -
    """
    from habitos_tui.cli.dates import optional_day
    from habitos_tui.cli.json_input import read_object
    from habitos_tui.errors import InvalidInputError
    from habitos_tui.services.tasks import USUAL_MINUTES

    if (name is None) == (source is None):
        raise InvalidInputError("A task needs a name, or JSON with --from.")
    if source is not None and (due or minutes or pieces or objectives):
        raise InvalidInputError("With --from everything is said in the JSON.")
    workspace = current().workspace()
    document: Mapping[str, Any]
    if name is None:
        document = read_object(source or "", "behavior")
    else:
        document = workspace.tasks.document(
            name,
            due=optional_day(workspace, due),
            minutes=minutes or USUAL_MINUTES,
            pieces=None if pieces is None else _range(pieces),
            objectives=objectives,
        )
    added = workspace.tasks.add(document)
    _confirm(workspace, "Added", added, as_json=as_json)


@tasks.command()
@click.argument("task", shell_complete=names("TASK"))
@click.option("--minutes", type=click.IntRange(0, 1440), metavar="N", help="Minutes it took; 0 logs nothing.")
@json_option
@profile_options
def done(task: str, minutes: int | None, as_json: bool) -> None:
    """Finish a TASK. What is left of it is logged as done just now, or --minutes if it took others.

    One piece of it is ticked off with “habitos-tui done”. “undo” takes all of it back.

    \b
    Examples:
      habitos-tui tasks done dentist
      habitos-tui tasks done report --minutes 40
    """
    workspace = current().workspace()
    finished = workspace.tasks.finish(workspace.tasks.find(task).id, minutes)
    (state,) = (s for s in workspace.tasks.all(finished=True) if s.behavior.id == finished.id)
    from habitos_tui.domain.text.phrasing import duration

    say_result(
        "task", task_document(state, None), f"Finished: {finished.name}, {duration(state.done)} in all", as_json=as_json
    )


@tasks.command(cls=WordsCommand)
@click.argument("task", shell_complete=names("TASK"))
@click.argument("day", type=DAY)
@json_option
@profile_options
def due(task: str, day: str, as_json: bool) -> None:
    """Let a TASK be due on another DAY.

    \b
    Example:
      habitos-tui tasks due report 18 dec
    """
    from habitos_tui.cli.dates import day_meant

    workspace = current().workspace()
    changed = workspace.tasks.set_due(workspace.tasks.find(task).id, day_meant(workspace, day))
    _confirm(workspace, "Changed", changed, as_json=as_json)


def _confirm(workspace: Workspace, what: str, behavior: Behavior, *, as_json: bool) -> None:
    from habitos_tui.domain.text.task_phrasing import task_left

    (state,) = (s for s in workspace.tasks.all() if s.behavior.id == behavior.id)
    too_long = _too_long(workspace, (state,)).get(behavior.id)
    line = task_left(behavior.name, state.left, state.task.due, state.today)
    say_result("task", task_document(state, too_long), f"{what}: {line} ({behavior.id})", as_json=as_json)
    if too_long is not None:
        from habitos_tui.domain.text.task_phrasing import too_long_sentence

        tell(too_long_sentence(too_long))


def _too_long(workspace: Workspace, states: tuple[TaskState, ...]) -> dict[str, TaskTooLong]:
    """Return, by behavior, the tasks that there is no room for until they are due."""
    return {found.behavior: found for found in workspace.tasks.too_long(states)}


def _range(text: str) -> tuple[int, int]:
    from habitos_tui.errors import InvalidInputError

    least, dash, most = (part.strip() for part in text.replace("\N{EN DASH}", "-").partition("-"))
    if not (least.isdecimal() and (most.isdecimal() or not dash)):
        raise InvalidInputError(f"“{text}” is no range of minutes: use two numbers such as 30-90.")
    return int(least), int(most or least)


def _row(state: TaskState, too_long: TaskTooLong | None) -> tuple[str, ...]:
    from habitos_tui.domain.text.phrasing import day_label, duration
    from habitos_tui.domain.text.task_phrasing import planned_phrase, state_phrase

    return (
        state.behavior.id,
        state.behavior.name,
        "" if state.task.due is None else day_label(state.task.due, state.today),
        duration(state.left),
        planned_phrase(state),
        state_phrase(state, too_long),
    )
