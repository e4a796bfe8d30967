"""Passes on what is typed: each key when the one before it has done its work.

A terminal reads keys in bunches: over a slow line, or from a user who types ahead. Textual gives each to whatever has
the focus when it is read, while the tab or the enter before it is still on its way to move that focus: a password typed
behind a tab would go on in the field with the name. So a key waits for the one before it, and while the app is busy
with what leads to another screen, such as checking a password, all of them wait for that screen.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.timer import Timer
    from textual.widget import Widget

MAX_ROUNDS: Final = 50
"""Most rounds to wait for the effects of one key, in case a widget never stops posting messages."""
CHECK_AFTER_SECONDS: Final = 0.25


@dataclass
class Passed(Message):
    """Posted along the widget path to learn when a key's effects are done."""

    target: Widget
    rounds: int


class TypeAhead:
    """Keeps keys and pastes until it is their turn; keys of the app itself, such as the one that leaves, never wait."""

    def __init__(self, app: App[Any], deliver: Callable[[events.Event], Awaitable[None]]) -> None:
        """`deliver` lets an event do what it does."""
        self._app, self._deliver = app, deliver
        self._waiting: deque[events.Event] = deque()
        self._held = False
        self._under_way: Passed | None = None
        self._check: Timer | None = None

    def hold(self) -> None:
        """Keep what is typed from now on for what comes next."""
        self._held = True

    async def release(self) -> None:
        """Pass on what was kept."""
        self._held = False
        await self._pass_next()

    async def take(self, event: events.Event) -> None:
        """Put what is typed behind what was typed before; let everything else do at once what it does."""
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not typed or self._works_everywhere(event):
            await self._deliver(event)
            return
        self._waiting.append(event)
        await self._pass_next()
        self._watch_over()

    async def passed(self, message: Passed) -> None:
        """Pass the next key on once nothing is left to do about the last, and the focus stays where it is."""
        message.stop()
        if message is not self._under_way:
            return
        target = self._in_front()
        if target is not None and message.rounds < MAX_ROUNDS and (target is not message.target or _busy(target)):
            self._follow(target, message.rounds + 1)
        else:
            self._under_way = None
            await self._pass_next()

    async def _pass_next(self) -> None:
        target = self._in_front()
        if target is None or self._held or self._under_way is not None or not self._waiting:
            return
        await self._deliver(self._waiting.popleft())
        self._follow(target, 0)

    def _in_front(self) -> Widget | None:
        """Return what gets the next key; nothing while the app ends."""
        return (self._app.focused or self._app.screen) if self._app.screen_stack else None

    def _follow(self, target: Widget, rounds: int) -> None:
        """Send a message behind the key; a widget that is closing takes none, so the next one up gets it."""
        self._under_way = passed = Passed(target, rounds)
        for node in target.ancestors_with_self:
            if node.post_message(passed):
                return

    async def _go_on_without_message(self) -> None:
        """Continue if the screen closed and the message was lost."""
        self._check = None
        passed = self._under_way
        if passed is not None and not _busy(passed.target):
            self._under_way = None
            await self._pass_next()
        self._watch_over()

    def _watch_over(self) -> None:
        """Check after a while whether the key under way still is; one check at a time is enough."""
        if self._under_way is not None and self._check is None:
            self._check = self._app.set_timer(CHECK_AFTER_SECONDS, self._go_on_without_message)

    def _works_everywhere(self, event: events.Event) -> bool:
        active = self._app.screen.active_bindings.get(event.key) if isinstance(event, events.Key) else None
        return active is not None and active.binding.priority and active.node is self._app


def _busy(target: Widget) -> bool:
    """Tell whether something waits to be done on the way from a widget up to the app.

    Textual takes the next message out of its queue to see whether it replaces the one at hand.
    """
    return any(node.message_queue_size or node._pending_message is not None for node in target.ancestors_with_self)
