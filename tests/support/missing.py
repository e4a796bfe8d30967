"""Packages of extras that seem not to be installed."""

from importlib.machinery import ModuleSpec
from importlib.metadata import PackageNotFoundError, version

import pytest

from habitos_tui import extras


def pretend_missing(monkeypatch: pytest.MonkeyPatch, *packages: str) -> None:
    """Let these packages, all without a name, be neither there nor noted as installed."""

    def found(module: str) -> ModuleSpec | None:
        missing = not packages or module in map(extras.module_of, packages)
        return None if missing else ModuleSpec(module, None, origin=module)

    def noted(package: str) -> str:
        if not packages or package in packages:
            raise PackageNotFoundError(package)
        return version(package)

    monkeypatch.setattr(extras, "find_spec", found)
    monkeypatch.setattr(extras, "version", noted)
