"""What is misspelt on the command line is answered with what may be meant, in the same words for every kind."""

import click
import pytest

from habitos_tui.cli.main import cli
from tests.cli.conftest import Habitos
from tests.cli.test_main import commands
from tests.support.cli import invoke

MISSPELT = (
    ("tody", "today"),
    ("behavors list", "behaviors"),
    ("behaviors lst", "list"),
    ("log ad", "add"),
    ("away rmove", "remove"),
    ("pause lits", "list"),
    ("plan --weak next", "--week"),
    ("done run --ratting 4", "--rating"),
    ("log --tga outdoors", "--tag"),
    ("today --profile alcie", "alice"),
    ("profile list --profile alcie", "alice"),
    ("done red", "Read a book"),
    ("behaviors show raed-a-book", "Read a book"),
    ("pause bok", "Read a book"),
    ("rules off rr1", "r1"),
    ("objectives show helth", "health"),
    ("slots rename mdiday lunch", "midday"),
    ("tags rename arrands chores", "errands"),
    ("tasks done dentits", "The dentist"),
)


@pytest.mark.parametrize(("line", "meant"), MISSPELT)
def test_a_misspelt_name_is_answered_with_the_one_that_may_be_meant(at_home: Habitos, line: str, meant: str) -> None:
    answer = at_home(*line.split())
    assert answer.code != 0
    assert answer.err.count("Did you mean") == 1
    assert f"Did you mean “{meant}”" in answer.err


def test_every_command_is_found_when_two_of_its_letters_change_places() -> None:
    for *group, name in filter(None, commands()):
        if len(name) > 3:
            wrong = name[1] + name[0] + name[2:]
            owner = cli.get_command(click.Context(cli), group[0]) if group else cli
            assert isinstance(owner, click.Group)
            if type(owner).__name__ != "AddGroup":
                assert f"“{name}”" in invoke(*group, wrong).err, (group, wrong)


def test_what_comes_near_nothing_is_not_guessed_at() -> None:
    assert "Did you mean" not in invoke("xyzzy").err
    assert "Did you mean" not in invoke("next").err  # three letters of “export”
    assert "Did you mean" not in invoke("plan", "--xyzzy").err


def test_a_profile_with_a_password_is_not_told(habitos: Habitos) -> None:
    habitos("profile", "create", "alice", "--password-file", "-", stdin="secret\n")
    answer = habitos("today", "--profile", "alcie")
    assert (answer.code, "alice" in answer.err) == (12, False)
