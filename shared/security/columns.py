"""Column types for personal texts: encrypted at rest and plain in Python, or a keyed index of one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, String, Text
from sqlalchemy.types import TypeDecorator

from shared.security.keyring import open_sealed, seal


class SealedText(TypeDecorator[str]):
    """Text sealed by the process keyring on the way in and opened on the way out.

    Equality in SQL never matches (each sealing differs): search a neighbour column that holds `blind_index(text)`.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Seal a value that is about to be written."""
        return None if value is None else seal(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Open a value that was read."""
        return None if value is None else open_sealed(str(value))


class BlindIndex(TypeDecorator[str]):
    """The keyed index of the text that a neighbour column holds sealed; another word where it is not to be found."""

    impl = String(64)
    cache_ok = True

    def __init__(self, of: str) -> None:
        """`of`: the column that holds the text, sealed."""
        super().__init__()
        self.of = of
