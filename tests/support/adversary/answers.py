"""What every refusal must be: typed, in Chinese, fit for the wire."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from shared.kernel.catalogue import catalogue
from shared.kernel.errors import Kind, ZhipingError
from tests.support.uncited import UNCITED

LATIN_ALLOWED = re.compile(r"“[^”]*”|以下值之一：.*|（[^）]*）|true 或 false|可用：.*|T\d\d:\d\d:\d\d")
"""Names of fields and values, choices, and how an instant is written."""


def faults_of(error: ZhipingError) -> Iterator[str]:
    """What is wrong with an error, whatever it is about."""
    if error.kind is Kind.UNAVAILABLE:
        yield f"{error.slug} is {error.kind.value}"
    if error.slug not in catalogue():
        yield f"no text for {error.slug}"
    if error.kind is Kind.REFUSED and not error.clause and error.slug not in UNCITED:
        yield f"{error.slug} names no clause"
    if "{" in error.message:
        yield f"a placeholder is left: {error.message[:200]}"
    if re.search("[A-Za-z]{3}", LATIN_ALLOWED.sub("", error.message)):
        yield f"not Chinese: {error.message[:200]}"
    if len(json.dumps(error.to_wire())) > 20_000:
        yield "an answer without end"
    try:
        json.dumps(error.to_wire(), ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError):
        yield "cannot be sent"
