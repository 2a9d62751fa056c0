"""How many ID numbers are left for somebody whose birth date and sex are known, given what else was read."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from stdnum import numdb

PATTERN = re.compile(r"(?<![0-9A-Za-z*])[0-9*]{17}[0-9X*](?![0-9A-Za-z*])")
"""An ID number, or what a mask has left of one."""
ENOUGH = 1000
"""Numbers that must be left for everybody who may not see the number."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def patterns_in(text: str) -> set[str]:
    """Numbers, whole and masked, that tell a digit."""
    return {found for found in PATTERN.findall(text) if found.strip("*")}


def left_for(number: str, patterns: Iterable[str]) -> int:
    """How many valid numbers somebody must still try who has read these patterns and knows birth date and sex."""
    told: dict[int, str] = {}
    for pattern in patterns:
        if all(shown in ("*", digit) for shown, digit in zip(pattern, number, strict=True)):
            told |= {place: shown for place, shown in enumerate(pattern) if shown != "*"}
    return _count(number[6:14], int(number[16]) % 2, tuple(sorted(told.items())))


def digests_of(number: str) -> set[str]:
    """What an unkeyed hash of it would read."""
    return {hashlib.new(name, number.encode()).hexdigest() for name in ("sha256", "sha1", "md5", "sha512", "sha3_256")}


@cache
def _count(born: str, parity: int, told: tuple[tuple[int, str], ...]) -> int:
    known = dict(told)
    regions = _remainders(_regions(int(born[:4])), 0, known)
    serials = _remainders((f"{n:03d}" for n in range(parity, 1000, 2)), 14, known)
    date = _sum(born, 6)
    return sum(
        many * more
        for region, many in regions.items()
        for serial, more in serials.items()
        if known.get(17, _CHECK[(region + date + serial) % 11]) == _CHECK[(region + date + serial) % 11]
    )


def _remainders(parts: Iterable[str], place: int, known: dict[int, str]) -> Counter[int]:
    """Weighted sum modulo 11 -> how many parts that agree with what is known have it."""
    fitting = (part for part in parts if all(known.get(place + n, digit) == digit for n, digit in enumerate(part)))
    return Counter(_sum(part, place) % 11 for part in fitting)


def _sum(part: str, place: int) -> int:
    return sum(int(digit) * _WEIGHTS[place + n] for n, digit in enumerate(part))


@cache
def _regions(year: int) -> tuple[str, ...]:
    """County codes that were given out in that year."""
    provinces = numdb.get("cn/loc").prefixes
    return tuple(
        province + county
        for _, province, _, _, counties in provinces
        for _, county, _, about, _ in counties
        if not county.endswith("00") and any(_stood(one, year) for one in about["county"].split(","))
    )


def _stood(county: str, year: int) -> bool:
    span = re.match(r"\[(\d*)-(\d*)\]", county)
    return span is None or int(span[1] or 0) <= year <= int(span[2] or 9999)


def too_few(left: Iterable[tuple[str, int]]) -> list[str]:
    """Of whom fewer are left."""
    return sorted({whose for whose, numbers in left if numbers < ENOUGH})
