"""The accounts of a visitors' site, in the door's own database, and the list from which people are chosen."""

from __future__ import annotations

from typing import Any

from services.gateway.bootstrap import Gateway
from services.gateway.domain.account import Account, Capacity
from shared.kernel.ids import new_id


def open_accounts(gateway: Gateway, groups: list[dict[str, Any]]) -> None:
    """Write the accounts that are not there yet; each of the people gets his `account_id`."""
    with gateway.transaction() as tx:
        for person in (person for group in groups for person in group["people"]):
            account = tx.ports.accounts.of_person(person["person_id"])
            if account is None:
                account = _account(person)
                tx.ports.accounts.add(account, tx.now)
            person["account_id"] = account.id


def _account(person: dict[str, Any]) -> Account:
    acts = (Capacity(new_id(), *act) for act in person["acts"])
    return Account(new_id(), person["person_id"], person["name"], tuple(acts))
