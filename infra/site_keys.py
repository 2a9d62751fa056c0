"""The keys of a whole site, service by service: made, added to, activated, taken out."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from infra.setting_names import DEPLOYED, DOOR, KEYRING, RINGS, TRAIL, own
from shared.contracts.key_purposes import INDEX, KEYS_OF, NUMBERS, OWN, RENEWED, SEALING, SHARED, with_keyring
from shared.security import Keyring
from shared.security.key_set import KEY_BYTES, KeySet, number_of
from shared.security.trail_keys import TrailKeys

LATER = ("notify",)
"""Services that had no ring once: a site from then is given one by `with_later_rings`."""
HOLDS_NUMBERS = "declaration"
"""The service that indexes ID numbers: its index key changes only when that is asked for."""


@dataclass(frozen=True)
class SiteKeys:
    """The keyring of the door and of each service that has one, and the keys of the trail of each of them.

    The door's index is declaration's: it knows a person by the same index of the same number.
    """

    rings: Mapping[str, Keyring] = field(repr=False)
    trails: Mapping[str, TrailKeys] = field(repr=False)

    @classmethod
    def generate(cls) -> SiteKeys:
        """Random keys for a new site."""
        shared = {purpose: KeySet.generate(purpose) for purpose in SHARED}
        rings = {service: _fresh(service, shared) for service in with_keyring()}
        return cls(rings, {service: TrailKeys.generate() for service in DEPLOYED}).with_later_rings()

    @classmethod
    def read(cls, given: Mapping[str, str]) -> SiteKeys | None:
        """From `ZHIPING_KEYRING_<SERVICE>` and `ZHIPING_TRAIL_KEYS_<SERVICE>`, or the same without a service for all of
        them; None where a service's ring is not given (those of the door and of LATER may be missing). ValueError for
        what is no keyring."""
        texts = {service: given.get(own(KEYRING, service)) or given.get(KEYRING) for service in with_keyring()}
        if not all(text for service, text in texts.items() if service not in LATER):
            return None
        rings = {service: Keyring.from_json(text) for service, text in texts.items() if text}
        trails = {}
        for service in DEPLOYED:
            text = given.get(own(TRAIL, service)) or given.get(TRAIL) or ""
            keys = TrailKeys.configured(text, rings.get(service) or rings[HOLDS_NUMBERS])
            if keys is not None:
                trails[service] = keys
        if of_door := given.get(own(KEYRING, DOOR)) or given.get(KEYRING):
            rings[DOOR] = Keyring.from_json(of_door)
        return cls({service: ring.part(RINGS[service]) for service, ring in rings.items()}, trails)

    def variables(self) -> dict[str, str]:
        """The form that `read` reads, as variables of an env file."""
        rings = {own(KEYRING, service): ring.to_json() for service, ring in self.rings.items()}
        return rings | {own(TRAIL, service): keys.to_json() for service, keys in self.trails.items()}

    def with_later_rings(self) -> SiteKeys:
        """These, with rings for the door and for LATER where they have none: a site from before they had."""
        made = {service: _fresh(service) for service in LATER} | {DOOR: ring_of_the_door(self.rings[HOLDS_NUMBERS])}
        return self if made.keys() <= self.rings.keys() else replace(self, rings=made | dict(self.rings))

    def with_new_keys(self, *, index: bool = False) -> SiteKeys:
        """One more key for everything that is sealed, not yet active; with `index` also for the index of ID numbers."""
        fresh = {purpose: secrets.token_bytes(KEY_BYTES) for purpose in SEALING}
        rings = {}
        for service, ring in self.with_later_rings().rings.items():
            for purpose in _renewed(service, index):
                key = fresh[purpose] if purpose in SHARED else secrets.token_bytes(KEY_BYTES)
                number = 1 + max(number_of(one.sets[purpose].newest) for one in self._sharing(ring, purpose))
                keys = ring.sets[purpose].with_key(f"{_name(service, purpose)}-{number}", key)
                ring = ring.with_set(purpose, keys)
            rings[service] = ring
        rings[DOOR] = rings[DOOR].with_set(INDEX, rings[HOLDS_NUMBERS].sets[INDEX])
        return replace(self, rings=rings)

    def with_newest_active(self) -> SiteKeys:
        """Every service seals and indexes with its newest keys; what the others made is still read."""
        return replace(
            self,
            rings={
                service: replace(ring, sets={purpose: keys.with_newest_active() for purpose, keys in ring.sets.items()})
                for service, ring in self.rings.items()
            },
        )

    def without_retired(self) -> SiteKeys:
        """Only the keys that make new texts, and those that are to."""
        rings = {}
        for service, ring in self.rings.items():
            for purpose, keys in ring.sets.items():
                for key_id in keys.retired if purpose in RENEWED else ():
                    keys = keys.without(key_id)
                ring = ring.with_set(purpose, keys)
            rings[service] = ring
        return replace(self, rings=rings)

    def with_new_trail_keys(self) -> SiteKeys:
        """Every trail is sealed with a key more from now on."""
        known = self.trails
        return replace(
            self,
            trails={
                service: known[service].with_new_key() if service in known else TrailKeys.generate()
                for service in DEPLOYED
            },
        )

    def resealing(self, service: str) -> Keyring:
        """What opens and seals everything that one service's database may hold: its own texts, and ID numbers."""
        holder = self.rings[HOLDS_NUMBERS]
        of_its_own = self.rings[service].sets if service in self.rings else {}
        return replace(holder, sets={NUMBERS: holder.sets[NUMBERS], **of_its_own})

    def _sharing(self, ring: Keyring, purpose: str) -> list[Keyring]:
        if purpose not in SHARED:
            return [ring]
        return [ring for ring in self.rings.values() if purpose in ring.sets]


def ring_of_the_door(declaration: Keyring) -> Keyring:
    """A new one beside that of declaration."""
    return Keyring({OWN: KeySet.generate(DOOR), INDEX: declaration.sets[INDEX]})


def _fresh(service: str, shared: Mapping[str, KeySet] | None = None) -> Keyring:
    known = shared or {}
    return Keyring({one: known.get(one) or KeySet.generate(_name(service, one)) for one in KEYS_OF[service]})


def _name(service: str, purpose: str) -> str:
    return service if purpose == OWN else purpose


def _renewed(service: str, index: bool) -> list[str]:
    """The door's index follows declaration's."""
    lasting = {INDEX} if service == DOOR or (service == HOLDS_NUMBERS and not index) else set()
    return [purpose for purpose in RINGS[service] if purpose in RENEWED and purpose not in lasting]
