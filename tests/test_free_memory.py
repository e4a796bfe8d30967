"""What the system library is told of free memory, and where it has no ear for that."""

from unittest.mock import Mock, call

import pytest

from habitos_tui import free_memory


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (
            ["mallopt", "malloc_trim"],
            [call.mallopt(-8, 1), call.mallopt(-3, 262144), call.mallopt(-1, 524288), call.malloc_trim(0)],
        ),
        ([], []),
    ],
)
def test_memory_is_given_back_where_the_library_can(
    monkeypatch: pytest.MonkeyPatch, names: list[str], called: list[object]
) -> None:
    library = Mock(spec=names)
    monkeypatch.setattr("ctypes.CDLL", lambda _name: library)
    free_memory.keep_little()
    free_memory.give_back_free_memory()
    assert library.mock_calls == called
