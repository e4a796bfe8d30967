"""habitos-tui behaviors: what a person wants to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habitos_tui.cli.command_group import CommandGroup
from habitos_tui.cli.completing import files, names
from habitos_tui.cli.documents import behavior_document
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import from_now_option, json_option, profile_options
from habitos_tui.cli.output import changed_or_not, say_json, say_lines, say_result, table, tell, tell_lines, tell_since
from habitos_tui.cli.quick import dry_run_option
from habitos_tui.cli.restricting import UserPath

if TYPE_CHECKING:
    from habitos_tui.domain.model.behavior import Behavior
    from habitos_tui.services.workspace import Workspace


@click.group(cls=CommandGroup, no_args_is_help=False)
def behaviors() -> None:
    """List, show, add, edit, archive and delete behaviors.

    A BEHAVIOR is named by its id, its name or a part of it that fits only one; show and delete know archived ones too.

    \b
    Examples:
      habitos-tui behaviors list
      habitos-tui behaviors show run --json
    """


@behaviors.command("list")
@click.option("--archived", is_flag=True, help="List archived behaviors.")
@click.option("--tag", metavar="TAG", shell_complete=names("TAG"), help="Only behaviors with this tag.")
@json_option
@profile_options
def list_behaviors(archived: bool, tag: str | None, as_json: bool) -> None:
    """List the behaviors with their targets and worth. Those with a rhythm say when they are due next.

    \b
    Examples:
      habitos-tui behaviors list
      habitos-tui behaviors list --tag home
      habitos-tui behaviors list --archived --json
    """
    from habitos_tui.domain.model.tag import plain_tag
    from habitos_tui.domain.text.amount_phrasing import usual_amount
    from habitos_tui.domain.text.behavior_phrasing import energy_phrase
    from habitos_tui.domain.text.rhythm_phrasing import due_phrase
    from habitos_tui.domain.text.task_phrasing import task_due

    workspace = current().workspace()
    found = workspace.behaviors.archived() if archived else workspace.behaviors.all()
    if tag is not None:
        found = tuple(behavior for behavior in found if plain_tag(tag) in behavior.tags)
    if as_json:
        say_json("behaviors", {"behaviors": [behavior_document(workspace, behavior) for behavior in found]})
        return
    paused, today = _paused(workspace), workspace.tracking.today()
    dues = workspace.dues.next(() if archived else found)
    tasks = {state.behavior.id: task_due(state) for state in workspace.tasks.all(finished=archived)}
    rows = [
        (
            b.id,
            b.name,
            b.category,
            _often(b),
            str(b.typical_minutes),
            energy_phrase(b.energy_cost),
            _worth(workspace, b),
            usual_amount(b),
            tasks.get(b.id) or (due_phrase(dues[b.id], today) if b.id in dues else ""),
            paused.get(b.id, ""),
            ", ".join(b.tags),
        )
        for b in found
    ]
    headers = ("Id", "Name", "Category", "Target", "Minutes", "Energy", "Worth", "Amount", "Next due", "Paused", "Tags")
    say_lines(table(headers, rows, right={3, 4, 6, 7}, if_any={7, 8, 9, 10}))


@behaviors.command()
@click.argument("behavior", shell_complete=names("ANY_BEHAVIOR"))
@json_option
@profile_options
def show(behavior: str, as_json: bool) -> None:
    """Show one behavior and what was learned of it. With --json it is a document that add and edit take.

    Learned is, slot by slot, how often it was done of the times that counted in the last 26 weeks, and the chance that
    plans take for that; "learning": false keeps them from it.

    \b
    Examples:
      habitos-tui behaviors show run
      habitos-tui behaviors show run --json > run.json
    """
    workspace = current().workspace()
    found = workspace.behaviors.find_any(behavior)
    if as_json:
        from habitos_tui.cli.document import document

        say_json(
            "behavior", {**behavior_document(workspace, found), "learned": document(workspace.learning.of(found.id))}
        )
        return
    say_lines(_described(workspace, found))


@behaviors.command()
@click.argument("source", metavar="LINE|FILE|-", shell_complete=files, nargs=-1, required=True)
@dry_run_option
@json_option
@profile_options
def add(source: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Add a behavior or a task, said in a line or described in JSON.

    A LINE says what, how long, how often and when, in any order; what is named first is the name. What was understood
    is told, and nothing is saved where something was not. An existing FILE, and one whose name ends in .json, is JSON;
    without an id it gets one made from its name.

    \b
    Examples:
      habitos-tui behaviors add "guitar 3x week 40m evenings every other day"
      habitos-tui behaviors add "call the dentist by friday 15m"
      habitos-tui behaviors add pay rent on the 1st 10m --dry-run
      habitos-tui behaviors add run.json
      echo '{"name": "Read", "min_minutes": 15, "typical_minutes": 30,
             "max_minutes": 60, "target_per_week": 4,
             "impacts": {"learning": 0.6}}' | habitos-tui behaviors add -
      echo '{"name": "Clean the filter", "min_minutes": 10,
             "typical_minutes": 15, "max_minutes": 20,
             "rhythm": {"every_days": 10}}' | habitos-tui behaviors add -
    """
    from habitos_tui.cli.json_input import read_object
    from habitos_tui.cli.quick import is_line, understood
    from habitos_tui.domain.text.quick.behavior import read_behavior
    from habitos_tui.errors import InvalidInputError
    from habitos_tui.services.learning import split
    from habitos_tui.services.quick_add import add_behavior
    from habitos_tui.services.quick_lines import context_of

    workspace = current().workspace()
    line = " ".join(source)
    if is_line(line):
        draft = understood(read_behavior(line, context_of(workspace)), dry_run=dry_run, as_json=as_json)
        if draft is not None:
            _confirm(workspace, "Added", add_behavior(workspace, draft), as_json=as_json)
        return
    if dry_run:
        raise InvalidInputError("A document says what it means: --dry-run is for a line.")
    data, learning = split(read_object(line, "behavior"))
    added = workspace.behaviors.add(workspace.behaviors.from_json(data), learning=learning)
    _confirm(workspace, "Added", added, as_json=as_json)


