"""habitos-tui tags: words of one's own on behaviors, on what was done, and in rules."""

from __future__ import annotations

import click

from habitos_tui.cli.completing import names
from habitos_tui.cli.default_group import DefaultGroup
from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say_json, say_lines, say_result, table


class TagsGroup(DefaultGroup):
    """A group that lists without a command."""

    WITHOUT_WORDS = WITH_OPTIONS = "list"


@click.group(cls=TagsGroup)
def tags() -> None:
    """List and rename tags, your own words for behaviors.

    \b
    Examples:
      habitos-tui tags
      habitos-tui tags rename errands chores
    """


@tags.command("list")
@json_option
@profile_options
def list_tags(as_json: bool) -> None:
    """List the tags with what has them.

    \b
    Examples:
      habitos-tui tags list
      habitos-tui tags --json
    """
    found = current().workspace().tags.all()
    if as_json:
        say_json(
            "tags",
            {
                "tags": [
                    {"tag": use.tag, "behaviors": use.behaviors, "rules": use.rules, "entries": use.entries}
                    for use in found
                ]
            },
        )
        return
    say_lines(table(("Tag", "On"), [(use.tag, use.in_words) for use in found]) if found else ["No tags."])


@tags.command()
@click.argument("tag", shell_complete=names("TAG"))
@click.argument("new", shell_complete=names("TAG"))
@json_option
@profile_options
def rename(tag: str, new: str, as_json: bool) -> None:
    """Give TAG another name wherever it is used. A tag NEW that is there already takes it in.

    \b
    Example:
      habitos-tui tags rename outdoors outside
    """
    from habitos_tui.domain.model.tag import plain_tag

    use = current().workspace().tags.rename(tag, new)
    name = str(plain_tag(new))
    document = {"tag": name, "behaviors": use.behaviors, "rules": use.rules, "entries": use.entries}
    say_result("tag", document, f"Renamed: {use.tag} is {name} now ({use.in_words})", as_json=as_json)
