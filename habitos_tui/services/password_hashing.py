"""What is stored of a password.

It is normalised (NFC), hashed with HMAC-SHA256 so that any length fits what bcrypt takes, and stored as `1:` followed
by bcrypt's own text.
"""

import base64
import hmac
from typing import Final
from unicodedata import normalize

COST: Final = 12
"""bcrypt's work factor; tests pass 4."""

_VERSION_TAG: Final = "1:"
_PEPPER: Final = b"habitos-tui password 1"


class PasswordHasher:
    """Makes and checks hashes; both take the same time on purpose."""

    def __init__(self, cost: int = COST) -> None:
        """`cost` is bcrypt's work factor."""
        self._cost = cost

    def hash(self, password: str) -> str:
        """Return what is stored of a password."""
        import bcrypt  # noqa: PLC0415 - commands without a password never load it

        return _VERSION_TAG + bcrypt.hashpw(_digest(password), bcrypt.gensalt(self._cost)).decode("ascii")

    def matches(self, password: str, stored: str) -> bool:
        """Tell whether a password is the stored one."""
        import bcrypt  # noqa: PLC0415 - commands without a password never load it

        tag, text = stored[: len(_VERSION_TAG)], stored[len(_VERSION_TAG) :]
        try:
            if tag == _VERSION_TAG:
                return bcrypt.checkpw(_digest(password), text.encode("utf-8"))
        except ValueError:
            pass  # a malformed hash: nothing opens it, and that takes as long as any other refusal
        self.hash(password)
        return False

    def is_outdated(self, stored: str) -> bool:
        """Tell whether a hash takes another time to check than those that are made now, as one from a file may."""
        return not stored.startswith(f"{_VERSION_TAG}$2b${self._cost:02}$")


def _digest(password: str) -> bytes:
    """Return 44 printable bytes for a password of any length: bcrypt takes 72 and stops at a zero."""
    text = normalize("NFC", password).encode("utf-8", "surrogatepass")
    return base64.b64encode(hmac.digest(_PEPPER, text, "sha256"))
