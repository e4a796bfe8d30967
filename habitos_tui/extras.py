"""What only those install who want it: an extra is a name in brackets, as in pip install 'habitos-tui[web]'.

The ranges are those of pyproject.toml, which is not at hand once the program is installed.
"""

import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from operator import ge, lt
from pathlib import Path
from typing import Final

from habitos_tui.errors import HabitosError


@dataclass(frozen=True, slots=True)
class Extra:
    """A name, what it is for as the beginning of a sentence, and the packages that it needs, each with its versions."""

    name: str
    purpose: str
    packages: Mapping[str, str]


EXTRAS: Final = {
    extra.name: extra
    for extra in (
        Extra(
            "api",
            "The HTTP API",
            {
                "fastapi": ">=0.160,<1",
                "pyjwt": ">=2.10,<3",
                "starlette": ">=1,<2",
                "uvicorn": ">=0.50,<1",
                "websockets": ">=16,<18",
            },
        ),
        Extra(
            "calendar",
            "Calendar files",
            {
                "icalendar": ">=7.2,<8",
                "recurring-ical-events": ">=3.8,<4",
                "tzdata": ">=2024.1",
                "x-wr-timezone": ">=2,<3",
            },
        ),
        Extra("mcp", "The server for assistants", {"anyio": ">=4.9,<5", "mcp": ">=2,<3", "mcp-types": ">=2,<3"}),
        Extra("solvers", "The engines evolve and smooth", {"pymoo": ">=0.6.1.5,<0.7", "scipy": ">=1.15,<2"}),
        Extra("web", "The app in a browser", {"aiohttp": ">=3.12,<4", "textual-serve": ">=1.1,<2"}),
    )
}

_MODULES: Final = {"pyjwt": "jwt"}
"""Of packages whose modules are called otherwise."""
_OURS: Final = "habitos_tui"
UNKNOWN: Final = "unknown"
"""The version of a package that says none."""
_COMPARED: Final = {">=": ge, "<": lt}


class State(StrEnum):
    """Whether an extra can be used."""

    THERE = "there"
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class FoundPackage:
    """A package of an extra: the version that is there ("" for none), the ones wanted, and what is wrong with it."""

    name: str
    version: str
    wanted: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FoundExtra:
    """An extra, as it is here."""

    extra: Extra
    packages: tuple[FoundPackage, ...]

    @property
    def missing(self) -> tuple[FoundPackage, ...]:
        """The packages that are not there."""
        return tuple(package for package in self.packages if not package.version)

    @property
    def wrong(self) -> list[str]:
        """What is wrong with each package that something is wrong with."""
        return [f"{package.name} {package.problem}" for package in self.packages if package.problem]

    @property
    def state(self) -> State:
        """Whether it can be used; one of which a package is missing is missing."""
        if self.missing:
            return State.MISSING
        return State.BROKEN if any(package.problem for package in self.packages) else State.THERE


def require(name: str) -> None:
    """Raise HabitosError with what to install where a package of an extra is not there; nothing is loaded."""
    extra = EXTRAS[name]
    if missing := [package for package in extra.packages if not _has_module(package)]:
        # What is noted as installed, pip does not install again unless it must.
        partly = any(map(_is_noted, missing))
        raise HabitosError(
            f"{extra.purpose}: what is needed is not installed ({', '.join(missing)}).",
            title="Something is missing",
            hint=mend_command(name) if partly else install_command(name),
        )


@contextmanager
def loading(name: str) -> Iterator[None]:
    """Surround the import of what uses an extra: HabitosError with what mends it where that is not to be had."""
    require(name)
    try:
        yield
    except Exception as error:
        found = _look_at(EXTRAS[name])
        wrong = found.wrong
        if not wrong and isinstance(error, ImportError) and not (error.name or "").startswith(_OURS):
            wrong = [f"something cannot be loaded ({error})"]
        if not wrong:
            raise
        raise HabitosError(
            f"{found.extra.purpose}: {'; '.join(wrong)}.", title="Something is broken", hint=mend_command(name)
        ) from error


def install_command(name: str, prefix: str = sys.prefix) -> str:
    """Return what installs an extra where this program is installed: by pip, or by pipx."""
    if "pipx" in Path(prefix).parts:
        packages = " ".join(f"'{package}{wanted}'" for package, wanted in EXTRAS[name].packages.items())
        return f"pipx inject habitos-tui {packages}"
    return f"pip install 'habitos-tui[{name}]'"


def mend_command(name: str, prefix: str = sys.prefix) -> str:
    """Return what installs the packages of an extra anew, in versions that are wanted."""
    wanted = " ".join(f"'{package}{limits}'" for package, limits in EXTRAS[name].packages.items())
    pip = "pipx runpip habitos-tui" if "pipx" in Path(prefix).parts else "pip"
    return f"{pip} install --force-reinstall {wanted}"


def find_extras() -> Iterator[FoundExtra]:
    """Yield every extra as it is here; each package that is there is loaded, which takes a moment."""
    for extra in EXTRAS.values():
        yield _look_at(extra)


def _look_at(extra: Extra) -> FoundExtra:
    return FoundExtra(extra, tuple(_found(name, wanted) for name, wanted in extra.packages.items()))


def _found(name: str, wanted: str) -> FoundPackage:
    try:
        there = _version(name)
    except PackageNotFoundError:
        return FoundPackage(name, "", wanted, "is not installed")
    if there == UNKNOWN or not _has_module(name):
        return FoundPackage(name, there, wanted, "is not installed whole")
    if not is_within(there, wanted):
        return FoundPackage(name, there, wanted, f"is {there} where {wanted} is wanted")
    return FoundPackage(name, there, wanted, _why_not_loaded(name))


def _why_not_loaded(package: str) -> str:
    """Return why a package that is there cannot be loaded, "" where it can."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import_module(module_of(package))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a package that is broken can raise anything
        return f"cannot be loaded ({type(error).__name__}: {error})"
    return ""


def _version(name: str) -> str:
    """Return the version of a package; what says it can be gone, or empty."""
    try:
        said: str | None = version(name)
    except KeyError:
        return UNKNOWN
    return said or UNKNOWN


def _is_noted(name: str) -> bool:
    """Tell whether a package is noted as installed, which it may be without its modules."""
    try:
        _version(name)
    except PackageNotFoundError:
        return False
    return True


def _has_module(package: str) -> bool:
    """Tell whether there is something to load; the folder that a removed package leaves behind is nothing."""
    found = find_spec(module_of(package))
    return found is not None and found.origin is not None


def module_of(package: str) -> str:
    """Return the name by which a package is imported."""
    return _MODULES.get(package, package.replace("-", "_"))


def is_within(there: str, wanted: str) -> bool:
    """Tell whether a version is in a range such as >=2,<3; only its numbers count."""
    limits = (re.fullmatch(r"(>=|<)([\d.]+)", each) for each in wanted.split(","))
    return all(limit is None or _COMPARED[limit[1]](_numbers(there), _numbers(limit[2])) for limit in limits)


def _numbers(text: str) -> list[int]:
    """Return the numbers of a version; zeros at the end say nothing."""
    found = re.match(r"\d+(?:\.\d+)*", text)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return numbers
