"""How the program behaves on this machine: a TOML file that may be edited by hand.

What a file says wrong is told in a sentence with the path of the field, and the default is used. What this version does
not know is told too, and kept. Changes are written into the file as it is at that moment, comments and all; a file that
is not TOML is never written over.
"""

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from habitos_tui.atomic_file import PRIVATE_FILE, PRIVATE_FOLDER, move_once, write_atomically
from habitos_tui.errors import HabitosError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

MAX_BYTES: Final = 1024 * 1024
MAX_MINUTES: Final = 24 * 60
AUTO: Final = "auto"
"""Of a number: what is usual where the app runs."""
"""Only its owner can read it."""

HEADER: Final = """\
# Settings of habitos-tui on this machine. Change them in the app (the key is a comma) or here while it is closed.
"""


@dataclass(frozen=True, slots=True)
class FieldLimit:
    """What the value of a field must be: in words that complete the sentence "... must be", and as a test."""

    words: str
    fits: Callable[[Any], bool]


@dataclass(frozen=True)
class SettingsSection:
    """One table of the file, a frozen dataclass whose fields have a `FieldLimit` each."""

    @classmethod
    def limit(cls, name: str) -> FieldLimit:
        """Return what the value of a field must be; KeyError when there is no field of that name."""
        limit: FieldLimit = cls.__dataclass_fields__[name].metadata["limit"]
        return limit


def _text(default: str, most: int, words: str) -> Any:
    return _setting(default, words, lambda value: isinstance(value, str) and len(value) <= most)


def _choice(default: str, *choices: str) -> Any:
    words = f"{', '.join(choices[:-1])} or {choices[-1]}"
    return _setting(default, words, lambda value: isinstance(value, str) and value in choices)


def _number(default: float, least: float, most: float, words: str) -> Any:
    return _setting(default, words, lambda value: type(value) in {int, float} and least <= value <= most)


def _minutes() -> Any:
    words = f"{AUTO}, or a whole number of minutes from 0 (never) to {MAX_MINUTES}"
    return _setting(AUTO, words, lambda value: value == AUTO or (type(value) is int and 0 <= value <= MAX_MINUTES))


def _limit() -> Any:
    words = f"a whole number of minutes from 0 (no limit) to {MAX_MINUTES}"
    return _setting(0, words, lambda value: type(value) is int and 0 <= value <= MAX_MINUTES)


def _setting(default: Any, words: str, fits: Callable[[Any], bool]) -> Any:
    return field(default=default, metadata={"limit": FieldLimit(words, fits)})


@dataclass(frozen=True)
class LookSettings(SettingsSection):
    """What the app looks like."""

    theme: str = _text("", 100, "the name of a theme, or empty")
    """Empty leaves the choice to the app, which looks at the colours of the terminal."""
    narrow_week: Literal["seven", "three"] = _choice("seven", "seven", "three")
    """How many days of a week are in view where there is no room for seven of their full width."""


@dataclass(frozen=True)
class TerminalSettings(SettingsSection):
    """What is sent to the terminal."""

    remote: Literal["auto", "on", "off"] = _choice("auto", "auto", "on", "off")
    """Whether every byte counts: no animations, and no mouse. On its own it looks whether this is an SSH session."""
    mouse: Literal["auto", "on", "off"] = _choice("auto", "auto", "on", "off")
    """Whether clicks and the wheel are for the app. On its own it takes them unless every byte counts."""
    notification: Literal["off", "auto", "osc9", "osc777"] = _choice("off", "off", "auto", "osc9", "osc777")
    """Whether the terminal notifies of a session that begins, and by which sequence."""


@dataclass(frozen=True)
class SolverSettings(SettingsSection):
    """What the options of a solve begin with."""

    engine: Literal["highs", "cbc", "smooth", "evolve"] = _choice("highs", "highs", "cbc", "smooth", "evolve")
    time_limit: float = _number(60.0, 0.1, 3600, "a number of seconds from 0.1 to 3600")
    gap: float = _number(0.5, 0, 100, "a number of percent from 0 to 100")
    """How far below the best a plan may be, in percent."""


@dataclass(frozen=True)
class LockSettings(SettingsSection):
    """What happens after inactivity."""

    idle_minutes: int | Literal["auto"] = _minutes()
    """The screen is locked after so long; 0 never. On its own it is, over SSH, where the profile has a password."""
    exit_minutes: int | Literal["auto"] = _minutes()
    """The app ends after so long; 0 never. On its own as above."""
    idle_at_most: int = _limit()
    """The screen is locked after so long whatever a profile says; 0 leaves that to it."""
    exit_at_most: int = _limit()
    """The app ends after so long whatever a profile says; 0 leaves that to it."""


@dataclass(frozen=True)
class BackupSettings(SettingsSection):
    """Copies of the database that the program makes by itself."""

    automatic: Literal["on", "off"] = _choice("on", "on", "off")


@dataclass(frozen=True)
class Settings:
    """Everything in the file."""

    look: LookSettings = LookSettings()
    terminal: TerminalSettings = TerminalSettings()
    solver: SolverSettings = SolverSettings()
    lock: LockSettings = LockSettings()
    backup: BackupSettings = BackupSettings()
    keys: dict[str, str] = field(default_factory=dict)
    """Key by the id of a command, such as "today.done"; several keys are separated by commas."""


SECTIONS: Final[Mapping[str, type[SettingsSection]]] = {
    "look": LookSettings,
    "terminal": TerminalSettings,
    "solver": SolverSettings,
    "lock": LockSettings,
    "backup": BackupSettings,
}


