"""What bash, zsh and fish are taught: click's way, for values that hold spaces, quotes, colons and commas too."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete, add_completion_class

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_BASH: Final = """\
%(complete_func)s() {
    local IFS=$'\\n'
    local completion response type value

    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1")

    while IFS=',' read -r type value; do
        if [[ $type == 'dir' ]]; then
            COMPREPLY=()
            compopt -o dirnames
        elif [[ $type == 'file' ]]; then
            COMPREPLY=()
            compopt -o default
        elif [[ $type == 'plain' ]]; then
            COMPREPLY+=("$value")
        fi
    done <<< "$response"

    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_FISH: Final = """\
function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp | string collect) \\
        COMP_CWORD=(commandline -t | string collect) %(prog_name)s)

    for completion in $response
        set -l metadata (string split --max 1 "," -- $completion)

        if test $metadata[1] = "dir"
            __fish_complete_directories $metadata[2]
        else if test $metadata[1] = "file"
            __fish_complete_path $metadata[2]
        else if test $metadata[1] = "plain"
            printf '%%s\\n' $metadata[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""

_SPECIAL_UNQUOTED: Final = re.compile(r"([^\w@%+./,-])", re.ASCII)
_SPECIAL_IN_QUOTES: Final = re.compile(r'(["$`\\])')


class _Quiet(ShellComplete):
    """Offers nothing where something is wrong."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """Return what goes on from a word as it was typed, else what differs from it in case alone.

        Of both together a shell would keep what they have in common: not even what was typed.
        """
        found = super().get_completions(args, incomplete)
        return [one for one in found if one.type != "plain" or str(one.value).startswith(incomplete)] or found

    def complete(self) -> str:
        """Return what the shell reads."""
        try:
            return super().complete()
        except Exception:  # noqa: BLE001 - the line is not finished: whatever is wrong is told by the command itself
            return ""


class Bash(_Quiet, BashComplete):
    """Bash takes what it is given into the line as it is."""

    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before, and the one to complete: bash makes three of --tag=outdoors."""
        args, incomplete = super().get_completion_args()
        after_option = [at > 0 and args[at - 1].startswith("--") for at in range(len(args))]
        if _word_on_the_line().startswith('"'):
            incomplete = re.sub(r"\\([$`])", r"\1", incomplete)  # click leaves these as they are
        return [word for word, after in zip(args, after_option, strict=True) if not (after and word == "=")], incomplete

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return a line for the script, with the value quoted as the word on the line was begun."""
        value = item.value if item.type != "plain" else quoted(str(item.value), _word_on_the_line())
        return f"{item.type},{value}"


class Zsh(_Quiet, ZshComplete):
    """Zsh quotes by itself; a colon ends a value that has a help text."""

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return three lines for the script."""
        value = str(item.value).replace(":", r"\:") if item.help else item.value
        return f"{item.type}\n{value}\n{item.help or '_'}"


class Fish(_Quiet, FishComplete):
    """Fish quotes by itself, too."""

    source_template = _FISH


def register() -> None:
    """Let click use these."""
    for shell in (Bash, Zsh, Fish):
        add_completion_class(shell)


def quoted(value: str, begun: str) -> str:
    """Return a value for bash behind what the word on the line was begun with: a quote, or none."""
    if begun.startswith('"'):
        return _SPECIAL_IN_QUOTES.sub(r"\\\1", value)
    if begun.startswith("'"):
        return value.replace("'", r"'\''")
    return "".join(f"\\{c}" if c.isascii() and _SPECIAL_UNQUOTED.match(c) else c for c in value)


def _word_on_the_line() -> str:
    words, at = os.environ["COMP_WORDS"].split("\n"), int(os.environ["COMP_CWORD"])
    return words[at] if at < len(words) else ""
