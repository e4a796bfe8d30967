"""One day as a frozen view, and its lines."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from habitos_tui.domain.insight.regularity import StreakLine, Streaks
from habitos_tui.domain.model.agenda import AgendaItem, DayAgenda, SessionState
from habitos_tui.domain.model.completion import Skip
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.text import clean
from habitos_tui.ui.app.features import known_commands
from habitos_tui.ui.kit.marks import Amount
from habitos_tui.ui.kit.named_keys import COMMAND_NAMED, with_keys
from habitos_tui.ui.log.presenter import EMPTY_TEXT, NO_MATCH_TEXT
from habitos_tui.ui.today.day_lines import day_lines
from habitos_tui.ui.today.day_panes import summary
from habitos_tui.ui.today.presenter import (
    DAY_OFF,
    DAY_OFF_TODAY,
    NO_PLAN,
    NO_PLAN_TODAY,
    NOTHING_DESCRIBED,
    NOTHING_DONE,
    SENTENCES,
    ItemLine,
    NowLine,
    SlotLine,
    TodayView,
    today_view,
)
from tests.support.weeks import MONDAY, WEDNESDAY_NOON, agenda_week, hostile_names, office_problem

WEEK = agenda_week()


def view_of(day: int = 2, *, names: tuple[str, ...] = (), planned: bool = True, behaviors: bool = True) -> TodayView:
    agenda = agenda_week(names=names).days[day]
    return today_view(agenda, DEFAULT_SLOTS, WEDNESDAY_NOON, 0, planned=planned, behaviors=behaviors)


def empty_view(day: int = 25, *, planned: bool = True, behaviors: bool = True) -> TodayView:
    nothing = DayAgenda(MONDAY.replace(day=day), (), 0, 0, 12)
    return today_view(nothing, DEFAULT_SLOTS, WEDNESDAY_NOON, 0, planned=planned, behaviors=behaviors)


def test_sessions_stand_below_their_slots_with_the_now_line_between_past_and_future() -> None:
    lines = view_of().lines
    kinds = [line.title if isinstance(line, SlotLine) else type(line).__name__ for line in lines]
    assert kinds == [
        "early morning",
        "ItemLine",
        "ItemLine",
        "midday",
        "ItemLine",
        "ItemLine",
        "NowLine",
        "evening",
        "ItemLine",
        "ItemLine",
        "night",
        "ItemLine",
        "ItemLine",
    ]
    assert NowLine(760) in lines


@pytest.mark.parametrize(("minutes_past_noon", "before"), [(-700, "SlotLine"), (11 * 60, None)])
def test_the_now_line_comes_first_in_the_morning_and_last_at_night(minutes_past_noon: int, before: str | None) -> None:
    now = WEDNESDAY_NOON + timedelta(minutes=minutes_past_noon)
    lines = today_view(WEEK.days[2], DEFAULT_SLOTS, now, 0, planned=True, behaviors=True).lines
    place = next(index for index, line in enumerate(lines) if isinstance(line, NowLine))
    assert place == (0 if before else len(lines) - 1)


def test_another_day_has_no_now_line() -> None:
    assert not any(isinstance(line, NowLine) for line in view_of(1).lines)
    assert view_of(1).relative == "yesterday"


def test_done_time_and_energy_are_counted_against_plan_and_budget() -> None:
    view = view_of()
    assert (view.done, view.total) == (3, 8)
    done = [item for item in WEEK.days[2].items if item.state is SessionState.DONE]
    assert view.minutes == Amount(sum(item.minutes for item in done), WEEK.days[2].minutes)
    assert view.energy == Amount(4 - 1 - 1, WEEK.days[2].energy, 12)


def test_what_was_skipped_is_no_part_of_the_total() -> None:
    monday = view_of(0)
    assert (monday.done, monday.total) == (7, 7)
    assert any(line.item.state is SessionState.SKIPPED for line in monday.items)


def test_a_day_to_come_says_so() -> None:
    assert view_of(3).future
    assert not view_of(2).future


def test_an_empty_day_says_what_to_do_next() -> None:
    assert empty_view(planned=False, behaviors=False).hint == NOTHING_DESCRIBED
    assert empty_view(planned=False).hint == NO_PLAN_TODAY
    assert empty_view().hint == DAY_OFF_TODAY
    assert empty_view(24).hint == empty_view(24, planned=False).hint == NOTHING_DONE
    assert empty_view(26).hint == DAY_OFF
    assert empty_view(26, planned=False).hint == NO_PLAN


@pytest.mark.parametrize("hint", [*SENTENCES, EMPTY_TEXT, NO_MATCH_TEXT])
def test_what_to_do_on_an_empty_screen_names_commands_that_are_there(hint: str) -> None:
    names = COMMAND_NAMED.findall(hint)
    assert names
    assert set(names) <= set(known_commands())
    assert "{" not in with_keys(hint, lambda name: "x").replace("{way}", "")


def test_what_has_no_time_comes_under_a_head_of_its_own() -> None:
    behavior = office_problem().behaviors[0]
    skip = Skip(id=UUID(int=1), behavior=behavior.id, day=MONDAY, recorded_at=WEDNESDAY_NOON, reason="Ill\nat home")
    agenda = DayAgenda(MONDAY, (AgendaItem(behavior, None, SessionState.SKIPPED, skip=skip),), 0, 0, None)
    view = today_view(agenda, DEFAULT_SLOTS, WEDNESDAY_NOON, 0, planned=True, behaviors=True)
    head, item = view.lines
    assert head == SlotLine("any time", None, None)
    assert isinstance(item, ItemLine)
    assert item.note == "Ill\nat home"
    assert "Ill ↵ at home" in rows(view, 120, 20)[1]


def test_a_session_outside_every_slot_is_still_listed() -> None:
    view = today_view(WEEK.days[2], DEFAULT_SLOTS[:2], WEDNESDAY_NOON, 0, planned=True, behaviors=True)
    assert SlotLine("outside the slots", None, None) in view.lines
    assert len(view.items) == 8


@pytest.mark.parametrize("width", [55, 76, 120, 190])
def test_every_line_fits_its_width_whatever_the_names(width: int) -> None:
    for start in range(0, len(hostile_names()), 16):
        for day in range(7):
            view = view_of(day, names=hostile_names()[start:])
            rating_key = view.items[0].key
            for line in day_lines(view, width, 100, rating_key):
                assert line.content.cell_length == width
                assert clean(line.content.plain) == line.content.plain


def test_blank_lines_part_the_slots_only_where_there_is_room() -> None:
    view = view_of()
    assert len(rows(view, 76, 13)) == len(view.lines)
    spaced = rows(view, 76, 20)
    assert sum(not row.strip() for row in spaced) == 3
    assert spaced[0].strip()


def test_minutes_are_told_against_the_plan() -> None:
    text = "\n".join(rows(view_of(1), 76, 30))
    assert "15 of 10 min" in text
    assert "missed 30 min" in text
    assert "skipped" in "\n".join(rows(view_of(0), 76, 30))


def test_only_the_line_that_waits_for_it_asks_for_a_rating() -> None:
    view = view_of()
    asked = [row for row in rows(view, 76, 30, rating_key=view.items[1].key) if "rate 1-5" in row]
    assert len(asked) == 1
    assert "Meditation" in asked[0]


@pytest.mark.parametrize("width", [56, 76, 116, 196])
def test_the_summary_fits_two_lines(width: int) -> None:
    first, second = summary(view_of(), width).plain.split("\n")
    assert len(first) == len(second) == width
    assert first.startswith("Wednesday 25 Nov 2026 · today")
    assert first.endswith("3 of 8 done")
    assert "2 of 12, budget 12" in second


def test_the_summary_warns_of_a_day_that_costs_too_much() -> None:
    agenda = WEEK.days[2]
    poor = DayAgenda(agenda.day, agenda.items, agenda.minutes, agenda.energy, 5)
    view = today_view(poor, DEFAULT_SLOTS, WEDNESDAY_NOON, 0, planned=True, behaviors=True)
    assert "over budget 5" in summary(view, 76).plain
    free = DayAgenda(agenda.day, agenda.items, agenda.minutes, agenda.energy, None)
    unlimited = today_view(free, DEFAULT_SLOTS, WEDNESDAY_NOON, 0, planned=True, behaviors=True)
    assert "budget" not in summary(unlimited, 76).plain


def test_nothing_to_show_is_an_empty_line() -> None:
    assert summary(TodayView.EMPTY, 60).plain.strip() == ""
    assert TodayView.EMPTY.day == date.min


def rows(view: TodayView, width: int, height: int, rating_key: str | None = None) -> list[str]:
    return [line.content.plain for line in day_lines(view, width, height, rating_key)]


def test_a_row_of_days_is_told_once_it_is_one() -> None:
    def first_line(current: int, width: int = 76) -> str:
        line = StreakLine("read", "Reading", "day", 1, current, 12, MONDAY, 0, 20, "day")
        view = today_view(
            WEEK.days[2],
            DEFAULT_SLOTS,
            WEDNESDAY_NOON,
            0,
            planned=True,
            behaviors=True,
            streaks=Streaks(20, (line,)),
        )
        return summary(view, width).plain.split("\n")[0]

    assert first_line(1).endswith(" 3 of 8 done")
    assert first_line(12, 56).startswith("Wednesday 25 Nov 2026 · today ")
    assert first_line(12, 56).endswith("  3 of 8 done")
    assert first_line(12).endswith(" Reading: 12 days in a row · 3 of 8 done")
