"""The address of a broker, taken apart: who, where, which virtual host, whom to believe."""

from __future__ import annotations

import ssl
from typing import TypedDict
from urllib.parse import parse_qsl, unquote, urlsplit

from shared.kernel.transport_security import CA_PARAMETER

PORTS = {"amqp": 5672, "pyamqp": 5672, "amqps": 5671}


class TlsOptions(TypedDict):
    """In amqp's words; files by their paths."""

    ca_certs: str | None
    certfile: str | None
    keyfile: str | None
    cert_reqs: ssl.VerifyMode
    server_hostname: str | None
    tls_minimum_version: ssl.TLSVersion


class ConnectionArguments(TypedDict):
    """In amqp's words; `host` with its port."""

    host: str
    userid: str
    password: str
    virtual_host: str
    ssl: TlsOptions | bool


def brokers_in(amqp_uri: str) -> list[str]:
    """Each broker of an address that names several (`amqp://one;amqp://two`), in the order in which they are tried."""
    return [one for one in amqp_uri.split(";") if one]


def arguments_of(amqp_uri: str) -> ConnectionArguments:
    """What `amqp.Connection` is told about one broker; ValueError for an address that is none."""
    parts = urlsplit(amqp_uri)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("the address of a broker is amqp(s)://user:password@host:port/virtual-host")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return {
        "host": f"{host}:{parts.port or PORTS[parts.scheme]}",
        "userid": unquote(parts.username or "guest"),
        "password": unquote(parts.password or "guest"),
        "virtual_host": unquote(parts.path[1:]) or "/",
        "ssl": tls_options(amqp_uri) if parts.scheme == "amqps" else False,
    }


def tls_options(amqp_uri: str) -> TlsOptions:
    """What amqp makes the TLS context of each connection from; it opens the files anew every time.

    TLS 1.2 or later with the broker's name checked: `?cacertfile=` says whom to believe (the system's authorities where
    it is missing), `&certfile=&keyfile=` show a certificate of one's own.
    """
    parts = urlsplit(amqp_uri)
    said = dict(parse_qsl(parts.query))
    return {
        "ca_certs": said.get(CA_PARAMETER),
        "certfile": said.get("certfile"),
        "keyfile": said.get("keyfile"),
        "cert_reqs": ssl.CERT_REQUIRED,
        "server_hostname": parts.hostname,
        "tls_minimum_version": ssl.TLSVersion.TLSv1_2,
    }
