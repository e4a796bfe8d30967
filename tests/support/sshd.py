"""A real SSH server for one connection at a time, with a key that runs one command and nothing else."""

import os
import pwd
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.support.pty import PATIENCE, Terminal

_PROGRAMS: Final = ("sshd", "ssh", "ssh-keygen")
_PLACES: Final = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin:/sbin"
_SEPARATION: Final = Path("/run/sshd")
_RUN: Final = "import os, sys; os.execv(sys.argv[1], sys.argv[1:])"


def missing() -> str:
    """Return why there can be no server here; "" where there can."""
    absent = [name for name in _PROGRAMS if shutil.which(name, path=_PLACES) is None]
    if absent:
        return f"there is no {', '.join(absent)}"
    if os.getuid() == 0 and sys.platform == "linux" and not _SEPARATION.is_dir():
        return f"there is no {_SEPARATION}, which sshd needs when root runs it"
    return ""


@dataclass(frozen=True)
class Server:
    """Somebody who has the key of a server that lets every variable of theirs through."""

    folder: Path

    @classmethod
    def with_key_for(cls, folder: Path, command: str) -> "Server":
        """Return a server whose only key runs `command`."""
        for name in ("host", "key"):
            _call("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name))
        public = (folder / "key.pub").read_text()
        quoted = command.replace('"', r"\"")
        (folder / "keys").write_text(f'restrict,pty,command="{quoted}" {public}')
        settings = {
            "HostKey": folder / "host",
            "AuthorizedKeysFile": folder / "keys",
            "StrictModes": "no",  # the folder of a test may lie where others can write
            "UsePAM": "no",
            "PasswordAuthentication": "no",
            "PermitRootLogin": "yes",
            "AcceptEnv": "*",
            "PidFile": "none",
        }
        (folder / "config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
        return cls(folder)

    def run(
        self, *words: str, env: Mapping[str, str] | None = None, stdin: str = ""
    ) -> "subprocess.CompletedProcess[str]":
        """Ask for a command without a terminal; a shell on the other side would see the words joined by blanks."""
        call = [*self._client(env or {}), "habitos.example", *words]
        return subprocess.run(call, input=stdin, capture_output=True, text=True, timeout=PATIENCE, check=False)

    def terminal(self, env: Mapping[str, str] | None = None) -> Terminal:
        """Log in on a terminal."""
        return Terminal("-c", _RUN, *self._client(env or {}), "-tt", "habitos.example", controlling=True)

    def _client(self, env: Mapping[str, str]) -> list[str]:
        # The server talks over a pipe: no port is needed, and it ends with its client.
        server = shlex.join([_place("sshd"), "-i", "-f", str(self.folder / "config")])
        options = {
            "ProxyCommand": server,
            "IdentityFile": self.folder / "key",
            "IdentitiesOnly": "yes",
            "UserKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "no",
            "BatchMode": "yes",
            "LogLevel": "ERROR",
            "User": pwd.getpwuid(os.getuid()).pw_name,
        }
        if env:
            options["SetEnv"] = " ".join(f'"{name}={value}"' for name, value in env.items())
        told = (word for name, value in options.items() for word in ("-o", f"{name}={value}"))
        return [_place("ssh"), "-F", "/dev/null", *told]


def _place(name: str) -> str:
    found = shutil.which(name, path=_PLACES)
    assert found is not None, f"there is no {name}"
    return found


def _call(name: str, *words: str) -> None:
    subprocess.run([_place(name), *words], check=True, stdin=subprocess.DEVNULL)


def is_running(mark: str) -> bool:
    """Tell whether a process other than this one has `mark` among its words."""
    listed = subprocess.run(["ps", "-A", "-ww", "-o", "pid=,args="], capture_output=True, text=True, check=True).stdout
    return any(mark in line and line.split()[0] != str(os.getpid()) for line in listed.splitlines())
