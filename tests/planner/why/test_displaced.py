"""What gives way for a session, in words."""

from habitos_tui.domain.planning.why import Displacement
from habitos_tui.planner.why.displaced import phrase


def test_what_happens_to_several_is_said_once() -> None:
    displaced = (
        Displacement("swim", 0, "day", "out", "replaces Swim on Monday"),
        Displacement("read", 1, "day", "out", "replaces Read on Tuesday"),
        Displacement("run", 2, "day", "moved", "moves Run from Wednesday to Friday"),
    )
    assert phrase(displaced) == "replaces Swim on Monday, Read on Tuesday and moves Run from Wednesday to Friday"
    assert phrase(displaced[:2]) == "replaces Swim on Monday and Read on Tuesday"
    assert phrase(displaced[1:]) == "replaces Read on Tuesday and moves Run from Wednesday to Friday"
    assert phrase(displaced[:1] * 4 + displaced[2:]).endswith("Swim on Monday and changes 1 more")
