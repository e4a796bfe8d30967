"""What the charts of Insights say, from hand-made values; each fits its room, and says the same without colour."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from textual.content import Content

from habitos_tui.domain.insight.amounts import AmountLine, Amounts, AmountWeek
from habitos_tui.domain.insight.effort import (
    Booked,
    BookedDay,
    EffortLine,
    Efforts,
    Energy,
    EnergyDay,
    EnergyWeek,
    LengthLine,
    Lengths,
    ObjectiveLine,
    ObjectiveWeek,
    ObjectiveWeeks,
    WeekEffort,
)
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.insight.regularity import (
    Correlation,
    Correlations,
    DayFigure,
    RateCell,
    RateMap,
    Ratings,
    RatingSlot,
    RatingWeek,
    SlotRecord,
    SlotStandings,
    StreakLine,
    Streaks,
    StrengthLine,
    Strengths,
    YearMap,
)
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.ui.insights.chart_pane import table_lines
from habitos_tui.ui.insights.charts import (
    ahead,
    days,
    effort,
    energy,
    habits,
    minutes,
    objectives,
    pairs,
    ratings,
    year,
)
from habitos_tui.ui.insights.charts.chart import FARTHEST, REACHES, Chart, ChartSize, InsightsView
from habitos_tui.ui.insights.charts.timeline import dates
from habitos_tui.ui.insights.screen import CHARTS

MONDAY = date(2026, 11, 23)
TODAY = date(2026, 11, 26)
WEEKS = tuple(MONDAY - timedelta(weeks=n) for n in reversed(range(4)))
LONG = "A name much too long for any column of a chart, 漢字 included"
SPAN = Span(WEEKS[0], TODAY)
YEAR = YearMap(
    7, SPAN, (DayFigure(WEEKS[0], 2, 60), DayFigure(date(2026, 11, 10), 1, 600), DayFigure(TODAY, 4, 90)), (MONDAY,)
)


def served(*reached: float, reachable: float) -> tuple[ObjectiveWeek, ...]:
    return tuple(ObjectiveWeek(week, done, 1, reachable) for week, done in zip(WEEKS, reached, strict=True))


FULL = Statistics(
    span=SPAN,
    behavior=None,
    strengths=Strengths(
        9,
        (
            StrengthLine("run", LONG, 0.6557, (0.1, 0.4, 0.6557), 9, WEEKS[0]),
            StrengthLine("read", "Read", 0.9, (0.9,), 3, MONDAY),
        ),
    ),
    streaks=Streaks(
        5,
        (
            StreakLine("run", LONG, "week", 3, 2, 11, MONDAY, 1, 12, "week"),
            StreakLine("read", "Read", "day", 1, 0, 0, None, 0, 4, "day"),
        ),
    ),
    rates=RateMap(
        19,
        tuple(range(7)),
        ("early_morning", None),
        (RateCell(0, "early_morning", 9, 10), RateCell(5, "early_morning", 3, 6), RateCell(6, None, 1, 3)),
    ),
    standings=SlotStandings(
        19,
        (SlotRecord("run", LONG, "early_morning", 9, 10, 0.6, 0.98),),
        (SlotRecord("run", LONG, "early_morning", 9, 10, 0.6, 0.98),),
        (SlotRecord("read", "Read", None, 1, 9, 0.01, 0.4),),
    ),
    year=YEAR,
    ratings=Ratings(
        5, 3.6, (RatingWeek(WEEKS[0], 4.5, 2), RatingWeek(MONDAY, 3.0, 3)), (RatingSlot("early_morning", 3.6, 5),)
    ),
    lengths=Lengths(12, (LengthLine("run", LONG, 8, 30, 45), LengthLine("read", "Read", 4, 20, 15))),
    energy=Energy(7, (EnergyDay(WEEKS[0], 15, 12), EnergyDay(TODAY, -3, 12)), (EnergyWeek(WEEKS[0], 15, 12, 1, 1),)),
    efforts=Efforts(
        7,
        (EffortLine("health", 6, 150, (WeekEffort(MONDAY, 6, 150),)), EffortLine("social", 0, 0, ())),
        (EffortLine("learning", 7, 750, (WeekEffort(MONDAY, 7, 750),)),),
        (WeekEffort(MONDAY, 7, 750),),
    ),
    objectives=ObjectiveWeeks(
        7,
        (
            ObjectiveLine("health", 0.6, 2.0, served(2.0, 1.0, 0.0, 0.5, reachable=2.0)),
            ObjectiveLine("social", 0.4, 0.0, served(0, 0, 0, 0, reachable=0)),
        ),
    ),
    correlations=Correlations(
        2,
        (
            Correlation("run", LONG, "read", "Read", 0.42, 0.2, 0.6, 20, 5, 5, 20, clear=True),
            Correlation("run", LONG, "nap", "Nap", -0.1, -0.4, 0.2, 5, 9, 9, 9, clear=False),
        ),
    ),
    amounts=Amounts(
        4,
        (
            AmountLine("read", "Read", "pages", 3, 5, tuple(map(AmountWeek, WEEKS, (20.0, 0.0, 40.0, 1500.5)))),
            AmountLine("run", LONG, "a unit as long as can be, km", 1, 3, (AmountWeek(MONDAY, 2.5),)),
        ),
    ),
    booked=Booked(2, (BookedDay(TODAY, 480, 120, 2), BookedDay(TODAY + timedelta(days=1), 0, 0, 0))),
)
VIEW = InsightsView(REACHES[0], FULL, YEAR, Weeks())
ROOMS = [ChartSize(width, height) for width, height in product((44, 55, 75, 115, 195), (11, 18, 40))]


def text(lines: Sequence[Content]) -> list[str]:
    return [line.plain.rstrip() for line in lines]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_every_chart_fits_its_room_and_says_what_it_rests_on(chart: Chart) -> None:
    assert chart.empty(VIEW) == ""
    assert any(figure.isdigit() for figure in chart.evidence(VIEW))
    for room in ROOMS:
        for lines in (chart.draw(VIEW, room), table_lines(chart.numbers(VIEW), room.width)):
            assert lines
            assert max(line.cell_length for line in lines) <= room.width


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_every_chart_says_what_to_do_without_anything(chart: Chart) -> None:
    assert chart.empty(InsightsView.EMPTY).endswith(".")


def test_where_more_is_known_further_back_it_says_how_to_look_there() -> None:
    short = InsightsView(REACHES[0], Statistics.EMPTY, YEAR, Weeks())
    assert days.CHART.empty(short) == "Not enough within the last 4 weeks. Press ] to look further back."
    assert "Press 5" in days.CHART.empty(replace(short, reach=FARTHEST))


def test_what_is_archived_keeps_its_line_and_says_so() -> None:
    strengths = replace(FULL.strengths, lines=tuple(replace(line, archived=True) for line in FULL.strengths.lines))
    view = replace(VIEW, statistics=replace(FULL, strengths=strengths))
    lines = text(habits.draw(view, ChartSize(80, 20)))
    assert all("archived" in line for line in lines[1:])
    assert "11 weeks" in lines[2]
    assert [row[-1] for row in habits.numbers(view)] == ["this period", "archived", "archived"]


def test_shades_of_the_year_stand_for_sessions() -> None:
    assert [year.level(sessions, 2) for sessions in range(10)] == [0, 1, 1, 2, 2, 3, 3, 4, 4, 4]
    chart = text(year.draw(VIEW, ChartSize(75, 18, colors=False)))
    monday, thursday = chart[1], chart[4]
    # Four weeks of two cells each: on the first Monday two sessions, away on the last.
    assert monday.startswith("Mo ▒▒· · - ")
    assert thursday.startswith("Th · · · ██")
    assert chart[3].split()[-1] == "2"
    assert any("Hours a week  at most 10 h" in line for line in chart)


def test_a_share_has_a_shade_and_its_figure_and_thin_evidence_only_a_question_mark() -> None:
    chart = text(days.draw(VIEW, ChartSize(75, 18, colors=False)))
    assert "██  90" in chart[1]
    assert "░░  50" in chart[1]
    assert chart[2].startswith("no slot")
    assert "33?" in chart[2]
    assert not set("░▒▓█") & set(chart[2])
    assert chart[-1].startswith("Read ")
    assert chart[-1].endswith("1 of 9")


def test_where_there_are_colours_shades_are_colours() -> None:
    with_signs, with_colours = (year.draw(VIEW, ChartSize(75, 18, colors=colors)) for colors in (False, True))
    assert not set("░▒▓") & set("".join(line.plain for line in with_colours[:8]))
    assert [line.cell_length for line in with_colours] == [line.cell_length for line in with_signs]
    assert {f"$shade-{place}" for place in (2, 4)} <= {str(span.style) for line in with_colours for span in line.spans}


def test_ratings_are_points_between_named_stars() -> None:
    chart = text(ratings.draw(VIEW, ChartSize(45, 12)))
    assert chart[0].startswith("5★")
    assert "▀" in "".join(chart[:6]) or "▄" in "".join(chart[:6])
    assert chart[-1].endswith("3.6★     5 rated")


def test_what_takes_longer_grows_to_the_right_of_the_plan() -> None:
    header, longer, shorter = text(minutes.draw(VIEW, ChartSize(75, 18)))
    middle = header.index("│")
    assert longer[-22:].split() == ["+50", "%", "45", "of", "30", "min"]
    assert longer.index("▄") > middle
    assert shorter.index("▄") < middle


def test_names_are_cut_only_where_the_bars_need_the_room() -> None:
    line = LengthLine("deep", "Deep work on it daily", 8, 30, 45)
    view = replace(VIEW, statistics=replace(FULL, lengths=Lengths(8, (line,))))
    assert text(minutes.draw(view, ChartSize(62, 18)))[1].startswith("Deep work on it daily ")
    header, narrow = text(minutes.draw(view, ChartSize(34, 18)))
    assert narrow.startswith("Deep wor… ")
    assert header.index("│") - len("Deep wor… ") == minutes.LEAST_HALF


def test_no_figure_is_above_100_percent_without_words() -> None:
    booked = Booked(2, (BookedDay(TODAY, 60, 90, 2), BookedDay(TODAY + timedelta(days=1), 480, 60, 1)))
    view = replace(VIEW, statistics=replace(FULL, booked=booked))
    (head, *rows) = energy.CHART.numbers(view)
    assert (head[0], rows[0][3]) == ("When  + over budget", "125 %+")
    (head, *rows) = ahead.CHART.numbers(view)
    assert (head[0], rows[0][4], rows[1][4]) == ("Day  + more than is free", "150 %+", "12 %")
    drawn = [line.plain for line in ahead.CHART.draw(view, ChartSize(80, 20))]
    assert "150 %+" in drawn[0]
    assert drawn[-1] == "+ more than is free"
    assert not any("+" in line.plain for line in ahead.CHART.draw(VIEW, ChartSize(80, 20)))


def test_energy_above_the_budget_crosses_its_line() -> None:
    chart = text(energy.draw(VIEW, ChartSize(75, 14)))
    [budget] = [line for line in chart if line.startswith("100 %")]
    assert budget.startswith("100 % █╌")
    assert chart[-1] == "By day; over the budget on 1 of 2 days."
    unlimited = replace(FULL, energy=Energy(1, (EnergyDay(TODAY, 1, None),), ()))
    assert "Press 4" in energy.CHART.empty(replace(VIEW, statistics=unlimited))


def test_more_than_was_asked_for_is_said_where_it_is_shown() -> None:
    chart = "\n".join(text(objectives.draw(VIEW, ChartSize(75, 14))))
    assert "more than asked" not in chart
    line = replace(FULL.objectives.lines[0], weeks=served(3.0, 2.0, 2.0, 2.5, reachable=2.0))
    many = replace(VIEW, statistics=replace(FULL, objectives=ObjectiveWeeks(7, (line,))))
    chart = "\n".join(text(objectives.draw(many, ChartSize(75, 14))))
    assert "119 %+" in chart
    assert "+ more than asked" in chart
    titles, *rows = objectives.numbers(many)
    assert [row[1] for row in rows] == ["119 %+", "125 %+", "100 %", "100 %", "150 %+"]
    assert "more than asked" in titles[0]


def test_a_pair_is_a_dot_within_its_interval() -> None:
    chart = text(pairs.draw(VIEW, ChartSize(75, 18)))
    assert "├" in chart[1]
    assert chart[1].index("├") < chart[1].index("●") < chart[1].index("┤")
    assert chart[1].endswith("+0.42   50 days")
    assert chart[0].index("0") < chart[1].index("├")
    assert len(list(pairs.numbers(VIEW))) == 3
    unclear = replace(FULL, correlations=Correlations(2, FULL.correlations.pairs[1:]))
    assert text(pairs.draw(replace(VIEW, statistics=unclear), ChartSize(75, 18))) == [
        "None of the 2 pairs compared stands out."
    ]


def test_dates_are_named_as_far_as_there_is_room() -> None:
    assert dates(WEEKS, 8) == "2 Nov   9 Nov   16 Nov  23 Nov"
    year_of_weeks = [MONDAY - timedelta(weeks=n) for n in reversed(range(9))]
    assert dates(year_of_weeks, 1) == " Oct Nov"
    assert dates([TODAY + timedelta(days=n) for n in range(8)], 2) == "26 Nov"


def test_amounts_are_drawn_week_by_week_with_their_total_and_mean() -> None:
    lines = text(effort.draw(VIEW, ChartSize(75, 40)))
    head = next(place for place, line in enumerate(lines) if line.startswith("By amount"))
    assert lines[head].split()[-4:] == ["in", "all", "a", "session"]
    name, drawn, *figures = lines[head + 1].split()
    assert (name, figures) == ("Read", ["1,560.5", "pages", "520.2"])
    assert drawn.endswith("█")
    assert ("Read", "3", "1,560.5 pages") in [row[:3] for row in effort.numbers(VIEW)]


def test_without_amounts_there_is_nothing_of_them() -> None:
    bare = replace(VIEW, statistics=replace(FULL, amounts=Amounts.EMPTY))
    assert not [line for line in text(effort.draw(bare, ChartSize(75, 40))) if "amount" in line]
