"""A service that was just wired works on a database that is there already, and opens none of its own."""

from shared.persistence.revocations import RevocationList


def works_on(app, database):
    """From its first call on; whom it lets in is read there too, through statements that are compiled already."""
    app.database.close()
    app.database = database
    app.verifier._revocations = RevocationList(database, app.clock)
