"""Every picture can be read by people who see little."""

from pathlib import Path

from tests.support.contrast import faint, of_picture

PICTURES = sorted((Path(__file__).parent / "__snapshots__").rglob("*.svg"))


def test_every_picture_has_enough_contrast() -> None:
    assert PICTURES
    found = {picture.name: faint(of_picture(picture.read_text())) for picture in PICTURES}
    assert {name: pieces for name, pieces in found.items() if pieces} == {}
