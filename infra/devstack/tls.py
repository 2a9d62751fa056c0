"""TLS on a dev stack: an authority and one certificate of its own, and whether its servers show it."""

import ssl
from pathlib import Path
from typing import Any
from urllib.parse import quote

from infra.devstack.state import StateFile
from infra.tls_certificates import AUTHORITY, CERTIFICATE, KEY, LOCAL, CertificateAuthority, now
from shared.kernel.transport_security import CA_PARAMETER

_KEY = "tls"


class Tls:
    """`on` is a fact of the stack, kept in its state file; all its servers and doors share a certificate."""

    def __init__(self, folder: Path, state: StateFile) -> None:
        self._folder = folder / "certificates"
        self._state = state

    @property
    def on(self) -> bool:
        """Whether the servers speak TLS, and nothing else."""
        return bool(self._state.read(_KEY).get("on"))

    def turn(self, on: bool) -> None:
        """Let the servers start so from now on."""
        self._state.update(_KEY, on=on or None)

    @property
    def ca_file(self) -> Path:
        """What clients check with."""
        return self._folder / "server" / AUTHORITY

    @property
    def certificate(self) -> Path:
        """What servers and doors show."""
        return self._folder / "server" / CERTIFICATE

    @property
    def key(self) -> Path:
        """Its private key."""
        return self._folder / "server" / KEY

    def prepare(self) -> None:
        """Issue the certificate when there is none, or it ends soon."""
        if self.on:
            CertificateAuthority.kept(self._folder / "authority", now()).issue_where_due(
                self._folder / "server", LOCAL, now()
            )

    def context(self) -> ssl.SSLContext | None:
        """A client's, as https connections want it; None without TLS."""
        return ssl.create_default_context(cafile=str(self.ca_file)) if self.on else None

    def query(self) -> str:
        """What an address of the broker or the store names its authority with."""
        return f"{CA_PARAMETER}={quote(str(self.ca_file))}" if self.on else ""

    def variables(self) -> dict[str, str]:
        """What every process on the stack is told."""
        if not self.on:
            return {}
        return {
            "ZHIPING_CA_FILE": str(self.ca_file),
            "ZHIPING_HEALTH_CERT": str(self.certificate),
            "ZHIPING_HEALTH_KEY": str(self.key),
        }

    def amqp(self) -> dict[str, Any] | bool:
        """What a connection to the broker is made with."""
        options = {"ca_certs": str(self.ca_file), "cert_reqs": ssl.CERT_REQUIRED, "server_hostname": "127.0.0.1"}
        return options if self.on else False

    def libpq(self) -> dict[str, Any]:
        """What a connection to the database is made with."""
        return {"sslmode": "verify-full", "sslrootcert": str(self.ca_file)} if self.on else {}
