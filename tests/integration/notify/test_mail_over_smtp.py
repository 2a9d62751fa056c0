"""Mail to a real server on this machine: refusals, slowness, TLS that fails or is missing, signatures."""

import re
import smtplib
import socket
import subprocess
from datetime import datetime

import dkim
import pytest
from aiosmtpd.smtp import AuthResult
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from services.notify.adapters import smtp
from services.notify.adapters.smtp import DkimKey, SmtpSender
from services.notify.domain.channel import Channel
from services.notify.usecases.letter_ports import Letter
from shared.kernel.clock import ZONE
from tests.support.letters.mail_server import Clerk, mail_server

NOW = datetime(2026, 6, 28, 9, tzinfo=ZONE)
ID = "01890a5d-ac96-774b-bcce-b302099a8057.0"


@pytest.fixture
def clerk():
    return Clerk()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1 that only those believe who are told to, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    whole = folder / "server.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", whole, "-out", folder / "ca.pem",
         "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    whole.write_text(whole.read_text() + (folder / "ca.pem").read_text())
    return whole


def letter(address="clerk@unit.example", body="正文一行"):
    return Letter(ID, "claim", Channel.MAIL, address, "申报材料审核还有5天截止", body)


def sender(place, **more):
    return SmtpSender(*place, "zhiping@bureau.example", lambda: NOW, **more)


def sent(place, *letters, **more):
    with sender(place, **more).session() as send:
        return [(outcome.verdict.value, outcome.code) for outcome in map(send, letters)]


def test_letters_go_one_after_the_other_over_one_connection_whatever_becomes_of_each(clerk):
    with mail_server(clerk) as place:
        told = sent(place, letter(), letter("unknown@unit.example"), letter("busy@unit.example"), letter("b@c.example"))
    assert told == [("taken", "250"), ("refused", "550"), ("later", "451"), ("taken", "250")]
    assert len(clerk.sessions) == 1
    mail = clerk.mails[0]
    assert (mail["Subject"], mail.get_content().strip()) == ("申报材料审核还有5天截止", "正文一行")
    assert (mail["Message-ID"], mail["Date"]) == (f"<{ID}@bureau.example>", "Sun, 28 Jun 2026 09:00:00 +0800")


def test_what_a_server_says_of_an_address_is_kept_without_the_address(clerk):
    with mail_server(clerk) as place, sender(place).session() as send:
        refused, taken = send(letter("unknown@unit.example")), send(letter())
    assert refused.said == "5.1.1 <…>: no such user"
    assert taken.receipt == "Q1"


def test_a_bounce_comes_back_to_an_address_that_names_the_letter(clerk):
    with mail_server(clerk) as place:
        sent(place, letter(), bounces="bounce@bureau.example")
    assert clerk.envelopes[0].mail_from == f"bounce+{ID}@bureau.example"


def test_a_server_that_is_too_slow_may_take_the_letter_another_time(clerk, monkeypatch):
    monkeypatch.setattr(smtp, "TIMEOUT_SECONDS", 0.2)
    clerk.slow = 0.6
    with mail_server(clerk) as place:
        assert sent(place, letter()) == [("later", "timeout")]


def test_nobody_there_is_no_fault_of_the_letter():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        place = unused.getsockname()
        assert sent(place, letter()) == [("later", "unreachable")]


def test_without_tls_a_house_that_wants_it_sends_nothing(clerk):
    with mail_server(clerk) as place:
        assert sent(place, letter(), starttls="required") == [("later", "starttls_missing")]
        assert sent(place, letter(), starttls="opportunistic") == [("taken", "250")]
    assert len(clerk.mails) == 1


def test_where_tls_is_wanted_the_certificate_must_be_believed(clerk, certificate):
    with mail_server(clerk, certificate=certificate) as place:
        assert sent(place, letter(), starttls="required") == [("later", "tls_failed")]
        believed = str(certificate.with_name("ca.pem"))
        assert sent(place, letter(), starttls="required", ca_file=believed) == [("taken", "250")]
        assert sent(place, letter(), starttls="opportunistic") == [("taken", "250")]
    assert len(clerk.mails) == 2


def test_a_login_that_is_refused_is_no_fault_of_the_letter_and_is_not_told_in_full(clerk):
    server = mail_server(
        clerk, auth_require_tls=False, authenticator=lambda *_: AuthResult(success=False, handled=False)
    )
    login = {"user": "u", "password": "secret", "starttls": "off"}
    with server as place, sender(place, **login).session() as send:
        outcome = send(letter())
    assert (outcome.verdict.value, outcome.code) == ("later", "535")
    assert outcome.said == smtplib.SMTPAuthenticationError.__name__


def test_mail_is_signed_so_that_a_receiver_can_check_it(clerk):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    ).decode()  # fmt: skip
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()  # fmt: skip
    record = f"v=DKIM1; k=rsa; p={''.join(public.splitlines()[1:-1])}".encode()
    with mail_server(clerk) as place:
        sent(place, letter(body="长正文。" * 200), dkim=DkimKey("bureau.example", "s1", secret))
    wire = re.sub(rb"\r?\n", b"\r\n", clerk.envelopes[0].content)
    asked = []
    assert dkim.verify(wire, dnsfunc=lambda name, timeout=5: asked.append(name) or record)
    assert asked == [b"s1._domainkey.bureau.example."]
    assert not dkim.verify(wire.replace(b"Subject: ", b"Subject: x"), dnsfunc=lambda name, timeout=5: record)
