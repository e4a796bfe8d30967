"""Damages a data directory in drawn ways and runs every command on each.

What is promised: a sentence and an exit code of the README, no traceback and no “unexpected”; a command that fails, and
one that only reads, leaves every file as it was; a database that is none is told by every command that needs it, with
what to do next.
"""

import json
import os
import random
import re
import shlex
import shutil
import signal
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import format_exception
from typing import Final

import pytest

from habitos_tui import bootstrap
from habitos_tui.cli.main import cli
from habitos_tui.clock import FixedClock
from habitos_tui.errors import ExitCode
from tests.cli.conftest import FILES, NINE, READ
from tests.cli.test_examples import EXAMPLES, commands
from tests.support.cli import Answer, invoke
from tests.support.damages import DAMAGES, Damage
from tests.support.patience import crowding
from tests.torture.promises import Promise, Tally

NOBODY: Final = 65534
Judge = Callable[[Path, Path, Damage, int, Sequence[str]], tuple[list[int], list[str]]]
"""Tries lines on a damage, drawn with a seed, of a copy of a home; returns the exit codes and what was broken."""

FEW, SOME, MOST = 4, 20, 1000
"""Commands that are tried on a damage: in the tests, on three of five damages, and on two of them."""
PATIENCE: Final = 60
"""Seconds that no command takes."""

DONE: Final = frozenset({ExitCode.OK, ExitCode.UNTOLD})
CODES: Final = frozenset(map(int, ExitCode))
"""Those of the README without signals, which nobody sends."""

NEEDS_NO_DATA: Final = re.compile(
    r"habitos-tui( demo)?$|habitos-tui (solve|verify|completion|restore)\b|backup --list|check --mend"
)
ONLY_READS: Final = re.compile(
    r"habitos-tui (today|due|week|stats|review|problem|check|doctor|solve|verify|completion|export|calendar write)\b"
    r"|habitos-tui (\w+ )?(list|show)\b|habitos-tui (log|tags)( -.*)?$|.*(--dry-run|--list)"
)
SLOW: Final = re.compile(r"habitos-tui (demo|plan|solve|verify|problem|suggestions|review)\b")
"""What searches; it is run for one damage in ten where it is not refused at once."""


def run(count: int, seed: int) -> Tally:
    """Draw `count` damages and run every command on each; of a few damages only a few, on fewer things."""
    tally, codes, draw = Tally(), Counter[int](), random.Random(seed)
    whole = count >= len(DAMAGES)
    with TemporaryDirectory() as folder:
        home = furnished(Path(folder), whole=whole)
        if whole:
            warm_up(home)
        usable = DAMAGES if whole else [damage for damage in DAMAGES if not (damage.forbids and os.geteuid() == 0)]
        kinds = draw.sample(usable, len(usable))
        for number in range(count):
            damage, drawn = kinds[number % len(kinds)], draw.randrange(2**32)
            with tally.trial(f"{damage.name}, drawn with {drawn}"):
                most = FEW if not whole else MOST if number % 5 < 2 else SOME
                lines = calls(random.Random(drawn), most)
                ended, broken = judged_apart(home, damage, drawn, lines)
                codes.update(ended)
                assert not broken, "; ".join(broken)
    tally.figures["commands"] = f"{codes.total():,}"
    tally.figures["exit codes"] = ", ".join(f"{code} {times:,} times" for code, times in sorted(codes.items()))
    return tally


def mend(count: int, seed: int) -> Tally:
    """Draw `count` damages and mend them: what is mended passes the check, what cannot be is left as it is."""
    tally, codes, draw = Tally(), Counter[int](), random.Random(seed)
    with TemporaryDirectory() as folder:
        home = furnished(Path(folder), whole=count > FEW)
        kinds = [damage for damage in DAMAGES if not damage.forbids]
        for _ in range(count):
            damage, drawn = draw.choice(kinds), draw.randrange(2**32)
            with tally.trial(f"{damage.name}, drawn with {drawn}"):
                ended, broken = judged_apart(home, damage, drawn, ["habitos-tui check --mend --yes"], mended)
                codes.update(ended)
                assert not broken, "; ".join(broken)
    tally.figures["mended"] = f"{codes[0]:,}"
    tally.figures["not to be mended"] = f"{codes.total() - codes[0]:,}"
    return tally


def mended(home: Path, work: Path, damage: Damage, seed: int, lines: Sequence[str]) -> tuple[list[int], list[str]]:
    """Mend one damage of a copy of `home` at `work`; return the exit code and what was broken."""
    before = spoil(home, work, damage, seed)
    with at(work), working(work / "data") as habitos:
        (_, answer), *_ = run_line(lines[0], habitos)
        after = habitos("check") if answer.code == 0 else answer
    changed = differences(before, files_in(work / "data"))
    broken = list(faults(lines[0], [(lines[0], answer)], replace(damage, told=None), changed=""))
    if answer.code == 0 and after.code != 0:
        broken.append(f"is mended and ended with {after.code}: {after.out[-300:]}")
    if answer.code and changed:
        broken.append(f"changed {changed} and ended with {answer.code}")
    return [answer.code], broken