@behaviors.command()
@click.argument("behavior", shell_complete=names("BEHAVIOR"))
@click.argument("source", metavar="FILE|-", type=UserPath())
@from_now_option
@json_option
@profile_options
def edit(*, behavior: str, source: str, from_now: bool, as_json: bool) -> None:
    """Change a behavior. The fields that a JSON object names change, the others stay.

    Plans follow at once. What is done is judged by it from the next week on, and weeks gone by as before.

    \b
    Examples:
      echo '{"target_per_week": 2}' | habitos-tui behaviors edit run - --from-now
      echo '{"target_per_week": 4}' | habitos-tui behaviors edit run -
      habitos-tui behaviors edit run changes.json
      echo '{"learning": false}' | habitos-tui behaviors edit run -
      echo '{"unit": "pages", "amount": 20}' | habitos-tui behaviors edit read -
    """
    from habitos_tui.cli.json_input import read_object
    from habitos_tui.services.learning import split

    workspace = current().workspace()
    base = workspace.behaviors.find(behavior)
    data, learning = split(read_object(source, "behavior"))
    wanted, last = workspace.behaviors.from_json(data, base), workspace.history.last()
    changed = workspace.behaviors.update(wanted, learning=learning, from_now=from_now)
    _confirm(workspace, changed_or_not(workspace, last), changed, as_json=as_json)
    if changed.unit != base.unit:
        _tell_units(workspace, changed)
    if changed != base:
        tell_since(workspace.behaviors.holds_from(changed.id))


@behaviors.command()
@json_option
@profile_options
def more(as_json: bool) -> None:
    """Allow more of behaviors without a maximum than is wanted. They may be planned as often as their days allow.

    Each gets that as its maximum; edit sets another one, or none: {"max_per_week": null}.

    \b
    Example:
      habitos-tui behaviors more
    """
    workspace = current().workspace()
    changed = [behavior.id for behavior in workspace.maximum_question.behaviors()]
    workspace.maximum_question.answer(welcome=True)
    now = [workspace.behaviors.get(behavior) for behavior in changed]
    if as_json:
        say_json("behaviors", {"behaviors": [behavior_document(workspace, behavior) for behavior in now]})
        return
    say_lines(f"{behavior.name}: more is welcome up to {behavior.max_per_week} a week" for behavior in now)
    if not now:
        tell("Every behavior has a maximum already, or can be done no more often than it is wanted.")


@behaviors.command()
@click.argument("behavior", shell_complete=names("BEHAVIOR"))
@from_now_option
@json_option
@profile_options
def archive(behavior: str, from_now: bool, as_json: bool) -> None:
    """Put a behavior away. It is planned no more; its history stays.

    It is asked for until the week ends, or from now on no more. Weeks gone by stay as they were.

    \b
    Examples:
      habitos-tui behaviors archive run
      habitos-tui behaviors archive read --from-now
    """
    workspace = current().workspace()
    # One that was put away today can be let go from now on afterwards.
    found = workspace.behaviors.find_any(behavior) if from_now else workspace.behaviors.find(behavior)
    workspace.behaviors.archive(found.id, from_now=from_now)
    _tell_moved("Archived", found, as_json=as_json)
    tell_since(workspace.behaviors.holds_from(found.id))


