"""Doing something as somebody who may not do everything, also where the tests run as root."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

NOBODY: Final = 65534


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Be another user than root, to whom `folder` and all in it belongs; somebody else stays who they are.

    What Python loads meanwhile may lie where only root can read: let it be loaded before.
    """
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
