"""The keys with which a site's services sign their events: a private one for each, and the public set of all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from infra.setting_names import EVENT_KEYS, SIGNING, own
from shared.contracts.queues import SERVICES
from shared.security.event_signatures import EventKeys, EventSigner
from shared.security.key_set import number_of


@dataclass(frozen=True)
class SiteSigners:
    """`public` by service and key id, in base64; `private` holds what was made here and nothing that was made before:
    a service's key is nobody else's, that of who changes keys neither."""

    public: Mapping[str, Mapping[str, str]]
    private: Mapping[str, EventSigner] = field(default_factory=dict, repr=False)

    @classmethod
    def generate(cls) -> SiteSigners:
        """A key for each service of a new site."""
        return cls({}).with_new_keys()

    @classmethod
    def read(cls, given: Mapping[str, str]) -> SiteSigners:
        """The public set that ZHIPING_EVENT_KEYS gives, empty where it gives none; ValueError for anything else."""
        text = given.get(EVENT_KEYS) or "{}"
        EventKeys.from_json(text)
        return cls(json.loads(text))

    def with_new_keys(self) -> SiteSigners:
        """A key more for each service; what the former ones have signed is still believed."""
        made = {service: EventSigner.generate(f"{service}-{1 + self._newest(service)}") for service in SERVICES}
        public = {
            service: {**self.public.get(service, {}), signer.key_id: signer.public} for service, signer in made.items()
        }
        return SiteSigners(public, made)

    def without_former(self) -> SiteSigners:
        """Of each service the newest key alone."""
        return replace(
            self,
            public={
                service: {key_id: key for key_id, key in keys.items() if number_of(key_id) == self._newest(service)}
                for service, keys in self.public.items()
            },
        )

    def former(self) -> list[str]:
        """The ids of those that have a successor."""
        kept = {key_id for keys in self.without_former().public.values() for key_id in keys}
        return sorted(key_id for keys in self.public.values() for key_id in keys if key_id not in kept)

    def variables(self) -> dict[str, str]:
        """As variables of an env file."""
        secret = {own(SIGNING, service): signer.to_json() for service, signer in self.private.items()}
        return secret | {EVENT_KEYS: json.dumps(self.public)}

    def _newest(self, service: str) -> int:
        return max((number_of(key_id) for key_id in self.public.get(service, {})), default=0)
