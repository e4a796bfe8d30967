"""How many requests a second the HTTP API answers, and how long one takes, with the year of the demo behind it.

The client is wrk where that is installed, else httpx, in a process of its own: that takes as much of a processor as the
server does, and the figure is a lower bound. What the server itself takes of a processor says more on a busy machine.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import httpx

from habitos_tui.bootstrap import open_data_directory
from habitos_tui.services.demo.profile import build_demo, live_demo_week
from habitos_tui.services.demo.year import live_demo_year
from tests.benchmarks.target import judge

TITLE = "HTTP API"
SECONDS: Final = 5
CONNECTIONS: Final = 8
PASSWORD: Final = "correct horse"
WANTED: Final = 200
"""Requests a second for today, on 2 cores."""
CLIENT: Final = """
import asyncio, json, sys, time, httpx
url, token, seconds, connections = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
async def ask(client, until):
    count = 0
    while time.monotonic() < until:
        (await client.get(url)).raise_for_status()
        count += 1
    return count
async def main():
    async with httpx.AsyncClient(headers={"Authorization": "Bearer " + token}, trust_env=False) as client:
        until = time.monotonic() + seconds
        print(sum(await asyncio.gather(*(ask(client, until) for _ in range(connections)))) / seconds)
asyncio.run(main())
"""


def run() -> None:
    """Print requests a second, for what is asked for again and again, and for what is read anew each time."""
    with TemporaryDirectory() as folder:
        directory = open_data_directory(Path(folder, "data"), create=True)
        profile = build_demo(directory.database, directory.clock)
        live_demo_year(directory.database, profile, directory.clock)
        live_demo_week(directory.database, profile, directory.clock)
        directory.accounts.change_password(profile, None, PASSWORD)
        home = ["--data-dir", str(directory.paths.root)]
        words = [sys.executable, "-m", "habitos_tui", "api", *home, "--port", "0", "--json"]
        began = time.perf_counter()
        process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            url = json.loads(process.stdout.readline())["url"] + "/v1"
            print(f"  started after {time.perf_counter() - began:.2f} s")
            _measure(url, profile.name, process.pid)
        finally:
            process.terminate()
            process.wait()


def _measure(url: str, name: str, server: int) -> None:
    with httpx.Client(base_url=url, trust_env=False) as client:
        token = client.post("/auth/login", json={"name": name, "password": PASSWORD}).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        print(f"  client: {'wrk' if shutil.which('wrk') else 'httpx'}, {CONNECTIONS} connections, {SECONDS} s")
        for path in ("/today", "/health", "/weeks/this", "/insights/stats", "/behaviors"):
            before = _seconds_busy(server)
            rate = _rate(url + path, token)
            busy = 1000 * (_seconds_busy(server) - before) / (rate * SECONDS)
            print(f"  {path:20} {rate:8.0f} /s, {busy:.2f} ms of a processor each", flush=True)
            if path == "/today":
                judge("today, ms of a processor", busy, 1000 / WANTED, "ms", 2)
        for what, path, body in (
            ("today after a change", "/today", {"behavior": "walk", "minutes": 5}),
            ("stats after a change", "/insights/stats", {"behavior": "walk", "minutes": 5}),
        ):
            print(f"  {what:20} {_first(client, path, body):8.0f} ms", flush=True)


def _seconds_busy(process: int) -> float:
    """Return how long a process has run so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _first(client: httpx.Client, path: str, body: dict[str, object]) -> float:
    """Return the median milliseconds of an answer that has to be found anew."""
    took = []
    for _ in range(9):
        client.post("/log/done", json=body).raise_for_status()
        began = time.perf_counter()
        client.get(path).raise_for_status()
        took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took)


def _rate(url: str, token: str) -> float:
    """Return how many requests a second are answered."""
    if wrk := shutil.which("wrk"):
        words = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", f"Authorization: Bearer {token}", url]
        said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in said:
            raise RuntimeError(said)
        found = re.search(r"Requests/sec:\s+([\d.]+)", said)
        return float(found[1]) if found else 0.0
    words = [sys.executable, "-c", CLIENT, url, token, str(SECONDS), str(CONNECTIONS)]
    return float(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
