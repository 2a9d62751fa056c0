"""What the gateway reads from its environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from services.gateway.domain.login import LoginTerms
from shared.messaging.base.settings import Settings

ENVIRONMENT: tuple[str, ...] = (
    "ZHIPING_DOOR_HOST", "ZHIPING_DOOR_PORT", "ZHIPING_DOOR_KEY", "ZHIPING_DOOR_OPEN_DEMO", "ZHIPING_LOGIN_IDLE",
    "ZHIPING_LOGIN_LONGEST", "ZHIPING_CORS_ORIGINS", "ZHIPING_DOOR_PROXIES", "ZHIPING_DOOR_PUBLIC_RATE",
)  # fmt: skip
"""Names of this service's own ZHIPING_* variables."""


@dataclass(frozen=True)
class DoorSettings:
    """Settings of the door beside the common ones. `key` is the private JWK with which it signs for its callers.

    `cors_origins`: origins of the portals whose pages may call from a browser. `proxies`: how many trusted servers
    stand before the door, each adding to X-Forwarded-For. `public_rate`: requests a minute from one address without a
    token; 0 is no bound. `demo`: whoever comes may sign in as anybody with one click; for sites with made-up people
    only.
    """

    common: Settings
    host: str = "127.0.0.1"
    port: int = 8080
    key: str = field(default="", repr=False)
    demo: bool = False
    login_terms: LoginTerms = field(default_factory=LoginTerms)
    cors_origins: frozenset[str] = frozenset()
    proxies: int = 0
    public_rate: int = 300

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> DoorSettings:
        """Read ZHIPING_*; ValueError for what is malformed."""
        common = Settings.from_env(environ)
        env = common.environ
        return cls(
            common=common,
            host=env.get("ZHIPING_DOOR_HOST", cls.host),
            port=int(env.get("ZHIPING_DOOR_PORT", cls.port)),
            key=env.get("ZHIPING_DOOR_KEY", ""),
            demo=env.get("ZHIPING_DOOR_OPEN_DEMO", "") == "yes",
            cors_origins=frozenset(env.get("ZHIPING_CORS_ORIGINS", "").replace(",", " ").split()),
            proxies=int(env.get("ZHIPING_DOOR_PROXIES", cls.proxies)),
            public_rate=int(env.get("ZHIPING_DOOR_PUBLIC_RATE", cls.public_rate)),
            login_terms=LoginTerms(
                idle=timedelta(seconds=float(env.get("ZHIPING_LOGIN_IDLE", "1800"))),
                longest=timedelta(seconds=float(env.get("ZHIPING_LOGIN_LONGEST", "43200"))),
            ),
        )
