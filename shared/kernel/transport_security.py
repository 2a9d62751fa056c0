"""TLS towards broker, database, store and doors: which addresses a process may use, and whom it believes there.

An address carries all that its client needs, under the names which the clients have for it: `cacertfile`, `certfile`
and `keyfile` (RabbitMQ's query parameters) for broker and store, `sslmode` and `sslrootcert` (libpq's) for PostgreSQL.
Nothing is read here: the files are opened at each connection, so that a renewed one needs no restart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Self
from urllib.parse import parse_qsl, quote, urlsplit

REQUIRED, OFF = "required", "off"
CA_PARAMETER = "cacertfile"
_ENCRYPTED = ("amqps", "s3+https", "https")
_ON_THIS_MACHINE = ("", "embedded", "sqlite", "dir")
_VERIFIED = "verify-full"
_OF_LIBPQ = re.compile(r"certificate verify failed|does not match host name|root certificate file")


class Unprotected(ValueError):
    """An address, or a door, that others on the wire could read; the text names the setting."""


@dataclass(frozen=True, slots=True)
class TransportSecurity:
    """`ca_file` is the PEM file of the site's certificate authority; empty: the authorities that the system trusts."""

    ca_file: str = ""
    mode: str = REQUIRED

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """From ZHIPING_CA_FILE and ZHIPING_TLS; ValueError when that is neither `required` nor `off`."""
        mode = environ.get("ZHIPING_TLS", REQUIRED)
        if mode not in (REQUIRED, OFF):
            raise ValueError(f"ZHIPING_TLS={mode!r} is neither {REQUIRED} nor {OFF}")
        return cls(environ.get("ZHIPING_CA_FILE", ""), mode)

    def address(self, setting: str, url: str) -> str:
        """The address with whom to believe; Unprotected where it leaves the machine unencrypted or unverified."""
        parts = urlsplit(url)
        if parts.scheme.startswith("postgresql"):
            return self._database(setting, url)
        if self.mode == REQUIRED and parts.scheme.startswith("amqp") and ";" in url:
            raise Unprotected(f"{setting} names several brokers; a certificate is checked for one name only")
        if parts.scheme in _ENCRYPTED:
            said = dict(parse_qsl(parts.query))
            complete = parts.scheme == "https" or not self.ca_file or CA_PARAMETER in said
            return url if complete else _with(url, CA_PARAMETER, self.ca_file)
        if parts.scheme not in _ON_THIS_MACHINE and not is_loopback(parts.hostname or ""):
            self._refuse(f"{setting} reaches {parts.hostname} unencrypted ({parts.scheme}://)")
        return url

    def door(self, host: str, certificate: str) -> None:
        """Unprotected where a health door would answer other machines without a certificate."""
        if not certificate and not is_loopback(host):
            self._refuse(f"ZHIPING_HEALTH_HOST={host} answers other machines without ZHIPING_HEALTH_CERT")

    def _database(self, setting: str, url: str) -> str:
        said = dict(parse_qsl(urlsplit(url).query))
        mode = said.get("sslmode")
        if mode != _VERIFIED and self.mode == REQUIRED and _leaves_the_machine(url):
            if mode:
                self._refuse(f"{setting} says sslmode={mode}, which does not check whose database answers")
            url, mode = _with(url, "sslmode", _VERIFIED), _VERIFIED
        if mode == _VERIFIED and "sslrootcert" not in said:
            url = _with(url, "sslrootcert", self.ca_file or "system")
        return url

    def _refuse(self, why: str) -> None:
        if self.mode == REQUIRED:
            raise Unprotected(f"{why}; use TLS, or say ZHIPING_TLS=off where the network itself is trusted")


def is_loopback(host: str) -> bool:
    """Whether what is sent there stays on this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def certificate_fault(error: BaseException | None) -> str | None:
    """Why a client refused the server's certificate, if that is what the error (or what it came from) is about."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if said := getattr(error, "verify_message", None):
            return str(said)
        if found := next((line for line in str(error).splitlines() if _OF_LIBPQ.search(line)), None):
            return found.rpartition("failed: ")[2].strip()
        inner = getattr(error, "reason", None), error.__cause__, error.__context__, *error.args
        error = next((one for one in inner if isinstance(one, BaseException)), None)
    return None


def certificate_details(error: BaseException) -> dict[str, str]:
    """`certificate_fault` as a detail of an error or a line of the log; nothing where it was about something else."""
    fault = certificate_fault(error)
    return {"certificate": fault} if fault else {}


def _leaves_the_machine(url: str) -> bool:
    """Whether libpq would go over a network: to the host, or to one of those that the query names instead."""
    parts = urlsplit(url)
    named = [value for name, value in parse_qsl(parts.query) if name in ("host", "hostaddr")]
    hosts = [host for value in named for host in value.split(",")] or [parts.hostname or ""]
    return any(host and not host.startswith("/") and not is_loopback(host.partition(":")[0]) for host in hosts)


def _with(url: str, name: str, value: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{name}={quote(value, safe='/')}"
