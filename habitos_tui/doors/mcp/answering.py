"""Answers one call of a tool, in a thread: whatever happens in it becomes an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcp_types import CallToolResult, TextContent
from pydantic import BaseModel, ValidationError

from habitos_tui.cli.output import tell
from habitos_tui.doors.mcp.assistant import STOPPED, Assistant, Call
from habitos_tui.doors.mcp.harmless import failure_text, harmless, text_of
from habitos_tui.doors.mcp.tools import SLOW, find_tool
from habitos_tui.errors import HabitosError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habitos_tui.doors.mcp.tool import Document, Tool


class Answering:
    """A call on its way: the arguments, and what the one who waits may look at and do meanwhile."""

    def __init__(self, assistant: Assistant, name: str, arguments: Mapping[str, Any]) -> None:
        self._assistant, self._name, self._arguments = assistant, name, arguments
        self.call = Call(assistant)

    @property
    def is_slow(self) -> bool:
        """Whether it solves a week."""
        return self._name in SLOW

    def result(self) -> CallToolResult:
        """Return the answer; an error is one as well, and the server goes on."""
        STOPPED.set(self.call.stopped)
        try:
            document = harmless(self._document())
            return CallToolResult(content=[_text(text_of(document))], structured_content=document)
        except HabitosError as error:
            return _failed(error)
        except Exception as error:  # noqa: BLE001 - nothing that one call meets may end the others
            return _failed(self._explained(error))

    def _document(self) -> Document:
        found = find_tool(self._name)
        answer = _checked(found, self._arguments).run(self.call)
        if found.WRITES:
            self._assistant.back_up_today()  # a client may leave the server running for weeks, and then kill it
        return answer.model_dump(mode="json") if isinstance(answer, BaseModel) else answer

    def _explained(self, error: Exception) -> HabitosError:
        """Return what to tell of an error that nobody foresaw: the damage behind it, else its type and its place."""
        from habitos_tui.cli.crash import sentence

        damage = self._assistant.damage()
        if damage is not None:
            return damage
        told = sentence(type(error), error.__traceback__)
        tell(told)
        return HabitosError(told.removeprefix(f"{HabitosError.title}: "), hint="Nothing else is known of it.")


def text_in(result: CallToolResult) -> str:
    """Return the text of an answer."""
    return "".join(content.text for content in result.content if isinstance(content, TextContent))


def _checked(tool: type[Tool], arguments: Mapping[str, Any]) -> Tool:
    """Return a call with its arguments; InvalidInputError that names each that is wrong."""
    from habitos_tui.domain.model.validation import invalid, issues_of

    try:
        return tool.model_validate(arguments)
    except ValidationError as error:
        raise invalid(f"The arguments of {tool.NAME}", issues_of(error)) from error


def _failed(error: HabitosError) -> CallToolResult:
    return CallToolResult(content=[_text(failure_text(error))], is_error=True)


def _text(text: str) -> TextContent:
    return TextContent(type="text", text=text)
