"""Behaviors and tasks as people type them, on Monday 30 November 2026."""

import json
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.text.quick.behavior import read_behavior
from habitos_tui.domain.text.quick.context import QuickContext
from habitos_tui.domain.text.quick.line import MAX_LINE
from habitos_tui.domain.text.quick.reading import marked
from tests.support.hostile import HOSTILE_NAMES

MONDAY = date(2026, 11, 30)
USUAL = {"health": {"health": 0.8}}
CONTEXT = QuickContext(MONDAY, usual=USUAL)
UNSAID: dict[str, Any] = {
    "min_minutes": 15,
    "typical_minutes": 30,
    "max_minutes": 45,
    "target_per_week": 3,
    "min_per_week": 0,
    "max_per_week": None,
    "max_per_day": 1,
    "min_gap_days": 0,
    "weekdays": [0, 1, 2, 3, 4, 5, 6],
    "preferred_slots": [],
    "strict_slots": False,
    "ideal_time": None,
    "energy_cost": 1.0,
    "impacts": {},
    "rhythm": None,
    "season": None,
    "task": None,
    "tags": [],
    "unit": None,
    "amount": None,
}


def long(minutes: int) -> dict[str, int]:
    return dict.fromkeys(("min_minutes", "typical_minutes", "max_minutes"), minutes)


def between(least: int, typical: int, most: int) -> dict[str, int]:
    return {"min_minutes": least, "typical_minutes": typical, "max_minutes": most}


def task(minutes: int, due: str | None) -> dict[str, Any]:
    return {"target_per_week": 0, "task": {"total_minutes": minutes, "due": due, "finished": None}}


