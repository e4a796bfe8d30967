"""The parts of the day, as lines and as typed."""

import pytest

from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.rules.slots_pane import slot_line, slot_meaning, slot_of, slot_row
from tests.support.household import BEHAVIORS, RULES


def typed(name: str, start: str, end: str) -> dict[str, str]:
    return {"name": name, "start": start, "end": end}


def test_a_slot_says_where_it_lies_and_what_uses_it() -> None:
    rows = [slot_row(slot, BEHAVIORS, RULES) for slot in DEFAULT_SLOTS]
    assert [row.users for row in rows] == [1, 1, 0, 0, 2, 1]
    wide = slot_line(rows[1], 70, 13).plain
    assert wide.startswith("  morning        07:00\N{EN DASH}12:00  5 h")
    assert wide.rstrip().endswith("used by 1")
    assert "━━━━" in wide
    assert slot_line(rows[1], 42, 13).plain.rstrip().endswith("5 h")
    assert slot_line(rows[1], 0, 8).plain == ""


def test_a_slot_keeps_its_stored_name_when_its_label_is_left_alone() -> None:
    assert slot_of(typed("early morning", "05:00", "06:00"), "early_morning").name == "early_morning"
    assert slot_of(typed("dawn", "05:00", "06:00"), "early_morning").name == "dawn"
    assert slot_meaning(typed("", "21:00", "00:00")) == "21:00\N{EN DASH}00:00, 3 h of every day."
    with pytest.raises(InvalidInputError):
        slot_meaning(typed("", "21:00", ""))


@pytest.mark.parametrize(("end", "day_end", "hint"), [("04:00", 0, "“Day ends at” 04:00"), ("04:00", 240, "")])
def test_a_slot_past_midnight_suggests_the_day_end_that_fits(end: str, day_end: int, hint: str) -> None:
    meaning = slot_meaning(typed("night", "21:00", end), day_end)
    assert meaning.startswith("21:00\N{EN DASH}04:00, 7 h of every day.")
    assert (hint in meaning) if hint else meaning.endswith("every day.")
