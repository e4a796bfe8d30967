"""habitos-tui rules: what a week must respect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.command_group import CommandGroup
from habitos_tui.cli.completing import names
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import changed_or_not, say_json, say_lines, say_result, table
from habitos_tui.cli.restricting import UserPath

if TYPE_CHECKING:
    from habitos_tui.domain.model.rule import Rule
    from habitos_tui.services.rules import Rules


@click.group(cls=CommandGroup, no_args_is_help=False)
def rules() -> None:
    """List, show, add, edit, switch and delete rules.

    \b
    Examples:
      habitos-tui rules list
      habitos-tui rules off r1
    """


@rules.command("list")
@json_option
@profile_options
def list_rules(as_json: bool) -> None:
    """List the rules as sentences.

    \b
    Examples:
      habitos-tui rules list
      habitos-tui rules list --json
    """
    service = current().workspace().rules
    if as_json:
        say_json("rules", {"rules": [_document(rule) for rule in service.all()]})
        return
    rows = [
        (rule.id, "on" if rule.active else "off", service.line(rule), service.unused(rule)) for rule in service.all()
    ]
    say_lines(table(("Id", "", "Rule", ""), rows, if_any={3}))


@rules.command()
@click.argument("rule_id", metavar="ID", shell_complete=names("RULE"))
@json_option
@profile_options
def show(rule_id: str, as_json: bool) -> None:
    """Show one rule. With --json it is a document that add and edit take.

    \b
    Examples:
      habitos-tui rules show r1
      habitos-tui rules show r1 --json
    """
    service = current().workspace().rules
    _confirm("Rule", service.get(rule_id), service, as_json=as_json)


@rules.command()
@click.argument("source", metavar="FILE|-", type=UserPath())
@json_option
@profile_options
def add(source: str, as_json: bool) -> None:
    """Add a rule from JSON. Without an id it gets one.

    \b
    Examples:
      habitos-tui rules add rule.json
      echo '{"type": "stack", "first": "meditation",
             "then": "journal"}' | habitos-tui rules add -
    """
    from habitos_tui.cli.json_input import read_object

    service = current().workspace().rules
    rule = service.add(service.from_json(read_object(source, "rule")))
    _confirm("Added", rule, service, as_json=as_json)


@rules.command()
@click.argument("rule_id", metavar="ID", shell_complete=names("RULE"))
@click.argument("source", metavar="FILE|-", type=UserPath())
@json_option
@profile_options
def edit(rule_id: str, source: str, as_json: bool) -> None:
    """Change a rule. The fields that a JSON object names change, the others stay.

    \b
    Examples:
      echo '{"max_minutes": 120, "penalty": 5}' | habitos-tui rules edit r1 -
      habitos-tui rules edit r1 changes.json
    """
    from habitos_tui.cli.json_input import read_object

    workspace = current().workspace()
    service, last = workspace.rules, workspace.history.last()
    rule = service.update(service.from_json(read_object(source, "rule"), service.get(rule_id)))
    _confirm(changed_or_not(workspace, last), rule, service, as_json=as_json)


@rules.command()
@click.argument("rule_id", metavar="ID", shell_complete=names("RULE"))
@json_option
@profile_options
def on(rule_id: str, as_json: bool) -> None:
    """Switch a rule on.

    \b
    Example:
      habitos-tui rules on r1
    """
    _switch(rule_id, active=True, as_json=as_json)


@rules.command()
@click.argument("rule_id", metavar="ID", shell_complete=names("RULE"))
@json_option
@profile_options
def off(rule_id: str, as_json: bool) -> None:
    """Switch a rule off; it stays in the list.

    \b
    Example:
      habitos-tui rules off r1
    """
    _switch(rule_id, active=False, as_json=as_json)


@rules.command()
@click.argument("rule_id", metavar="ID", shell_complete=names("RULE"))
@json_option
@profile_options
def delete(rule_id: str, as_json: bool) -> None:
    """Delete a rule.

    \b
    Example:
      habitos-tui rules delete r1
    """
    service = current().workspace().rules
    rule = service.get(rule_id)
    service.delete(rule_id)
    say_result("rule", _document(rule), f"Deleted: {service.line(rule)}", as_json=as_json)


def _switch(rule_id: str, *, active: bool, as_json: bool) -> None:
    service = current().workspace().rules
    before = service.get(rule_id).active
    rule = service.set_active(rule_id, active)
    now = ("On" if active else "Off") + (" already" if before is active else "")
    say_result("rule", _document(rule), f"{now}: {service.line(rule)}", as_json=as_json)


def _confirm(what: str, rule: Rule, service: Rules, *, as_json: bool) -> None:
    say_result(
        "rule",
        _document(rule),
        f"{what} {rule.id}: {service.line(rule)}" + ("" if rule.active else " (off)"),
        as_json=as_json,
    )


def _document(rule: Rule) -> dict[str, Any]:
    return rule.model_dump(mode="json", exclude_none=True)
