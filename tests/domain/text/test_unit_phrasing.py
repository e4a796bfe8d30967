"""What another unit does to what is logged."""

from habitos_tui.domain.text.unit_phrasing import kept_units


def test_what_is_counted_in_another_unit_stays_so() -> None:
    assert kept_units({"pages": 1}, "km") == "1 entry in pages stays so and is counted apart."
    assert kept_units({"pages": 12, "km": 3, "chapters": 1}, "km") == (
        "12 entries in pages and 1 entry in chapters stay so and are counted apart."
    )


def test_of_the_same_unit_nothing_is_said() -> None:
    assert kept_units({"km": 3}, "km") == kept_units({}, None) == ""
