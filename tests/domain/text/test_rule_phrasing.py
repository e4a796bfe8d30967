import pytest

from habitos_tui.domain.model.rule import (
    DurationBounds,
    Frequency,
    MutualExclusion,
    Precedence,
    Rule,
    Scope,
    Stack,
    TimeBudget,
)
from habitos_tui.domain.text.rule_phrasing import rule_line, rule_sentence, rule_strictness

NAMES = {"run": "Run", "lift": "Strength training", "cook": "Cook", "read": "Reading"}
RUN, BOTH, HEALTH = Scope(behaviors=("run",)), Scope(behaviors=("run", "lift")), Scope(category="health")
HARD = Scope(min_energy=4)
WORK_DAYS, WEEKEND = (0, 1, 2, 3, 4), (5, 6)

SENTENCES: list[tuple[Rule, str]] = [
    (TimeBudget(id="r", period="day", max_minutes=180), "At most 3 h of sessions a day"),
    (
        TimeBudget(id="r", period="day", max_minutes=180, days=WORK_DAYS),
        "At most 3 h of sessions a day on weekdays",
    ),
    (
        TimeBudget(id="r", period="day", max_minutes=90, slot="evening", scope=HEALTH),
        "At most 1 h 30 min of health sessions a day in the evening",
    ),
    (
        TimeBudget(id="r", period="week", min_minutes=180, scope=BOTH),
        "Run and Strength training together at least 3 h a week",
    ),
    (
        TimeBudget(id="r", period="week", min_minutes=60, max_minutes=120, days=WEEKEND),
        "Between 1 h and 2 h of sessions on Saturday and Sunday together",
    ),
    (TimeBudget(id="r", period="day", max_minutes=60, days=(6,)), "At most 1 h of sessions on Sunday"),
    (TimeBudget(id="r", period="day", max_minutes=0, days=(6,)), "No sessions on Sunday"),
    (
        TimeBudget(id="r", period="week", max_minutes=0, slot="night", scope=BOTH),
        "No Run or Strength training at night",
    ),
    (Frequency(id="r", period="week", max_sessions=0, scope=HEALTH), "No health sessions"),
    (
        Frequency(id="r", period="day", max_sessions=1, scope=HARD),
        "At most 1 session that costs at least 4 energy a day",
    ),
    (
        TimeBudget(id="r", period="day", max_minutes=90, scope=HARD),
        "At most 1 h 30 min of sessions that cost at least 4 energy a day",
    ),
    (Frequency(id="r", period="week", min_sessions=5, scope=HEALTH), "At least 5 health sessions a week"),
    (Frequency(id="r", period="day", max_sessions=1, scope=RUN), "Run at most 1 session a day"),
    (Frequency(id="r", period="day", max_sessions=4), "At most 4 sessions a day"),
    (
        Frequency(id="r", period="day", min_sessions=1, max_sessions=1, slot="morning", scope=BOTH),
        "Run and Strength training together exactly 1 session a day in the morning",
    ),
    (DurationBounds(id="r", behavior="run", max_minutes=120), "Run lasts at most 2 h"),
    (
        DurationBounds(id="r", behavior="run", min_minutes=30, days=WORK_DAYS),
        "Run lasts at least 30 min, on weekdays",
    ),
    (Precedence(id="r", before="run", after="cook"), "Cook only after Run on the same day"),
    (
        Precedence(id="r", before="run", after="cook", required=False, days=(0, 2, 4)),
        "Run before Cook when both are on one day, on Mon, Wed and Fri",
    ),
    (
        MutualExclusion(id="r", behaviors=("run", "lift"), period="day"),
        "Run and Strength training never on the same day",
    ),
    (
        MutualExclusion(id="r", behaviors=("run", "lift", "cook"), period="slot"),
        "Only one of Run, Strength training and Cook in the same slot",
    ),
    (
        MutualExclusion(id="r", behaviors=("run", "lift", "cook"), period="week", limit=2),
        "At most 2 of Run, Strength training and Cook in the same week",
    ),
    (Stack(id="r", first="run", then="read"), "Reading comes right after Run"),
]


@pytest.mark.parametrize(("rule", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_a_rule_reads_as_a_sentence(rule: Rule, sentence: str) -> None:
    assert rule_sentence(rule, NAMES) == sentence


def test_a_behavior_without_a_name_stands_for_itself() -> None:
    assert rule_sentence(Stack(id="r", first="run", then="gone"), NAMES) == "gone comes right after Run"


def test_days_are_named_from_the_first_of_the_week() -> None:
    rule = DurationBounds(id="r", behavior="run", max_minutes=60, days=(0, 6))
    assert rule_sentence(rule, NAMES, first_weekday=6) == "Run lasts at most 1 h, on Sunday and Monday"


@pytest.mark.parametrize(
    ("rule", "strictness"),
    [
        (TimeBudget(id="r", period="day", max_minutes=60), "hard"),
        (TimeBudget(id="r", period="day", max_minutes=60, penalty=5), "5 points per hour"),
        (Frequency(id="r", period="day", max_sessions=1, penalty=1), "1 point per session"),
        (DurationBounds(id="r", behavior="run", max_minutes=60, penalty=2.5), "2.5 points per hour"),
        (Precedence(id="r", before="run", after="cook", penalty=0), "0 points per session"),
        (MutualExclusion(id="r", behaviors=("run", "cook"), period="day", penalty=3), "3 points per behavior"),
        (Stack(id="r", first="run", then="cook", penalty=3), "3 points per session"),
    ],
)
def test_strictness_says_what_a_violation_costs(rule: Rule, strictness: str) -> None:
    assert rule_strictness(rule) == strictness


def test_a_line_is_name_sentence_and_strictness() -> None:
    rule = Stack(id="r", name="Cue", first="run", then="read")
    assert rule_line(rule, NAMES) == "Cue: Reading comes right after Run - hard"
    unnamed = rule.model_copy(update={"name": ""})
    assert rule_line(unnamed, NAMES) == "Reading comes right after Run - hard"
