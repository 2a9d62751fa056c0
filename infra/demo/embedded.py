"""The embedded stack of the demonstration: all services in this process, files under one folder, time by hand."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from infra.demo.driver import SERVICES, Driver, MovableClock
from shared.calls import RpcClient
from shared.kernel.clock import SystemClock, VirtualClock
from shared.kernel.settings import Settings
from shared.messaging.runtime.runner import EmbeddedStack, run_embedded
from shared.persistence.schema.migrations import migrate
from shared.security import Keyring, TokenIssuer
from shared.storage import DirectoryStore
from shared.storage.door import open_door

BUS = "embedded://demo"


@dataclass(frozen=True)
class EmbeddedKeys:
    """What an embedded stack needs again to read its own files: the ring (JSON) and the issuer's private JWK."""

    keyring: str
    issuer: str

    @classmethod
    def fresh(cls) -> EmbeddedKeys:
        """Keys that nobody else has."""
        return cls(Keyring.generate().to_json(), TokenIssuer(SystemClock()).private_json)


@dataclass
class EmbeddedRun:
    """A running embedded stack with its driver; `close` stops everything."""

    driver: Driver
    stack: EmbeddedStack
    store: DirectoryStore
    close_door: Callable[[], None]
    keys: EmbeddedKeys

    def close(self) -> None:
        """Stop services and the file door."""
        self.driver.client.close()
        self.stack.stop()
        self.close_door()


def open_embedded(folder: Path, start: datetime, *, render_workers: int = 2) -> EmbeddedRun:
    """Start anew under `folder` (what an earlier run left there is removed) at the virtual instant `start`."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "db").mkdir(parents=True)
    return start_embedded(folder, VirtualClock(start), EmbeddedKeys.fresh(), render_workers=render_workers)


def start_embedded(
    folder: Path,
    clock: MovableClock,
    keys: EmbeddedKeys,
    *,
    render_workers: int = 2,
    sweep_seconds: float = 0,
    outbound: str = "live",
) -> EmbeddedRun:
    """Start on what lies under `folder`; `sweep_seconds` 0: nothing becomes due but when somebody asks for it.
    `outbound` "test": letters are kept that would leave the house; else there is no way out at all.

    A killed process loses nothing, a power failure may: a demonstration is not kept.
    """
    issuer = TokenIssuer(clock, keys.issuer)
    store = DirectoryStore(folder / "objects", durable=False)
    port, close_door = open_door(store)
    environ = {
        "ZHIPING_AMQP_URI": BUS,
        "ZHIPING_STORAGE_URL": f"dir://{folder / 'objects'}?door=http://127.0.0.1:{port}&durable=no",
        "ZHIPING_KEYRING": keys.keyring,
        "ZHIPING_JWKS": issuer.jwks,
        "ZHIPING_SWEEP_SECONDS": str(sweep_seconds),
        "ZHIPING_RENDER_WORKERS": str(render_workers),
        "ZHIPING_RETRY_DELAYS": "0.1,0.5,2,5",
        "ZHIPING_LOG_LEVEL": "WARNING",
        "ZHIPING_OUTBOUND": outbound,
    }

    def settings_for(service: str) -> Settings:
        return Settings.from_env(environ | {"ZHIPING_DATABASE_URL": database_in(folder, service)})

    stack = run_embedded(service_classes(), settings_for, clock)
    return EmbeddedRun(Driver(RpcClient(BUS, timeout=60), clock, issuer), stack, store, close_door, keys)


def database_in(folder: Path, service: str) -> str:
    """The address of the service's database there, at its newest revision."""
    url = f"sqlite:///{folder / 'db' / service}.db?synchronous=NORMAL"
    migrate(service, url)
    return url


def service_classes() -> list[type]:
    """The five service classes."""
    found = []
    for name in SERVICES:
        module = importlib.import_module(f"services.{name}.service")
        found.append(getattr(module, f"{name.capitalize()}Service"))
    return found
