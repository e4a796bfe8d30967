"""Files that others see as they were or as they are to be, never in between, and what is left of those that were not.

What is unfinished has a name of its own with the number of the process that writes it. A process that is killed cannot
remove it; the next one that writes there does.
"""

import os
import re
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

PRIVATE_FILE = 0o600
"""Permissions of a file that only its owner may read."""
PRIVATE_FOLDER = 0o700
"""Permissions of a folder that only its owner may enter."""
_MOST: Final = 200
"""Bytes of a name that go into that of its unfinished copy, which may have 255."""
_UNFINISHED: Final = re.compile(r"\.(?P<name>.+)\.(?P<pid>\d+)-[0-9a-f]{8}\.partial(-journal|-wal|-shm)?", re.DOTALL)
_FOLDERS: Final = "habitos-tui-"
"""How the names of folders begin that are needed for a moment."""
_FOLDER: Final = re.compile(_FOLDERS + r"(?P<pid>\d+)-[a-z0-9_]{8}")


def write_atomically(path: Path, data: bytes, mode: int | None = None) -> None:
    """Put a file with `data` in the place of `path`, through a link if it is one; OSError leaves what was there.

    It gets the permissions `mode`; without, it keeps those of the file that was there, or gets the usual ones.
    """
    path = Path(os.path.realpath(path))
    clear_unfinished(path)
    partial = unfinished_name(path)
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else mode)
        with os.fdopen(descriptor, "wb") as stream:
            if mode is None and path.exists():
                os.fchmod(stream.fileno(), stat.S_IMODE(path.stat().st_mode))
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
        with suppress(PermissionError):  # of a folder that only its owner may list; the file is there
            flush(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def create_once(path: Path, data: bytes) -> None:
    """Make a file that only its owner may read, whole from the first moment; one that is there already stays.

    Of several processes that do so at the same moment one makes it.
    """
    if os.path.lexists(path):
        return
    clear_unfinished(path)
    partial = unfinished_name(path)
    try:
        _write_new(partial, data, PRIVATE_FILE)
        _name_if_free(partial, path)
        with suppress(PermissionError):  # of a folder that only its owner may list; the file is there
            flush(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def move_once(old: Path, new: Path) -> None:
    """Give a file another place, whoever else does so at the same moment; what is in that place already stays.

    A link leads to where it led. OSError leaves what was there, a process that is killed one of the two or both.
    """
    if not os.path.lexists(new):
        new.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        partial = unfinished_name(new)
        try:
            _copy(old, partial)
            _name_if_free(partial, new)
        except FileNotFoundError:
            return  # somebody else was faster, and changed it perhaps
        finally:
            partial.unlink(missing_ok=True)
    if old.exists() and old.read_bytes() == new.read_bytes():
        old.unlink(missing_ok=True)


def _copy(old: Path, new: Path) -> None:
    if old.is_symlink():
        new.symlink_to(os.path.realpath(old))
        return
    _write_new(new, old.read_bytes(), stat.S_IMODE(old.stat().st_mode))


def _write_new(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _name_if_free(partial: Path, new: Path) -> None:
    try:
        os.link(partial, new, follow_symlinks=False)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not os.path.lexists(new):
            partial.replace(new)


def flush(path: Path) -> None:
    """Wait until a file, or the names in a directory, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unfinished_name(path: Path) -> Path:
    """Return a name beside `path` for what is to become it."""
    return path.with_name(f".{_cut(path.name)}.{os.getpid()}-{secrets.token_hex(4)}.partial")


def clear_unfinished(path: Path) -> None:
    """Remove what processes that are no more have left of what was to become `path`."""
    own = _cut(path.name)
    clear_folder(path.parent, lambda name: name == own)


def clear_folder(folder: Path, whose: Callable[[str], bool]) -> None:
    """Remove what processes that are no more have left in a folder of the files whose names, cut, are `whose`.

    Nothing is removed where the folder cannot be read: what is to be written there says so.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208 - of thousands of items of a calendar, each time one is written
    except OSError:
        return
    for name in names:
        found = _UNFINISHED.fullmatch(name) if name.startswith(".") else None
        if found is not None and whose(found["name"]) and not _runs(int(found["pid"])):
            folder.joinpath(name).unlink(missing_ok=True)


@contextmanager
def folder_for_a_moment() -> Iterator[Path]:
    """Give an empty folder that only its owner can enter, and remove it at the end with all that is in it.

    Those of processes that were killed go as well: what a profile or a calendar holds is nothing to lie around.
    """
    import tempfile  # noqa: PLC0415 - takes longer to load than most commands to run

    _clear_folders(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=f"{_FOLDERS}{os.getpid()}-") as name:
        yield Path(name)


def _cut(name: str) -> str:
    return os.fsencode(name)[:_MOST].decode(errors="ignore")


def _clear_folders(place: Path) -> None:
    import shutil  # noqa: PLC0415 - as above

    for folder in place.glob(f"{_FOLDERS}*"):
        found = _FOLDER.fullmatch(folder.name)
        if found is not None and not _runs(int(found["pid"])):
            shutil.rmtree(folder, ignore_errors=True)  # those of other people stay: only they can enter them


def _runs(pid: int) -> bool:
    """Tell whether there is a process of that number, whosesoever."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
