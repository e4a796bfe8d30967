"""Tags: words of the user's own, on behaviors and on what was done."""

from collections.abc import Iterable
from typing import Annotated, Final
from unicodedata import normalize

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

MAX_TAGS: Final = 20


def plain_tag(text: object) -> object:
    """Return a tag as it is kept: lower case, single spaces, without any #; what is no text as it is.

    So “#Outdoors” and “outdoors” are one tag.
    """
    if not isinstance(text, str):
        return text
    return " ".join(normalize("NFC", text.lower().replace("#", " ")).split())


def parse_tags(text: str) -> tuple[str, ...]:
    """Return the tags of a line such as "outdoors, with Sam", each once."""
    found = (str(plain_tag(part)) for part in text.split(","))
    return tuple(dict.fromkeys(tag for tag in found if tag))


def _single(tag: str) -> str:
    if "," in tag or not tag.isprintable():
        raise ValueError("must be words without commas")
    return tag


def _sorted(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(tags)))


Tag = Annotated[
    str, BeforeValidator(plain_tag), StringConstraints(min_length=1, max_length=50), AfterValidator(_single)
]
"""A word or a few of the user's own, such as "outdoors", to find, choose and compare by."""

Tags = Annotated[tuple[Tag, ...], AfterValidator(_sorted), Field(max_length=MAX_TAGS)]
"""In alphabetical order, each once."""
