"""Only what changes is sent, and the terminal shows the same as if all of it was."""

import random
import re
from collections.abc import Sequence
from itertools import product

import pytest
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from habitos_tui.ui.runtime.screen_copy import PLAIN, Look, ScreenCopy, _change, _look
from tests.support.emulator import Emulator

WIDTH, HEIGHT = 20, 8
STYLES = [
    Style.parse(text)
    for text in ("none", "bold red on blue", "red on blue", "reverse #102030", "underline", "color(9) on color(0)")
]
TEXTS = ("a ", "  ", "─▸", "x  y", "漢字", "👨\u200d👩\u200d👧", "e\u0301", "\u2068של\u2069", "🇩🇪")
CONSOLE = Console(color_system="truecolor", force_terminal=True)


def strip(*parts: tuple[str, str]) -> Strip:
    return Strip([Segment(text, Style.parse(style)) for text, style in parts])


def painted(lines: Sequence[Strip], y: int = 0, x: int = 0) -> LayoutUpdate:
    width = max(line.cell_length for line in lines)
    return LayoutUpdate([[line] for line in lines], Region(x, y, width, len(lines)))


def sent(copy: ScreenCopy, *lines: Strip) -> str:
    text: str = copy.only_changes(painted(lines)).render_segments(CONSOLE)
    return text


def test_nothing_is_sent_of_what_stands_there_already() -> None:
    copy = ScreenCopy()
    assert "abc" in sent(copy, strip(("abc", "bold")))
    assert sent(copy, strip(("abc", "bold"))) == ""
    assert sent(copy, strip(("a", "bold"), ("bc", "bold"))) == ""


def test_a_cell_that_changes_is_sent_alone() -> None:
    copy = ScreenCopy()
    sent(copy, strip(("first line", "none")), strip(("one two three four", "none")))
    change = sent(copy, strip(("first line", "none")), strip(("one two thrEe fouR", "none")))
    assert change == "\x1b[2;12HE\x1b[18GR"
    assert sent(copy, strip(("first line", "none")), strip(("one two thrEe four", "red"))).endswith("four\x1b[0m")


def test_only_the_part_of_a_style_that_changes_is_sent() -> None:
    line = strip(("a", "bold #010203 on #040506"), ("b", "bold #010204 on #040506"), (" c", "bold #010204 on #040507"))
    assert sent(ScreenCopy(), line) == (
        "\x1b[1;1H\x1b[1;38;2;1;2;3;48;2;4;5;6ma\x1b[38;2;1;2;4mb\x1b[48;2;4;5;7m c\x1b[0m"
    )


def test_the_colour_of_letters_is_not_sent_for_blanks() -> None:
    copy = ScreenCopy()
    sent(copy, strip(("   ", "bold red on blue")))
    assert sent(copy, strip(("   ", "green on blue"))) == ""
    assert sent(copy, strip(("   ", "underline green on blue"))) != ""


def test_a_line_with_wide_or_joined_characters_is_sent_whole() -> None:
    copy = ScreenCopy()
    sent(copy, strip(("漢字 and more", "none")))
    assert sent(copy, strip(("漢字 and mort", "none"))) == "\x1b[1;1H漢字 and mort"
    assert sent(copy, strip(("plain and mort", "none"))) == "\x1b[1;1Hplain and mort"
    assert sent(copy, strip(("plain and more", "none"))) == "\x1b[1;14He"


def test_what_has_no_width_takes_up_no_cell() -> None:
    copy = ScreenCopy()
    line = (("\u2068", "red"), ("ab", "none"), ("\u2069", "red"), ("c", "none"))
    assert sent(copy, strip(*line)) == "\x1b[1;1H\u2068ab\u2069c"
    assert sent(copy, strip(*line)) == ""
    assert sent(copy, strip(("abd", "none"))) == "\x1b[1;1Habd"


def test_all_is_sent_after_forgetting() -> None:
    copy = ScreenCopy()
    sent(copy, strip(("abc", "none")))
    copy.forget()
    assert sent(copy, strip(("abc", "none"))) == "\x1b[1;1Habc"


def test_what_is_no_painting_is_passed_on() -> None:
    assert ScreenCopy().only_changes("text") == "text"