def furnished(folder: Path, *, whole: bool) -> Path:
    """Return the home of somebody who uses everything, or a few things: `data`, and the files that examples name."""
    folder.chmod(0o755)
    with at(folder):
        for name, content in FILES.items():
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text(content if isinstance(content, str) else json.dumps(content))
        with working(folder / "data") as habitos:
            assert habitos("profile", "create", "alice").code == 0
            for name in ("Run", "Read a book", "Strength training", "Meditation", "Journal"):
                own = {**READ, "name": name, "tags": ["errands", "outdoors"], "target_per_week": 2, "max_per_week": 3}
                assert habitos("behaviors", "add", "-", stdin=json.dumps(own)).code == 0
            for line in LIVED if whole else LIVED[-4:]:
                answer = habitos(*shlex.split(line))
                assert answer.code == 0, (line, answer)
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    return folder


def calls(chance: random.Random, most: int) -> list[str]:
    """Return an example of each command, or of `most` of them, drawn from those in its help."""
    found: dict[str, list[str]] = {}
    named = sorted((call for call, _ in commands(cli)), key=len)
    for line in EXAMPLES:
        found.setdefault(next((call for call in reversed(named) if call in line), line), []).append(line)
    drawn = [chance.choice(lines) for lines in found.values()]
    drawn = [line.replace("export alice.json", "export other.json") for line in drawn]  # the former is imported
    return chance.sample(drawn, min(most, len(drawn)))


def warm_up(home: Path) -> None:
    """Load what commands load, before somebody who may not read it needs it; no solver, whose threads no fork keeps."""
    with TemporaryDirectory() as folder:
        (home / "data" / "settings.toml").touch()  # a start without one loads nothing to read it
        lines = [line for line in EXAMPLES if not SLOW.search(line)]
        judged(home, Path(folder) / "home", Damage("none", lambda data, chance: None), 0, lines)


LIVED: Final = (
    'tasks add "A report" --due 2026-12-24', 'tasks add "The dentist" --due 2026-12-24', "rules add rule.json",
    "busy add mon-fri 09:00 17:00", "busy add 2026-12-01 14:00 15:00 Dentist", "busy delete 1 --on 2026-11-30",
    "calendar add team.ics --name Work", "done run --at 2026-11-22T07:30 --rating 4 --tag outdoors --note wet",
    "done read --at 2026-11-22T08:30", "skip run --day 2026-11-21 --reason cold", "away 2026-12-20 2026-12-27",
    "away today", "undo", "pause meditation 2026-10-06 2026-10-10", "plan --time-limit 5",
    "behaviors archive journal", "objectives edit health --weight 40", "backup", "backup copy.db", "export alice.json",
)  # fmt: skip


