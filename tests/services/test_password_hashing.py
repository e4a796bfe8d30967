"""What is stored of a password, and how long it takes to check."""

from unittest.mock import Mock

import bcrypt
import pytest

from habitos_tui.services.password_hashing import PasswordHasher
from tests.support.household import CHEAP, PASSWORD


@pytest.mark.parametrize("stored", ["2:$2b$04$" + "a" * 53, "1:nonsense"], ids=["of another kind", "malformed"])
def test_what_nothing_opens_is_refused_after_the_usual_work(monkeypatch: pytest.MonkeyPatch, stored: str) -> None:
    hashed = Mock(wraps=bcrypt.hashpw)
    monkeypatch.setattr(bcrypt, "hashpw", hashed)
    assert not PasswordHasher(CHEAP).matches(PASSWORD, stored)
    assert hashed.call_count == 1


def test_hashes_of_another_cost_are_outdated() -> None:
    hashes = [f"1:$2b${cost:02}${'a' * 53}" for cost in (4, 11, 12, 13)]
    assert [PasswordHasher().is_outdated(one) for one in hashes] == [True, True, False, True]
    assert [PasswordHasher(CHEAP).is_outdated(one) for one in hashes] == [False, True, True, True]
