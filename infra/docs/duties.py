"""The table of deadlines in the README of notify, as the service's own table of duties has it."""

from __future__ import annotations

from collections.abc import Iterable

from services.notify.domain.declared import Begin, Declared, End
from services.notify.domain.duties import DUTIES

BEGIN = "<!-- deadlines, written by `make docs`: do not edit up to the next mark -->"
END = "<!-- end of the deadlines that `make docs` writes -->"
_HEAD = "| kind | rule | who must act | arises with | ended by | after its day |\n|---|---|---|---|---|---|"


def table() -> str:
    """The text between the marks."""
    return "\n".join([_HEAD, *map(_row, DUTIES)])


def renewed(text: str) -> str:
    """The README with the table as the code has it; ValueError without the marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the README of notify lacks the marks of its deadlines")
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def _row(one: Declared) -> str:
    arises = _named(one.begins) or "nothing yet"
    cells = (one.kind.value, one.rule, one.actor, arises, _named(one.ends) or "nothing", one.after.value)
    return f"| {' | '.join(cells)} |"


def _named(facts: Iterable[Begin | End]) -> str:
    """Names of events, the service's once for those that follow one another; `*`: only where the fact says so."""
    told: list[str] = []
    source = ""
    for one in facts:
        service, _, name = one.event.name.partition(".")
        mark = "*" if isinstance(one, End) and one.when is not None else ""
        told.append(f"{name if service == source else one.event.name}{mark}")
        source = service
    return ", ".join(told)
