"""A service's story over one database, told by several versions in turn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, func, select

from shared.persistence import migrate
from shared.persistence.schema.migrations import metadata_of
from shared.security import Keyring, install_keyring
from tests.support.upgrade.kept import Kept
from tests.support.upgrade.replica import Replica

TREE = str(Path(__file__).parents[3])
"""Whose version this is: only who gave an answer expects the same one again, word for word."""


class Telling(Replica):
    """What every story inherits; it has parts 1, 2, 3 ..., each of two halves, and a way to look at one.

    The second half of a part is told by another step than the first, perhaps of another version.
    """

    service_name: str
    start: Any
    """The instant at which the clock of a step stands before its story moves it."""
    untold: frozenset[str] = frozenset()
    """Tables that the story leaves empty, in either version."""

    def __init__(self, url: str, folder: str, empty: bool) -> None:
        if empty:
            migrate(self.service_name, url)
        self.kept = Kept(Path(folder))
        super().__init__(self.service_name, url, Path(folder), self.kept.keyring, self.start)

    def set_up(self) -> None:
        """What the story needs before its first part."""
        raise NotImplementedError

    def first_half(self, number: int) -> None:
        """Begin part `number`."""
        raise NotImplementedError

    def second_half(self, number: int) -> None:
        """End it."""
        raise NotImplementedError

    def look(self, number: int, ended: bool) -> None:
        """Read what the part has left, after its first half or after both."""
        raise NotImplementedError

    def note(self, number: int) -> dict[str, Any]:
        """What the story keeps of a part."""
        noted: dict[str, Any] = self.kept.notes.setdefault(str(number), {})
        return noted

    def fill(self) -> None:
        """A whole part, and half of another."""
        self._take_up()
        self.set_up()
        self._begin(1)
        self.second_half(1)
        self._begin(2)
        self._leave()
        empty, untold = set(self._empty_tables()), self.untold & metadata_of(self.service_name).tables.keys()
        assert empty == untold, f"empty: {sorted(empty)}, said to be: {sorted(untold)}"

    def use(self) -> None:
        """Read all of it, end what is under way, begin the next."""
        self._take_up()
        if TREE in self.kept.commands:
            self.repeat(self.kept.commands[TREE])
        number = self.kept.number
        assert number, "the database was not filled"
        for part in range(1, number + 1):
            self.look(part, ended=part < number)
        self.second_half(number)
        self.look(number, ended=True)
        self._begin(number + 1)
        self._leave()

    def _take_up(self) -> None:
        install_keyring(Keyring.from_json(self.kept.keyring))
        self.kept.read()
        self.clock.set(self.start)

    def _begin(self, number: int) -> None:
        self.clock.set(self.start)
        self.first_half(number)
        self.kept.number = number

    def _leave(self) -> None:
        self.operate()
        self.relay()
        if self.last_command is not None:
            self.kept.commands[TREE] = self.last_command
        self.kept.write()

    def _empty_tables(self) -> list[str]:
        metadata: MetaData = metadata_of(self.service_name)
        with self.app.database.begin_reading() as connection:
            return [
                name
                for name, table in metadata.tables.items()
                if not connection.scalar(select(func.count()).select_from(table))
            ]
