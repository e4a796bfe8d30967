"""Servers in processes of their own."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.cli import command, environment


@contextmanager
def server(data: Path, *options: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Run a server, and give its address."""
    process = subprocess.Popen(
        command("api", "--data-dir", data, "--port", "0", "--json", *options),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())["url"], process
    finally:
        process.kill()
        process.communicate()
