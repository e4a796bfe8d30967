"""Textual finds a handler by the name of its message: one whose message was renamed is silently never called."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from textual.message import Message
from textual.message_pump import MessagePump

import habitos_tui.ui

NO_MESSAGES = {"on_event"}
"""Methods of Textual itself that begin like handlers."""


def handlers() -> Iterator[tuple[str, str]]:
    """Yield each class of the interface with the methods it has that look like handlers."""
    for found in pkgutil.walk_packages(habitos_tui.ui.__path__, f"{habitos_tui.ui.__name__}."):
        for value in vars(import_module(found.name)).values():
            if isinstance(value, type) and value.__module__ == found.name and issubclass(value, MessagePump):
                yield from ((f"{found.name}.{value.__name__}", name) for name in vars(value) if name.startswith("on_"))


def message_names(kind: type[Message] = Message) -> Iterator[str]:
    """Yield the name of the handler of every message there is."""
    for narrower in kind.__subclasses__():
        yield narrower.handler_name
        yield from message_names(narrower)


def test_every_handler_belongs_to_a_message() -> None:
    found = list(handlers())
    known = {*message_names(), *NO_MESSAGES}
    assert len(found) > 50
    assert [(where, name) for where, name in found if name not in known] == []
