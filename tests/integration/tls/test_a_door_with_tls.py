"""The health door over HTTPS: a renewed certificate, clients that do not shake hands, plain requests."""

import contextlib
import shutil
import socket
import ssl
import urllib.request

import pytest

from infra.devstack.ports import free_port
from infra.tls_certificates import CertificateAuthority, now
from tests.support.ledger_service.lone_fleet import lone_fleet

SECONDS = 10


@pytest.fixture(scope="module")
def door(tls_stack, tmp_path_factory):
    """A running service with a certificate of its own, and who may issue another."""
    folder, port = tmp_path_factory.mktemp("door"), free_port()
    issuer = CertificateAuthority.make(now())
    issuer.issue(folder / "shown", ["127.0.0.1"], now())
    told = {
        "ZHIPING_HEALTH_PORT": str(port),
        "ZHIPING_HEALTH_CERT": str(folder / "shown" / "tls.crt"),
        "ZHIPING_HEALTH_KEY": str(folder / "shown" / "tls.key"),
    }
    with lone_fleet(tls_stack, folder, **told) as fleet:
        fleet.up("ledger")
        fleet.port, fleet.issuer_of_doors, fleet.shown = port, issuer, folder / "shown"
        yield fleet


def answers(door, path="/live"):
    context = ssl.create_default_context(cafile=door.shown / "ca.crt")
    with urllib.request.urlopen(f"https://127.0.0.1:{door.port}{path}", timeout=SECONDS, context=context) as answer:
        return answer.status == 200


def shown(door):
    return ssl.get_server_certificate(("127.0.0.1", door.port), timeout=SECONDS)


def test_a_renewed_certificate_is_shown_at_the_next_connection(door):
    before = shown(door)
    door.issuer_of_doors.issue(door.shown, ["127.0.0.1"], now())
    assert shown(door) != before
    assert shown(door) == (door.shown / "tls.crt").read_text()
    assert answers(door, "/ready")


def test_a_certificate_that_does_not_fit_its_key_leaves_the_old_one_in_place(door, tmp_path):
    before = shown(door)
    door.issuer_of_doors.issue(tmp_path / "other", ["127.0.0.1"], now())
    shutil.copy(tmp_path / "other" / "tls.crt", door.shown / "tls.crt")
    assert shown(door) == before
    assert "door_certificate_unreadable" in door.logs()
    shutil.copy(tmp_path / "other" / "tls.key", door.shown / "tls.key")
    assert shown(door) == (tmp_path / "other" / "tls.crt").read_text()


@pytest.mark.parametrize("said", [b"", b"\x16\x03\x01\x02\x00\x01\x00"], ids=["silent", "half a greeting"])
def test_clients_that_never_finish_shaking_hands_do_not_silence_it(door, said):
    with contextlib.ExitStack() as opened:
        for _ in range(300):
            slow = opened.enter_context(socket.create_connection(("127.0.0.1", door.port), timeout=SECONDS))
            with contextlib.suppress(OSError):  # the oldest are ended to make room
                slow.sendall(said)
        assert answers(door)


def test_a_plain_request_gets_nothing_and_leaves_no_traceback(door):
    with socket.create_connection(("127.0.0.1", door.port), timeout=SECONDS) as plain:
        plain.sendall(b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
        with contextlib.suppress(ConnectionResetError):
            assert b"HTTP/1" not in plain.recv(4096)
    assert answers(door)
    assert "Traceback" not in door.logs()


def test_nothing_older_than_tls_1_2_is_spoken(door):
    with contextlib.closing(socket.create_connection(("127.0.0.1", door.port), timeout=SECONDS)) as plain:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(door.shown / "ca.crt")
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        with pytest.deprecated_call():
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
        with pytest.raises(OSError):
            context.wrap_socket(plain, server_hostname="127.0.0.1")