def judged_apart(
    home: Path, damage: Damage, seed: int, lines: Sequence[str], judge: Judge | None = None
) -> tuple[list[int], list[str]]:
    """Judge one damage in a process of its own, in which nobody is root; return the exit codes and what was broken."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reader)
            with TemporaryDirectory() as folder, os.fdopen(writer, "w") as pipe:
                try:
                    found = _as_nobody(home, Path(folder), damage, seed, lines, judge or judged)
                except Exception as error:  # noqa: BLE001 - told by the parent
                    found = ([], ["".join(format_exception(error))])
                json.dump(found, pipe)
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    codes, broken = json.loads(text) if text else ([], ["the process ended"])
    return codes, broken


def _as_nobody(
    home: Path, folder: Path, damage: Damage, seed: int, lines: Sequence[str], judge: Judge
) -> tuple[list[int], list[str]]:
    if damage.forbids and os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    os.environ["HOME"] = str(folder)
    work = folder / "home"
    try:
        return judge(home, work, damage, seed, lines)
    finally:
        remove(work)


def judged(home: Path, work: Path, damage: Damage, seed: int, lines: Sequence[str]) -> tuple[list[int], list[str]]:
    """Run the lines on one damage of a copy of `home` at `work`; return the exit codes and what was broken."""
    codes, broken, before, beside = [], [], None, None
    with_search = not damage.forbids and random.Random(seed).random() < 0.1
    refuses = not damage.forbids and damage.told is not None
    for line in lines:
        if SLOW.search(line) and not (with_search or (refuses and not NEEDS_NO_DATA.search(line))):
            continue
        if before is None:
            before = spoil(home, work, damage, seed)
            beside = files_beside(work)
        with at(work), working(work / "data") as habitos:
            answers = list(run_line(line, habitos))
        after = files_in(work / "data")
        codes += [answer.code for _, answer in answers]
        broken += [f"{line}: {what}" for what in faults(line, answers, damage, changed=differences(before, after))]
        if before != after or beside != files_beside(work):
            before = None
    return codes, broken


def spoil(home: Path, work: Path, damage: Damage, seed: int) -> dict[str, str]:
    """Put a damaged copy of `home` at `work` and return what is in it."""
    remove(work)
    shutil.copytree(home, work)
    damage.harm(work / "data", random.Random(seed))
    return files_in(work / "data")


def files_beside(work: Path) -> dict[str, tuple[int, int]]:
    """Return what lies beside the data directory: names of files that commands read or write, with size and moment."""
    files = ((path.name, path.stat()) for path in work.iterdir() if path.is_file())
    return {name: (about.st_size, about.st_mtime_ns) for name, about in files}


def remove(work: Path) -> None:
    """Remove a directory, also one that nobody may enter."""
    if not work.exists():
        return
    for path in (work / "data", work / "data" / "backups", work / "data" / "crashes"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)
    shutil.rmtree(work)


def faults(line: str, answers: Sequence[tuple[str, Answer]], damage: Damage, changed: str) -> Iterator[str]:
    """Yield what a line has broken of what is promised."""
    for call, answer in answers:
        said = answer.out + answer.err
        if "unexpected" in said or "Traceback" in said:
            yield said[-300:]
        if answer.code not in CODES:
            yield f"ended with {answer.code}"
        nothing_due = call.startswith("habitos-tui due") and answer.code == ExitCode.NOTHING_DUE
        if answer.code and not nothing_due and not said.strip():
            yield f"ended with {answer.code} without a word"
        if answer.code == 13 and not re.search(
            "restore|doctor|check|[Bb]ring back|Put the database back|[Mm]ove", said
        ):
            yield f"says no next step: {said[-300:]}"
        if damage.told is not None and not NEEDS_NO_DATA.search(call) and answer.code not in {damage.told, 64}:
            yield f"ended with {answer.code} instead of {damage.told}: {said[-300:]}"
    if changed and (
        any(answer.code not in DONE for _, answer in answers) or all(ONLY_READS.match(call) for call, _ in answers)
    ):
        yield f"changed {changed} and ended with {[answer.code for _, answer in answers]}"


def run_line(line: str, habitos: Callable[..., Answer]) -> Iterator[tuple[str, Answer]]:
    """Run a shell line of pipes and redirections; yield each call of ours with its answer."""
    out = ""
    for words in line.split(" | "):
        call, _, target = words.partition(" > ")
        program, *arguments = shlex.split(call)
        if program == "echo":
            out = arguments[0]
            continue
        answer = habitos(*arguments, stdin=out)
        yield call, answer
        if answer.code:
            return
        out = answer.out
        if target:
            Path(target).write_text(out)


class TooLongError(BaseException):
    """A command did not come to an end; nothing in the program takes this for an error of its own."""


def _patiently(data: Path, *words: str, stdin: str = "") -> Answer:
    """Run a command; what nobody foresaw is told as Python would."""

    def ring(*_: object) -> None:
        raise TooLongError

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(round(PATIENCE * crowding()))
    try:
        return invoke(*words, stdin=stdin, env={"HABITOS_DATA_DIR": str(data), "XDG_CONFIG_HOME": str(data.parent)})
    except (Exception, TooLongError) as error:  # noqa: BLE001 - what nobody foresaw is what is looked for
        return Answer(1, "", "Traceback " + "".join(format_exception(error))[-700:])
    finally:
        signal.alarm(0)


@contextmanager
def working(data: Path) -> Iterator[Callable[..., Answer]]:
    """Give what runs a command on `data` on a Monday at nine."""
    with pytest.MonkeyPatch.context() as patch:
        opened = partial(bootstrap.open_data_directory, clock=FixedClock(NINE), cost=4)
        patch.setattr(bootstrap, "open_data_directory", opened)
        yield partial(_patiently, data)


@contextmanager
def at(folder: Path) -> Iterator[None]:
    """Work in a folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def files_in(data: Path) -> dict[str, str]:
    """Return what lies in the data directory; the lock beside the database says nothing about it."""
    found = {}
    modes = {}
    for path in (data, data / "backups", data / "crashes"):
        if path.is_dir() and not path.is_symlink():
            modes[path] = stat.S_IMODE(path.stat().st_mode)
            path.chmod(0o700)
    for path in sorted(data.rglob("*")):
        if not path.name.endswith(".lock"):
            found[str(path.relative_to(data))] = _content(path)
    for path, mode in reversed(modes.items()):
        path.chmod(mode)
    return found


def _content(path: Path) -> str:
    about = path.lstat()
    if not stat.S_ISREG(about.st_mode):
        return oct(about.st_mode)
    if not about.st_mode & 0o400:
        path.chmod(0o600)
        content = path.read_bytes()
        path.chmod(stat.S_IMODE(about.st_mode))
    else:
        content = path.read_bytes()
    return f"{oct(about.st_mode)} {hash(content)}"


def differences(before: dict[str, str], after: dict[str, str]) -> str:
    """Return the names of the files that differ; SQLite itself removes a journal that is none."""
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    return ", ".join(name for name in changed if not name.endswith(("-journal", "-wal", "-shm")))


PROMISES: Final = (
    Promise(
        "drawn damages of the data, every command on 200 of them, 20 on the others: told with its exit code and a next "
        "step, nothing changed",
        500,
        10,
        run,
    ),
    Promise("drawn damages, mended: what is mended passes the check, what cannot be stays as it is", 200, FEW, mend),
)
