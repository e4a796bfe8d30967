"""The pages do not lie: what they name exists, their links lead somewhere, and their figures are those of the code."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from habitos_tui.cli.ending import BROKEN_PIPE, HUNG_UP, INTERRUPTED, TERMINATED
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.valuation import Valuation
from habitos_tui.errors import ExitCode
from tests.support.cli import ROOT
from tests.test_architecture import tracked_files

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    *sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")),
)
FOLDERS = ("habitos_tui", "tests", "docs", "screenshots", ".ci")
MODEL = "docs/planning-model.md"

SPAN = re.compile(r"`([^`\n]+(?:\n(?!\n)[^`\n]+)?)`")
REPOSITORY = "https://github.com/habitos/habitos-tui/blob/main/"
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) +(.+?)\s*$", re.MULTILINE)
SECTION = re.compile(r"docs/planning-model\.md, sections? ([\d.]+\d|\d)(?: (?:to|and) ([\d.]+\d|\d))?")


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def prose_of(page: str) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text_of(page), flags=re.MULTILINE | re.DOTALL)


def spans(page: str) -> Iterator[str]:
    """Yield what stands between backquotes."""
    yield from (" ".join(span.split()) for span in SPAN.findall(prose_of(page)))


@cache
def file_names() -> frozenset[str]:
    return frozenset(path.name for path in tracked_files())


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Return what each class of the package, and of what draws the pictures, defines; types of another name too."""
    found: dict[str, frozenset[str]] = {}
    for path in (*(ROOT / "habitos_tui").rglob("*.py"), ROOT / "screenshots" / "make.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {name: frozenset() for node in tree.body if isinstance(node, ast.Assign) for name in _set_by(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                found[node.name] = found.get(node.name, frozenset()) | set(_set_by(node))
    return found


def _set_by(tree: ast.AST) -> Iterator[str]:
    """Yield the names that are given to functions, variables and attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def anchors(page: str) -> list[str]:
    """Return the anchors of the headings, as Git hosts make them."""
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for _, title in HEADING.findall(prose_of(page)))
    return [title.replace(" ", "-") for title in plain]


def looks_like_a_path(span: str) -> bool:
    return re.fullmatch(r"[\w.\-]+(/[\w.\-]+)*/?", span) is not None and (
        span.split("/", maxsplit=1)[0] in FOLDERS if "/" in span else span.endswith((".py", ".md", ".toml", ".tcss"))
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_path_exists(page: str) -> None:
    named = [span for span in spans(page) if looks_like_a_path(span)]
    made_by_the_app = {"settings.toml"}
    missing = [
        span
        for span in named
        if not ((ROOT / span).exists() if "/" in span else span in file_names() | made_by_the_app)
        and not (re.fullmatch(r"\.\w+", span) or span.startswith("NNNN"))
    ]
    assert missing == []
    if page in {"docs/architecture.md", "CONTRIBUTING.md"}:
        assert len(named) > 15


@pytest.mark.parametrize("page", PAGES)
def test_every_module_exists(page: str) -> None:
    modules = re.findall(r"\bhabitos_tui(?:\.\w+)+", prose_of(page))
    assert [name for name in modules if not _importable(name.split("."))] == []


def _importable(parts: list[str]) -> bool:
    folder = ROOT.joinpath(*parts)
    return folder.with_suffix(".py").exists() or (folder / "__init__.py").exists()


@pytest.mark.parametrize("page", ["docs/architecture.md", "docs/api.md", "CONTRIBUTING.md"])
def test_every_class_and_function_exists(page: str) -> None:
    """Those written as `Class`, `Class.method`, or behind the file they are in: `file.py`: `name`."""
    named = [span.split(".") for span in spans(page) if re.fullmatch(r"[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:\.\w+)?", span)]
    placed = re.findall(r"`(habitos_tui/[\w/]+\.py)`:\s+`(\w+)`", prose_of(page))
    known = classes()
    missing = [".".join(name) for name in named if name[0] not in known or not set(name[1:]) <= known[name[0]]]
    assert missing == []
    assert [(path, name) for path, name in placed if not re.search(rf"\b(?:def|class) {name}\b", text_of(path))] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_exists(page: str) -> None:
    targets = set(re.findall(r"^\.PHONY: (.*)$", text_of("Makefile"), re.MULTILINE)[0].split())
    named = set(re.findall(r"(?:`(?:\w+=\S+ )?|^ {4})make ([a-z]+)", text_of(page), re.MULTILINE))
    assert named <= targets
    if page == "CONTRIBUTING.md":
        assert named == targets


def test_the_paths_of_the_makefile_exist() -> None:
    text = text_of("Makefile").replace("\\\n", " ")
    lists = r"\$\(patsubst %,([\w/]+)%([\w.]*),([^)]*)\)"
    text = re.sub(lists, lambda found: " ".join(found[1] + word + found[2] for word in found[3].split()), text)
    named = re.findall(r"\b(?:tests|screenshots|habitos_tui)/[\w./\-*]+", text)
    assert len(named) > 40
    assert [path for path in named if not any(ROOT.glob(path.rstrip("/")))] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_resolves(page: str) -> None:
    broken = []
    for link in LINK.findall(prose_of(page)):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (ROOT / page).parent / path if path else ROOT / page
        if not target.exists() or (anchor and anchor not in anchors(str(target.resolve().relative_to(ROOT.resolve())))):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", PAGES)
def test_headings_are_unique(page: str) -> None:
    assert [anchor for anchor, times in Counter(anchors(page)).items() if times > 1] == []


def test_the_readme_leads_to_every_page() -> None:
    links = [link.removeprefix(REPOSITORY) for link in LINK.findall(text_of("README.md"))]
    assert [page for page in PAGES if page != "README.md" and page not in links] == []


def test_the_glossary_defines_each_word_once_and_in_order() -> None:
    words: dict[str, list[str]] = {}
    for level, title in HEADING.findall(text_of("docs/glossary.md")):
        if level == "##":
            words[title] = []
        elif level == "###":
            words[list(words)[-1]].append(title)
    every = [word for part in words.values() for word in part]
    assert len(every) > 60
    assert len(every) == len(set(every))
    assert all(part == sorted(part) for part in words.values())
    text = text_of("docs/glossary.md")
    assert [word for word in every if not re.search(rf"^### {re.escape(word)}\n\n[A-Z].+", text, re.MULTILINE)] == []


def test_code_cites_sections_that_exist() -> None:
    sections = {title.split()[0].rstrip(".") for _, title in HEADING.findall(text_of(MODEL)) if title[0].isdigit()}
    cited = {
        path: {number for numbers in SECTION.findall(path.read_text(encoding="utf-8")) for number in numbers if number}
        for path in (ROOT / "habitos_tui").rglob("*.py")
    }
    assert {path.name: numbers - sections for path, numbers in cited.items() if numbers - sections} == {}
    rooms = [ROOT / "habitos_tui" / "planner" / room for room in ("formulation", "verification")]
    assert [path.name for room in rooms for path in room.glob("*.py") if not cited[path]] == []


def test_the_example_of_the_planning_model_is_right() -> None:
    run = Behavior(
        id="run",
        name="Run",
        min_minutes=20,
        typical_minutes=35,
        max_minutes=60,
        impacts={"health": 0.9},
        preferred_slots=("early_morning",),
        target_per_week=3,
    )
    problem = Problem.model_validate(
        {
            "week_start": "2026-11-23",
            "objectives": {"health": 30, "productivity": 70},
            "behaviors": [run],
        }
    )
    valuation = Valuation(problem)
    worth = valuation.session_worth(run, 28, valuation.chance(run, 0, "early_morning"))
    assert f"= {worth:.3f}, that is {worth * POINTS:.1f} points" in " ".join(text_of(MODEL).split())


def test_the_problem_file_of_the_planning_model_can_be_read() -> None:
    found = re.search(r"^```json\n(.*?)^```$", text_of(MODEL), re.MULTILINE | re.DOTALL)
    assert found is not None
    problem = Problem.model_validate_json(found[1])
    assert (problem.behaviors[0].id, problem.settings.balance) == ("run", 0.2)


def test_the_defaults_of_the_planning_model_are_those_of_the_code() -> None:
    settings = Problem.model_fields["settings"].default
    text = " ".join(text_of(MODEL).split())
    assert f"take place. Default {settings.variety:g}, at most 0.7." in text
    assert f"nothing was asked for. Default {settings.slack:g}: half of" in text
    assert f"how habits form. Default {settings.routine:g}." in text
    assert f"something within reach take part. Default {settings.balance:g}." in text


def test_every_exit_status_is_listed_wherever_they_are() -> None:
    known = {int(code) for code in ExitCode} | {HUNG_UP, INTERRUPTED, BROKEN_PIPE, TERMINATED}
    readme = text_of("README.md").split("Exit codes:")[1].split("\n\n")[0]
    assert {int(number) for number in re.findall(r"(?:^\s*|[;,:]\s+)(\d+)\s", readme)} == known
    table = re.findall(r"^\| (\d+) \| .", text_of("docs/documents.md"), re.MULTILINE)
    assert sorted(known) == [int(number) for number in table]
