"""The development keys of a stack: a sealing keyring, the trail's key, the token issuer's key pair."""

from infra.devstack.state import StateFile
from shared.kernel.clock import SystemClock
from shared.security import DevIssuer, Keyring
from shared.security.trail_keys import TrailKeys

_KEY = "secrets"


def ensure(state: StateFile) -> dict[str, str]:
    """`{"keyring", "trail_keys", "issuer", "jwks"}` as JSON texts; made once per stack and kept in its state file."""
    if not state.read(_KEY).get("keyring"):
        issuer = DevIssuer(SystemClock())
        state.update(_KEY, keyring=Keyring.generate().to_json(), issuer=issuer.private_json, jwks=issuer.jwks)
    if not state.read(_KEY).get("trail_keys"):
        state.update(_KEY, trail_keys=TrailKeys.generate().to_json())
    return {name: str(value) for name, value in state.read(_KEY).items()}