HEALTH = {"category": "health", "impacts": {"health": 0.8}}
WISHES: list[tuple[str, str, dict[str, Any]]] = [
    ("10 push-ups daily", "Push-ups", {"category": "other", "target_per_week": 7, "unit": "push-ups", "amount": 10.0}),
    ("no phone after 9pm daily", "No phone after 9pm", {"category": "other", "target_per_week": 7}),
    (
        "run 3x week 30m evenings every other day",
        "Run",
        {**HEALTH, **long(30), "min_gap_days": 1, "preferred_slots": ["evening"]},
    ),
    (
        "stretch daily 10m at 7:30",
        "Stretch",
        {**HEALTH, **long(10), "target_per_week": 7, "ideal_time": 450, "preferred_slots": ["morning"]},
    ),
    (
        "guitar 40m twice a week not mondays",
        "Guitar",
        {"category": "creativity", **long(40), "target_per_week": 2, "weekdays": [1, 2, 3, 4, 5, 6]},
    ),
    (
        "read 20-40 min 4 times a week mornings or evenings",
        "Read",
        {
            "category": "learning",
            **between(20, 30, 40),
            "target_per_week": 4,
            "preferred_slots": ["morning", "evening"],
        },
    ),
    (
        "laundry every 10 days",
        "Laundry",
        {"category": "wellness", "target_per_week": 1, "rhythm": {"every_days": 10, "since": "2026-11-30"}},
    ),
    (
        "clean windows every third week 1h",
        "Clean windows",
        {
            "category": "wellness",
            **long(60),
            "target_per_week": 1,
            "rhythm": {"every_weeks": 3, "since": "2026-11-30"},
        },
    ),
    (
        "book club first saturday of the month 2h",
        "Book club",
        {"category": "learning", **long(120), "target_per_week": 1, "rhythm": {"dates": ["first saturday"]}},
    ),
    (
        "pay rent on the 1st 10m",
        "Pay rent",
        {"category": "financial", **long(10), "target_per_week": 1, "rhythm": {"dates": ["1"]}},
    ),
    ("swim twice a month", "Swim", {**HEALTH, "target_per_week": 1, "rhythm": {"times_a_month": 2}}),
    (
        "gym mon wed fri 18:00 1h15",
        "Gym",
        {**HEALTH, **long(75), "weekdays": [0, 2, 4], "ideal_time": 1080, "preferred_slots": ["evening"]},
    ),
    (
        "meditate 10m twice a day",
        "Meditate",
        {"category": "mindfulness", **long(10), "target_per_week": 14, "max_per_day": 2},
    ),
    ("run weekdays", "Run", {**HEALTH, "target_per_week": 5, "weekdays": [0, 1, 2, 3, 4]}),
    (
        "ski from december to march weekends 3h",
        "Ski",
        {
            **HEALTH,
            **long(180),
            "target_per_week": 2,
            "weekdays": [5, 6],
            "season": {"first": "12-01", "last": "03-31"},
        },
    ),
    (
        "read 20 pages daily",
        "Read",
        {"category": "learning", "target_per_week": 7, "unit": "pages", "amount": 20.0},
    ),
    (
        "call the dentist by friday 15m",
        "Call the dentist",
        {**HEALTH, **long(15), **task(15, "2026-12-04")},
    ),
    (
        "report 6h by 12 dec in pieces of 30-90m",
        "Report",
        {"category": "productivity", **between(30, 60, 90), **task(360, "2026-12-12")},
    ),
    ("Buy a present once, 30 minutes", "Buy a present", {"category": "other", **long(30), **task(30, None)}),
    ("tax return tomorrow 2h", "Tax return", {"category": "financial", **long(120), **task(120, "2026-12-01")}),
    (
        "clean the garage by the end of the month 5h",
        "Clean the garage",
        {"category": "wellness", **between(30, 60, 120), **task(300, "2026-11-30")},
    ),
    (
        "Thesis 40 hours until 1 March, in 2-3h sessions, weekdays",
        "Thesis",
        {
            "category": "productivity",
            **between(120, 150, 180),
            **task(2400, "2027-03-01"),
            "weekdays": [0, 1, 2, 3, 4],
        },
    ),
    ("letter to Sam due in 2 weeks 45m", "Letter to Sam", {"category": "other", **long(45), **task(45, "2026-12-14")}),
    (
        "pack for the trip before next fri 1 h",
        "Pack for the trip",
        {"category": "other", **long(60), **task(60, "2026-12-11")},
    ),
    ("exam on 20.12. an hour and a half", "Exam", {"category": "learning", **long(90), **task(90, "2026-12-20")}),
    ("todo: fix the bike 90m hard", "Fix the bike", {**HEALTH, **long(90), **task(90, None), "energy_cost": 4.0}),
    ("RUN, three times per week & 30 MINUTES", "RUN", {**HEALTH, **long(30)}),
    (
        "30m yoga on Tuesdays and Thursdays, 7pm",
        "Yoga",
        {
            "category": "mindfulness",
            **long(30),
            "target_per_week": 2,
            "weekdays": [1, 3],
            "ideal_time": 1140,
            "preferred_slots": ["evening"],
        },
    ),
    (
        "weekly review fridays 45 min",
        "Weekly review",
        {
            "category": "productivity",
            **long(45),
            "target_per_week": 1,
            "weekdays": [4],
        },
    ),
    (
        "piano 1,5h 2\N{MULTIPLICATION SIGN} pw #Music @home",
        "Piano",
        {
            "category": "creativity",
            **long(90),
            "target_per_week": 2,
            "tags": ["home", "music"],
        },
    ),
    (
        "about 40m run 2-3 times a week only mornings costs 4 for wellness",
        "Run",
        {
            "category": "wellness",
            **between(25, 40, 55),
            "target_per_week": 2,
            "max_per_week": 3,
            "strict_slots": True,
            "preferred_slots": ["morning"],
            "energy_cost": 4.0,
            "impacts": {"wellness": 0.8},
        },
    ),
    (
        '"Every day counts" 5m every other friday',
        "Every day counts",
        {
            "category": "other",
            **long(5),
            "target_per_week": 1,
            "weekdays": [4],
            "rhythm": {"every_weeks": 2, "since": "2026-11-30"},
        },
    ),
    (
        "sauna 1h30 saturday or sunday in winter relaxing",
        "Sauna",
        {
            "category": "wellness",
            **long(90),
            "target_per_week": 1,
            "weekdays": [5, 6],
            "energy_cost": -1.0,
            "season": {"first": "12-01", "last": "02-29"},
        },
    ),
    (
        "read the morning paper 20m each day except sundays",
        "Read the morning paper",
        {
            "category": "learning",
            **long(20),
            "target_per_week": 6,
            "weekdays": [0, 1, 2, 3, 4, 5],
            "preferred_slots": ["morning"],
        },
    ),
]


