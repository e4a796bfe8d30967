"""Hostile text in the place of every value that a command takes: it is kept or refused with a sentence, shown as text.

The values are found, not listed: every argument of every command, and every option that is given one.
"""

import json
import os
import random
import re
import shlex
import shutil
import signal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import click

from habitos_tui.cli.main import cli
from habitos_tui.errors import ExitCode
from tests.cli.conftest import FILES
from tests.cli.test_examples import EXAMPLES, commands
from tests.support.hostile import HOSTILE_NAMES
from tests.support.household import add_alice, make_household
from tests.torture.contents import contents_of
from tests.torture.fork_server import Ending, fork_server
from tests.torture.promises import Promise, Tally

DEEP: Final = "a/b/c/d"
"""Where commands are called, so that a path that leads up stays in a folder of ours."""
READERS: Final = (
    *(("today",), ("week",), ("log",), ("behaviors", "list"), ("rules", "list"), ("objectives", "list"), ("tags",)),
    *(("due",), ("stats",), ("busy", "list"), ("calendar", "list"), ("profile", "list"), ("check",)),
)
"""What is looked at after a text was kept."""
SERVE_SECONDS: Final = 10.0
"""After which what serves others is ended: it does not end by itself."""
CODES: Final = frozenset(map(int, ExitCode))
ENDED: Final = -signal.SIGKILL
CONTROL: Final = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Target:
    """A value of a command: the words that call the command, and the place of the value among its parameters."""

    call: str
    number: int

    def parameters(self) -> Sequence[click.Parameter]:
        """Return the parameters of the command, this one among them."""
        return dict(commands(cli))[self.call].params

    @property
    def parameter(self) -> click.Parameter:
        """What takes the value."""
        return self.parameters()[self.number]


def targets() -> list[Target]:
    """Return every value of every command."""
    return [
        Target(call, number)
        for call, command in commands(cli)
        for number, parameter in enumerate(command.params)
        if not (isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count))
    ]


def say_hostile_things(count: int, seed: int) -> Tally:
    """Give hostile texts to the commands, each to another value, so many times altogether."""
    tally, draw, found, texts = Tally(), random.Random(seed), targets(), typeable()
    draw.shuffle(found)
    draw.shuffle(texts)
    kept = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        household = make_household(folder)
        add_alice(household)
        whole = folder / "whole"
        shutil.copytree(household.paths.root, whole)
        for number, (target, text) in enumerate(islice(zip(cycle(found), cycle(texts), strict=False), count)):
            with tally.trial(f"{number}: {target.call}, {target.parameter.name} with {text[:40]!r}"):
                kept += _say(target, text, household.paths.root, _laid_out(folder / "place"), draw)
                shutil.rmtree(household.paths.root)
                shutil.copytree(whole, household.paths.root)
    tally.figures = {"values": str(len(found)), "kept": str(kept)}
    return tally


def typeable() -> list[str]:
    """Return the texts that can be words of a command: none with a zero byte, broken ones as the system hands on."""
    encoded = (name.encode("utf-8", "surrogatepass") for name in HOSTILE_NAMES if "\0" not in name)
    return [os.fsdecode(text) for text in encoded]


def _laid_out(place: Path) -> Path:
    """Return a new folder with the files that examples name."""
    shutil.rmtree(place, ignore_errors=True)
    deep = place / DEEP
    for name, content in FILES.items():
        (deep / name).parent.mkdir(parents=True, exist_ok=True)
        (deep / name).write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return deep


def _say(target: Target, text: str, data: Path, cwd: Path, draw: random.Random) -> bool:
    """Give a text to a command and hold what it says against what is promised; return whether something was kept."""
    server, database = fork_server(), data / "habitos.db"
    before = contents_of(database)
    serves = "doors" in dict(commands(cli))[target.call].callback.__module__
    ending = server.run(data, *words_of(target, text, draw), cwd=cwd, kill_after=SERVE_SECONDS if serves else None)
    assert_civil(ending, serves=serves)
    kept = contents_of(database) != before
    assert not (kept and ending.status), f"ended with {ending.status} and changed something"
    if kept:
        assert_civil(server.run(data, *draw.choice(READERS), cwd=cwd))
    return kept


def words_of(target: Target, text: str, draw: random.Random) -> list[str]:
    """Return the words of an example of the command, with a text in the place of a value."""
    command = dict(commands(cli))[target.call]
    given = _given(target.call, command, draw) | {str(target.parameter.name): text}
    options = [each for each in command.params if isinstance(each, click.Option)]
    if "time_limit" in {each.name for each in options}:
        given.setdefault("time_limit", "1")
    arguments = [word for each in command.params if isinstance(each, click.Argument) for word in _values(each, given)]
    words = [*target.call.split()[1:], *(word for each in options for word in _option(each, given))]
    return [*words, "--", *arguments] if arguments else words


def _given(call: str, command: click.Command, draw: random.Random) -> dict[str, Any]:
    """Return what an example of the command gives, by the names of its parameters."""
    known = [other for other, _ in commands(cli) if other.startswith(f"{call} ")]
    lines = [
        line
        for line in EXAMPLES
        if f"{line} ".startswith(f"{call} ") and not any(f"{line} ".startswith(f"{other} ") for other in known)
    ]
    simple = [line for line in lines if " | " not in line and " > " not in line]
    if not simple:
        return {}
    context = click.Context(command, info_name=call)
    words = shlex.split(draw.choice(simple))[len(call.split()) :]
    found, _, _ = command.make_parser(context).parse_args(words)
    return {name: value for name, value in found.items() if isinstance(value, bool | str | list | tuple)}


def _values(parameter: click.Parameter, given: Mapping[str, Any]) -> Iterator[str]:
    value = given.get(str(parameter.name))
    if isinstance(value, str):
        yield from [value] * max(parameter.nargs, 1)
    elif isinstance(value, list | tuple):
        yield from map(str, value)


def _option(option: click.Option, given: Mapping[str, Any]) -> Iterator[str]:
    value, name = given.get(str(option.name)), max(option.opts, key=len)
    if option.is_flag:
        yield from [name] if value is True else []
    elif option.nargs > 1:
        yield from [name, *_values(option, given)] if value is not None else []
    else:
        yield from (f"{name}={each}" for each in _values(option, given))


def assert_civil(ending: Ending, *, serves: bool = False) -> None:
    """Hold how a command ended against what a person may expect."""
    said = ending.out + ending.err
    assert ending.status in CODES or (serves and ending.status == ENDED), f"status {ending.status}: {said[-300:]}"
    assert "Traceback" not in said, said[-600:]
    assert "unexpected" not in said.lower().replace("unexpected extra argument", ""), said[-300:]
    assert not (bad := CONTROL.search(said)), f"{bad[0]!r} in {said[max(0, bad.start() - 150) : bad.end() + 50]!r}"
    assert not ending.status or said.strip(), f"ended with {ending.status} without a word"
    assert not ending.orphans or serves, "a process is left"


PROMISES: Final = (
    Promise(
        "hostile text in every value that a command takes: kept or refused with a sentence, shown as text",
        1200,
        6,
        say_hostile_things,
    ),
)