@dataclass
class SettingsFile:
    """The settings of a machine and the file they are kept in."""

    path: Path
    current: Settings = field(default_factory=Settings)
    problems: tuple[str, ...] = ()
    """What the file says that cannot be used, as sentences."""

    @classmethod
    def read(cls, path: Path) -> "SettingsFile":
        """Read the file; whatever is in it, or in its place, this never fails."""
        if not _is_there(path):
            return cls(path)
        import tomllib  # noqa: PLC0415 - a start without a file does not wait for it

        try:
            document = tomllib.loads(_decoded(_content(path)))
        except (OSError, ValueError, RecursionError) as error:
            return cls(path, problems=(f"{path} cannot be read: {_why(error)}. The defaults are used.",))
        settings, problems = parsed(document)
        return cls(path, settings, problems)

    def change(self, settings: Settings) -> None:
        """Use other settings and save what is different; HabitosError when the file cannot be written.

        They are used in any case, until the app ends.
        """
        before, self.current = self.current, settings
        if settings != before:
            with _explained(self.path):
                document = _document(self.path)
                self.path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
                _write_changes(document, before, settings)
                write_atomically(self.path, document.as_string().encode("utf-8"), PRIVATE_FILE)


def moved_settings(path: Path, before: Path) -> SettingsFile:
    """Read the settings, after they were moved from where they were kept `before`; this never fails, as `read`."""
    with suppress(OSError):  # then they are used where they are
        if os.path.lexists(before) and before != path:
            move_once(before, path)
    return found_settings(path, before)


def found_settings(path: Path, before: Path) -> SettingsFile:
    """Read the settings where they are, and move nothing."""
    if before == path or not os.path.lexists(before):
        return SettingsFile.read(path)
    if not os.path.lexists(path):
        return SettingsFile.read(before)
    file = SettingsFile.read(path)
    file.problems = (*file.problems, f"{before} is not read any more: the settings are in {path}.")
    return file


def parsed(document: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings that a TOML document stands for, and a sentence for each part that does not fit."""
    problems = [f"{_shown(name)} is not known here; it is kept." for name in document if name not in _KNOWN]
    sections: dict[str, SettingsSection] = {}
    for name, kind in SECTIONS.items():
        table = document.get(name, {})
        if isinstance(table, dict):
            sections[name] = _section(name, kind, table, problems)
        else:
            problems.append(f"{name} must be a table; its defaults are used.")
    keys = _keys(document.get("keys", {}), problems)
    known: dict[str, Any] = {**sections, "keys": keys}
    return Settings(**known), tuple(problems)


_KNOWN: Final = frozenset(each.name for each in fields(Settings))


def _section(name: str, kind: type[SettingsSection], table: Mapping[str, Any], problems: list[str]) -> SettingsSection:
    """Return the section with the defaults in the place of what does not fit."""
    usual = asdict(kind())
    problems += [f"{name}.{_shown(key)} is not known here; it is kept." for key in table if key not in usual]
    given = {key: value for key, value in table.items() if key in usual}
    bad = sorted(key for key, value in given.items() if not kind.limit(key).fits(value))
    for key in bad:
        used = f"“{usual[key]}”" if usual[key] != "" else "the default"
        problems.append(f"{name}.{key} must be {kind.limit(key).words}; {used} is used.")
    return kind(**{key: _as_kept(value, usual[key]) for key, value in given.items() if key not in bad})


def _as_kept(value: Any, usual: Any) -> Any:
    """Return a value of the file; TOML knows whole numbers, a field for seconds does not."""
    return float(value) if isinstance(usual, float) else value


def _keys(table: object, problems: list[str]) -> dict[str, str]:
    if not isinstance(table, dict):
        problems.append("keys must be a table; every key is the usual one.")
        return {}
    bad = [key for key, value in table.items() if not isinstance(value, str) or not value.strip()]
    problems += [f'keys."{_shown(key)}" must be the name of a key, in quotes; the usual one is used.' for key in bad]
    return {key: value for key, value in table.items() if key not in bad}


def _shown(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"


def _is_there(path: Path) -> bool:
    """Tell whether there is anything of that name; what cannot be looked at may be."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _content(path: Path) -> bytes:
    """Return what a file holds; OSError or ValueError for what is none: the end of a pipe may never come."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise ValueError("it is no file")
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise ValueError("it is larger than 1 MB")
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - only whoever changes a setting waits for it

    try:
        yield
    except (OSError, ValueError, RecursionError, TOMLKitError) as error:
        raise HabitosError(
            f"The change holds until you quit, but {path} cannot be written: {_why(error)}.",
            title="The settings are not saved",
            hint="Put the file right or delete it, and change the setting once more.",
        ) from error


def _document(path: Path) -> "TOMLDocument":
    """Return the file as it is now, ready to be changed."""
    import tomlkit  # noqa: PLC0415 - as above

    if not _is_there(path):
        return tomlkit.parse(HEADER)
    return tomlkit.parse(_decoded(_content(path)))


def _write_changes(document: "TOMLDocument", before: Settings, after: Settings) -> None:
    for name in SECTIONS:
        old, new = asdict(getattr(before, name)), asdict(getattr(after, name))
        changes = {key: value for key, value in new.items() if value != old[key]}
        if changes:
            _table(document, name).update(changes)
    if before.keys != after.keys:
        table = _table(document, "keys")
        for key in before.keys.keys() - after.keys.keys():
            table.pop(key, None)
        table.update({key: value for key, value in after.keys.items() if before.keys.get(key) != value})


def _table(document: "TOMLDocument", name: str) -> dict[str, Any]:
    """Return the table of that name, a new one where the file has none or something else in its place."""
    import tomlkit  # noqa: PLC0415

    if not isinstance(document.get(name), dict):
        document[name] = tomlkit.table()
    table: dict[str, Any] = document[name]
    return table
