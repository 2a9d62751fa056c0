"""Reference data beside the packs: the clauses that may be cited, and the national catalogue of series and titles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from shared.policy.terms.basics import Level


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a notice: its heading (Chinese) and what it asks of the software."""

    id: str
    title: str
    behaviour: str


@dataclass(frozen=True, slots=True)
class TitleSeries:
    """A national series: its Chinese name, majors (code -> name) and the titles each level confers."""

    id: str
    name: str
    majors: dict[str, str]
    titles: dict[Level, tuple[str, ...]]

    def titles_at(self, level: Level) -> tuple[str, ...]:
        """Title names of one level; empty when the series has none there."""
        return self.titles.get(level, ())


def _data(name: str) -> Any:
    text = files("shared.policy").joinpath(f"data/{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)


@cache
def clauses() -> dict[str, Clause]:
    """Clauses by id (`chifeng-2026/3.2`); one file per notice."""
    notices = sorted(
        file.name.removesuffix(".yaml") for file in files("shared.policy").joinpath("data/clauses").iterdir()
    )
    return {
        f"{notice}/{path}": Clause(f"{notice}/{path}", entry[0], entry[1])
        for notice in notices
        for path, entry in _data(f"clauses/{notice}").items()
    }


@cache
def rights() -> dict[str, str]:
    """The once-only rights that packs may name, with their Chinese names: the same word in every year and notice."""
    return dict(_data("rights"))


@dataclass(frozen=True, slots=True)
class Age:
    """A bound of what is plausible in a life, in years, with where it is taken from."""

    years: int
    source: str
    verified: bool


@cache
def ages() -> dict[str, Age]:
    """The ages that bound dates of a life, by name: study, graduation, work, life."""
    return {name: Age(**entry) for name, entry in _data("ages").items()}


@cache
def honours() -> dict[str, str]:
    """Honours and talent programmes by code, with their Chinese names."""
    return dict(_data("honours"))


def series_name(series: str) -> str:
    """Chinese name of a series in the national catalogue, or the code itself."""
    known = titles().get(series)
    return known.name if known else series


@cache
def titles() -> dict[str, TitleSeries]:
    """The title catalogue by series id."""
    return {
        key: TitleSeries(key, entry["name"], entry.get("majors", {}), _levels(entry["titles"]))
        for key, entry in _data("titles").items()
    }


def _levels(entry: dict[Level, str | list[str]]) -> dict[Level, tuple[str, ...]]:
    return {level: (names,) if isinstance(names, str) else tuple(names) for level, names in entry.items()}
