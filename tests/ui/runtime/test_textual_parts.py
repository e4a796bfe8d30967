"""Versions of Textual that have not what saves memory: it is not saved, and the app starts."""

import sys
from typing import Any

import pytest
from textual._styles_cache import StylesCache
from textual.color import Color

from habitos_tui.ui.runtime import textual_parts
from habitos_tui.ui.runtime.memory import remember_colors_alone
from habitos_tui.ui.runtime.textual_parts import lines_are_kept, stores_of_colors


class Remembers:
    """In the place of a function with a memory."""

    def __init__(self, function: Any) -> None:
        self.__wrapped__ = function


def as_known(store: object, base_background: Color, background: Color) -> None: ...
def with_more(store: object, base_background: Color, background: Color, tint: Color) -> None: ...


def test_colours_are_remembered_by_what_this_version_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StylesCache, "get_inner_outer", Remembers(as_known))
    assert stores_of_colors() is StylesCache
    remember_colors_alone()
    assert stores_of_colors() is None


@pytest.mark.parametrize("other", [Remembers(with_more), with_more, Remembers(None), None])
def test_colours_that_are_remembered_otherwise_are_left_alone(monkeypatch: pytest.MonkeyPatch, other: object) -> None:
    monkeypatch.setattr(StylesCache, "get_inner_outer", other)
    remember_colors_alone()
    assert StylesCache.get_inner_outer is other


def test_without_the_module_colours_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual._styles_cache", None)
    assert stores_of_colors() is None
    remember_colors_alone()


def test_this_version_keeps_lines_where_we_look() -> None:
    assert lines_are_kept.__wrapped__()


def test_widgets_that_keep_no_lines_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StylesCache, "clear", None)
    assert not lines_are_kept.__wrapped__()


def test_widgets_that_are_told_otherwise_what_to_paint_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textual_parts, "clear_lines", lambda _: None)
    assert not lines_are_kept.__wrapped__()
