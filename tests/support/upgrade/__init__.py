"""A version of the suite that fills a database and uses it, whichever version has migrated it meanwhile.

`python -m tests.support.upgrade SERVICE URL FOLDER fill|use` runs in the tree of its version (working directory and
PYTHONPATH). `fill` migrates the empty database at URL and tells the first parts of the service's story; `use` opens it
without migrating, reads what all parts so far have left, ends the part that is under way and begins another. Without
arguments it takes [SERVICE, URL, FOLDER, step] as lines of JSON until its input ends and keeps what it has opened, as
a running service does; each line is answered by one of JSON: {"error": null, or how it failed}.

Two versions tell one story, so what one of them leaves for the other stays as it is: the files in FOLDER
(`keyring.json`, `story.json`, `files/`), the ids and days that a story gives to the things of its part `number`, and
what state each half of a part leaves them in. A later version may add to it.
"""
