"""The secrets of a site that runs with Docker Compose, by the names under which compose.yaml mounts them."""

import secrets
from collections.abc import Mapping

from infra.broker_definitions import portals
from infra.door_key import fresh_door_key
from infra.setting_names import DEPLOYED, DOOR
from infra.site_keys import HOLDS_NUMBERS, SiteKeys, ring_of_the_door
from infra.site_signers import SiteSigners
from shared.contracts import broker_users, store_users
from shared.contracts.queues import SERVICES
from shared.security import Keyring

ADMINISTRATOR = "zhiping"
STORE = "objects:9000"
"""The object store, as containers reach it."""
_AFTERWARDS = ("smtp_url", "channels", "operator_token", f"door_sources_{DOOR}")
"""What only the site knows: empty until it is filled in; until then no letter is sent, and no other source vouches."""


def site_secrets(
    known: Mapping[str, str], keys: SiteKeys, s3_host: str = STORE, settings: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Every secret; what is `known` stays, the rest is made at random or put together from the others.

    `settings` may name the portals (ZHIPING_BROKER_PORTALS).
    """
    made = dict(known)

    def ensure(name: str, value: str) -> str:
        return made.setdefault(name, value)

    for user in (store_users.ADMINISTRATOR, *store_users.USERS):
        host = s3_host if user in SERVICES else STORE
        own = ensure(f"storage_password_{user}", _password())
        ensure(f"storage_url_{user}", f"s3+https://{user}:{own}@{host}/zhiping?region=us-east-1")
    ensure("database_password", _password())
    administrator = ensure("broker_password", _password())
    ensure("broker_conf", f"default_pass = {administrator}")
    ensure("amqp_uri_zhiping", _broker(ADMINISTRATOR, administrator))
    for user in (one.name for one in broker_users.suite_users(portals(settings or {}))):
        own = ensure(f"broker_password_{user}", _password())
        ensure(f"amqp_uri_{user}", _broker(user, own))
    for service in DEPLOYED:
        own = ensure(f"database_password_{service}", _password())
        url = f"postgresql+psycopg2://{service}:{own}@database/{service}"
        ensure(f"database_url_{service}", url)
    ensure(f"door_key_{DOOR}", fresh_door_key())
    signing = {} if "event_keys" in known else SiteSigners.generate().variables()
    if holder := known.get(f"keyring_{HOLDS_NUMBERS}"):  # of before the door had a ring: it must fit what is there
        ensure(f"keyring_{DOOR}", ring_of_the_door(Keyring.from_json(holder)).to_json())
    for name, value in (keys.variables() | signing).items():
        ensure(name.removeprefix("ZHIPING_").lower(), value)
    for name in _AFTERWARDS:
        ensure(name, "")
    return made


def _password() -> str:
    return secrets.token_hex(20)


def _broker(user: str, password: str) -> str:
    return f"amqps://{user}:{password}@broker:5671/zhiping"
