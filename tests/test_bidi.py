"""Right-to-left text does not turn its row round, and takes up no more room for it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from habitos_tui.bidi import END, ISOLATE, isolated
from habitos_tui.text import clean


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        ("06:05 Run 35 min", "06:05 Run 35 min"),
        ("朝 Café", "朝 Café"),
        ("06:05 ריצה 35 min", "06:05 <ריצה> 35 min"),
        ("ריצה בבוקר, 3 km", "<ריצה בבוקר>, 3 km"),
        ("ריצה 5 בבוקר", "<ריצה 5 בבוקר>"),
        ("שָׁלוֹם (a)", "<שָׁלוֹם> (a)"),
        ("قراءة read قراءة", "<قراءة> read <قراءة>"),
    ],
)
def test_stretches_are_isolated(line: str, sent: str) -> None:
    assert isolated(line) == sent.replace("<", ISOLATE).replace(">", END)


@settings(max_examples=60)
@given(st.text(st.sampled_from("ab1 ,אבשָر漢"), max_size=20))
def test_nothing_else_changes(line: str) -> None:
    sent = isolated(line)
    assert clean(sent) == clean(line)
    assert cell_len(sent) == cell_len(line)
    assert sent.count(ISOLATE) == sent.count(END)
