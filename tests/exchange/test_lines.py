"""The lines of a text."""

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.exchange.lines import lines_of


@given(st.text("ab\r\n\x0b\u2028 "))
def test_lines_end_where_those_of_a_text_file_do(text: str) -> None:
    assert list(lines_of(text)) == list(StringIO(text, newline=""))
