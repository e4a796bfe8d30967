"""Text cut to cells."""

from habitos_tui.ui.kit.text_layout import fit
from tests.support.hostile import FAMILY


def test_wide_letters_are_cut_by_cells() -> None:
    assert fit("漢字漢字", 5) == "漢字…"
    assert fit("漢字漢字", 6) == "漢字… "
    assert fit(f"{FAMILY} family", 5) == f"{FAMILY} f…"
