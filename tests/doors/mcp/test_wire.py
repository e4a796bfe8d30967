"""Lines from a client: each is a message, or is answered with what is wrong with it."""

import os
from queue import SimpleQueue

import pytest
from mcp.shared.message import SessionMessage
from mcp_types import INVALID_REQUEST, PARSE_ERROR, JSONRPCError

from habitos_tui.doors.mcp import wire
from habitos_tui.doors.mcp.messages import understood


@pytest.mark.parametrize(
    ("line", "number", "code"),
    [
        (b"hello", None, PARSE_ERROR),
        (b'\xff\xfe{"jsonrpc":"2.0"}', None, PARSE_ERROR),
        (b'{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"note":"half a smile \\ud83d"}}', 7, PARSE_ERROR),
        (b'{"jsonrpc":"2.0","id":"a","method":"x","params":' + b'{"a":' * 300 + b"1" + b"}" * 301, "a", PARSE_ERROR),
        (b'{"jsonrpc":"2.0","id":8,"method":' + b"[" * 100_000, None, PARSE_ERROR),
        (b'{"jsonrpc":"2.0","id":9,"method":5}', 9, INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":"\\ud800","method":"ping"}', None, PARSE_ERROR),
        (b'{"jsonrpc":"2.0","id":true,"method":5}', None, INVALID_REQUEST),
        (b'[{"jsonrpc":"2.0","id":10,"method":"ping"}]', None, INVALID_REQUEST),
    ],
)
def test_a_line_that_is_no_message_is_answered(line: bytes, number: int | str | None, code: int) -> None:
    answer = understood(line)
    assert isinstance(answer, JSONRPCError)
    assert (answer.id, answer.error.code) == (number, code)
    assert answer.model_dump_json()


def test_a_message_is_understood() -> None:
    assert isinstance(understood(b'{"jsonrpc":"2.0","id":1,"method":"ping"}'), SessionMessage)


def test_lines_come_whole_in_whatever_pieces_and_too_long_ones_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "CHUNK", 3)
    monkeypatch.setattr(wire, "LONGEST_LINE", 8)
    source, sender = os.pipe()
    heard = SimpleQueue[bytes | None]()
    reading = wire.Wire(source, os.dup(source))
    os.write(sender, b"ab\n\nabcdefgh\nabcdefghij\nlast")
    os.close(sender)
    reading.open(heard.put)
    assert [*iter(lambda: heard.get(timeout=10), None)] == [b"ab", b"", b"abcdefgh", b"abcdefgh", b"last"]
    reading.close()
