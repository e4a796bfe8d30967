from habitos_tui.domain.insight.learning import LearnedBehavior, LearnedChance, Learning

CHANCE = LearnedChance("morning", weekend=False, done=3, counted=4, usual=0.8, chance=0.79)
RUN = LearnedBehavior("run", "Run", True, (CHANCE,), 30, 35.0, 4, None, 0, ())


def test_what_was_learned_is_found_by_place() -> None:
    assert RUN.at("morning", weekend=False) == CHANCE
    assert RUN.at("morning", weekend=True) is None
    assert RUN.at("evening", weekend=False) is None


def test_what_was_learned_is_found_by_behavior() -> None:
    assert Learning(4, True, (RUN,)).of("run") == RUN
    assert Learning.EMPTY.of("run") is None
