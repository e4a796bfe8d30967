"""A figure next to what is wanted of it."""


def judge(what: str, value: float, most: float, unit: str, digits: int = 0) -> None:
    """Print a figure, the most that it may be, and whether that is met."""
    verdict = "met" if value <= most else "NOT MET"
    print(f"  {what:52} {value:8.{digits}f} {unit:5} ({most:g} wanted) {verdict}", flush=True)