@pytest.mark.parametrize(("text", "name", "said"), WISHES, ids=[text for text, _, _ in WISHES])
def test_wishes_as_people_type_them(text: str, name: str, said: dict[str, Any]) -> None:
    reading = read_behavior(text, CONTEXT)
    assert reading.unknown == ()
    assert reading.draft is not None
    assert reading.draft.fields() == {"name": name, **UNSAID, **said}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("run 5d/week 20m", {**long(20), "target_per_week": 5}),
        ("run once per fortnight", {"target_per_week": 1, "rhythm": {"every_weeks": 2, "since": "2026-11-30"}}),
        ("run on alternate days", {"target_per_week": 4, "rhythm": {"every_days": 2, "since": "2026-11-30"}}),
        ("run twice every other week", {"target_per_week": 2, "rhythm": {"every_weeks": 2, "since": "2026-11-30"}}),
        (
            "run every 3 weeks weekends",
            {"target_per_week": 1, "weekdays": [5, 6], "rhythm": {"every_weeks": 3, "since": "2026-11-30"}},
        ),
        ("run mwf", {"weekdays": [0, 2, 4]}),
        ("run mo-fr", {"target_per_week": 5, "weekdays": [0, 1, 2, 3, 4]}),
        ("run tu, th", {"target_per_week": 2, "weekdays": [1, 3]}),
        ("run for 1/2 hour", long(30)),
        ("run 1½ hours", long(90)),
        ("run 1 1/2 h", long(90)),
        ("run 3x week min 2 days between", {"min_gap_days": 2}),
        ("run 3x week 2 days apart", {"min_gap_days": 1}),
        ("run 3x week not two days in a row", {"min_gap_days": 1}),
        ("run at least once a month", {"target_per_week": 1, "rhythm": {"times_a_month": 1}}),
        ("run no more than twice a week", {"target_per_week": 2, "max_per_week": 2}),
        ("run 4x week, at least 2", {"target_per_week": 4, "min_per_week": 2}),
        ("run max 2 per day", {"max_per_day": 2}),
        ("run monthly on the last sunday", {"target_per_week": 1, "rhythm": {"dates": ["last sunday"]}}),
        ("run on the 1st and 15th", {"target_per_week": 1, "rhythm": {"dates": ["1", "15"]}}),
        ("run last day of the month", {"target_per_week": 1, "rhythm": {"dates": ["last"]}}),
        ("run by the 15th 1h", {**long(60), **task(60, "2026-12-15")}),
        ("run this weekend 1h", {**long(60), **task(60, "2026-12-06")}),
        ("run someday 1h", {**long(60), **task(60, None)}),
        ("run 8h until 10 dec, 1-2h at a time", {**between(60, 90, 120), **task(480, "2026-12-10")}),
        ("run preferably mornings", {"preferred_slots": ["morning"]}),
        ("run every evening", {"target_per_week": 7, "preferred_slots": ["evening"]}),
        ("run 6-7am", {**long(60), "ideal_time": 360, "preferred_slots": ["early_morning"]}),
        ("run at least 20 min", between(20, 30, 40)),
        ("run up to 1h", between(20, 40, 60)),
        ("run 10,000 steps", {"unit": "steps", "amount": 10000.0}),
        ("run at least 10k steps a day", {"unit": "steps", "amount": 10000.0, "target_per_week": 7}),
        ("run next week 1h", {**long(60), **task(60, "2026-12-13")}),
        ("run this month 1h", {**long(60), **task(60, "2026-11-30")}),
        ("run 5m 3x day", {**long(5), "target_per_week": 21, "max_per_day": 3}),
        ("run mon-wed-fri", {"weekdays": [0, 2, 4]}),
        ("run on the first of the month", {"target_per_week": 1, "rhythm": {"dates": ["1"]}}),
        ("run on day 15 of each month", {"target_per_week": 1, "rhythm": {"dates": ["15"]}}),
        (
            "run every 1st and 3rd thursday",
            {"target_per_week": 1, "rhythm": {"dates": ["first thursday", "third thursday"]}},
        ),
        ("run first tuesday", {"target_per_week": 1, "rhythm": {"dates": ["first tuesday"]}}),
        ("run by fri 4 dec 1h", {**long(60), **task(60, "2026-12-04")}),
        ("run on friday, 4th december 1h", {**long(60), **task(60, "2026-12-04")}),
        ("run no later than friday 1h", {**long(60), **task(60, "2026-12-04")}),
        ("run within a week 1h", {**long(60), **task(60, "2026-12-07")}),
        ("run by eoy 1h", {**long(60), **task(60, "2026-12-31")}),
        ("run 2h by friday in pieces", {**between(30, 60, 120), **task(120, "2026-12-04")}),
        ("run 8h by friday split into 1h blocks", {**long(60), **task(480, "2026-12-04")}),
        ("run 8h by friday, pieces 1h to 3h", {**between(60, 120, 180), **task(480, "2026-12-04")}),
        ("run daily 0630", {"target_per_week": 7, "ideal_time": 390, "preferred_slots": ["early_morning"]}),
        ("run every evening at 8", {"target_per_week": 7, "ideal_time": 1200, "preferred_slots": ["evening"]}),
        ("run at 2 in the afternoon", {"ideal_time": 840, "preferred_slots": ["afternoon"]}),
        (
            "run every morning and evening",
            {"target_per_week": 14, "max_per_day": 2, "preferred_slots": ["morning", "evening"]},
        ),
        ("run each morning or evening", {"target_per_week": 7, "preferred_slots": ["morning", "evening"]}),
        (
            "run tue 18h-19h",
            {**long(60), "target_per_week": 1, "weekdays": [1], "ideal_time": 1080, "preferred_slots": ["evening"]},
        ),
        ("run 3x45m", long(45)),
        (
            "run may-sep 2 times a week",
            {"target_per_week": 2, "season": {"first": "05-01", "last": "09-30"}},
        ),
        ("run due 1st of each month", {"target_per_week": 1, "rhythm": {"dates": ["1"]}}),
        ("run 30 min/day", {**long(30), "target_per_week": 7}),
        ("run weekly on a saturday", {"target_per_week": 1, "weekdays": [5]}),
        ("run mornings at 7", {"ideal_time": 420, "preferred_slots": ["morning"]}),
    ],
)
def test_the_same_is_said_in_many_ways(text: str, said: dict[str, Any]) -> None:
    reading = read_behavior(text, CONTEXT)
    assert reading.unknown == ()
    assert reading.draft is not None
    assert reading.draft.fields() == {"name": "Run", **UNSAID, **HEALTH, **said}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("run 3x week 30m purple", "                ^^^^^^"),
        ("run 5", "    ^"),
        ("run   30m  40m", "           ^^^"),
        ("swim twice a month 3x week", "                   ^^^^^^^"),
        ("vitamins daily with breakfast", "               ^^^^^^^^^^^^^^"),
        ("report 2h by friday by monday", "                    ^^^^^^^^^"),
        ("call mum weekly by friday", "                ^^^^^^^^^"),
        ("run 3x week costs 40", "            ^^^^^^^^"),
        ("nap 30 daily", "    ^^"),
        ("dentist every 6 months 1h", "        ^^^^^^^^^^^^^^"),
        ("backup quarterly 30m", "       ^^^^^^^^^"),
        ("paint in june 6h in pieces of 2h", "      ^^^^^^^"),
        ("plan tomorrow 10m every evening", "     ^^^^^^^^"),
        ("run 3x week 30h", "            ^^^"),
        ("report 30h by friday in pieces of 25h", "                     ^^^^^^^^^^^^^^^^"),
        ("laundry every 4-5 days", "        ^^^^^^^^^^^^^^"),
        ("report by 31 feb", "       ^^^^^^^^^"),
        ("report by fri 5 dec", "       ^^^^^^^^^^^^"),
    ],
)
def test_what_is_not_understood_is_marked_and_never_dropped(text: str, marks: str) -> None:
    reading = read_behavior(text, CONTEXT)
    assert reading.draft is not None
    assert not reading.complete
    assert marked(reading)[1] == marks


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "run 3x week 30m evenings every other day",
            "Run: 30 min, 3 a week, at least 1 day between, best in the evening; health (guessed).",
        ),
        ("hello", "Hello: 15 to 45 min (assumed), 3 a week (assumed); of no category yet."),
        (
            "read 20 pages twice a day",
            "Read: 15 to 45 min (assumed), 14 a week, up to 2 a day, 20 pages; learning (guessed).",
        ),
        ("pay rent on the 1st 10m", "Pay rent: 10 min, on the 1st of the month; financial (guessed)."),
        (
            "report 6h by 12 dec",
            "Report: once, 6 h, in pieces of 30 min to 2 h (assumed), by Sat 12 Dec; productivity (guessed).",
        ),
        ("taxes by 31 jul 1h", "Taxes: once, 1 h, by Sat 31 Jul 2027; financial (guessed)."),
        (
            "run every morning and evening 5m",
            "Run: 5 min, 14 a week, up to 2 a day, best in the morning or in the evening; health (guessed).",
        ),
        (
            "drink 8 glasses of water daily",
            "Drink water: 15 to 45 min (assumed), 7 a week, 8 glasses; of no category yet.",
        ),
        ("walk 40m sundays for health", "Walk: 40 min, 1 a week, on Sunday; for health."),
        ("3x week", "What is it called? Such as: run 3x week 30m evenings."),
        ("", "What is it called? Such as: run 3x week 30m evenings."),
    ],
)
def test_it_is_said_back(text: str, sentence: str) -> None:
    assert read_behavior(text, CONTEXT).sentence == sentence


