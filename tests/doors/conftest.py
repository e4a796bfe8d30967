"""What the tests of doors share with those of the command line."""

from tests.cli.conftest import alice, clock, habitos, home_of_alice, home_with_habits, ready

__all__ = ["alice", "clock", "habitos", "home_of_alice", "home_with_habits", "ready"]
