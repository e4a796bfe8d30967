"""A figure next to what is wanted of it."""

import math


def judge(what: str, value: float, most: float, unit: str, digits: int = 0) -> None:
    """Print a figure, the most that it may be, and whether that is met; an endless `most` asks nothing of it."""
    verdict = f"({most:g} wanted) {'met' if value <= most else 'NOT MET'}" if most < math.inf else ""
    print(f"  {what:52} {value:8.{digits}f} {unit:5} {verdict}".rstrip(), flush=True)
