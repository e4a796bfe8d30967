"""Each rule on and off, with fixed sessions and in chains."""

from datetime import date
from typing import Any

import pytest

from habitos_tui.domain.model.plan import Session
from habitos_tui.planner.verification.verify import verify
from tests.support.problems import behavior, problem, session
from tests.support.sample_weeks import READ, RUN, TWO_SLOTS, both, broken, fixed, worth


class TestRules:
    """Each hard rule, kept and broken, and what a soft one costs (100 points per unit)."""

    @pytest.mark.parametrize(
        ("limits", "sessions", "sentence", "units"),
        [
            ({"type": "time_budget", "period": "day", "max_minutes": 60}, both(), None, 0),
            ({"type": "time_budget", "period": "day", "max_minutes": 45}, both(), "60 min on Monday, at most 45", 0.25),
            (
                {"type": "time_budget", "period": "week", "max_minutes": 45, "days": [0, 6]},
                both(),
                "60 min on Monday, Sunday, at most 45",
                0.25,
            ),
            ({"type": "time_budget", "period": "week", "min_minutes": 90}, both(), "60 min in the week, at least", 0.5),
            ({"type": "time_budget", "period": "day", "max_minutes": 45, "slot": "noon"}, both(), None, 0),
            ({"type": "time_budget", "period": "day", "max_minutes": 45, "days": [1]}, both(), None, 0),
            (
                {"type": "time_budget", "period": "day", "min_minutes": 60, "days": [0, 1]},
                both(),
                "0 min on Tuesday, at least 60",
                1,
            ),
            (
                {"type": "time_budget", "period": "day", "max_minutes": 15, "scope": {"behaviors": ["read"]}},
                both(),
                "30 min on Monday, at most 15",
                0.25,
            ),
            (
                {"type": "frequency", "period": "day", "max_sessions": 1},
                both(),
                "2 sessions on Monday, at most 1 allowed",
                1,
            ),
            (
                {"type": "frequency", "period": "week", "min_sessions": 2, "scope": {"category": "other"}},
                both(),
                None,
                0,
            ),
            (
                {"type": "frequency", "period": "week", "min_sessions": 2, "scope": {"category": "health"}},
                both(),
                "0 sessions in the week, at least 2",
                2,
            ),
            ({"type": "duration_bounds", "behavior": "run", "min_minutes": 30, "max_minutes": 30}, both(), None, 0),
            (
                {"type": "duration_bounds", "behavior": "run", "min_minutes": 45},
                both(),
                "“Run” on Monday at 08:00 takes 30 min, at least 45",
                0.25,
            ),
            (
                {"type": "duration_bounds", "behavior": "run", "max_minutes": 15},
                both(),
                "“Run” on Monday at 08:00 takes 30 min, at most 15",
                0.25,
            ),
            ({"type": "duration_bounds", "behavior": "run", "max_minutes": 15, "days": [1]}, both(), None, 0),
            ({"type": "precedence", "before": "run", "after": "read"}, both(), None, 0),
            (
                {"type": "precedence", "before": "read", "after": "run"},
                both(),
                "“Run” on Monday at 08:00 has no “Read” earlier that day",
                1,
            ),
            (
                {"type": "precedence", "before": "read", "after": "run", "required": False},
                both(),
                "“Read” on Monday at 08:35 comes later than “Run”",
                1,
            ),
            ({"type": "precedence", "before": "read", "after": "run", "required": False}, (session(),), None, 0),
            ({"type": "precedence", "before": "read", "after": "run"}, (session(),), "has no “Read” earlier", 1),
            (
                {"type": "mutual_exclusion", "behaviors": ["run", "read"], "period": "day"},
                both(),
                "“Run”, “Read” on Monday, at most 1 of them allowed",
                1,
            ),
            ({"type": "mutual_exclusion", "behaviors": ["run", "read"], "period": "day", "limit": 2}, both(), None, 0),
            (
                {"type": "mutual_exclusion", "behaviors": ["run", "read"], "period": "slot"},
                both(),
                "“Run”, “Read” on Monday in morning, at most 1",
                1,
            ),
            (
                {"type": "mutual_exclusion", "behaviors": ["run", "read"], "period": "slot"},
                (session(), session("read", start="10:00", slot="noon")),
                None,
                0,
            ),
            (
                {"type": "mutual_exclusion", "behaviors": ["run", "read"], "period": "week"},
                (session(), session("read", day=3)),
                "in the week, at most 1 of them allowed",
                1,
            ),
            (
                {"type": "mutual_exclusion", "behaviors": ["run", "read"], "period": "day"},
                (session(), session("read", day=3)),
                None,
                0,
            ),
            ({"type": "stack", "first": "run", "then": "read"}, both(), None, 0),
            ({"type": "stack", "first": "run", "then": "read"}, (session(),), None, 0),
            (
                {"type": "stack", "first": "run", "then": "read"},
                (session(), session("read", start="08:40")),
                "“Read” on Monday at 08:40 does not come right after “Run”",
                1,
            ),
            ({"type": "stack", "first": "read", "then": "run"}, both(), "“Run” on Monday at 08:00 does not come", 1),
            ({"type": "stack", "first": "read", "then": "run", "days": [1, 2]}, both(), None, 0),
        ],
    )
    def test_rule(
        self, limits: dict[str, Any], sessions: tuple[Session, ...], sentence: str | None, units: float
    ) -> None:
        fields = {"slots": TWO_SLOTS}
        plain = verify(problem(RUN, behavior("read"), **fields), sessions)
        hard = verify(problem(RUN, behavior("read"), rules=[{"id": "r", "name": "Mine", **limits}], **fields), sessions)
        soft_rule = {"id": "r", "penalty": 100, **limits}
        soft = verify(problem(RUN, behavior("read"), rules=[soft_rule], **fields), sessions)
        off = verify(problem(RUN, behavior("read"), rules=[soft_rule | {"active": False}], **fields), sessions)
        assert plain.allowed
        assert soft.allowed
        assert off == plain
        assert soft.objective == pytest.approx(plain.objective - units)
        assert hard.allowed == (sentence is None)
        assert all(v.sentence.startswith("Rule “Mine: ") for v in hard.violations)
        assert sentence is None or any(sentence in v.sentence for v in hard.violations)


