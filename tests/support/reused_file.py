"""A SQLite database that every test finds as it was prepared, behind one `Database` that keeps its statements."""

import shutil

from shared.persistence import Database


class ReusedFile:
    """Copies of `prepared` under one path; the connections are given back between two tests, the engines stay."""

    def __init__(self, prepared, folder):
        self.prepared, self.path = prepared, folder / prepared.name
        self.url = f"sqlite:///{self.path}?synchronous=OFF"
        self.database = Database(self.url, pool_size=24)

    def fresh(self):
        """The database as it was prepared; what the last test left is gone."""
        self.database.close()
        for leftover in self.path.parent.glob(f"{self.path.name}*"):
            leftover.unlink()
        shutil.copy(self.prepared, self.path)
        return self.database
