"""An assistant that talks to the server of alice, in this process, on Wednesday of a planned week."""

import json
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp_types import CallToolResult, TextContent

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.doors.mcp.assistant import Assistant
from habitos_tui.doors.mcp.server import make_server
from habitos_tui.services.workspace import Workspace
from tests.support.household import add_alice, make_household


@pytest.fixture
def household(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataDirectory:
    """A household that makes no copies by itself."""
    monkeypatch.setattr(DataDirectory, "back_up_today", lambda _directory, *, renew: None)
    return make_household(tmp_path)


@pytest.fixture
def alice(household: DataDirectory) -> Workspace:
    """What alice sees herself."""
    return household.open_workspace(add_alice(household))


def client_of(household: DataDirectory, alice: Workspace, *, read_only: bool = False) -> Client:
    """Return a client of alice's server; it connects when it is entered."""
    return Client(make_server(Assistant(household, alice.profile), read_only=read_only))


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


async def failure_of(client: Client, tool: str, **arguments: Any) -> str:
    """Return the sentence of a call that must fail."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error, result.structured_content
    assert result.structured_content is None
    return text_of(result)


async def answer_of(client: Client, tool: str, **arguments: Any) -> Any:
    """Return the document of a call, which says the same as its text."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, text_of(result)
    assert json.loads(text_of(result)) == result.structured_content
    return result.structured_content
