from unicodedata import normalize

import pytest

from habitos_tui.domain.model.look_alikes import alike_pairs, look_alike


@pytest.mark.parametrize(
    "other",
    [
        "\u0430lice",  # Cyrillic
        "a1ice",
        "aIice",
        "a|ice",
        "ALICE",
        "\u0391lice",  # Greek
        "ali\u03f2e",
        "\uff41\uff4c\uff49\uff43\uff45",
        "\U0001d4b6lice",
        "al\u0131ce",
        "al\u0131\u0307ce",
        "ali\u0307ce",
        "al\u0456\u0307ce",
        "\u02cbalice",
        "alice\u01c3",
        "alice.",
        "alice\u2024",
        "alice ",
        "_alice_",
        "\u201calice\u201d",
    ],
)
def test_names_that_look_the_same_do(other: str) -> None:
    assert look_alike("alice", other)
    assert look_alike(other, "alice")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("modern", "rnodern"),
        ("oscar", "0scar"),
        ("kim", "\u043aim"),
        ("mike", "\u043cike"),
        ("bob", "\u0432ob"),
        ("tom", "\u0442\u043e\u043c"),
        ("Anna Maria", "Anna  Maria"),
        ("BOBA", "\u0412\u041e\u0412\u0410"),
        ("Zoë", normalize("NFD", "Zoë")),
        ("jean-luc", "jean\u2010luc"),
        ("o'neil", "o\u2019neil"),
        ("!!!", "!!!"),
        ("bob5", "bob\u01bc"),
    ],
)
def test_so_do_these(one: str, other: str) -> None:
    assert look_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("alice", "alicia"),
        ("Rene", "René"),
        ("ian", "lan"),
        ("nina", "\u043d\u0438\u043d\u0430"),
        ("\u05e2\u05d3", "\u05e2\u05d3\u05d9"),
        ("\u30a8\u30df", "\u30a8\u30df\u30fc"),
        ("bob", "bob2"),
        ("Jean-Luc", "Jean Luc"),
        ("Anna Maria", "Annamaria"),
        ("\u0418\u0440\u0438\u043d\u0430", "\u041c\u0430\u0440\u0438\u043d\u0430"),
        ("\u674e\u96f7", "\u674e\u6885"),
        ("!!!", "???"),
        ("", "a"),
    ],
)
def test_names_that_can_be_told_apart_do_not(one: str, other: str) -> None:
    assert not look_alike(one, other)


def test_pairs_that_look_alike_are_found() -> None:
    assert list(alike_pairs(["alice", "bob", "a1ice"])) == [("alice", "a1ice")]
