from habitos_tui.services.usual_impacts import usual_impacts
from tests.support.household import make_behavior

OBJECTIVES = ("health", "learning", "wellness", "music")


def test_a_category_known_by_ready_made_behaviors_has_their_mean_on_the_objectives_there_are() -> None:
    assert usual_impacts("mindfulness", OBJECTIVES, ()) == {"health": 0.1, "wellness": 0.6}


def test_a_category_of_ones_own_has_the_mean_of_what_is_in_it() -> None:
    known = [
        make_behavior("piano", category="music", impacts={"music": 0.9, "learning": 0.4}),
        make_behavior("choir", category="music", impacts={"music": 0.5, "learning": -0.6, "health": 0.1}),
        make_behavior("chess", category="games", impacts={"learning": 1.0, "health": 1.0}),
    ]
    assert usual_impacts("music", OBJECTIVES, known) == {"music": 0.7, "learning": -0.1}


def test_a_category_without_behaviors_serves_what_it_is_named_after() -> None:
    assert usual_impacts("music", OBJECTIVES, ()) == {"music": 0.7}
    assert usual_impacts("chess", OBJECTIVES, [make_behavior("run", category="sport")]) == {}


def test_a_mean_of_a_tenth_is_told_and_one_just_below_is_rounded_up_to_it() -> None:
    known = [
        make_behavior(name, category="music", impacts={"health": health, "music": music})
        for name, health, music in (("piano", 0.09, 0.09), ("choir", 0.1, 0.09))
    ]
    assert usual_impacts("music", OBJECTIVES, known) == {"health": 0.1}
