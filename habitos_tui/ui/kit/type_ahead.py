"""Queues keys and passes on each when the effects of the previous key are done.

Keys arrive in bunches over a slow line, or from a user who types ahead. Textual sends each to the widget that has the
focus when it is read, before a preceding tab or enter has moved the focus: a password typed after a tab would end up in
the name field. So each key waits for the previous one, and while the app prepares another screen, for example checks a
password, all keys wait for that screen.
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
    """Queues keys and pastes; priority keys of the app, such as quit, never wait."""

    def __init__(self, app: App[Any], deliver: Callable[[events.Event], Awaitable[None]]) -> None:
        """`deliver` dispatches an event."""
        self._app, self._deliver = app, deliver
        self._waiting: deque[events.Event] = deque()
        self._held = False
        self._under_way: Passed | None = None
        self._check: Timer | None = None

    def hold(self) -> None:
        """Queue all keys from now on for the next screen."""
        self._held = True

    async def release(self) -> None:
        """Pass on the queued keys."""
        self._held = False
        await self._pass_next()
        self._watch_over()

    async def take(self, event: events.Event) -> None:
        """Append typed keys to the queue; dispatch every other event at once."""
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not typed or self._works_everywhere(event):
            await self._deliver(event)
            return
        self._waiting.append(event)
        await self._pass_next()
        self._watch_over()

    async def passed(self, message: Passed) -> None:
        """Pass on the next key once the last has no pending effects and the focus is stable."""
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
        """Return the widget that gets the next key; None while the app ends."""
        return (self._app.focused or self._app.screen) if self._app.screen_stack else None

    def _follow(self, target: Widget, rounds: int) -> None:
        """Post a message after the key; a closing widget accepts none, so try its ancestors."""
        # Where a screen is the sender, such as one that lets go of keys, a message goes no further than to it.
        self._under_way = passed = Passed(target, rounds)
        passed.set_sender(self._app)
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
        """Check later whether the current key is still pending; at most one check runs."""
        if self._under_way is not None and self._check is None:
            self._check = self._app.set_timer(CHECK_AFTER_SECONDS, self._go_on_without_message)

    def _works_everywhere(self, event: events.Event) -> bool:
        """Tell whether a key is one of the app's that go before all others; whether it may, is asked of those only."""
        if not isinstance(event, events.Key) or not self._goes_before_all(event.key):
            return False
        active = self._app.screen.active_bindings.get(event.key)
        return active is not None and active.binding.priority and active.node is self._app

    def _goes_before_all(self, key: str) -> bool:
        """Tell whether a key has priority in the app, by the keys that were chosen for it."""
        _, bindings = self._app.screen._binding_chain[-1]
        return any(binding.priority for binding in bindings.key_to_bindings.get(key, ()))


def _busy(target: Widget) -> bool:
    """True if any node from a widget up to the app has pending messages.

    Textual already takes the next message out of its queue to see whether it can replace the current one.
    """
    return any(node.message_queue_size or node._pending_message is not None for node in target.ancestors_with_self)
