"""Text cut, padded and wrapped to terminal cells."""

from textual.content import Content

from habitos_tui.text import cell_width, shorten


def fit(text: str, cells: int) -> str:
    """Return `text` in exactly `cells` cells, cut with an ellipsis or padded with blanks."""
    cut = shorten(text, cells)
    return cut + " " * (cells - cell_width(cut))


def wrapped(text: str, cells: int, rows: int) -> list[str]:
    """Return `text` in at most `rows` lines of at most `cells` cells, broken between words if possible."""
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < rows - 1:
        line = words.pop(0)
        if cell_width(line) > cells:
            words.insert(0, line)
            break
        while words and cell_width(f"{line} {words[0]}") <= cells:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        lines.append(shorten(" ".join(words), cells))
    return lines


def key_hints(*hints: tuple[str, str]) -> Content:
    """Return "y accepts it   n goes back" for keys and what they do."""
    return Content("   ").join(Content.assemble((key, "bold $accent"), f" {does}") for key, does in hints)
