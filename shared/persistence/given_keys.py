"""The keys that a service is given, held to the table of what it needs, before it takes its first call."""

from __future__ import annotations

from shared.contracts.key_purposes import KEYS_OF
from shared.kernel.secret_files import SettingRefused
from shared.kernel.settings import Settings
from shared.security import Keyring, install_keyring
from shared.security.trail_keys import TrailKeys
from shared.telemetry import get_logger


def install_given_keys(service: str, settings: Settings, needed: tuple[str, ...] | None = None) -> TrailKeys | None:
    """Install what the service uses of its keyring, and return the keys of its trail; `needed` where no table says it.

    Raises SettingRefused when it lacks a key, naming the purpose. More than it needs is only logged, and forgotten
    where it has the process to itself: one ring for all services, as 0.2.0 had it, must serve until each has its own.
    """
    needed = KEYS_OF.get(service, ()) if needed is None else needed
    ring = _keyring(settings.keyring) if settings.keyring else None
    given = ring.sets if ring else {}
    if lacking := [purpose for purpose in needed if purpose not in given]:
        raise SettingRefused(f"ZHIPING_KEYRING: {service} needs a key for {', '.join(lacking)}, and is given none")
    if ring is not None and settings.embedded:
        install_keyring(ring)
    elif ring is not None:
        if unused := sorted(set(given) - set(needed)):
            get_logger().warning("keys_not_needed", setting="ZHIPING_KEYRING", purposes=unused)
        install_keyring(ring.part(needed))
    return _trail_keys(settings.trail_keys, ring)


def _keyring(text: str) -> Keyring:
    try:
        return Keyring.from_json(text)
    except ValueError as error:
        raise SettingRefused(f"ZHIPING_KEYRING: {error}") from None


def _trail_keys(text: str, ring: Keyring | None) -> TrailKeys | None:
    try:
        return TrailKeys.configured(text, ring)
    except ValueError as error:
        raise SettingRefused(f"ZHIPING_TRAIL_KEYS: {error}") from None
