"""The picture of the app in a browser, where there is a Chromium to take it: `browser.png`, of the week in 120x40.

No two browsers draw a letter alike. So the picture remembers which drawing of the same screen it goes with, and is out
of date when that one has changed.
"""

import struct
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zlib import crc32

from households import THURSDAY

from habitos_tui.bootstrap import DataDirectory
from tests.support.chromium import PROGRAM, Chromium
from tests.support.served import served

HERE: Final = Path(__file__).parent
PICTURE: Final = HERE / "browser.png"
DRAWING: Final = HERE / "week-120x40.svg"
SIZE: Final = (1083, 724)
"""In pixels; in the font of the page 120 columns and 40 lines."""
PASSWORD: Final = "correct horse"
_KEYWORD: Final = b"Drawing\0"
_BEFORE_END: Final = -12
"""Where the last chunk of a PNG begins."""


def is_out_of_date() -> bool:
    """Tell whether the picture goes with another drawing; not where nobody could take it anew."""
    return PROGRAM is not None and not (PICTURE.exists() and _remembered() in PICTURE.read_bytes())


def take(household: DataDirectory) -> None:
    """Take the picture of a household that is there for it alone."""
    (person,) = household.accounts.profiles()
    household.accounts.change_password(person, None, PASSWORD)
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        served(household.paths.root, moment=THURSDAY) as server,
        Chromium(Path(folder), size=SIZE) as browser,
    ):
        browser.open(server.url)
        browser.wait_for("Password of")
        browser.type(f"{PASSWORD}\r")
        browser.wait_for("Thursday 26 Nov")
        browser.type("2\t")
        browser.wait_for("Week 48")
        browser.rest()
        png = browser.picture()
    PICTURE.write_bytes(png[:_BEFORE_END] + _remembered() + png[_BEFORE_END:])


def _remembered() -> bytes:
    """Return the chunk of a PNG that says which drawing it goes with."""
    content = b"tEXt" + _KEYWORD + sha256(DRAWING.read_bytes()).hexdigest().encode()
    return struct.pack(">I", len(content) - 4) + content + struct.pack(">I", crc32(content))