def test_a_rule_without_a_name_is_told_by_what_it_asks() -> None:
    # The week begins on a Sunday, so its days 1 and 2 are Monday and Tuesday.
    rule = {"id": "time-budget", "type": "time_budget", "period": "day", "max_minutes": 45, "days": [1, 2]}
    days = {"week_start": date(2026, 11, 29), "slots": TWO_SLOTS}
    sessions = tuple(one.model_copy(update={"day": 1}) for one in both())
    (broken_rule,) = verify(problem(RUN, behavior("read"), rules=[rule], **days), sessions).violations
    assert broken_rule.sentence == (
        "Rule “At most 45 min of sessions a day on Monday and Tuesday”: 60 min on Monday, at most 45 allowed."
    )


class TestRulesAndFixedSessions:
    """Life happened: fixed sessions alone break no upper limit, and new ones must not add to it."""

    @pytest.mark.parametrize(
        ("limits", "new"),
        [
            ({"type": "time_budget", "period": "week", "max_minutes": 20}, session(day=1)),
            ({"type": "frequency", "period": "week", "max_sessions": 0}, session(day=1)),
            ({"type": "mutual_exclusion", "behaviors": ["run", "read", "rest"], "period": "week"}, session("rest", 1)),
            ({"type": "precedence", "before": "rest", "after": "run"}, session(day=1)),
            (
                {"type": "precedence", "before": "read", "after": "run", "required": False},
                session("read", 0, "09:35", 20),
            ),
            ({"type": "stack", "first": "rest", "then": "read"}, session("read", 1)),
        ],
    )
    def test_fixed_sessions_alone_break_nothing(self, limits: dict[str, Any], new: Session) -> None:
        done = [fixed("run", "08:00"), fixed("read", "09:00")]
        read = behavior("read", minutes=(10, 20, 40), max_per_day=2)
        week = problem(RUN, read, behavior("rest"), fixed=done, rules=[{"id": "r", **limits}])
        assert broken(week) == []
        assert len(broken(week, new)) == 1

    def test_lower_limits_stay(self) -> None:
        limits = {"id": "r", "type": "frequency", "period": "week", "min_sessions": 2}
        assert len(broken(problem(RUN, fixed=[fixed("run", "08:00")], rules=[limits]))) == 1

    def test_duration_bounds_let_done_sessions_be(self) -> None:
        limits = {"id": "r", "type": "duration_bounds", "behavior": "run", "max_minutes": 25}
        assert broken(problem(RUN, fixed=[fixed("run", "08:00", 50)], rules=[limits])) == []

    def test_duration_bounds_see_what_is_new_behind_what_is_done(self) -> None:
        limits = {"id": "r", "type": "duration_bounds", "behavior": "run", "max_minutes": 25}
        week = problem(RUN, fixed=[fixed("run", "08:00", 50)], rules=[limits])
        assert len(broken(week, session(day=1))) == 1

    @pytest.mark.parametrize(("required", "breaches"), [(True, 1), (False, 0)])
    def test_what_begins_together_is_neither_before_nor_after(self, required: bool, breaches: int) -> None:
        order = {"id": "r", "type": "precedence", "before": "run", "after": "read", "required": required}
        overlap, *others = broken(problem(RUN, READ, rules=[order]), session(), session("read"))
        assert "overlaps" in overlap
        assert len(others) == breaches

    def test_the_second_of_two_is_not_right_behind_their_cue(self) -> None:
        done = [fixed("run", "08:00"), fixed("read", "08:30"), fixed("read", "09:00")]
        stack = {"id": "r", "type": "stack", "first": "run", "then": "read", "penalty": 100}
        free, charged = (problem(RUN, READ, fixed=done, transition_minutes=0, rules=rules) for rules in ([], [stack]))
        assert worth(charged) == pytest.approx(worth(free) - 1)

    def test_a_done_session_can_come_first(self) -> None:
        required = {"id": "r", "type": "precedence", "before": "run", "after": "read"}
        week = problem(RUN, READ, fixed=[fixed("run", "08:00")], rules=[required])
        assert broken(week, session("read", start="08:35")) == []
        assert len(broken(week, session("read", day=1))) == 1

    def test_a_new_session_must_not_come_before_a_done_one(self) -> None:
        order = {"id": "r", "type": "precedence", "before": "run", "after": "read", "required": False}
        week = problem(RUN, READ, fixed=[fixed("run", "09:00")], rules=[order])
        assert broken(week, session("read", start="09:35", minutes=20)) == []
        assert len(broken(week, session("read"))) == 1

    def test_a_new_session_does_not_stack_on_a_done_one(self) -> None:
        # The fixed session lies in no window, so nothing can be in the same window as it.
        stack = {"id": "r", "type": "stack", "first": "run", "then": "read"}
        week = problem(RUN, READ, fixed=[fixed("run", "08:00")], rules=[stack])
        assert len(broken(week, session("read", start="08:35"))) == 1

    @pytest.mark.parametrize(("start", "units"), [("08:37", 0), ("08:40", 1)])
    def test_done_sessions_stack_with_the_pause_as_written(self, start: str, units: int) -> None:
        done = [fixed("run", "08:00"), fixed("read", "08:35")]
        stack = {"id": "r", "type": "stack", "first": "run", "then": "read", "penalty": 100}
        free = problem(RUN, READ, fixed=done, transition_minutes=5 if units == 0 else 0)
        charged = problem(RUN, READ, fixed=done, rules=[stack], transition_minutes=5 if units == 0 else 0)
        assert worth(charged) == pytest.approx(worth(free) - units)


class TestStackChains:
    """Several behaviors on one cue follow it one behind the other, each with what is stacked on it."""

    RULES = (
        {"id": "ab", "type": "stack", "first": "a", "then": "b"},
        {"id": "bd", "type": "stack", "first": "b", "then": "d"},
        {"id": "ac", "type": "stack", "first": "a", "then": "c"},
    )

    @pytest.mark.parametrize(
        ("order", "adrift"),
        [
            ("abdc", ""),
            ("abc", ""),
            ("ac", ""),
            ("bd", "b"),
            ("acb", "b"),
            ("abcd", "d"),
            ("adc", "cd"),
            ("bc", "bc"),
            ("xab", ""),
            ("axb", "b"),
        ],
    )
    def test_chain(self, order: str, adrift: str) -> None:
        behaviors = [behavior(name, minutes=(10, 10, 10)) for name in "abcdx"]
        week = problem(*behaviors, rules=self.RULES)
        sessions = [session(name, start=f"08:{15 * place:02d}", minutes=10) for place, name in enumerate(order)]
        found = broken(week, *sessions)
        assert [sentence for sentence in found if "does not come right after" not in sentence] == []
        assert sorted(s.split("“")[2][0].lower() for s in found) == sorted(adrift)
