import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from habitos_tui.domain.model.base import Identifier
from habitos_tui.domain.model.naming import find_one, folded, slug, unused
from habitos_tui.errors import InvalidInputError, NotFoundError
from tests.support.hostile import HOSTILE_NAMES

IDENTIFIER: TypeAdapter[str] = TypeAdapter(Identifier)
NAMES = ("Run", "Morning run", "Reading", "Café")


def find(text: str) -> str:
    return find_one(NAMES, text, lambda name: (name,), "behavior")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Morning run", "morning-run"),
        ("  Café & crème!  ", "cafe-creme"),
        ("朝のランニング", "朝のランニング"),
        ("💪", "behavior"),
        ("--help", "help"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 60, "x" * 40),
    ],
)
def test_an_id_is_short_and_can_be_typed(name: str, expected: str) -> None:
    assert slug(name, "behavior") == expected


@given(st.text())
def test_every_name_gives_a_valid_id(name: str) -> None:
    made = slug(name, "behavior")
    assert IDENTIFIER.validate_python(made) == made
    assert not made.startswith("-")


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_give_valid_ids(name: str) -> None:
    assert IDENTIFIER.validate_python(slug(name, "behavior"))


@given(st.lists(st.sampled_from(["run", "run-2", "read", "run-3"]), max_size=12))
def test_ids_are_never_given_twice(wanted: list[str]) -> None:
    taken: set[str] = set()
    for name in wanted:
        made = unused(name, taken)
        assert made not in taken
        taken.add(made)


def test_names_are_the_same_whatever_their_case_and_composition() -> None:
    assert folded("CAFE\u0301") == folded(" café")
    assert folded("STRASSE") == folded("straße")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("run", "Run"),
        ("MORNING RUN", "Morning run"),
        ("mor", "Morning run"),
        ("adin", "Reading"),
        ("cafe\u0301", "Café"),
    ],
)
def test_a_thing_is_found_by_enough_of_its_name(text: str, found: str) -> None:
    assert find(text) == found


def test_a_text_that_fits_several_names_them() -> None:
    with pytest.raises(InvalidInputError, match="fits more than one behavior: “Run”, “Reading”") as caught:
        find("R")
    assert caught.value.hint


def test_a_text_that_fits_nothing_names_what_comes_near() -> None:
    with pytest.raises(NotFoundError, match="no behavior “raeding”") as caught:
        find("raeding")
    assert caught.value.hint == "Did you mean “Reading”?"


@pytest.mark.parametrize("text", ["", "   ", "zzz"])
def test_what_comes_near_nothing_gives_no_hint(text: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find(text)
    assert caught.value.hint == ""
