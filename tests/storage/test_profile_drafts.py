"""What of a file is refused before anything of it is stored."""

import pytest

from habitos_tui.errors import InvalidInputError
from habitos_tui.storage import profile_drafts
from habitos_tui.storage.profile_drafts import MAX_ISSUES, _check, _check_names, _odd
from habitos_tui.storage.profile_rows import ProfileRows, Row, Tables, TableShape
from tests.support.storage import Room


def shape(name: str, *columns: str) -> TableShape:
    return TableShape(name, dict.fromkeys(columns, "TEXT"), frozenset(), columns[:1], frozenset())


KNOWN = {
    table.name: table for table in (shape("profiles", "hints"), shape("rules", "id", "type"), shape("slots", "name"))
}
RULE: Row = {"id": "r", "type": "stack"}


def refused(rows: ProfileRows) -> list[str]:
    """Return the places that are told of."""
    with pytest.raises(InvalidInputError) as caught:
        _check_names(KNOWN, rows, "The file")
    return [place for place, _ in caught.value.issues]


def test_every_name_that_is_none_of_the_version_is_told() -> None:
    _check_names(KNOWN, ProfileRows({"hints": 1}, {"rules": [RULE], "slots": []}), "The file")
    odd: Tables = {"rules": [RULE, {**RULE, "colour": 1}], "spoons": [RULE], "profiles": []}
    found = refused(ProfileRows({"hints": 1, "size": 2}, odd))
    assert found == ["tables.spoons", "tables.profiles", "profile.size", "tables.rules[1].colour"]
    assert refused(ProfileRows({}, {"slots": [{"name": "a", "b": 1}]})) == ["tables.slots[0].b"]


def test_of_many_bad_names_some_are_told() -> None:
    many = [{"id": str(number), "colour": 1} for number in range(20)]
    assert refused(ProfileRows({}, {"rules": many})) == [f"tables.rules[{number}].colour" for number in range(10)]
    assert len(refused(ProfileRows({str(number): 1 for number in range(20)}, {"rules": many}))) == MAX_ISSUES


def test_a_text_is_odd_where_a_number_belongs_or_where_it_is_none_of_its_column() -> None:
    assert [_odd("objectives", "position", {"position": text}, {}) for text in ("7", "x")] == ["", "must be a number"]
    checks = {"seen_days": {"day": lambda row: row["day"] == "2026-11-23"}}
    found = [_odd("seen_days", "day", {"day": day}, checks) for day in ("2026-11-23", "2026-11-24")]
    assert found == ["", "must be a day such as 2026-11-23"]
    assert _odd("seen_days", "how", {"how": "x"}, checks) == _odd("spoons", "size", {"size": "x"}, checks) == ""


def test_of_much_that_cannot_be_read_some_is_told_and_not_where_it_lay(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _check(room.database, "The file") == room.profile.id
    found = [f"The rules: “{room.database.path}” is damaged: line {number}" for number in range(5)]
    monkeypatch.setattr(profile_drafts, "unreadable", lambda database: iter(found))
    with pytest.raises(InvalidInputError) as caught:
        _check(room.database, "The file")
    assert [f"line {number}" in caught.value.message for number in range(5)] == [True, True, True, False, False]
    assert str(room.database.path) not in caught.value.message
