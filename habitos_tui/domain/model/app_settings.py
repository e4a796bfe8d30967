"""What the app looks like and does for a person, wherever they are logged in; the rest is as the machine has it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from habitos_tui.domain.model.base import FrozenModel
from habitos_tui.settings import MAX_MINUTES, Settings

SECTION_OF: Final = {
    "theme": "look",
    "narrow_week": "look",
    "notification": "terminal",
    "engine": "solver",
    "time_limit": "solver",
    "gap": "solver",
    "idle_minutes": "lock",
    "exit_minutes": "lock",
}
"""The section that a field has among the settings of a machine, under the same name; `keys` are keys there, too."""

_Minutes = Literal["auto"] | Annotated[int, Field(ge=0, le=MAX_MINUTES)]
_Words = Annotated[str, Field(min_length=1, max_length=200)]


class AppSettings(FrozenModel):
    """What a person has chosen; what is None is as the machine has it. Meanings are those of `Settings`."""

    theme: Annotated[str, Field(max_length=100)] | None = None
    narrow_week: Literal["seven", "three"] | None = None
    notification: Literal["off", "auto", "osc9", "osc777"] | None = None
    engine: Literal["highs", "cbc", "smooth", "evolve"] | None = None
    time_limit: Annotated[float, Field(ge=0.1, le=3600)] | None = None
    gap: Annotated[float, Field(ge=0, le=100)] | None = None
    idle_minutes: _Minutes | None = None
    exit_minutes: _Minutes | None = None
    keys: Annotated[Mapping[_Words, _Words], Field(max_length=400)] | None = None
    """All keys of one's own, by the id of the command; those of the machine count no more."""

    @classmethod
    def chosen(cls, wanted: Settings, machine: Settings) -> "AppSettings":
        """Return what of the wanted settings is not as the machine has it anyway."""
        usual = _own(machine)
        return cls(**{name: value for name, value in _own(wanted).items() if value != usual[name]})

    def over(self, machine: Settings) -> Settings:
        """Return the settings that hold for the person on a machine."""
        return _with(machine, {name: value for name, value in self if value is not None})


def with_own_of(settings: Settings, other: Settings) -> Settings:
    """Return settings in which all that a person can choose is as in other ones."""
    return _with(settings, _own(other))


def _own(settings: Settings) -> dict[str, Any]:
    own = {name: getattr(getattr(settings, section), name) for name, section in SECTION_OF.items()}
    return {**own, "keys": settings.keys}


def _with(settings: Settings, own: Mapping[str, Any]) -> Settings:
    sections: dict[str, dict[str, Any]] = {}
    for name, section in SECTION_OF.items():
        if name in own:
            sections.setdefault(section, {})[name] = own[name]
    changed: dict[str, Any] = {name: replace(getattr(settings, name), **fields) for name, fields in sections.items()}
    return replace(settings, **changed, keys=dict(own.get("keys", settings.keys)))
