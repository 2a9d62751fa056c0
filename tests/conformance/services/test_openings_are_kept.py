"""Whatever shows a number of a person or gives out a file keeps to whom: found from what methods and use cases say."""

import ast
import dataclasses
import typing

import pytest

from infra.paths import ROOT
from infra.service_classes import service_class
from shared.contracts.queues import SERVICES
from shared.kernel.masking import PERSONAL_NUMBERS
from shared.messaging import endpoints
from shared.wire.types import Opaque, record
from tests.support.sources import tree_of

SHOWN = {"get_person", "get_dossier", "compare_revisions", "get_download_link", "open_material"}
"""What is known to show some: the search must find at least these."""
TAKES_A_FILE = "upload_url"
OPENERS = {"open_sealed", "open_file", "presigned_get"}
PRINTS = {"services/docgen/usecases/compose.py": "prints papers, which are opened by links"}
USE_CASES = sorted(ROOT.glob("services/*/usecases/*.py"))


def shows(told, seen=()):
    """Members of what a method gives, at every depth, that hold a number of a person or lead to a file."""
    for part in (told, *typing.get_args(told)):
        if dataclasses.is_dataclass(part) and part not in seen:
            hints = typing.get_type_hints(part, include_extras=True)
            yield from (name for name, kind in hints.items() if is_open(name, kind))
            for kind in hints.values():
                yield from shows(kind, (*seen, part))
        elif part is not told:
            yield from shows(part, seen)
    origin = typing.get_origin(told)
    if dataclasses.is_dataclass(origin) and origin not in seen:
        yield from shows(origin, seen)


def is_open(name, kind):
    """A number, an address of a file, or JSON whose note speaks of numbers."""
    notes = " ".join(note.why for note in getattr(kind, "__metadata__", ()) if isinstance(note, Opaque))
    told = any(f"person.{number}" in notes for number in PERSONAL_NUMBERS)
    return name in PERSONAL_NUMBERS or told or (name.endswith("url") and name != TAKES_A_FILE)


def given_by(service):
    """Name -> endpoint and what it gives."""
    methods = endpoints(service_class(service))
    return {
        name: (one, typing.get_type_hints(one.method, include_extras=True)["return"]) for name, one in methods.items()
    }


@pytest.mark.parametrize("service", SERVICES)
def test_a_method_that_shows_a_number_or_a_file_keeps_to_whom(service):
    found = {name: sorted(set(shows(told))) for name, (_, told) in given_by(service).items()}
    silent = {name: found[name] for name, (one, _) in given_by(service).items() if found[name] and not one.records}
    assert silent == {}


def test_the_search_finds_what_is_known():
    found = {name for service in SERVICES for name, (_, told) in given_by(service).items() if set(shows(told))}
    assert found == SHOWN
    keeping = {name for service in SERVICES for name, (one, _) in given_by(service).items() if one.records}
    assert keeping == SHOWN


@record
class Inner:
    """A line with a number."""

    phone: str


@record
class Outer:
    """A page of such lines."""

    lines: tuple[Inner, ...] | None


def test_a_number_within_a_list_would_be_found():
    assert list(shows(Outer)) == ["phone"]


def called(tree):
    """Function -> names that it calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            calls = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
            yield node.name, {getattr(one, "id", getattr(one, "attr", "")) for one in calls}


@pytest.mark.parametrize("path", USE_CASES, ids=lambda one: f"{one.parent.parent.name}-{one.stem}")
def test_a_use_case_that_opens_something_keeps_it_in_the_same_file(path):
    if str(path.relative_to(ROOT)) in PRINTS:
        return
    calls = set().union(*(names for _, names in called(tree_of(path))), set())
    kept = {"opened", "keep_opening"} & calls or path.stem == "at_rest"
    assert not (OPENERS & calls) or kept
