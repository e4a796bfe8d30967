"""The card of a behavior, in paragraphs and in short."""

from dataclasses import replace
from datetime import date, timedelta

from habitos_tui.domain.insight.learning import LearnedBehavior, LearnedChance
from habitos_tui.domain.insight.regularity import StreakLine, StrengthLine
from habitos_tui.ui.behaviors.card import BehaviorFacts, card, impact_bar, laid_out, short_card
from tests.support.household import BEHAVIORS, make_behavior

TODAY = date(2026, 11, 30)
WEIGHTS = {"health": 0.5, "wellness": 0.5}
FACTS = BehaviorFacts(
    BEHAVIORS[0],
    WEIGHTS,
    TODAY,
    variety=0.5,
    place=(1, 5),
    strength=StrengthLine("run", "Run", 0.66, (0.1, 0.4, 0.66), 9, date(2026, 11, 12)),
    streak=StreakLine("run", "Run", "week", 3, 2, 5, date(2026, 10, 4), 1, 9, "week"),
    planned=((TODAY, 390), (TODAY + timedelta(days=1), 390), (TODAY + timedelta(days=3), 400), (TODAY, 400)),
    last=date(2026, 11, 26),
    rules=("Run and Strength training never on the same day",),
)


def roomy(facts: BehaviorFacts, width: int = 80) -> str:
    return "\n".join(line.plain.rstrip() for line in laid_out(card(facts), width))


def short(facts: BehaviorFacts, width: int = 200) -> str:
    return "\n".join(line.plain for line in laid_out(short_card(facts), width))


def test_the_card_tells_everything_in_paragraphs() -> None:
    assert roomy(FACTS) == "\n".join(
        (
            "Morning run",
            "health",
            "",
            "Worth          65 points a session, number 1 of 5",
            "               97.5 for the first of a week and 32.5 for the third",
            "Health         ▰▰▰▰▰▰▰▰▰▱ +90   45 points",
            "Wellness       ▰▰▰▰▱▱▱▱▱▱ +40   20 points",
            "",
            "Strength       ▰▰▰▰▰▰▰▱▱▱ 66 %",
            "               ▁▃▅  over 3 weeks",
            "In a row       2 weeks, at best 5 weeks",
            "Last done      Thu 26 Nov, 4 days ago",
            "",
            "Planned        today 06:30, tomorrow 06:30, Thu 3 Dec 06:40 and 1 more",
            "",
            "Asks for       15 min to 1 h, typically 30 min",
            "               3 a week, more is welcome up to 4",
            "               More than 1 day apart",
            "               Best in the early morning",
            "               Costs 4 energy",
            "",
            "Rules          Run and Strength training never on the same day",
        )
    )


def test_a_narrow_card_has_no_column_for_labels_but_before_bars() -> None:
    lines = roomy(FACTS, 34).splitlines()
    assert "Worth: 65 points a session, number" in lines
    assert "Strength       ▰▰▰▰▰▰▰▱▱▱ 66 %" in lines
    assert max(map(len, lines)) <= 34


def test_the_short_card_tells_the_same_in_few_lines() -> None:
    assert short(FACTS).splitlines()[:3] == [
        "Morning run",
        "health · worth 65 points a session, number 1 of 5",
        "Strength 66 % · in a row: 2 weeks, at best 5 weeks · last done Thu 26 Nov, 4 days ago · next today 06:30 and "
        "3 more · Health +90 · Wellness +40",
    ]
    assert short(FACTS).endswith("costs 4 energy · Run and Strength training never on the same day")


def test_why_there_is_no_strength() -> None:
    unknown = replace(FACTS, strength=None, streak=None, last=None, place=None)
    assert "Strength       not known yet" in roomy(unknown)
    assert "Last done" not in roomy(unknown)
    assert "Strength none: nothing is wanted" in short(replace(unknown, behavior=make_behavior(target_per_week=0)))


def test_what_was_learned_is_told_with_its_counts() -> None:
    chances = (
        LearnedChance("evening", weekend=False, done=12, counted=14, usual=0.5, chance=0.83),
        LearnedChance("evening", weekend=True, done=1, counted=1, usual=0.5, chance=0.8),
        LearnedChance("morning", weekend=False, done=0, counted=0, usual=0.5, chance=0.6),
    )
    known = LearnedBehavior("run", "Run", False, chances, 30, 35, 13, 4.5, 2, ())
    assert "\n".join(
        (
            "Gets done      ▰▰▰▰▰▰▰▰▱▱  83 %  evening  12 of 14",
            "               ▰▰▰▰▰▰▰▰▱▱  80 %  evening, weekends  1 of 1",
            "               Mostly takes 35 min (13 times), 30 min planned",
            "               Liked 4.5 of 5 (2 ratings)",
            "               Learning is off: plans assume the usual chances",
        )
    ) in roomy(replace(FACTS, known=known))
    assert "planned · liked 4.5" in short(replace(FACTS, known=known))


def test_a_rhythm_says_when_it_is_due() -> None:
    rhythm = {"every_days": 10, "since": "2026-11-25"}
    water = make_behavior("filter", rhythm=rhythm, target_per_week=1, season={"first": "april", "last": "may"})
    facts = BehaviorFacts(water, WEIGHTS, TODAY, due="due today and 10 Dec", paused="paused until 12 Dec")
    assert "Due            Due today and 10 Dec" in roomy(facts)
    assert "               Every 10 days\n               From April to May" in roomy(facts)
    assert roomy(facts).startswith("Filter · paused until 12 Dec\n")
    assert "due today and 10 Dec" in short(facts)


def test_the_bar_of_an_impact_is_as_long_as_it_is_strong() -> None:
    assert impact_bar(0.9).plain == "▰▰▰▰▰▰▰▰▰▱ +90 "
    assert impact_bar(-0.2).plain == "▰▰▱▱▱▱▱▱▱▱ \N{MINUS SIGN}20 "
