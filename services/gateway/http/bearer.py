"""Who asks: a person's token, which the services check, or a portal's own bearer, which the door checks.

Cookies are nobody here.
"""

from __future__ import annotations

import re
from datetime import timedelta

from services.gateway.adapters.backend import Speaker
from services.gateway.bootstrap import Gateway
from services.gateway.domain.service_account import PREFIX
from services.gateway.usecases import service_accounts
from shared.contracts.methods import MethodEntry
from shared.kernel.errors import forbidden

PERSON = "Zhiping-Person-Token"
"""The header in which a portal hands on the token of the person for whom it asks."""
LIFETIME = timedelta(minutes=5)
_BEARER = re.compile(r"(?i:bearer) +([A-Za-z0-9._~+/-]+=*)")


def client_for(gateway: Gateway, authorization: str | None, method: MethodEntry, person: str | None = None) -> Speaker:
    """A client that speaks for whoever sent the header, for this method; without one, for nobody.

    Raises forbidden: `token_invalid` for a header of another form, `service_token_invalid`, and what the scope of a
    portal does not cover.
    """
    if authorization is None:
        return gateway.backend.with_token(None)
    found = _BEARER.fullmatch(authorization)
    if found is None:
        raise forbidden("token_invalid")
    if not found[1].startswith(PREFIX):
        return gateway.backend.with_token(found[1])
    return _speaking_for_portal(gateway, found[1], method.full_name, person)


def _speaking_for_portal(gateway: Gateway, bearer: str, method: str, person: str | None) -> Speaker:
    with gateway.reading() as tx:
        portal = service_accounts.account_behind(tx, bearer)
    caller = portal.caller(method, gateway.verifier.verify(person) if person else None)
    if caller is None:
        return gateway.backend.with_token(person)
    return gateway.backend.with_token(gateway.backend.issuer.issue(caller, LIFETIME), portal.id)
