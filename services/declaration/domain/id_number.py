"""Resident identity numbers (GB 11643-1999): shape, birth date and check digit; the region is only looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from shared.kernel.errors import invalid
from shared.kernel.text import compact

_SHAPE = re.compile(r"[1-9][0-9]{16}[0-9X]")


@dataclass(frozen=True, slots=True)
class IdNumberCheck:
    """A number that passed, in normal form, with what it says; `warnings` holds slugs that do not refuse it."""

    number: str
    birth_date: date
    sex: Literal["male", "female"]
    warnings: tuple[str, ...]


def check_id_number(text: str, path: str = "id_number") -> IdNumberCheck:
    """Check an 18 character number.

    Raises invalid `id_number_malformed`, `id_number_birth_date` or `id_number_check_digit` at `path`. A region code
    that the table does not know is the warning `id_number_region_unknown`: abolished codes and residence permits
    (HK, Macau, Taiwan) are lawful. Full-width digits, spaces, invisible marks and a small x are how people type it.
    """
    number = compact(text).upper()
    if not _SHAPE.fullmatch(number):
        raise invalid("id_number_malformed", path=path)
    if ric.calc_check_digit(number) != number[-1]:
        raise invalid("id_number_check_digit", path=path)
    sex: Literal["male", "female"] = "male" if int(number[16]) % 2 else "female"
    return IdNumberCheck(number, _birth_date(number, path), sex, _region_warnings(number))


def _birth_date(number: str, path: str) -> date:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise invalid("id_number_birth_date", path=path) from None


def _region_warnings(number: str) -> tuple[str, ...]:
    try:
        ric.get_birth_place(number)
    except (ValidationError, KeyError):  # KeyError: a known province or league with a county code nobody ever had
        return ("id_number_region_unknown",)
    return ()
