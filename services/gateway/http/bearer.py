"""Who asks: the token of the Authorization header, which the services check. Cookies are nobody here."""

from __future__ import annotations

import re

from services.gateway.bootstrap import Gateway
from shared.contracts.methods import MethodEntry
from shared.kernel.errors import forbidden
from shared.messaging.rpc.client import RpcClient

_BEARER = re.compile(r"(?i:bearer) +([A-Za-z0-9._~+/-]+=*)")


def client_for(gateway: Gateway, authorization: str | None, method: MethodEntry) -> RpcClient:
    """A client that speaks for whoever sent the header, for this method; without one, for nobody.

    Raises forbidden `token_invalid` for a header of another form.
    """
    if authorization is None:
        return gateway.backend.with_token(None)
    found = _BEARER.fullmatch(authorization)
    if found is None:
        raise forbidden("token_invalid")
    return gateway.backend.with_token(found[1])
