"""The broker's users and rights at a site: made from the contracts and the site's passwords, brought to RabbitMQ.

`ZHIPING_BROKER_PASSWORD_<USER>` gives each user's password; `ZHIPING_BROKER_PORTALS` names the portals' users,
separated by commas.
"""

from __future__ import annotations

import base64
import json
import ssl
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from infra.passwords import passwords_of
from infra.setting_names import own
from shared.contracts import broker_users
from shared.kernel.transport_security import TransportSecurity

PASSWORD = "ZHIPING_BROKER_PASSWORD"
PORTALS = "ZHIPING_BROKER_PORTALS"
ANSWER_SECONDS = 30


def site_definitions(amqp_uri: str, environ: Mapping[str, str], *, with_users: bool = True) -> broker_users.Definitions:
    """RabbitMQ's definitions for the virtual host of the address; PasswordsMissing where one is not given.

    Without users: rights and policies only, for a site that makes its users elsewhere.
    """
    users = broker_users.suite_users(portals(environ))
    passwords = passwords_of((one.name for one in users), PASSWORD, environ) if with_users else {}
    return broker_users.definitions(vhost_of(amqp_uri), users, passwords)


def portals(environ: Mapping[str, str]) -> list[str]:
    """The portals' users."""
    return [name.strip() for name in environ.get(PORTALS, "portal").split(",") if name.strip()]


def variable_of(user: str) -> str:
    """The variable that holds a user's password."""
    return own(PASSWORD, user)


def vhost_of(amqp_uri: str) -> str:
    """The virtual host of an address; `/` where it names none."""
    return unquote(urlsplit(amqp_uri).path.removeprefix("/")) or "/"


def upload(api: str, amqp_uri: str, definitions: Mapping[str, Any], security: TransportSecurity) -> None:
    """Import them by the management API as the administrator of the address; safe to repeat."""
    api = security.address("ZHIPING_BROKER_API", api)
    who = urlsplit(amqp_uri)
    token = base64.b64encode(f"{unquote(who.username or '')}:{unquote(who.password or '')}".encode()).decode()
    headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
    body = json.dumps(definitions).encode()
    request = urllib.request.Request(f"{api.rstrip('/')}/api/definitions", body, headers, method="POST")
    trusted = ssl.create_default_context(cafile=security.ca_file or None)
    with urllib.request.urlopen(request, timeout=ANSWER_SECONDS, context=trusted):
        pass
