"""The Debian packages of an image, from the list that dpkg keeps (`/var/lib/dpkg/status`)."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class DebianPackage:
    """One package that is installed; `source` is the package that Debian's advisories name."""

    name: str
    version: str
    architecture: str
    source: str


def installed_packages(status: str) -> tuple[DebianPackage, ...]:
    """What is installed according to the text of the list; packages that were removed stay out."""
    found = (dict(_fields(stanza)) for stanza in status.split("\n\n"))
    there = [one for one in found if one.get("Status", "").split()[-1:] == ["installed"]]
    return tuple(
        DebianPackage(
            one["Package"], one["Version"], one["Architecture"], one.get("Source", one["Package"]).partition(" ")[0]
        )
        for one in there
    )


def _fields(stanza: str) -> Iterator[tuple[str, str]]:
    """Name and value of every field of one line; longer ones (descriptions) go on in lines that begin with a space."""
    for line in stanza.splitlines():
        name, colon, value = line.partition(":")
        if colon and not line[0].isspace():
            yield name, value.strip()
