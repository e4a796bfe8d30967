"""Error reporting around every handler: a HabitosError is shown instead of ending the app.

The app and its screens dispatch their messages through it, so that handlers, timers and answered dialogs may raise a
HabitosError.

Both override the same two methods of Textual to call what is here, each in a line. A class for both to inherit would be
a third one of ours below most screens, and a class stands on two at most.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual._callback import invoke
from textual.message_pump import CallbackError

from habitos_tui.errors import HabitosError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.message import Message

    from habitos_tui.ui.kit.app_context import AppContext


async def dispatch_reported(
    context: AppContext, dispatch: Callable[[Message], Awaitable[None]], message: Message
) -> None:
    """Dispatch a message; show the HabitosError that a handler raises."""
    try:
        with context.reporting():
            await dispatch(message)
    except CallbackError as error:  # Textual wraps errors of timers
        if not isinstance(error.__context__, HabitosError):
            raise
        context.show_error(error.__context__)


def reported(
    context: AppContext, callback: Callable[..., Any], *args: Any, **kwargs: Any
) -> Callable[[], Awaitable[None]]:
    """Return a callback that shows the HabitosError that `callback` raises."""

    async def run() -> None:
        with context.reporting():
            await invoke(partial(callback, *args, **kwargs))

    return run
