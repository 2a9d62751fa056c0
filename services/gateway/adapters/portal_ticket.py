"""A province's portal: the browser comes back with a ticket, which is changed for the person's data behind its back.

Request: JSON with `appId`, `ticket`, `timestamp` (milliseconds), `nonce` and `sign`, an HMAC under the application's
secret of the other members, sorted, as `name=value` with `&`. Answer: JSON `{"code": 0, "data": {...}}`, whose body is
signed the same way, after the request's nonce, in the header `X-Sign`.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from services.gateway.adapters.outside import ask, new_session, not_believed, read_object, secure_address
from services.gateway.domain.vouched import Trust, Vouched, vouched
from services.gateway.usecases.ports import Departure
from shared.contracts.key_purposes import INDEX
from shared.kernel.clock import Clock
from shared.security import blind_index, process_keyring
from shared.wire.types import JsonObject

DIGESTS = ("sha256", "sm3")
FIELDS = {
    "sub": "userId", "name": "userName", "id_number": "certNo", "verified": "verified", "organisations": "corporations",
}  # fmt: skip
OF_ORGANISATION = {"id": "organisationId", "name": "name", "roles": "roles", "region": "region"}
"""Our names and a portal's, where the settings do not say otherwise."""


@dataclass(frozen=True)
class TicketTerms:
    """One portal, as the site's settings describe it."""

    name: str
    label: str
    sign_in_url: str
    exchange_url: str
    app_id: str
    app_secret: str = field(repr=False)
    digest: str = "sha256"
    ticket_parameter: str = "ticket"
    return_parameter: str = "goto"
    fields: Mapping[str, str] = field(default_factory=dict)
    organisation_fields: Mapping[str, str] = field(default_factory=dict)
    ca_file: str | None = None

    def __post_init__(self) -> None:
        """ValueError for a digest that is not known, or an address that others can read."""
        if self.digest not in DIGESTS or self.digest not in hashlib.algorithms_available:
            raise ValueError(f"digest must be one of {', '.join(DIGESTS)}, and be there")
        secure_address(self.sign_in_url)
        secure_address(self.exchange_url)


class TicketSource:
    """Adapter of `ports.IdentitySource`."""

    def __init__(self, terms: TicketTerms, trust: Trust, clock: Clock) -> None:
        self.name = terms.name
        self.label = terms.label
        self._terms = terms
        self._trust = trust
        self._clock = clock

    def depart(self, callback: str) -> Departure:
        """To the portal's page; the state travels in the address that it leads back to."""
        state = secrets.token_urlsafe(24)
        back = f"{callback}?{urlencode({'state': state})}"
        asked = urlencode({"appId": self._terms.app_id, self._terms.return_parameter: back})
        joint = "&" if urlsplit(self._terms.sign_in_url).query else "?"
        return Departure(f"{self._terms.sign_in_url}{joint}{asked}", state, {})

    def state_of(self, answer: Mapping[str, str]) -> str:
        """As `depart` has written it into the address."""
        return answer.get("state", "")

    def arrive(self, callback: str, answer: Mapping[str, str], kept: Mapping[str, str]) -> tuple[Vouched, str | None]:
        """Change the ticket for the person's data."""
        ticket = answer.get(self._terms.ticket_parameter, "")
        if not 0 < len(ticket) <= 1000:
            raise not_believed()
        data = self._exchange(ticket)
        told = _told(data, {**FIELDS, **self._terms.fields}, {**OF_ORGANISATION, **self._terms.organisation_fields})
        return vouched(self.name, told, self._trust, _number_index(told)), ticket

    def _exchange(self, ticket: str) -> JsonObject:
        nonce = secrets.token_urlsafe(16)
        asked = {
            "appId": self._terms.app_id, "ticket": ticket, "nonce": nonce,
            "timestamp": str(int(self._clock.now().timestamp() * 1000)),
        }  # fmt: skip
        body, sign = self._post(asked | {"sign": self.sign(pairs_of(asked))})
        if not hmac.compare_digest(self.sign(nonce.encode() + body).encode(), sign.encode()):
            raise not_believed()
        told = read_object(body)
        if str(told.get("code")) != "0" or not isinstance(told.get("data"), dict):
            raise not_believed()
        data: JsonObject = told["data"]
        return data

    def _post(self, asked: Mapping[str, str]) -> tuple[bytes, str]:
        with new_session(self._terms.ca_file) as session:
            body, head = ask(session, "POST", self._terms.exchange_url, json=asked)
        return body, head.get("X-Sign", "")

    def sign(self, content: bytes) -> str:
        """Under the application's secret."""
        return hmac.new(self._terms.app_secret.encode(), content, self._terms.digest).hexdigest()


def pairs_of(asked: Mapping[str, str]) -> bytes:
    """What a request's signature is made of."""
    return "&".join(f"{name}={asked[name]}" for name in sorted(asked)).encode()


def _told(data: JsonObject, names: Mapping[str, str], of_organisation: Mapping[str, str]) -> dict[str, object]:
    """The portal's members under our names."""
    told: dict[str, object] = {ours: data.get(theirs) for ours, theirs in names.items()}
    listed = told["organisations"]
    told["organisations"] = [
        {ours: one.get(theirs) for ours, theirs in of_organisation.items()}
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict)
    ]
    return told


def _number_index(told: Mapping[str, object]) -> str | None:
    """The index of an ID number that the portal has verified, where this door has the key for it."""
    number, verified = told.get("id_number"), told.get("verified")
    if verified is not True or not isinstance(number, str) or INDEX not in process_keyring().sets:
        return None
    return blind_index(number)
