"""Column types for personal texts: encrypted at rest and plain in Python, or a keyed index of one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, String, Text
from sqlalchemy.types import TypeDecorator

from shared.security.keyring import is_sealed, open_sealed, seal


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


class LaterSealedText(SealedText):
    """A sealed text in a column that the released version still fills in the clear: such a text is given as it is.

    `shared.persistence.late_sealing` seals what that version wrote.
    """

    cache_ok = True

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Open what is sealed."""
        if value is not None and not is_sealed(str(value)):
            return str(value)
        return super().process_result_value(value, dialect)


class BlindIndex(TypeDecorator[str]):
    """The keyed index of the text that a neighbour column holds sealed; another word where it is not to be found."""

    impl = String(64)
    cache_ok = True

    def __init__(self, of: str) -> None:
        """`of`: the column that holds the text, sealed."""
        super().__init__()
        self.of = of
