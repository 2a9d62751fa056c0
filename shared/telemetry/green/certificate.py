"""The certificate of a green process's door."""

from __future__ import annotations

from eventlet.green import ssl

from shared.telemetry import certificate


class GreenDoorCertificate(certificate.DoorCertificate):
    """Connections with it yield while they wait."""

    tls = ssl
