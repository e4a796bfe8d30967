"""What was done as people type it, on Monday 30 November 2026 at eight in the evening."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitos_tui.domain.text.quick.context import KnownBehavior, QuickContext
from habitos_tui.domain.text.quick.draft import LogDraft
from habitos_tui.domain.text.quick.log import read_log
from habitos_tui.domain.text.quick.names import stem
from habitos_tui.domain.text.quick.reading import marked
from tests.support.hostile import HOSTILE_NAMES

MONDAY, SUNDAY, SATURDAY, FRIDAY = (date(2026, 11, day) for day in (30, 29, 28, 27))
KNOWN = {
    "run": KnownBehavior("run", "Run"),
    "club": KnownBehavior("club", "Run club"),
    "read": KnownBehavior("read", "Read a book", "pages"),
    "guitar": KnownBehavior("guitar", "Guitar practice"),
    "gym": KnownBehavior("gym", "Gym"),
    "meditate": KnownBehavior("meditate", "Meditation"),
    "pages": KnownBehavior("pages", "Morning pages"),
    "work": KnownBehavior("work", "Deep work"),
    "swim": KnownBehavior("swim", "Swim", "laps"),
    "dog": KnownBehavior("dog", "Walk the dog"),
}
CONTEXT = QuickContext(MONDAY, minute=20 * 60, behaviors=tuple(KNOWN.values()), units=("pages", "laps"))


@pytest.mark.parametrize(
    ("text", "behavior", "said"),
    [
        ("ran 25m yesterday 4*", "run", {"minutes": 25, "day": SUNDAY, "rating": 4}),
        ("read 20 pages", "read", {"amount": 20.0}),
        (
            "guitar 40m this morning ***",
            "guitar",
            {"minutes": 40, "day": MONDAY, "start": 420, "rating": 3},
        ),
        (
            "gym fri 18:00 1h - too tired, left early",
            "gym",
            {"minutes": 60, "day": FRIDAY, "start": 1080, "note": "too tired, left early"},
        ),
        ('meditated 10 min at 7:30 "Calm."', "meditate", {"minutes": 10, "day": MONDAY, "start": 450, "note": "Calm."}),
        (
            "went swimming yesterday evening, 30 laps, 5/5",
            "swim",
            {"day": SUNDAY, "start": 1020, "amount": 30.0, "rating": 5},
        ),
        (
            "did deep work 90 minutes #Office energy 2",
            "work",
            {"minutes": 90, "tags": ("office",), "energy_before": 2},
        ),
        ("Morning pages 20m", "pages", {"minutes": 20}),
        ("morning run 20m", "run", {"minutes": 20, "day": MONDAY, "start": 420}),
        (
            "run club 1h sat 19:00 with Sam",
            "club",
            {"minutes": 60, "day": SATURDAY, "start": 1140, "tags": ("with sam",)},
        ),
        ("walked the dog 25m last night", "dog", {"minutes": 25, "day": SUNDAY, "start": 1260}),
        ("practised guitar half an hour 2 days ago", "guitar", {"minutes": 30, "day": SATURDAY}),
        ("4* read 30m 2026-11-28 21:00", "read", {"minutes": 30, "day": SATURDAY, "start": 1260, "rating": 4}),
        ("Gym 18-19:15 ★★★★", "gym", {"minutes": 75, "day": MONDAY, "start": 1080, "rating": 4}),
        ("ran", "run", {}),
        ("run 28/11 25m 4/5", "run", {"minutes": 25, "day": SATURDAY, "rating": 4}),
        ("did 30 min of guitar", "guitar", {"minutes": 30}),
        ("yesterday I ran 25 minutes", "run", {"minutes": 25, "day": SUNDAY}),
        ("20 laps swimming in half an hour", "swim", {"minutes": 30, "amount": 20.0}),
        ("deep work 2h from 9 to 11", "work", {"minutes": 120, "day": MONDAY, "start": 540}),
        ("deep work 9-11", "work", {"minutes": 120, "day": MONDAY, "start": 540}),
        ("ran yesterday evening at 7", "run", {"day": SUNDAY, "start": 1140}),
        ("ran fri 27 nov just now", "run", {"day": FRIDAY}),
        ("ran two days ago", "run", {"day": SATURDAY}),
        ("medit 1h30", "meditate", {"minutes": 90}),
    ],
)
def test_what_was_done_as_people_type_it(text: str, behavior: str, said: dict[str, Any]) -> None:
    reading = read_log(text, CONTEXT)
    assert reading.unknown == ()
    assert reading.draft == LogDraft(behavior, KNOWN[behavior].name, **said)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("gym fri 18:00 1h too tired", "                 ^^^^^^^^^"),
        ("run 5 km", "    ^^^^"),
        ("ran 25m 30m", "        ^^^"),
        ("wonderful gym 1h", "^^^^^^^^^"),
        ("ran 25m * *", "          ^"),
        ("ran sat 27 nov 25m", "    ^^^^^^^^^^"),
    ],
)
def test_what_is_not_understood_is_marked(text: str, marks: str) -> None:
    reading = read_log(text, CONTEXT)
    assert reading.draft is not None
    assert marked(reading)[1] == marks


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ran 25m yesterday at 7 4*", "Run: 25 min, on Sun 29 Nov at 07:00, ★★★★☆."),
        ("read 20 pages", "Read a book: as long as planned or usual, today, just now, 20 pages."),
        ("yoga 20m", "There is no behavior like “yoga” yet; add it to your behaviors first."),
        ("25m yesterday", "What was done? Such as: ran 25m yesterday 4*."),
    ],
)
def test_it_is_said_back(text: str, sentence: str) -> None:
    assert read_log(text, CONTEXT).sentence == sentence


def test_the_usual_amount_that_will_be_logged_is_said() -> None:
    some = QuickContext(MONDAY, behaviors=(KnownBehavior("a", "Read", "pages", 20.0),))
    assert read_log("read 15m", some).sentence == "Read: 15 min, today, just now, 20 pages as usual."
    assert read_log("read 15m 8 pages", some).sentence == "Read: 15 min, today, just now, 8 pages."


def test_a_name_that_several_behaviors_have_is_told() -> None:
    some = QuickContext(MONDAY, behaviors=(KnownBehavior("a", "Read fiction"), KnownBehavior("b", "Read news")))
    assert (
        read_log("read 20m", some).sentence == "Which is meant: “Read fiction” or “Read news”? Type more of its name."
    )
    assert read_log("read 20m", QuickContext(MONDAY)).sentence == "There is no behavior yet to log."


def test_after_midnight_a_time_since_then_is_of_the_day_that_goes_on() -> None:
    late = QuickContext(MONDAY, minute=1500, behaviors=CONTEXT.behaviors)
    drafts = [read_log(f"ran 10m at {time}", late).draft for time in ("0:30", "23:30")]
    assert [draft.start for draft in drafts if draft is not None] == [1470, 1410]


@pytest.mark.parametrize(
    ("minute", "said", "day", "start"),
    [
        (15, "23:50", SUNDAY, 1430),
        (15, "0:10", MONDAY, 10),
        (300, "23:00", SUNDAY, 1380),
        (480, "23:00", MONDAY, 1380),
    ],
)
def test_a_time_still_to_come_is_of_the_evening_before_while_that_was_only_hours_ago(
    minute: int, said: str, day: date, start: int
) -> None:
    draft = read_log(f"ran 10m {said}", QuickContext(MONDAY, minute=minute, behaviors=CONTEXT.behaviors)).draft
    assert draft is not None
    assert (draft.day, draft.start) == (day, start)


@pytest.mark.parametrize(
    "forms",
    [
        "run ran running runs",
        "swim swam swimming",
        "meditate meditated meditation meditating",
        "study studied studies",
        "write wrote written writing",
        "stretch stretched stretching",
        "practice practiced practicing",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


PIECES = 'ran read 25m 4* *** - yesterday at 7 fri morning this "x with #t 20 pages energy 2 24:30'
WORDS = st.sampled_from(PIECES.split())


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=10).map(" ".join), st.sampled_from(HOSTILE_NAMES)))
def test_whatever_is_typed_is_an_entry_or_told(text: str) -> None:
    reading = read_log(text, CONTEXT)
    assert reading.sentence
    assert all(0 <= start < end <= len(text) for start, end in reading.unknown)
    if (draft := reading.draft) is not None:
        assert draft.behavior in {known.id for known in CONTEXT.behaviors}
        assert draft.start is None or 0 <= draft.start <= 1800
        assert draft.minutes is None or 1 <= draft.minutes <= 1440
