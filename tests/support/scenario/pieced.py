"""Plays a small year, then lets everybody ask everything and counts what ID numbers are left for whom.

`python -m tests.support.scenario.pieced '{"out": ..., "applicants": ..., "seed": ..., "counties": ...}'`. The answer:
`views`, `papers` role -> [[whose, numbers left], ...] without those who may see the number, `allowed` the same of
those who may, `databases`, `bus` and `lines` place -> [[whose, numbers left], ...]; `hashes` what unkeyed digests were
found; `asked` how many answers each role got; `unasked` the queries that nobody got an answer from.
"""

import eventlet

eventlet.monkey_patch()

import io  # noqa: E402
import itertools  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import zipfile  # noqa: E402
from collections import Counter, defaultdict  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from dataclasses import dataclass, field, replace  # noqa: E402
from datetime import time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from rich.console import Console  # noqa: E402

from infra.demo.days import moment  # noqa: E402
from infra.demo.embedded import EmbeddedRun, open_embedded, service_classes  # noqa: E402
from infra.demo.run import play  # noqa: E402
from infra.demo.steps.opening import PUBLISHER  # noqa: E402
from infra.demo.summary import INSPECTOR  # noqa: E402
from infra.demo.world import Applicant, World, build_world  # noqa: E402
from shared.kernel.caller import Caller  # noqa: E402
from shared.kernel.errors import ZhipingError  # noqa: E402
from shared.messaging import endpoints  # noqa: E402
from shared.policy import shipped_pack  # noqa: E402
from shared.security.check_codes import check_code  # noqa: E402
from shared.telemetry import configure_logs  # noqa: E402
from tests.support.guessing import digests_of, left_for, patterns_in  # noqa: E402
from tests.support.scenario.secrecy import Kept, paper_of  # noqa: E402

Left = list[tuple[str, int]]
PRINTS_NUMBERS = {("applicant_roster", ""), ("pass_roster", ""), ("certificate", "holder")}
"""Papers (kind, variant where it matters) that must carry the number; docgen says who may read them."""
UNIT_ROLES = {"unit_clerk", "hr_clerk"}
ALSO_GIVEN = {"check_code"}
"""Without it there is one answer only."""
MOST = 8
"""Calls of one query by one caller."""


@dataclass
class Asking:
    """Everybody's answers: what each role has read in views, in papers that print no numbers, and hashes in them."""

    run: EmbeddedRun
    people: list[Applicant]
    values: dict[str, list[Any]]
    stored: dict[str, str]
    files: list[dict[str, Any]]
    views: dict[str, Left] = field(default_factory=lambda: defaultdict(list))
    papers: dict[str, Left] = field(default_factory=lambda: defaultdict(list))
    allowed: dict[str, Left] = field(default_factory=lambda: defaultdict(list))
    asked: Counter[str] = field(default_factory=Counter)
    answered: set[str] = field(default_factory=set)

    def everything(self, role: str, caller: Caller | None) -> None:
        """All queries with all values that are known, and every document that the caller is shown."""
        read = list(self._answers(role, caller))
        papers = self._papers(caller)
        self._judge(self.views, role, caller, "\n".join(read))
        self._judge(self.papers, role, caller, "\n".join(papers))

    def _judge(self, into: dict[str, Left], role: str, caller: Caller | None, text: str) -> None:
        patterns = patterns_in(text)
        for one in self.people:
            found = one.person_id, left_for(number_of(one), patterns)
            (self.allowed if may_see(caller, one) else into)[role].append(found)

    def _answers(self, role: str, caller: Caller | None) -> Iterator[str]:
        for name, queries in QUERIES.items():
            for method, endpoint in queries.items():
                for params in itertools.islice(self._params(endpoint.schema.fields), MOST):
                    answer = self._ask(caller, f"{name}.{method}", params)
                    if answer is not None:
                        self.asked[role] += 1
                        self.answered.add(f"{name}.{method}")
                        yield json.dumps(answer, ensure_ascii=False)

    def _params(self, fields: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if "material_id" in fields:  # a file has its declaration: other pairs lead nowhere
            yield from self.files
            return
        given = {name: value for name, value in (("filter", {}), ("limit", 500)) if name in fields}
        wanted = [name for name, one in fields.items() if (one.required or name in ALSO_GIVEN) and name not in given]
        inner = fields["filter"].schema.fields if "filter" in given else {}
        within = [name for name, one in inner.items() if one.required]
        for values in itertools.product(*(self.values.get(name, []) for name in (*wanted, *within))):
            told = dict(zip((*wanted, *within), values, strict=True))
            narrowed = {"filter": {name: told.pop(name) for name in within}} if within else {}
            yield given | told | narrowed

    def _ask(self, caller: Caller | None, method: str, params: dict[str, Any]) -> Any:
        driver = self.run.driver
        client = driver.client.with_token(driver.token_of(caller) if caller else None)
        try:
            return client.call(method, **params)
        except ZhipingError:
            return None

    def _papers(self, caller: Caller | None) -> list[str]:
        page = self._ask(caller, "docgen.list_documents", {"filter": {}, "limit": 500}) or {"items": []}
        shown = [one["document_id"] for one in page["items"] if not prints_number(one)]
        return [paper for one in shown[:MOST] if one in self.stored for paper in self._paper(self.stored[one])]

    def _paper(self, key: str) -> Iterator[str]:
        with zipfile.ZipFile(io.BytesIO(paper_of(self.run.store, key))) as archive:
            yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if "xml" in name)


