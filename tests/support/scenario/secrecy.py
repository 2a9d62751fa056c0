"""Plays the scenario with every log line, message and file kept, and tells where a person can be read who should not.

`python -m tests.support.scenario.secrecy '{"out": ..., "applicants": ..., "seed": ..., "counties": ...}'` on the
embedded stack with the log at DEBUG; everybody calls over HTTP, and nobody otherwise. The answer: place -> what was
found there, as `<whose>:<what>`; the `year` that was played, as other runs tell it; and the `calls` at the door.
"""

import eventlet

eventlet.monkey_patch()

import io  # noqa: E402
import json  # noqa: E402
import re  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import zipfile  # noqa: E402
from collections import Counter  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from dataclasses import dataclass, field  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from rich.console import Console  # noqa: E402

from infra.demo.driver import SERVICES  # noqa: E402
from infra.demo.embedded import BUS, EmbeddedRun  # noqa: E402
from infra.demo.run import play  # noqa: E402
from infra.demo.summary import INSPECTOR  # noqa: E402
from infra.demo.world import World, build_world  # noqa: E402
from shared.contracts.store_users import SEALED  # noqa: E402
from shared.kernel.errors import ZhipingError  # noqa: E402
from shared.messaging.base.amqp import connection_to  # noqa: E402
from shared.messaging.embedded.channel import EmbeddedChannel  # noqa: E402
from shared.messaging.events.dead_letters import full  # noqa: E402
from shared.messaging.rpc import entrypoint  # noqa: E402
from shared.persistence import Database  # noqa: E402
from shared.persistence.events.dead_letters import list_dead_letters  # noqa: E402
from shared.persistence.trail.chain import sealed_entries  # noqa: E402
from shared.policy import shipped_pack  # noqa: E402
from shared.security.sealed_files import open_file  # noqa: E402
from shared.telemetry import configure_logs  # noqa: E402
from shared.wire.plain import plain  # noqa: E402
from shared.workbooks import Column, read_workbook, text  # noqa: E402
from tests.support.http_door.client import HttpClient  # noqa: E402
from tests.support.http_door.site import open_site  # noqa: E402
from tests.support.scenario.ledger import databases_in, ledger  # noqa: E402

NUMBER = re.compile(r"(?<![0-9])(?:[1-9][0-9]{16}[0-9X]|1[3-9][0-9]{9})(?![0-9])")


