"""Whether this process signs its events and believes those of others, as it is told; held to what it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from shared.contracts.envelope import Event, signed_bytes
from shared.kernel.secret_files import SettingRefused
from shared.kernel.settings import Settings
from shared.security.event_signatures import MISSING, EventKeys, EventSigner

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Signatures:
    """`signer` makes them and `keys` verify; neither where events are not signed. `enforced`: each must have one."""

    signer: EventSigner | None = None
    keys: EventKeys | None = None
    enforced: bool = False

    def fault(self, publisher: str, event: Event) -> str | None:
        """What is the matter with the event's signature; None where nothing is, or nobody asks."""
        if self.keys is None:
            return None
        if event.signature is None:
            return MISSING
        return self.keys.fault(publisher, event.signature, signed_bytes(event.wire))


NONE = Signatures()


def given_signatures(service: str, settings: Settings) -> Signatures:
    """What the settings say. The bus inside the process carries nobody else's events: nothing is signed there.

    Raises SettingRefused when a key lacks, or when the others would not believe what this process signs.
    """
    if settings.embedded or settings.event_signatures == "off":
        return NONE
    signer = _read("ZHIPING_EVENT_SIGNING_KEY", settings.event_signing_key, EventSigner.from_json)
    keys = _read("ZHIPING_EVENT_KEYS", settings.event_keys, EventKeys.from_json)
    if not keys.know(service, signer):
        raise SettingRefused(f"ZHIPING_EVENT_KEYS: the public half of the key that {service} signs with is missing")
    return Signatures(signer, keys, settings.event_signatures == "enforced")


def _read(setting: str, text: str, read: Callable[[str], T]) -> T:
    if not text:
        raise SettingRefused(f"{setting}: events are to be signed, and nothing is given")
    try:
        return read(text)
    except ValueError as error:
        raise SettingRefused(f"{setting}: {error}") from None
