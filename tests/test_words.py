"""One word for one thing, in all that users read: screens, commands, messages, guide and README."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import habitos_tui

PACKAGE = Path(habitos_tui.__file__).parent
PAGES = (PACKAGE / "ui/help/guide.md", PACKAGE.parent / "README.md")
GLOSSARY = PACKAGE.parent / "docs/glossary.md"

INSTEAD: Mapping[str, str] = {
    r"\bOnce more\b": "Repeat, of a password; Try again, of an action",
    r"\b(What for|When not)\b": "Goals, Activities, Busy times",
    r"\bnot said\b": "not rated",
    r"\b[Ll]ook(s|ing|ed)? back\b": "review, of a week",
    r"\breckons?\b": "expect, or assume",
    r"\bright behind\b": "right after",
    r"\bbooked-out\b": "full",
    r"\btime that is taken\b": "busy time",
    r"(?<![\"'])\b[Ff]requency\b(?![\"'])": "so many sessions; a rule is told by its sentence",
    r"\bMutual exclusion\b": "A and B not on the same day",
    r"\b(usual chances .* reckon|take the usual chances)\b": "assume the usual chances",
    r"\btogether, not why\b": "Correlation, not cause",
    r"\bquiet week\b": "Nothing was logged in this week",
}
"""What is not said any more, and the words in its place."""

NOT_OURS = ("storage/migrations", "domain/text/quick", "exchange/calendars", "exchange/trackers")
"""Modules whose strings are SQL, what people type, or words of other programs' files."""


def shown() -> Iterator[tuple[str, str]]:
    """Yield what users can read, with where it stands: strings with more than a word, help of commands, pages."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name, tree = path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                hidden = id(node) in docstrings or name.startswith(NOT_OURS)
                if not hidden and (" " in node.value or node.value[:1].isupper()):
                    yield f"{name}:{node.lineno}", node.value
            if isinstance(node, ast.FunctionDef) and name.startswith("cli/commands/"):
                yield f"{name}:{node.lineno}", ast.get_docstring(node) or ""
    for page in PAGES:
        yield page.name, page.read_text("utf-8")


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    return list(shown())


def test_all_that_is_shown_is_found(texts: list[tuple[str, str]]) -> None:
    assert len(texts) > 2000
    assert any("Repeat password" in text for _, text in texts)


@pytest.mark.parametrize("old", INSTEAD)
def test_old_words_are_gone(texts: list[tuple[str, str]], old: str) -> None:
    wanted = re.compile(old)
    assert [(place, text) for place, text in texts if wanted.search(text)] == [], f"Say: {INSTEAD[old]}"


def words_of_guide() -> list[str]:
    """Return what the guide explains under Words."""
    section = PAGES[0].read_text("utf-8").partition("## Words\n")[2].partition("\n## ")[0]
    sentences = re.split(r"(?<=[.])\s+", section.strip())
    return [sentence.partition(":")[0] for sentence in sentences if re.match(r"[A-Z][a-z ]+:", sentence)]


def test_the_words_of_the_guide_are_those_of_the_glossary() -> None:
    explained = re.findall(r"^### (.+)$", GLOSSARY.read_text("utf-8"), re.MULTILINE)
    words = words_of_guide()
    assert len(words) > 25
    assert [word for word in words if word.lower() not in {*explained, *OTHER_FORMS}] == []


OTHER_FORMS = {"points": "point", "skipped": "skip", "energy budget": "energy"}
"""Words of the guide that the glossary explains under another form."""