@pytest.mark.parametrize("colors", [ColorSystem.STANDARD, ColorSystem.EIGHT_BIT, ColorSystem.TRUECOLOR])
def test_a_style_has_the_codes_of_textual(colors: ColorSystem) -> None:
    for text in ("bold italic red", "strike on bright_blue", "#112233 on color(17)", "dim", "none"):
        style = Style.parse(text)
        code, _ = _change(_look(Style.null(), colors), _look(style, colors))
        assert f"{code} \x1b[0m" == Strip.render_style(style, " ", colors) or code == ""
        style._ansi = None


def test_long_blanks_are_erased_where_the_terminal_erases_in_colour() -> None:
    line = strip(("a", "none"), (" " * 15, "on blue"), ("b", "none"))
    assert sent(ScreenCopy(), line) == "\x1b[1;1Ha\x1b[44m\x1b[15X\x1b[15C\x1b[0mb"
    assert sent(ScreenCopy(erases_in_colour=False), line) == f"\x1b[1;1Ha\x1b[44m{' ' * 15}\x1b[0mb"
    assert sent(ScreenCopy(), strip((" " * 15, "on blue"))) == "\x1b[1;1H\x1b[44m\x1b[15X\x1b[0m"
    assert sent(ScreenCopy(), strip((" " * 15, "underline"))) == f"\x1b[1;1H\x1b[4m{' ' * 15}\x1b[0m"


@pytest.mark.parametrize("rows", [1, -1, 3])
def test_rows_that_move_are_scrolled(rows: int) -> None:
    texts = [f"the text of line {number}" for number in range(20)]
    copy, before, after = ScreenCopy(), texts[5:15], texts[5 + rows : 15 + rows]
    sent(copy, *(strip((text, "none")) for text in before))
    told = sent(copy, *(strip((text, "none")) for text in after))
    step = "\x1b[10;1H" + "\n" * rows if rows > 0 else "\x1b[1;1H" + "\x1bM" * -rows
    assert told.startswith(f"\x1b[1;10r{step}\x1b[r")
    assert len(told) < 40 * (abs(rows) + 1)
    assert sent(copy, *(strip((text, "none")) for text in after)) == ""


def test_what_stands_beside_rows_that_move_stays() -> None:
    copy, mine = ScreenCopy(), Emulator(WIDTH, HEIGHT)
    mine.feed(sent(copy, *(strip((f"│ line number {number:2}   │", "none")) for number in range(HEIGHT))))
    chops: list[dict[int, Strip | None]] = [
        {0: None, 1: strip((f" line number {number + 1:2}   ", "none")), WIDTH - 1: None} for number in range(HEIGHT)
    ]
    spans, ends = [(y, 1, WIDTH - 1) for y in range(HEIGHT)], [[1, WIDTH - 1, WIDTH]] * HEIGHT
    told = copy.only_changes(ChopsUpdate(chops, spans, ends)).render_segments(CONSOLE)
    assert "\n" in told
    mine.feed(told)
    assert mine.text() == [f"│ line number {number + 1:2}   │" for number in range(HEIGHT)]


def drawn_line(draw: random.Random, width: int) -> Strip:
    parts = [Segment(draw.choice(TEXTS), draw.choice(STYLES)) for _ in range(width)]
    return Strip(parts).crop(0, width)


def test_the_terminal_shows_the_same_after_any_updates() -> None:
    draw, copy, whole = random.Random(3), ScreenCopy(), Emulator(WIDTH, HEIGHT)
    mine = Emulator(WIDTH, HEIGHT)
    shown = [drawn_line(draw, WIDTH) for _ in range(HEIGHT)]
    for _ in range(300):
        if draw.random() < 0.3:
            shift = draw.randint(1, 3)
            shown = [*shown[shift:], *(drawn_line(draw, WIDTH) for _ in range(shift))][:: draw.choice([1, 1, -1])]
            update: LayoutUpdate | ChopsUpdate = painted(shown)
        elif draw.random() < 0.5:
            lines = [drawn_line(draw, WIDTH) for _ in range(draw.randint(1, HEIGHT))]
            update = painted(lines, draw.randint(0, HEIGHT - len(lines)))
        else:
            y, at = draw.randrange(HEIGHT), draw.randint(1, WIDTH - 1)
            chops: dict[int, Strip | None] = {0: drawn_line(draw, at), at: drawn_line(draw, WIDTH - at)}
            first, last = draw.choice([(0, at), (at, WIDTH), (0, WIDTH)])
            update = ChopsUpdate([chops] * HEIGHT, [(y, first, last)], [[at, WIDTH]] * HEIGHT)
        whole.feed(update.render_segments(CONSOLE))
        mine.feed(copy.only_changes(update).render_segments(CONSOLE))
        assert not mine.differences(whole)


