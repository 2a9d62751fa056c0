"""The key with which the door signs for the people behind it, and the public keys that the services believe."""

import json
import secrets
from typing import Any

from joserfc.jwk import ECKey

DOOR_KEY, JWKS = "ZHIPING_DOOR_KEY", "ZHIPING_JWKS"
NOBODY = '{"keys": []}'


def fresh_door_key() -> str:
    """A private JWK as text, with a name of its own: a site may hold two while it changes them."""
    named: Any = {"kid": f"door-{secrets.token_hex(4)}", "use": "sig", "alg": "ES256"}
    return json.dumps(ECKey.generate_key("P-256", named, private=True).as_dict(private=True))


def with_door(jwks: str, door_key: str) -> str:
    """The key set with the public half of the door's key in it, once."""
    public = ECKey.import_key(json.loads(door_key)).as_dict(private=False)
    kept: list[dict[str, Any]] = [one for one in json.loads(jwks)["keys"] if one.get("kid") != public["kid"]]
    return json.dumps({"keys": [*kept, public]})