@dataclass
class Kept:
    """Everything that went over the bus or came out as an error."""

    log: io.StringIO = field(default_factory=io.StringIO)
    routing: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    replies: list[tuple[str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """From now on."""
        publish, wired = EmbeddedChannel.basic_publish, entrypoint.wire_error

        def noting(channel: Any, message: Any, exchange: str = "", routing_key: str = "", **more: Any) -> int:
            self._note(message, exchange, routing_key)
            return int(publish(channel, message, exchange, routing_key, **more))

        def telling(error: ZhipingError) -> dict[str, Any]:
            found = wired(error)
            self.errors.append(json.dumps(found, ensure_ascii=False))
            return found

        EmbeddedChannel.basic_publish = noting  # type: ignore[method-assign]
        entrypoint.wire_error = telling

    def _note(self, message: Any, exchange: str, routing_key: str) -> None:
        body = message.body if isinstance(message.body, str) else bytes(message.body).decode()
        headers = {key: value for key, value in (message.headers or {}).items() if "auth_token" not in key}
        properties = {key: value for key, value in message.properties.items() if key not in ("headers",)}
        self.routing.append(json.dumps([exchange, routing_key, headers, properties], ensure_ascii=False, default=str))
        correlation = str(message.properties.get("correlation_id"))
        if exchange.endswith((".events", ".retry")):
            self.events.append(body)
        elif exchange and routing_key.partition(".")[0] in SERVICES:
            self.asked[correlation] = routing_key
            self.requests.append(body)
        else:
            self.replies.append((self.asked.get(correlation, "?"), body))


@dataclass
class Secrets:
    """What must not be read: numbers nowhere, names not beside the matter itself."""

    numbers: dict[str, str]
    names: dict[str, str]

    @classmethod
    def of(cls, world: World, numbers: dict[str, str], names: dict[str, str]) -> "Secrets":
        """Of every applicant of the cast, and of those given."""
        people = {one.person_id: one.profile["person"] for one in world.applicants}
        numbers = numbers | {person["id_number"]: f"{key}:id_number" for key, person in people.items()}
        numbers |= {person["phone"]: f"{key}:phone" for key, person in people.items()}
        return cls(numbers, names | {person["name"]: f"{key}:name" for key, person in people.items()})

    def numbers_in(self, text: str) -> list[str]:
        """Whose numbers stand in a text."""
        return sorted({self.numbers[found] for found in NUMBER.findall(text) if found in self.numbers})

    def all_in(self, text: str) -> list[str]:
        """Names too."""
        return sorted({*self.numbers_in(text), *(told for name, told in self.names.items() if name in text)})


def main(options: dict[str, Any]) -> None:
    """Play, look everywhere, write what was found."""
    world = build_world(shipped_pack("chifeng-2026"), options["seed"], options["applicants"], options["counties"])
    kept = Kept()
    kept.listen()
    with tempfile.TemporaryDirectory(prefix="zhiping-secrecy-") as folder:
        site = open_site(Path(folder), world)
        run, door = site.run, HttpClient(site.port)
        run.driver.client = door  # type: ignore[assignment]
        configure_logs("all", "DEBUG", kept.log)
        try:
            summary = play(run.driver, world, Console(file=io.StringIO()))
            year = summary | {"ledger": ledger(run.driver, world, databases_in(Path(folder)))}
            found = look(run, world, Path(folder), kept) | {"year": year, "calls": door.calls}
        finally:
            site.close()
    Path(options["out"]).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def look(run: EmbeddedRun, world: World, folder: Path, kept: Kept) -> dict[str, Any]:
    """Place -> what was found there; `looked` says at how much, `said` how much people said at the door."""
    files = [path for path in (folder / "db").iterdir() if path.is_file()]
    keys = run.store.list("")
    secrets = Secrets.of(world, *experts_of(run, keys))
    documents = run.driver.actor(INSPECTOR).every("docgen.list_documents", filter={})
    links = [run.driver.actor(INSPECTOR).ask("docgen.get_download_link", document_id=one["document_id"])
             for one in documents[::5]]  # fmt: skip
    trail, letters = list(exported(folder)), list(rested(run, folder, kept))
    return {
        "log": secrets.all_in(kept.log.getvalue()),
        "routing": secrets.all_in("\n".join(kept.routing)),
        "errors": secrets.all_in("\n".join(kept.errors)),
        "events": secrets.numbers_in("\n".join(kept.events)),
        "replies": sorted({method for method, body in kept.replies if secrets.numbers_in(body)}),
        "databases": {path.name: found for path in files
                      if (found := secrets.numbers_in(path.read_bytes().decode("utf-8", "replace")))},
        "keys": secrets.all_in("\n".join(keys)),
        "links": secrets.all_in("\n".join(map(str, links))),
        "metrics": secrets.all_in("".join(one.application.metrics.exposition().decode()
                                          for one in run.stack.services.values())),
        "trail": secrets.all_in("\n".join(trail)),
        "dead_letters": secrets.numbers_in("\n".join(letters)),
        "properties": secrets.all_in("\n".join(properties_of(run, keys))),
        "said": len(secrets.all_in("\n".join(kept.requests))),
        "looked": {
            "log": len(kept.log.getvalue()), "routing": len(kept.routing), "events": len(kept.events),
            "replies": len(kept.replies), "errors": len(kept.errors), "files": len(files), "keys": len(keys),
            "trail": len(trail), "dead_letters": len(letters), "people": len(secrets.names),
            "numbers": len(secrets.numbers), "methods": len(set(kept.asked.values())),
            "largest": Counter(path.stat().st_size > 100_000 for path in files)[True],
        },
    }  # fmt: skip


def experts_of(run: EmbeddedRun, keys: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """(telephones, names) of the experts in the workbooks that were imported."""
    numbers, names = {}, {}
    columns = [Column(name, text(), required=False) for name in ("编号", "姓名", "手机")]
    for key in (key for key in keys if key.startswith("pools/")):
        for cells in (row.values for row in read_workbook(run.store.get(key), columns).rows):
            numbers[cells["手机"]] = f"expert {cells['编号']}:phone"
            names[cells["姓名"]] = f"expert {cells['编号']}:name"
    return numbers, {name: told for name, told in names.items() if len(name) > 1}


def exported(folder: Path) -> Iterator[str]:
    """Every line that `zhiping trail export` writes."""
    for service in SERVICES:
        database = Database(f"sqlite:///{folder / 'db' / service}.db", pool_size=1)
        with database.begin_reading() as connection:
            yield from (json.dumps(entry, ensure_ascii=False) for entry in sealed_entries(connection))
        database.close()


def rested(run: EmbeddedRun, folder: Path, kept: Kept) -> Iterator[str]:
    """Dead letters as the command line shows them: one real event with a field missing is brought again."""
    submitted = next(body for body in kept.events if '"declaration.submitted"' in body)
    broken = json.loads(submitted)
    broken["data"].pop("digest")
    service = run.stack.services["audit"]
    with connection_to(BUS) as connection:
        channel = connection.channel()
        message = channel.prepare_message(json.dumps(broken), 0, "application/json", "utf-8", properties={})
        channel.basic_publish(message, exchange="", routing_key="audit.declaration_declaration")
    database = service.application.database
    for _ in range(200):
        with database.begin_reading() as connection:
            letters = list_dead_letters(connection)
        if letters:
            break
        eventlet.sleep(0.05)
    yield from (json.dumps(plain(full(letter)), ensure_ascii=False) for letter in letters)


def paper_of(store: Any, key: str) -> bytes:
    """The paper as it is read, whether it rests sealed or not."""
    data: bytes = store.get(key)
    return open_file(data) if key.endswith(SEALED) else data


def properties_of(run: EmbeddedRun, keys: list[str]) -> Iterator[str]:
    """What documents say about themselves: the properties inside office files, the information inside PDFs."""
    for key in keys:
        data = paper_of(run.store, key)
        if data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = [name for name in archive.namelist() if name.startswith(("docProps/", "customXml/"))]
                yield from (archive.read(name).decode("utf-8", "replace") for name in names)
                yield "\n".join(archive.namelist())


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