def test_a_name_from_right_to_left_is_sent_isolated_and_its_row_as_a_whole() -> None:
    copy = ScreenCopy()
    assert "ab \x1b[3X" in sent(copy, strip(("ab ", "none"), ("שלב", "none"), (" 35", "none")))
    row = "\x1b[1;1Hab \x1b[3X\x1b[?7l\u2068שלב\u2069\x1b[?7h\x1b[7G 36"
    assert sent(copy, strip(("ab ", "none"), ("שלב", "none"), (" 36", "none"))) == row


@pytest.mark.parametrize("cells", [1, 5])
@pytest.mark.parametrize("name", ["हिन्दी", "👍🏽", "❤\ufe0f‍🔥", "👨\u200d👩\u200d👧\u200d👦", "שלב"])
def test_what_follows_joined_characters_stands_in_its_place_on_every_terminal(name: str, cells: int) -> None:
    emulator, copy = Emulator(WIDTH, HEIGHT), ScreenCopy()
    for number in ("35 min", "5 min"):
        padded = f"▌ {name}{' ' * (WIDTH - 9 - cell_len(name))}"
        line = strip((padded, "red on blue"), (number.rjust(6), "none"), ("│", "none"))
        emulator.feed(sent(copy, line).replace(name, "X" * cells))
    assert emulator.text()[0] == f"▌ {'X' * cells}".ljust(WIDTH - 6) + "5 min│"


def test_a_name_that_a_terminal_draws_too_wide_covers_nothing_that_stood_beside_it() -> None:
    emulator, copy = Emulator(WIDTH, HEIGHT), ScreenCopy()
    border = strip((" " * (WIDTH - 1), "none"), ("│", "none"))
    for lines, x in (([border], 0), ([strip((" " * (WIDTH - 3) + "👍🏽", "none"))], 0)):
        code = copy.only_changes(painted(lines, 0, x)).render_segments(CONSOLE)
        emulator.feed(code.replace("👍🏽", "XXXX"))
    assert emulator.text()[0] == " " * (WIDTH - 3) + "XX│"


def test_attributes_that_end_leave_the_colours() -> None:
    line = strip(
        ("a", "bold red on blue"), ("b", "red on blue"), ("c", "italic red on blue"), ("d", "bold red on blue")
    )
    assert sent(ScreenCopy(), line) == "\x1b[1;1H\x1b[1;31;44ma\x1b[22mb\x1b[3mc\x1b[23;1md\x1b[0m"


def test_every_way_from_one_look_to_another_leads_there() -> None:
    marks = ("", "1", "2", "3", "7", "1;2", "1;3", "2;4", "4;7", "1;9", "53", "1;53")
    looks = [Look(mark, colour, ground) for mark in marks for colour in ("", "31") for ground in ("", "44")]
    for old, new in product(looks, looks):
        seen = {code for part in new for code in (part or "").split(";") if code}
        assert codes_in_force(_change(PLAIN, old)[0] + _change(old, new)[0]) == seen, (old, new)


def codes_in_force(text: str) -> set[str]:
    """Return the codes of a terminal that still hold after some were sent, each of one figure."""
    ends = {"22": {"1", "2"}, "23": {"3"}, "24": {"4"}, "27": {"7"}, "29": {"9"}, "39": {"31"}, "49": {"44"}}
    held: set[str] = set()
    for code in ";".join(re.findall(r"\x1b\[([0-9;]+)m", text)).split(";"):
        held = set() if code in {"0", ""} else held - ends[code] if code in ends else held | {code}
    return held