def test_a_length_off_the_grid_gets_room_for_one_on_it() -> None:
    draft = read_behavior("run 25m", QuickContext(MONDAY, grid=10)).draft
    assert draft is not None
    assert (draft.min_minutes, draft.typical_minutes, draft.max_minutes) == (20, 25, 30)


def test_slots_and_units_of_ones_own_are_known() -> None:
    from habitos_tui.domain.model.week import Slot

    own = QuickContext(MONDAY, slots=(Slot(name="nap_time", start=780, end=840),), units=("Verse",))
    draft = read_behavior("recite 3 verse at nap time 10m daily", own).draft
    assert draft is not None
    assert (draft.preferred_slots, draft.unit, draft.amount) == (("nap_time",), "Verse", 3.0)


PHRASES = (
    ("run", "3x week", "30m", "evenings", "every other day", "#home", "costs 4", "for health", "5 km"),
    ("call the dentist", "by friday", "15m", "at 9:30", "hard"),
    ("gym", "mon wed fri", "18:00", "1h15"),
    ("book club", "first saturday of the month", "2h", "for learning", "20 pages"),
    ("read", "20-40 min", "4 times a week", "mornings or evenings", "not sundays"),
    ("report", "6h", "by 12 dec", "in pieces of 30-90m", "weekdays"),
    ("ski", "from december to march", "weekends", "3h", "only mornings"),
)


