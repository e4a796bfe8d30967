"""Text cut to cells."""

from habitos_tui.ui.kit.text_layout import fit, key_hints
from tests.support.hostile import FAMILY


def test_wide_letters_are_cut_by_cells() -> None:
    assert fit("漢字漢字", 5) == "漢字…"
    assert fit("漢字漢字", 6) == "漢字… "
    assert fit(f"{FAMILY} family", 5) == f"{FAMILY} f…"


def test_keys_stand_apart_from_each_other_and_out_of_what_they_do() -> None:
    hints = key_hints(("y", "accepts it"), ("enter", "shows it"))
    assert hints.plain == "y accepts it   enter shows it"
    assert [hints.plain[span.start : span.end] for span in hints.spans] == ["y", "enter"]
