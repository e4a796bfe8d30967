"""What a person chooses lies over what the machine has, and only that is kept."""

from dataclasses import asdict, replace

import pytest
from pydantic import ValidationError

from habitos_tui.domain.model.app_settings import SECTION_OF, AppSettings, with_own_of
from habitos_tui.settings import LockSettings, LookSettings, Settings, SolverSettings, TerminalSettings

MACHINE = Settings(look=LookSettings(theme="nord"), terminal=TerminalSettings(mouse="off"), keys={"today.done": "x"})
OWN = AppSettings(theme="gruvbox", gap=2.0, idle_minutes=0, keys={"app.help": "f2"})


def test_every_field_is_a_setting_of_the_same_name() -> None:
    names = {(section, name) for name, section in SECTION_OF.items()}
    assert {name for name, _ in AppSettings()} == {*SECTION_OF, "keys"}
    assert names <= {(section, name) for section, values in asdict(Settings()).items() for name in values}


def test_what_was_chosen_holds_and_the_rest_is_as_the_machine_has_it() -> None:
    assert AppSettings().over(MACHINE) == MACHINE
    expected = replace(
        MACHINE,
        look=LookSettings(theme="gruvbox"),
        lock=LockSettings(idle_minutes=0),
        solver=SolverSettings(gap=2.0),
        keys={"app.help": "f2"},
    )
    assert OWN.over(MACHINE) == expected


def test_only_what_differs_from_the_machine_is_kept() -> None:
    assert AppSettings.chosen(MACHINE, MACHINE) == AppSettings()
    assert AppSettings.chosen(OWN.over(MACHINE), MACHINE) == OWN
    assert with_own_of(OWN.over(MACHINE), MACHINE) == MACHINE


@pytest.mark.parametrize(
    "field", [{"gap": 101}, {"time_limit": 0}, {"idle_minutes": 1441}, {"theme": "x" * 101}, {"keys": {"": "x"}}]
)
def test_the_bounds_are_those_of_the_settings_file(field: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        AppSettings.model_validate(field)
    ((name, value),) = field.items()
    if name in SECTION_OF:
        kind = type(getattr(Settings(), SECTION_OF[name]))
        assert not kind.limit(name).fits(value)
