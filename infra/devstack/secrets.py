"""The development keys of a stack: what each service seals and signs with, the token issuer's key pair."""

from infra.devstack.state import StateFile
from infra.door_key import fresh_door_key
from infra.setting_names import KEYRING, TRAIL
from infra.site_keys import SiteKeys
from infra.site_signers import SiteSigners
from shared.kernel.clock import SystemClock
from shared.security import TokenIssuer

_KEYS, _SIGNERS, _ISSUER, _DOOR = "keys", "signers", "issuer", "door"


def service_keys(state: StateFile) -> dict[str, str]:
    """The variables with every service's keys; made once per stack and kept in its state file."""
    if not state.read(_KEYS):
        of_0_2 = state.read("secrets")
        keep_keys(state, _shared(of_0_2) if of_0_2 else SiteKeys.generate())
    kept = SiteKeys.read(state.read(_KEYS))
    if kept is not None and kept is not (whole := kept.with_later_rings()):  # of a version without some
        keep_keys(state, whole)
    return state.read(_KEYS)


def event_keys(state: StateFile) -> dict[str, str]:
    """The variables with the keys that sign events; made once per stack, whether it signs or not."""
    if not state.read(_SIGNERS):
        keep_event_keys(state, SiteSigners.generate())
    return state.read(_SIGNERS)


def keep_event_keys(state: StateFile, signers: SiteSigners) -> None:
    """The stack's public set from now on, with what private keys were made."""
    state.update(_SIGNERS, **signers.variables())


def keep_keys(state: StateFile, keys: SiteKeys) -> None:
    """The stack's keys from now on."""
    state.update(_KEYS, **keys.variables())


def issuer(state: StateFile) -> dict[str, str]:
    """`{"private", "jwks"}` of the stack's token issuer as JSON texts; made once, too."""
    if not state.read(_ISSUER):
        made = TokenIssuer(SystemClock())
        state.update(_ISSUER, private=made.private_json, jwks=made.jwks)
    return state.read(_ISSUER)


def door_key(state: StateFile) -> str:
    """The private key with which the stack's door signs; made once, too."""
    if not state.read(_DOOR):
        state.update(_DOOR, private=fresh_door_key())
    return str(state.read(_DOOR)["private"])


def _shared(of_0_2: dict[str, str]) -> SiteKeys:
    """What a stack of 0.2.0 had, one ring for all services, which its data is sealed with."""
    found = SiteKeys.read({KEYRING: of_0_2["keyring"], TRAIL: of_0_2.get("trail_keys", "")})
    assert found is not None
    return found
