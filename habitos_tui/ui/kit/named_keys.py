"""Sentences that name keys: they name commands, so that they follow where somebody has given these other keys."""

import re
from collections.abc import Callable
from typing import Final

COMMAND_NAMED: Final = re.compile(r"\{([a-z_]+\.[a-z_0-9]+)\}")
"""The id of a command in braces."""


def with_keys(text: str, key_of: Callable[[str], str]) -> str:
    """Return a sentence such as "{app.help} shows every key" with the key that each command has now."""
    return COMMAND_NAMED.sub(lambda match: key_of(match[1]), text)
