"""Names of settings of which each service has its own, as an operator and a dev stack's env file know them."""

from shared.contracts.key_purposes import KEYS_OF, KEYS_OF_THE_DOOR
from shared.contracts.queues import SERVICES

KEYRING, TRAIL = "ZHIPING_KEYRING", "ZHIPING_TRAIL_KEYS"
SIGNING, EVENT_KEYS = "ZHIPING_EVENT_SIGNING_KEY", "ZHIPING_EVENT_KEYS"
"""Each service's own, and what all services know of one another: no secret, and too long for a line of `.env`."""
DOOR = "gateway"
"""The door: it has a database and a broker user of its own, and neither queues, events nor files."""
DEPLOYED = (*SERVICES, DOOR)
"""Whatever runs as processes of its own."""
RINGS = {**KEYS_OF, DOOR: KEYS_OF_THE_DOOR}
"""Which keys each of them is given; nobody gets an empty ring."""
SOURCES = "ZHIPING_DOOR_SOURCES"
"""Identity sources with what they share with the door: a secret, and empty where it knows its own accounts only."""
_MORE = {"notify": ["ZHIPING_SMTP_URL", "ZHIPING_CHANNELS"]}


def own(name: str, user: str) -> str:
    """The name of a setting for one service, or one user of broker or store."""
    return f"{name}_{user.upper().replace('-', '_')}"


def secrets_of(service: str) -> list[str]:
    """The settings of a service's own that are secret: each is a mounted file where it is deployed."""
    if service == DOOR:
        return ["ZHIPING_AMQP_URI", "ZHIPING_DATABASE_URL", KEYRING, TRAIL, "ZHIPING_DOOR_KEY", SOURCES]
    keyring = [KEYRING] if RINGS[service] else []
    addresses = ["ZHIPING_AMQP_URI", "ZHIPING_DATABASE_URL", "ZHIPING_STORAGE_URL"]
    return [*addresses, *keyring, TRAIL, SIGNING, *_MORE.get(service, [])]