def prints_number(document: dict[str, Any]) -> bool:
    """Whether this paper must carry numbers."""
    return {(document["kind"], ""), (document["kind"], document["variant"])} & PRINTS_NUMBERS != set()


def may_see(caller: Caller | None, whose: Applicant) -> bool:
    """The person himself, and the clerks of his unit."""
    if caller is None:
        return False
    return caller.person_id == whose.person_id or (
        caller.organisation_id == whose.unit.id and bool(UNIT_ROLES & caller.roles)
    )


def number_of(one: Applicant) -> str:
    """As he registered it."""
    return str(one.profile["person"]["id_number"])


QUERIES = {
    kind.name: {name: one for name, one in endpoints(kind).items() if one.kind == "query"} for kind in service_classes()
}


def main(options: dict[str, Any]) -> None:
    """Play, ask, count, write."""
    world = build_world(shipped_pack("chifeng-2026"), options["seed"], options["applicants"], options["counties"])
    kept = Kept()
    kept.listen()
    with tempfile.TemporaryDirectory(prefix="zhiping-pieced-") as folder:
        run = open_embedded(Path(folder), moment(world.pack.notice.issued_on, time(8, 0)), render_workers=1)
        configure_logs("all", "DEBUG", kept.log)
        try:
            play(run.driver, world, Console(file=io.StringIO()))
            found = found_by_everybody(run, world, kept) | found_at_rest(run, world, Path(folder), kept)
        finally:
            run.close()
    Path(options["out"]).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def files_in(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One file of each dossier, as `open_material` asks for it."""
    return [
        {"declaration_id": fact["declaration_id"], "revision": fact["revision"], "material_id": one["material_id"]}
        for fact in facts
        if "dossier" in fact
        for one in fact["dossier"]["materials"][:1]
    ]


def found_by_everybody(run: EmbeddedRun, world: World, kept: Kept) -> dict[str, Any]:
    """What each role has pieced together."""
    facts = [json.loads(body).get("data") or {} for body in kept.events]
    stored = {fact["document_id"]: fact["object_key"] for fact in facts if "object_key" in fact}
    asking = Asking(run, world.applicants, values_in(facts), stored, files_in(facts))
    for role, callers in cast_of(world).items():
        for caller in callers:
            asking.everything(role, caller)
    unasked = {f"{name}.{method}" for name, queries in QUERIES.items() for method in queries} - asking.answered
    told = ("views", "papers", "allowed", "asked")
    return {name: getattr(asking, name) for name in told} | {"unasked": sorted(unasked)}


def cast_of(world: World) -> dict[str, list[Caller | None]]:
    """Role -> those who ask in it, of every kind of organisation; somebody without a token is the public."""
    cast: dict[str, list[Caller | None]] = {
        "applicant": [one.caller for one in world.applicants[:2]],
        "expert": [Caller("expert-1", "评审专家", roles=frozenset({"expert"}))],
        "supervisor": [INSPECTOR, replace(INSPECTOR, region=world.pack.notice.issuer.region)],
        "operator": [Caller("operator", "运维人员", roles=frozenset({"operator"}))],
        "publisher": [PUBLISHER],
        "registrar": [Caller("registrar-1", "登记人", roles=frozenset({"registrar"}))],
        "public": [None],
    }
    for place in world.places.all:
        cast.setdefault(place.kind, []).append(world.clerk(place))
        if place.kind != "unit":
            cast.setdefault("committee_office", []).append(world.office_clerk(place))
    units = {one.unit.id: world.clerk(one.unit) for one in world.applicants}
    return {role: callers[:2] for role, callers in cast.items()} | {"unit": [*units.values()][:3]}


def values_in(facts: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Field -> what was said under its name on the bus: whoever asks knows all ids."""
    found: dict[str, dict[str, None]] = defaultdict(dict)

    def note(value: Any) -> None:
        if isinstance(value, dict):
            for name, item in value.items():
                if isinstance(item, str) and len(item) <= 60:
                    found[name].setdefault(item)
                note(item)
        elif isinstance(value, list):
            for item in value:
                note(item)

    for fact in facts:
        note(fact)
    codes = [check_code(number) for number in found["certificate_number"]]
    return {name: list(values) for name, values in found.items()} | {
        "revision": [1], "check_code": codes, "section": ["3.2", "6.1.1"], "dictionary": ["series", "committees"],
    }  # fmt: skip


def found_at_rest(run: EmbeddedRun, world: World, folder: Path, kept: Kept) -> dict[str, Any]:
    """What each database holds, the bus carried, and logs, routing, keys and errors say."""
    texts = {path.name: path.read_bytes().decode("utf-8", "replace") for path in (folder / "db").glob("*.db*")}
    bus = "\n".join(kept.events)
    lines = {
        "log": kept.log.getvalue(), "routing": "\n".join(kept.routing), "errors": "\n".join(kept.errors),
        "keys": "\n".join(run.store.list("")),
    }  # fmt: skip

    def left(text: str) -> Left:
        patterns = patterns_in(text)
        return [(one.person_id, left_for(number_of(one), patterns)) for one in world.applicants]

    everything = "\n".join([*texts.values(), bus, *lines.values()])
    hashes = [one.person_id for one in world.applicants if any(d in everything for d in digests_of(number_of(one)))]
    return {
        "databases": {name: left(text) for name, text in texts.items()}, "bus": left(bus),
        "lines": {name: left(text) for name, text in lines.items()}, "hashes": hashes,
        "requests": left("\n".join(kept.requests)),
    }  # fmt: skip


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
