"""Files that others see as they were or as they are to be, never in between."""

import os
import secrets
import stat
from pathlib import Path

PRIVATE_FILE = 0o600
"""Permissions of a file that only its owner may read."""


def write_atomically(path: Path, data: bytes, mode: int | None = None) -> None:
    """Put a file with `data` in the place of `path`, through a link if it is one; OSError leaves what was there.

    It gets the permissions `mode`; without, it keeps those of the file that was there, or gets the usual ones.
    """
    path = Path(os.path.realpath(path))
    partial = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}")
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else mode)
        with os.fdopen(descriptor, "wb") as stream:
            if mode is None and path.exists():
                os.fchmod(stream.fileno(), stat.S_IMODE(path.stat().st_mode))
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
