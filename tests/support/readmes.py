"""What a service's README says of its RPC methods, for the tests that hold it against the code."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from shared.kernel.errors import ZhipingError
from tests.support.uncited import require_cited

SERVICES = Path(__file__).parents[2] / "services"
ROLES = frozenset({
    "applicant", "unit_clerk", "department_clerk", "hr_clerk", "committee_office", "expert", "supervisor", "publisher",
    "operator", "public",
})  # fmt: skip
UNSAID = frozenset({"internal_error", "service_unavailable", "rpc_timeout"})
"""Faults of the house, not answers of a method."""


@dataclass(frozen=True)
class Row:
    """A line of the RPC table: the cells as they stand, and the names that can be read from them."""

    method: str
    versioned: bool
    parameters: str
    result: str
    errors: frozenset[str]
    callers: str


@cache
def section(service):
    """The text below the heading RPC, to the next heading of its rank."""
    text = (SERVICES / service / "README.md").read_text(encoding="utf-8")
    return text.partition("## RPC\n")[2].partition("\n## ")[0]


@cache
def rows(service):
    """Method -> Row."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section(service).splitlines()
        if line.startswith("| ")
    ]
    found = [_row(line) for line in cells if len(line) == 5 and line[0] != "method"]
    assert found
    return {row.method: row for row in found}


def _row(cells):
    method, *marks = cells[0].split()
    return Row(method, bool(marks) and marks[0].strip("*") == "v", cells[1], cells[2], slugs_of(cells[3]), cells[4])


def slugs_of(cell):
    """Error names, without the remarks in brackets."""
    return frozenset(re.findall(r"[a-z_]+", re.sub(r"\([^)]*\)", "", cell)))


def callers(service, method):
    """The roles that the last column names; `every role except ...` and `as <method>` are followed."""
    said = rows(service)[method].callers
    if said.startswith("as "):
        return callers(service, said.split()[1].strip(",;"))
    if every := re.match(r"every role(?: except (\w+))?", said):
        return ROLES - {"public", every.group(1)}
    return frozenset(re.findall(r"[a-z_]+", re.sub(r"\([^)]*\)", "", said))) & ROLES


@cache
def of_every_method(service):
    """Patterns of the errors that any method may answer, from the words before the table: `token_missing|expired`."""
    words = " ".join(section(service).partition("\n| ")[0].split())
    said = re.findall(r"`([a-z_|*]+)`", words.partition("Every method may also fail with")[2])
    return frozenset(pattern for word in said for pattern in _spelt_out(word))


def _spelt_out(word):
    first, *others = word.split("|")
    stem = first.rpartition("_")[0]
    return [first, *(f"{stem}_{other}" for other in others)]


def is_told(service, method, slug):
    """Whether the README tells a caller of the method that this error may come."""
    own = rows(service)[method].errors if method in rows(service) else frozenset()
    return slug in UNSAID or slug in own or any(fnmatch(slug, pattern) for pattern in of_every_method(service))


@contextmanager
def held_to(service, method):
    """Around a call of a suite: an error that comes out must be one that the README tells of, and a refusal cites."""
    try:
        yield
    except ZhipingError as error:
        if not is_told(service, method, error.slug):
            raise AssertionError(f"{service} README: {method} may fail with {error.slug}") from error
        require_cited(error)
        raise
