"""The development keys of a stack: a sealing keyring, the token issuer's key pair, the link-signing key."""

from infra.devstack.state import StateFile
from shared.kernel.clock import SystemClock
from shared.security import DevIssuer, Keyring

_KEY = "secrets"


def ensure(state: StateFile) -> dict[str, str]:
    """`{"keyring", "issuer", "jwks"}` as JSON texts; made once per stack and kept in its state file."""
    if not state.read(_KEY).get("keyring"):
        issuer = DevIssuer(SystemClock())
        state.update(_KEY, keyring=Keyring.generate().to_json(), issuer=issuer.private_json, jwks=issuer.jwks)
    return {name: str(value) for name, value in state.read(_KEY).items()}
