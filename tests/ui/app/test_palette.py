"""How the palette shows its entries."""

from habitos_tui.ui.app.palette import _hit, _marked


def test_letters_that_match_are_underlined_and_blanks_are_not() -> None:
    marked = _marked("Go on", (0, 2, 3, 99))
    assert [(span.start, span.end, str(span.style)) for span in marked.spans if "underline" in str(span.style)] == [
        (0, 1, "underline"),
        (3, 4, "underline"),
    ]


def test_a_name_is_neither_markup_nor_steers_the_terminal() -> None:
    hit = _hit("Behavior: [b]Run\x1b[2J", "Show it", lambda: None)
    assert hit.text == "Behavior: [b]Run"
    assert str(hit.display) == hit.text
