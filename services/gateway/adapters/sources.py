"""Identity sources from the site's settings: a JSON list, one member for each (docs/guides/identity.md)."""

from __future__ import annotations

import json
import re

from services.gateway.domain.vouched import Trust
from services.gateway.usecases.ports import IdentitySource
from shared.kernel.clock import Clock
from shared.kernel.secret_files import SettingRefused
from shared.wire.types import JsonObject

SETTING = "ZHIPING_DOOR_SOURCES"
_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
_TAKEN = frozenset({"password", "code", "recovery_code", "demo"})


def sources_from(text: str, clock: Clock) -> dict[str, IdentitySource]:
    """By name, in the order of the settings; SettingRefused for what is wrong, without quoting a secret."""
    try:
        listed = [_source(one, clock) for one in json.loads(text or "[]")]
    except json.JSONDecodeError:
        raise SettingRefused(f"{SETTING} is no JSON") from None
    except (TypeError, KeyError, AttributeError):
        raise SettingRefused(f"{SETTING}: a member is missing or unknown") from None
    except ValueError as error:
        raise SettingRefused(f"{SETTING}: {error}") from None
    found = {one.name: one for one in listed}
    if len(found) < len(listed) or not all(_NAME.fullmatch(name) and name not in _TAKEN for name in found):
        raise SettingRefused(f"{SETTING}: names must differ, of small letters, digits and _")
    return found


def _source(one: JsonObject, clock: Clock) -> IdentitySource:
    """Libraries are imported by whoever has such a source: Authlib and requests take a tenth of a second."""
    told = dict(one)
    kind = told.pop("kind")
    trust = Trust(told.pop("roles", {}), told.pop("person_claim", ""), told.pop("numbers", False))
    if kind == "oidc":
        from services.gateway.adapters.oidc import OidcSource, OidcTerms

        algorithms = tuple(told.pop("algorithms", OidcTerms.algorithms))
        return OidcSource(OidcTerms(**told, algorithms=algorithms), trust, clock)
    if kind == "ticket":
        from services.gateway.adapters.portal_ticket import TicketSource, TicketTerms

        return TicketSource(TicketTerms(**told), trust, clock)
    raise ValueError(f"no kind {kind!r}: oidc or ticket")
