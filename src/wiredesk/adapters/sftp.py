"""SFTP (`sftp://user@host/folder`), with the server's key known before the first byte of ours is sent.

Needs the extra `sftp` (paramiko); nothing else does, so it is loaded when the first such wire is asked.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import importlib
import stat
from collections.abc import Iterator
from typing import Any

from wiredesk.adapters.dialling import Call, Place
from wiredesk.adapters.egress import Policy
from wiredesk.adapters.keyring import Credentials
from wiredesk.adapters.remote import Entry
from wiredesk.core.errors import Misconfigured, Unreachable

_STEP = 1 << 15  # what one question of the protocol brings at most


@contextlib.contextmanager
def visit(place: Place, credentials: Credentials, *, policy: Policy) -> Iterator[_Server]:
    """Sign in, and out again.

    Args:
        place: From `dialling.place`.
        credentials: User, password or key, and the server's own key.
        policy: What may be reached, and the time for the whole visit.

    Raises:
        Unreachable: The server does not answer, shows another key, or does not let us in.
        Refused: Our own rules forbid it.
        Misconfigured: The extra is not installed, or the server's key is not written down.
    """
    ssh = _paramiko()
    with Call(place, policy) as call:
        transport = ssh.Transport(call.connect())
        try:
            transport.start_client(timeout=policy.timeout)
            _know(transport.get_remote_server_key(), place, credentials)
            _sign_in(ssh, transport, place, credentials)
            with ssh.SFTPClient.from_transport(transport) as client:
                client.get_channel().settimeout(policy.timeout)
                yield _Server(client)
        except ssh.AuthenticationException:
            raise Unreachable(place.url, "does not let us in: user, password or key is wrong") from None
        except (ssh.SSHException, OSError, EOFError, UnicodeError) as error:
            raise Unreachable(place.url, f"broke off ({str(error)[:200] or type(error).__name__})") from None
        finally:
            transport.close()


def _paramiko() -> Any:
    try:
        return importlib.import_module("paramiko")
    except ModuleNotFoundError:
        raise Misconfigured("sftp", "needs the extra: pip install 'wiredesk[sftp]'") from None


def _know(key: Any, place: Place, credentials: Credentials) -> None:
    """Compare the server's key with the one that is written down; a new one is never simply believed."""
    shown = f"{key.get_name()} {key.get_base64()}"
    if not credentials.host_key:
        raise Misconfigured(
            place.url, f"shows the key {_print_of(key)}; ask the agency whether it is theirs, then set host_key = \"{shown}\""
        )  # fmt: skip
    if credentials.host_key.split()[:2] != shown.split():
        raise Unreachable(place.url, f"shows another key than the one that we know: {_print_of(key)}")


def _print_of(key: Any) -> str:
    digest = hashlib.sha256(key.asbytes()).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def _sign_in(ssh: Any, transport: Any, place: Place, credentials: Credentials) -> None:
    user = place.user or credentials.user
    if credentials.key_file:
        try:
            key = ssh.PKey.from_path(credentials.key_file, password=credentials.passphrase.encode() or None)
        except (OSError, ValueError, ssh.SSHException):
            raise Misconfigured(credentials.key_file, "can't be read as a private key") from None
        transport.auth_publickey(user, key)
    else:
        transport.auth_password(user, credentials.password)


class _Server:
    """A signed-in visit, as `remote` wants it."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def entries(self, path: str) -> Iterator[Entry]:
        for each in self._client.listdir_iter(path):
            mode = each.st_mode or 0
            if stat.S_ISREG(mode) or stat.S_ISDIR(mode):  # a link may lead anywhere on their machine
                modified = float(each.st_mtime) if each.st_mtime is not None else None
                yield Entry(each.filename, stat.S_ISDIR(mode), each.st_size, modified, str(each.st_mtime))

    def read(self, path: str, *, most: int) -> bytes:
        got = bytearray()
        with self._client.open(path, "rb") as file:
            file.prefetch(min(file.stat().st_size or 0, most + 1))
            while len(got) <= most and (data := file.read(_STEP)):
                got += data
        return bytes(got[: most + 1])
