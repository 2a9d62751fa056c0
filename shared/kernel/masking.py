"""The one masking policy: what of a personal number or a name is shown to whoever may not see the whole.

Nothing is shown of an ID number: beside the birth date, which stands in most places, region and check end alone would
give it back. A telephone keeps 10,000 candidates. No other place cuts numbers into pieces.
"""

from __future__ import annotations

from typing import Any

ID_NUMBER_LENGTH = 18
PERSONAL_NUMBERS = frozenset({"id_number", "phone", "addresses"})
"""Members of requests that hold a number or an address of a person: whoever digests them without a key gives it
away."""
MASKED_ID_NUMBER = "id_number_masked"
_SEALED = "_sealed"
_NESTED = (dict, list)
"""What is looked into; all else of a dossier, some hundred texts, is passed on without a call."""


def mask_id_number(number: str) -> str:
    """As many asterisks as it has characters; a masked text of 0.2.0 (`150402********1234`) becomes that, too."""
    return "*" * len(number.strip())


def mask_phone(phone: str) -> str:
    """Keep the first three and last four digits: `13800001234` -> `138****1234`; short texts are hidden whole."""
    return _ends(phone.strip(), 3, 4)


def mask_mail(address: str) -> str:
    """Keep the first character and the house: `zhangsan@unit.example` -> `z***@unit.example`, however long it is."""
    local, _, house = address.strip().rpartition("@")
    return f"{local[:1]}***@{house}"


def mask_key(key: str) -> str:
    """Keep the last four characters of what opens something, by which its owner tells it from others."""
    return _ends(key.strip(), 0, 4)


def mask_name(name: str) -> str:
    """Keep the first character: `张三丰` -> `张**`."""
    name = name.strip()
    return name[:1] + "*" * (len(name) - 1)


def mask_of_0_2(number: str) -> str:
    """What 0.2.0 showed of an ID number: only to check a digest that was taken over it."""
    return _ends(number, 6, 4)


def for_people(value: Any) -> Any:
    """The same JSON without any `*_sealed` member and with ID numbers masked again, at every depth."""
    if isinstance(value, dict):
        shown = {
            name: for_people(item) if isinstance(item, _NESTED) else item
            for name, item in value.items()
            if not name.endswith(_SEALED)
        }
        if MASKED_ID_NUMBER in shown:
            shown[MASKED_ID_NUMBER] = mask_id_number(value[MASKED_ID_NUMBER])
        return shown
    return [for_people(item) for item in value] if isinstance(value, list) else value


def _ends(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[-tail:]
