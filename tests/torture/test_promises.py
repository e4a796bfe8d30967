"""Every promise, a few times: `make torture` tries them as often as docs/torture.md says."""

import pytest

from tests.torture.promises import Promise, UnavailableError, promises

IN_SUITE = [
    pytest.param(promise, id=f"{topic}-{number}")
    for number, (topic, promise) in enumerate(promises())
    if promise.in_suite
]


@pytest.mark.parametrize("promise", IN_SUITE)
def test_a_promise_holds(promise: Promise) -> None:
    try:
        tally = promise.run(promise.in_suite, 1)
    except UnavailableError as error:
        pytest.skip(str(error))
    assert tally.failures == []
    assert tally.tried >= promise.in_suite