@behaviors.command()
@click.argument("behavior", shell_complete=names("ARCHIVED_BEHAVIOR"))
@json_option
@profile_options
def restore(behavior: str, as_json: bool) -> None:
    """Take an archived behavior back.

    \b
    Example:
      habitos-tui behaviors restore run
    """
    workspace = current().workspace()
    found = workspace.behaviors.find(behavior, archived=True)
    workspace.behaviors.restore(found.id)
    _tell_moved("Restored", found, as_json=as_json)


@behaviors.command()
@click.argument("behavior", shell_complete=names("ANY_BEHAVIOR"))
@click.option("--force", is_flag=True, help="Delete the history as well, instead of archiving.")
@json_option
@profile_options
def delete(behavior: str, force: bool, as_json: bool) -> None:
    """Delete a behavior. One that has a history is archived instead, unless --force is given.

    \b
    Examples:
      habitos-tui behaviors delete run
      habitos-tui behaviors delete run --force
    """
    workspace = current().workspace()
    found = workspace.behaviors.find_any(behavior)
    consequences = workspace.behaviors.consequences(found.id)
    outcome = workspace.behaviors.delete(found.id, force=force)
    say_result(
        "behavior-deletion",
        {"outcome": outcome, "behavior": found.model_dump(mode="json")},
        f"{outcome.capitalize()}: {found.name}",
        as_json=as_json,
    )
    if outcome == "deleted":
        tell_lines(consequences)
    else:
        tell("It has a history; --force deletes that too.")
        tell_since(workspace.behaviors.holds_from(found.id), "“behaviors archive … --from-now”")


def _tell_units(workspace: Workspace, behavior: Behavior) -> None:
    """Tell what stays counted in another unit than that of now."""
    from habitos_tui.domain.text.unit_phrasing import kept_units

    tell_lines(filter(None, [kept_units(workspace.tracking.units(behavior.id), behavior.unit)]))


def _confirm(workspace: Workspace, what: str, behavior: Behavior, *, as_json: bool) -> None:
    say_result(
        "behavior", behavior_document(workspace, behavior), f"{what}: {behavior.name} ({behavior.id})", as_json=as_json
    )


def _tell_moved(what: str, behavior: Behavior, *, as_json: bool) -> None:
    say_result("behavior", behavior.model_dump(mode="json"), f"{what}: {behavior.name}", as_json=as_json)


def _paused(workspace: Workspace) -> dict[str, str]:
    """Return by behavior until or from when it is paused."""
    from habitos_tui.domain.text.pause_phrasing import pause_in_short

    today = workspace.tracking.today()
    return {behavior: pause_in_short(pause, today) for behavior, pause in workspace.pauses.coming().items()}


def _often(behavior: Behavior) -> str:
    from habitos_tui.domain.text.rhythm_phrasing import short_rhythm

    if behavior.task is not None:
        return "once"
    if behavior.rhythm is None:
        return str(behavior.target_per_week)
    return short_rhythm(behavior.rhythm, behavior.target_per_week)


def _worth(workspace: Workspace, behavior: Behavior) -> str:
    from habitos_tui.domain.text.phrasing import points

    return points(workspace.behaviors.worth(behavior))


def _described(workspace: Workspace, behavior: Behavior) -> list[str]:
    from habitos_tui.domain.text.behavior_phrasing import behavior_limits, worth_phrase
    from habitos_tui.domain.text.learning_phrasing import learned_lines, off_sentence
    from habitos_tui.domain.text.pause_phrasing import pause_phrase
    from habitos_tui.domain.text.rhythm_phrasing import SHOWN, dues_sentence

    known = workspace.learning.of(behavior.id)
    learned = [line for line in (off_sentence(known), *learned_lines(known)) if line]
    variety = workspace.profile.preferences.settings.variety
    purposes = ", ".join(f"{name} {impact:+g}" for name, impact in behavior.impacts.items())
    due = workspace.dues.outside_pauses(behavior, SHOWN) if behavior.rhythm or behavior.season else ()
    return [
        f"{behavior.name} ({behavior.id}), {behavior.category}",
        *([f"  {' '.join(f'#{tag}' for tag in behavior.tags)}"] if behavior.tags else []),
        *(f"  {limit}" for limit in behavior_limits(behavior, workspace.profile.preferences.week_start)),
        *([f"  {dues_sentence(due, workspace.tracking.today())}"] if due else []),
        f"  for {purposes or 'nothing'}",
        f"  {worth_phrase(behavior, workspace.behaviors.worth(behavior), variety)}",
        *(f"  {pause_phrase(pause, workspace.tracking.today())}" for pause in workspace.pauses.of(behavior.id)),
        *(f"  {line}" for line in learned),
    ]
