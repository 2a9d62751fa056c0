"""A certificate authority of the house's own, and the certificates it gives: for the dev stack, compose and tests.

Each name gets a folder as cert-manager writes its Secrets: `tls.crt`, `tls.key`, and `ca.crt` to check the others with.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CERTIFICATE, KEY, AUTHORITY = "tls.crt", "tls.key", "ca.crt"
LOCAL = ("localhost", "127.0.0.1", "::1")
AUTHORITY_DAYS, DAYS, RENEW_DAYS = 3650, 365, 30
_BACKDATED = timedelta(minutes=5)
"""Clocks of a house differ a little."""


@dataclass(frozen=True)
class CertificateAuthority:
    """The issuer, with its private key; keep its folder away from whoever only uses certificates."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @classmethod
    def make(cls, now: datetime, days: int = AUTHORITY_DAYS) -> CertificateAuthority:
        """A new one."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"zhiping authority {os.urandom(4).hex()}")])
        usage = _usage(signs_certificates=True)
        certificate = (
            _builder(name, name, key.public_key(), now - _BACKDATED, now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .sign(key, hashes.SHA256())
        )
        return cls(certificate, key)

    @classmethod
    def kept(cls, folder: Path, now: datetime) -> CertificateAuthority:
        """The one of the folder; made when there is none."""
        if not (folder / KEY).exists():
            cls.make(now).keep(folder)
        key = serialization.load_pem_private_key((folder / KEY).read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return cls(x509.load_pem_x509_certificate((folder / AUTHORITY).read_bytes()), key)

    def keep(self, folder: Path) -> None:
        """Write it down."""
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / AUTHORITY, self.pem, 0o644)
        _replace(folder / KEY, _pem_of(self.key), 0o600)

    @property
    def pem(self) -> bytes:
        """What others check its certificates with."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def issue(self, folder: Path, names: Iterable[str], now: datetime, days: float = DAYS) -> None:
        """A certificate for these names and addresses, with a new key, in a folder of its own."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = list(names)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        begins, ends = min(now, now + timedelta(days=days)) - _BACKDATED, now + timedelta(days=days)
        purposes = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
        known = self.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
        certificate = (
            _builder(subject, self.certificate.subject, key.public_key(), begins, ends)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
            .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(known), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / AUTHORITY, self.pem, 0o644)
        _replace(folder / KEY, _pem_of(key), 0o600)
        _replace(folder / CERTIFICATE, certificate.public_bytes(serialization.Encoding.PEM), 0o644)

    def issue_where_due(self, folder: Path, names: Iterable[str], now: datetime) -> bool:
        """The same where there is none yet, or it ends soon, or another authority gave it; whether it was."""
        due = ends_at(folder) is None or (folder / AUTHORITY).read_bytes() != self.pem
        if due or (ends_at(folder) or now) - now < timedelta(days=RENEW_DAYS):
            self.issue(folder, names, now)
            return True
        return False


def ends_at(folder: Path) -> datetime | None:
    """When the certificate of a folder ends; None when there is none."""
    if not (folder / CERTIFICATE).exists():
        return None
    return x509.load_pem_x509_certificate((folder / CERTIFICATE).read_bytes()).not_valid_after_utc


def now() -> datetime:
    """What certificates are dated by: the real time, whatever ZHIPING_CLOCK says."""
    return datetime.now(UTC)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    made = made.serial_number(x509.random_serial_number()).not_valid_before(begins).not_valid_after(ends)
    return made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=signs_certificates, crl_sign=signs_certificates, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _pem_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def _replace(path: Path, content: bytes, mode: int) -> None:
    """At once, so that nobody reads half a file; a private key is never readable by others, not even for a moment."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as out:
        out.write(content)
    fresh.replace(path)
