"""A line chart with two logarithmic axes, as SVG."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

Points = Sequence[tuple[float, float]]

WIDTH: Final = 640
HEIGHT: Final = 420
MARGIN: Final = 60
COLORS: Final = ("#2f7ed8", "#8bbc21", "#d8442f", "#7a5ab8")


def chart(title: str, x_title: str, y_title: str, lines: Mapping[str, Points]) -> str:
    """Return the SVG of some lines, each of (x, y) points above 0, in the units their titles name."""
    xs, ys = ([point[axis] for points in lines.values() for point in points] for axis in (0, 1))
    x, y = _scale(xs, MARGIN, WIDTH - MARGIN), _scale(ys, HEIGHT - MARGIN, MARGIN)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        _text(WIDTH / 2, 28, title, 15),
        _text(WIDTH / 2, HEIGHT - 14, x_title),
        f'<g transform="translate(18 {HEIGHT / 2}) rotate(-90)">{_text(0, 0, y_title)}</g>',
    ]
    parts += [_text(x(value), HEIGHT - MARGIN + 20, f"{value:g}") for value in sorted(set(xs))]
    for value in (10.0**power for power in range(math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys))) + 1)):
        if MARGIN <= y(value) <= HEIGHT - MARGIN:
            ends = f'x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{y(value):.1f}" y2="{y(value):.1f}"'
            parts += [f'<line {ends} stroke="#dddddd"/>', _text(MARGIN - 24, y(value) + 4, f"{value:g}")]
    for place, (name, points) in enumerate(lines.items()):
        color = COLORS[place % len(COLORS)]
        path = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="3" fill="{color}"/>' for a, b in points]
        parts.append(_text(MARGIN + 70, MARGIN + 18 * place, name, 13, color))
    return "\n".join([*parts, "</svg>", ""])


class _scale:
    """Maps values to places, logarithmically."""

    def __init__(self, values: Sequence[float], first: float, last: float) -> None:
        self.low, self.high = math.log(min(values)), math.log(max(values))
        self.first, self.last = first, last

    def __call__(self, value: float) -> float:
        share = (math.log(value) - self.low) / (self.high - self.low or 1.0)
        return self.first + share * (self.last - self.first)


def _text(x: float, y: float, words: str, size: int = 12, color: str = "#333333") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{color}" text-anchor="middle"'
    return f"<text {place}>{words}</text>"