@settings(max_examples=60)
@given(st.sampled_from(PHRASES), st.randoms(use_true_random=False), st.sampled_from([" ", ", ", " and ", "; ", "  "]))
def test_phrases_mean_the_same_in_any_order(phrases: tuple[str, ...], random: Random, between: str) -> None:
    shuffled = random.sample(phrases, len(phrases))
    plain, other = read_behavior(" ".join(phrases), CONTEXT), read_behavior(between.join(shuffled), CONTEXT)
    assert plain.complete
    assert other.complete
    assert other.draft == plain.draft


PIECES = (
    "run 3x week a 30m 1h15 - every other day not mondays by friday on the 1st of month evenings 20 pages twice in "
    'pieces #tag costs 4 for health once until 12 dec from to march at 7 about least up , and " weekly 99999 h \u0663'
)
WORDS = st.sampled_from(PIECES.split())


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join), st.sampled_from(HOSTILE_NAMES)))
def test_whatever_is_typed_is_a_behavior_or_told(text: str) -> None:
    reading = read_behavior(text, CONTEXT)
    assert reading.sentence
    spans = reading.unknown
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    if reading.draft is not None:
        Behavior.model_validate_json(json.dumps({"id": "x", **reading.draft.fields()}), strict=True)


@pytest.mark.parametrize("piece", ["run ", "3x week ", "mon ", "1 ", "- ", "a", " ", '"', "in pieces of ", "every "])
def test_a_line_is_read_in_a_moment_and_one_that_is_too_long_is_told(piece: str) -> None:
    assert read_behavior((piece * MAX_LINE)[:MAX_LINE], CONTEXT).sentence
    too_long = read_behavior((piece * MAX_LINE)[: MAX_LINE + 9], CONTEXT)
    assert too_long.draft is None
    if len(piece) > 1:
        assert too_long.sentence == "A line has at most 500 characters."
