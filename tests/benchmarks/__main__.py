"""Run every benchmark: `python -m tests.benchmarks [name ...]`, a name being what follows bench_."""

import importlib
import pkgutil
import sys

from tests import benchmarks


def main(names: list[str]) -> None:
    """Run the `run` function of each module bench_*, or of those named."""
    for module in sorted(found.name for found in pkgutil.iter_modules(benchmarks.__path__)):
        if module.startswith("bench_") and (not names or module.removeprefix("bench_") in names):
            benchmark = importlib.import_module(f"tests.benchmarks.{module}")
            print(f"{benchmark.TITLE}", flush=True)
            benchmark.run()


if __name__ == "__main__":
    main(sys.argv[1:])
