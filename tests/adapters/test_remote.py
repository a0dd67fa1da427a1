"""Folders on servers of FTP with TLS and of SFTP: real servers on this machine, the same tests for both."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import stat
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from certificates import Authority

from wiredesk.adapters import dialling, ftp, sftp
from wiredesk.adapters.egress import Policy
from wiredesk.adapters.keyring import Credentials
from wiredesk.adapters.remote import Remote
from wiredesk.core.errors import Misconfigured, Refused, Unreachable

paramiko = pytest.importorskip("paramiko")

NOW = 1_745_661_600.0


@dataclass
class Server:
    """A server over a folder, and how to reach it."""

    folder: Path
    port: int = 0
    visit: Callable[..., Any] = ftp.visit
    scheme: str = "ftps"
    me: Credentials = field(default_factory=Credentials)
    policy: Policy = field(default_factory=Policy)
    commands: list[str] = field(default_factory=list)
    old: bool = False
    elsewhere: int = 0
    drip: float = 0.0

    def look(self, remote: Remote, *, now: float = NOW, known: set[str] | None = None) -> dict[str, bytes]:
        place = dialling.place(f"{self.scheme}://127.0.0.1:{self.port}/out", policy=self.policy)
        files = remote.ready(self.visit(place, self.me, policy=self.policy), now=now, known=known or set())
        if known is not None:
            known |= {each.mark for each in files}
        return {each.name: each.body for each in files}


def put(server: Server, name: str, body: bytes = b"copy", age: float = 86_400) -> Path:
    path = server.folder / "out" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    os.utime(path, (NOW - age, NOW - age))
    return path


# FTP with TLS, by RFC 959, 2228, 3659 and 4217


def _ftp_talk(plain: socket.socket, server: Server, tls: ssl.SSLContext) -> None:
    with contextlib.ExitStack() as ends:
        _ftp_lines(plain, server, tls, ends)


def _ftp_lines(plain: socket.socket, server: Server, tls: ssl.SSLContext, ends: contextlib.ExitStack) -> None:
    connection: socket.socket = plain
    listener: socket.socket | None = None
    connection.sendall(b"220 ready\r\n")
    file = ends.enter_context(connection.makefile("rb"))
    while line := file.readline():
        command = line.decode().strip()
        server.commands.append(command)
        time.sleep(server.drip)
        word, _, rest = command.partition(" ")
        path = server.folder / rest.lstrip("/")
        if word == "AUTH":
            connection.sendall(b"234 go\r\n")
            connection = ends.enter_context(tls.wrap_socket(plain, server_side=True))
            file = ends.enter_context(connection.makefile("rb"))
            continue
        if word == "PASS" and rest != "hush":
            connection.sendall(b"530 wrong\r\n")
        elif word in ("USER", "PASS", "PBSZ", "PROT", "TYPE", "QUIT"):
            connection.sendall({"USER": b"331 x\r\n", "PASS": b"230 in\r\n"}.get(word, b"200 ok\r\n"))
        elif word in ("EPSV", "PASV"):
            if word == "EPSV" and server.old:
                connection.sendall(b"500 what\r\n")
                continue
            listener = ends.enter_context(socket.create_server(("127.0.0.1", 0)))
            listener.settimeout(3)
            port = server.elsewhere or listener.getsockname()[1]
            answer = f"229 ok (|||{port}|)" if word == "EPSV" else f"227 ok (10,0,0,9,{port // 256},{port % 256})"
            connection.sendall(answer.encode() + b"\r\n")
        elif word == "MLSD" and server.old:
            assert listener is not None
            listener.accept()[0].close()
            connection.sendall(b"500 what\r\n")
        elif word in ("MLSD", "NLST", "RETR"):
            assert listener is not None
            _ftp_send(connection, listener, tls, _ftp_content(word, path))
        elif word in ("SIZE", "MDTM"):
            if not path.is_file():
                connection.sendall(b"550 no file\r\n")
            else:
                facts = path.stat()
                said = str(facts.st_size) if word == "SIZE" else _stamp(facts.st_mtime)
                connection.sendall(f"213 {said}\r\n".encode())
        else:
            connection.sendall(b"502 what\r\n")


def _stamp(when: float) -> str:
    return time.strftime("%Y%m%d%H%M%S", time.gmtime(when))


def _ftp_content(word: str, path: Path) -> bytes:
    if word == "RETR":
        return path.read_bytes()
    lines = []
    for each in sorted(path.iterdir()):
        facts = each.lstat()
        kind = "dir" if stat.S_ISDIR(facts.st_mode) else "file" if stat.S_ISREG(facts.st_mode) else "OS.unix=slink"
        lines.append(
            f"Type={kind};Size={facts.st_size};Modify={_stamp(facts.st_mtime)}; {each.name}"
            if word == "MLSD"
            else each.name
        )
    return "".join(f"{each}\r\n" for each in lines).encode()


def _ftp_send(control: socket.socket, listener: socket.socket, tls: ssl.SSLContext, body: bytes) -> None:
    data, _ = listener.accept()
    control.sendall(b"150 here\r\n")
    with contextlib.suppress(OSError), tls.wrap_socket(data, server_side=True) as secured:
        secured.sendall(body)
        with contextlib.suppress(OSError):
            secured.unwrap()
    listener.close()
    control.sendall(b"226 done\r\n")


# SFTP, by the server side of paramiko


class _Gate(paramiko.ServerInterface):  # type: ignore[misc]
    def check_auth_password(self, username: str, password: str) -> int:
        good = (username, password) == ("desk", "hush")
        return int(paramiko.AUTH_SUCCESSFUL if good else paramiko.AUTH_FAILED)

    def check_auth_publickey(self, username: str, key: Any) -> int:
        return int(paramiko.AUTH_SUCCESSFUL if key.get_base64() == _Gate.known else paramiko.AUTH_FAILED)

    def get_allowed_auths(self, username: str) -> str:
        return "password,publickey"

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return int(paramiko.OPEN_SUCCEEDED)

    known = ""


def _files_of(folder: Path) -> type:
    class Files(paramiko.SFTPServerInterface):  # type: ignore[misc]
        def list_folder(self, path: str) -> Any:
            found = []
            for each in (folder / path.lstrip("/")).iterdir():
                facts = paramiko.SFTPAttributes.from_stat(each.lstat())
                facts.filename = each.name
                found.append(facts)
            return found

        def stat(self, path: str) -> Any:
            return paramiko.SFTPAttributes.from_stat((folder / path.lstrip("/")).stat())

        def open(self, path: str, flags: int, attr: Any) -> Any:
            handle = paramiko.SFTPHandle(flags)
            handle.readfile = (folder / path.lstrip("/")).open("rb")
            handle.stat = lambda: self.stat(path)
            return handle

    return Files


def _sftp_talk(plain: socket.socket, server: Server, key: Any) -> None:
    transport = paramiko.Transport(plain)
    transport.add_server_key(key)
    transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _files_of(server.folder))
    with contextlib.suppress(paramiko.SSHException, EOFError):
        transport.start_server(server=_Gate())
        while transport.is_active():
            time.sleep(0.02)
    transport.close()


@contextlib.contextmanager
def listening(server: Server, talk: Callable[[socket.socket], None]) -> Iterator[Server]:
    listener = socket.create_server(("127.0.0.1", 0))
    server.port = listener.getsockname()[1]
    server.policy = Policy(allow=(f"127.0.0.1:{server.port}",), ca_file=server.me.ca_file, timeout=10)

    def one(plain: socket.socket) -> None:
        with contextlib.suppress(OSError), plain:
            talk(plain)

    def loop() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(plain,), daemon=True).start()

    thread = threading.Thread(target=loop, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


@pytest.fixture
def ftps(tmp_path: Path) -> Iterator[Server]:
    authority = Authority(tmp_path)
    (tmp_path / "root" / "out").mkdir(parents=True)
    server = Server(tmp_path / "root", me=Credentials(user="desk", password="hush", ca_file=str(authority.file)))
    with listening(server, lambda plain: _ftp_talk(plain, server, authority.server())) as found:
        yield found


@pytest.fixture
def ssh(tmp_path: Path) -> Iterator[Server]:
    key = paramiko.ECDSAKey.generate()
    (tmp_path / "root" / "out").mkdir(parents=True)
    me = Credentials(user="desk", password="hush", host_key=f"{key.get_name()} {key.get_base64()} ours")
    server = Server(tmp_path / "root", visit=sftp.visit, scheme="sftp", me=me)
    with listening(server, lambda plain: _sftp_talk(plain, server, key)) as found:
        yield found


@pytest.fixture(params=["ftps", "ssh"])
def server(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(request.param)
    return found


def test_files_come_oldest_first_from_folders_too_and_once(server: Server) -> None:
    put(server, "b.xml", b"two", age=90_000)
    put(server, "sport/2025/c.xml", b"three", age=80_000)
    put(server, "a.xml", b"x" * 200_000, age=100_000)
    known: set[str] = set()
    remote = Remote("/out")
    assert list(server.look(remote, known=known).items()) == [
        ("a.xml", b"x" * 200_000), ("b.xml", b"two"), ("sport/2025/c.xml", b"three")
    ]  # fmt: skip
    assert server.look(remote, known=known) == {}
    put(server, "b.xml", b"two, and more", age=70_000)
    assert server.look(Remote("/out"), known=known) == {"b.xml": b"two, and more"}


@pytest.mark.parametrize("name", [".hidden", "x.tmp", "x.part", "x.filepart", ".folder/a.xml"])
def test_half_written_and_hidden_names_are_left(server: Server, name: str) -> None:
    put(server, name)
    assert server.look(Remote("/out")) == {}


def test_links_are_not_followed(server: Server) -> None:
    secret = server.folder / "secret"
    secret.mkdir()
    (secret / "s.xml").write_bytes(b"secret")
    (server.folder / "out" / "link.xml").symlink_to(secret / "s.xml")
    (server.folder / "out" / "folder").symlink_to(secret)
    assert server.look(Remote("/out")) == {}


def test_a_fresh_file_waits_until_two_visits_found_it_the_same(server: Server) -> None:
    path = put(server, "a.xml", b"half", age=0)
    remote = Remote("/out", settle=20)
    assert server.look(remote, now=NOW) == {}
    path.write_bytes(b"half and whole")
    os.utime(path, (NOW + 10, NOW + 10))
    assert server.look(remote, now=NOW + 30) == {}
    assert server.look(remote, now=NOW + 60) == {"a.xml": b"half and whole"}


def test_a_large_file_is_passed_over_and_named(server: Server) -> None:
    put(server, "a.xml", b"x" * 2000)
    put(server, "b.xml")
    remote = Remote("/out", max_bytes=1000)
    assert server.look(remote) == {"b.xml": b"copy"}
    assert remote.refused[0].subject == "a.xml"


def test_no_more_files_come_at_one_visit_than_wanted(server: Server) -> None:
    for number in range(5):
        put(server, f"{number}.xml", str(number).encode())
    remote, known = Remote("/out", most=3), set[str]()
    assert len(server.look(remote, known=known)) == 3
    assert remote.more
    assert len(server.look(remote, known=known)) == 2
    assert not remote.more


def test_a_wrong_password_says_so_and_is_in_no_error(server: Server) -> None:
    server.me = Credentials(user="desk", password="wrong word", host_key=server.me.host_key, ca_file=server.me.ca_file)
    with pytest.raises(Unreachable) as error:
        server.look(Remote("/out"))
    assert "wrong word" not in str(error.value)


@pytest.mark.parametrize("module", [ftp, sftp])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "[::1]", "169.254.169.254", "[::ffff:10.0.0.1]"])
def test_no_private_address_is_dialled(module: Any, host: str) -> None:
    policy = Policy(timeout=2)
    place = dialling.place(f"{'ftps' if module is ftp else 'sftp'}://{host}/out", policy=policy)
    with pytest.raises(Refused, match="leads to"), module.visit(place, Credentials(), policy=policy):
        pass


def test_passwords_and_files_go_over_tls_only(ftps: Server) -> None:
    put(ftps, "a.xml")
    ftps.look(Remote("/out"))
    assert ftps.commands[0].startswith("AUTH TLS")
    assert "PROT P" in ftps.commands


def test_a_server_of_the_old_kind_is_read_too(ftps: Server) -> None:
    ftps.old = True
    put(ftps, "a.xml", b"old ways")
    assert ftps.look(Remote("/out")) == {"a.xml": b"old ways"}


def test_files_are_fetched_from_the_checked_address_whatever_the_server_names(ftps: Server) -> None:
    ftps.old = True  # PASV names 10.0.0.9
    put(ftps, "a.xml")
    assert ftps.look(Remote("/out")) == {"a.xml": b"copy"}


def test_a_server_can_not_lead_us_to_a_service_of_its_machine(ftps: Server) -> None:
    ftps.elsewhere = 25
    put(ftps, "a.xml")
    with pytest.raises(Refused, match="port 25"):
        ftps.look(Remote("/out"))


def test_a_certificate_of_somebody_else_ends_the_visit_before_the_password(ftps: Server, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    ftps.policy = Policy(allow=ftps.policy.allow, ca_file=str(Authority(tmp_path / "other").file))
    with pytest.raises(Unreachable, match="certificate"):
        ftps.look(Remote("/out"))
    assert not any(each.startswith("PASS") for each in ftps.commands)


def test_a_server_that_drips_is_cut_when_the_visit_is_over(ftps: Server) -> None:
    ftps.drip = 0.3
    ftps.policy = Policy(allow=ftps.policy.allow, ca_file=ftps.me.ca_file, timeout=0.7)
    began = time.monotonic()
    with pytest.raises(Unreachable, match=r"within 0\.7 s"):
        ftps.look(Remote("/out"))
    assert time.monotonic() - began < 3


def test_an_unknown_key_is_shown_and_not_believed(ssh: Server) -> None:
    ssh.me = Credentials(user="desk", password="hush")
    with pytest.raises(Misconfigured, match="SHA256:") as error:
        ssh.look(Remote("/out"))
    assert "host_key = " in str(error.value)


def test_another_key_than_the_known_one_ends_the_visit(ssh: Server) -> None:
    other = paramiko.ECDSAKey.generate()
    ssh.me = Credentials(user="desk", password="hush", host_key=f"{other.get_name()} {other.get_base64()}")
    with pytest.raises(Unreachable, match="another key"):
        ssh.look(Remote("/out"))


def test_a_key_lets_us_in(ssh: Server, tmp_path: Path) -> None:
    key = paramiko.ECDSAKey.generate()
    key.write_private_key_file(str(tmp_path / "key"))
    _Gate.known = key.get_base64()
    ssh.me = Credentials(user="desk", key_file=str(tmp_path / "key"), host_key=ssh.me.host_key)
    put(ssh, "a.xml")
    assert ssh.look(Remote("/out")) == {"a.xml": b"copy"}
