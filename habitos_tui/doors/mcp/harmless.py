"""What a tool answers, before an assistant reads it: data and nothing else, without what nobody could see in it."""

import json
from collections.abc import Mapping
from typing import Any

from habitos_tui.cli.failing import of_error
from habitos_tui.errors import HabitosError
from habitos_tui.text import clean_lines, one_line


def harmless(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document without invisible characters in its texts, nor fields that hold nothing.

    A name may carry text that no person sees and a model reads, such as in tag characters. A list that the document is
    about stays, also where it is empty.
    """
    cleaned: dict[str, Any] = _cleaned(document)
    return cleaned | {name: [] for name, part in document.items() if isinstance(part, list | tuple) and not part}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean_lines(value)
    if isinstance(value, Mapping):
        cleaned = {clean_lines(str(name)): _cleaned(part) for name, part in value.items()}
        return {name: part for name, part in cleaned.items() if not _is_nothing(part)}
    return [_cleaned(part) for part in value] if isinstance(value, list | tuple) else value


def text_of(document: Mapping[str, Any]) -> str:
    """Return a document as compact JSON, for clients that only read text."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def failure_text(error: HabitosError) -> str:
    """Return what went wrong: title and sentence, then each field that is wrong, then what to do next.

    Each is one line, so that a name with line breaks that is quoted in it cannot pass for another sentence.
    """
    failure = of_error(error)
    issues = [f"- {path}: {sentence}" for path, sentence in failure.issues] if len(failure.issues) > 1 else []
    return "\n".join(map(one_line, [f"{failure.title}: {failure.message}", *issues, *failure.hints]))


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)
