"""Tables, migrations and their revisions."""
