"""A folder that every test finds without files; its sub-folders stay, making hundreds of them anew takes its time."""


class ReusedFolder:
    """One folder for a whole session."""

    def __init__(self, path):
        self._path = path

    def fresh(self):
        """The folder, without what the last test left in it."""
        for path in files_in(self._path):
            path.unlink()
        return self._path


def files_in(folder):
    """Every file in it, however deep."""
    return [path for path in folder.rglob("*") if path.is_file()]
