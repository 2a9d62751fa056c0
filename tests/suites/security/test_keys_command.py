"""`zhiping keys`: a leaked key is replaced, every text and paper sealed anew, the key taken out, step by step."""

import hashlib
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from typer.testing import CliRunner

from infra.commands import keys as command
from infra.paths import ROOT
from infra.setting_names import DEPLOYED, DOOR
from infra.site_keys import SiteKeys
from shared.kernel.errors import ZhipingError
from shared.kernel.ids import new_id
from shared.security.sealed_files import MEDIA_TYPE, open_file, seal_file
from shared.storage import store_from_url

ROWS, PAPERS = 700, 120
pytestmark = pytest.mark.databases("sqlite")


class House:
    """A file per service and one of the door's, texts of their own in them and ID numbers in all but the door's; papers
    of docgen's in a store; and the keys of the site."""

    def __init__(self, folder):
        self.folder, self.keys = folder, SiteKeys.generate()
        for service in DEPLOYED:
            with self.file(service) as file:
                file.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, own TEXT, id_number_sealed TEXT)")
        self.storage = f"dir://{folder}/store?durable=no"
        self.store = store_from_url(self.storage)
        with self.file("docgen") as file:
            file.execute("CREATE TABLE documents (id INTEGER PRIMARY KEY, object_key TEXT, digest TEXT)")

    def file(self, service):
        return closing(sqlite3.connect(self.folder / f"{service}.db", isolation_level=None))

    def fill(self, service, rows=3):
        """Sealed as the services do today, and second factors at the door."""
        own = self.keys.rings[service].seal if service in ("declaration", "committee", DOOR) else lambda text: text
        numbers = self.keys.rings["declaration"]
        with self.file(service) as file:
            file.execute("BEGIN")
            for number in range(rows):
                sealed = None if service == DOOR else numbers.seal(f"number {number}", "numbers")
                values = own(f"own {number}"), sealed
                file.execute("INSERT INTO kept (own, id_number_sealed) VALUES (?, ?)", values)
            file.execute("COMMIT")

    def print(self, papers=3):
        """Papers, sealed as docgen does today."""
        with self.file("docgen") as file:
            for number in range(papers):
                data = f"paper {number}".encode()
                key = f"documents/certificate/{new_id()}/{number}.docx.a.sealed"
                self.store.put(key, seal_file(data, self.keys.rings["docgen"]), MEDIA_TYPE)
                values = key, hashlib.sha256(data).hexdigest()
                file.execute("INSERT INTO documents (object_key, digest) VALUES (?, ?)", values)

    def papers(self, ring):
        """What the documents' papers say that the ring opens, and how many files there are."""
        with self.file("docgen") as file:
            keys = [key for (key,) in file.execute("SELECT object_key FROM documents ORDER BY id")]
        found = (_opened(ring, self.store.get(key)) for key in keys)
        return [text for text in found if text], len(self.store.list("documents/"))

    @property
    def environ(self):
        urls = {f"ZHIPING_DATABASE_URL_{one.upper()}": f"sqlite:///{self.folder / one}.db" for one in DEPLOYED}
        return self.keys.variables() | urls | {"ZHIPING_STORAGE_URL_KEEPER": self.storage}

    def run(self, *arguments):
        """(exit code, output) of the command."""
        done = CliRunner().invoke(command.app, list(arguments), env=self.environ)
        return done.exit_code, done.output

    def change(self, *arguments):
        """The command's lines are the site's keys from now on."""
        code, said = self.run(*arguments)
        assert code == 0, said
        self.keys = SiteKeys.read(dict(word.split("=", 1) for word in shlex.split(said)))

    def opened(self, service, ring):
        """How many of a service's texts the ring opens."""
        with self.file(service) as file:
            texts = [text for row in file.execute("SELECT own, id_number_sealed FROM kept") for text in row]
        return sum(_opens(ring, text) for text in texts if text)


def _opens(ring, text):
    try:
        return bool(ring.open(text))
    except ZhipingError:
        return False


def _opened(ring, sealed):
    try:
        return open_file(sealed, ring).decode()
    except ZhipingError:
        return None


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path)
    for service in DEPLOYED:
        made.fill(service)
    made.print()
    return made


def test_a_leaked_key_is_retired_in_the_steps_of_the_runbook(house):
    leaked = house.keys.resealing("declaration")
    house.change("add")
    house.fill("committee")
    house.change("activate")
    house.fill("committee")
    code, said = house.run("retire")
    assert code == 1
    assert "texts are left under retired keys" in said
    assert "committee: 12" in said
    code, said = house.run("reseal", "all")
    assert code == 0
    assert "committee: 12 texts sealed anew, 0 left under retired keys" in said
    assert "declaration.kept.own: 3" in said
    assert "docgen: 3 papers sealed anew, 0 without a document removed, 0 left under retired keys" in said
    house.change("retire")
    assert [house.opened(service, leaked) for service in DEPLOYED] == [0] * 6
    assert house.opened(DOOR, house.keys.rings[DOOR]) == 3
    assert house.opened("declaration", house.keys.resealing("declaration")) == 6
    assert house.opened("committee", house.keys.rings["committee"]) == 9


def test_a_paper_that_lies_under_a_retired_key_holds_the_key_back(house):
    leaked = house.keys.rings["docgen"]
    house.change("add")
    house.change("activate")
    new = house.keys
    assert house.run("reseal", "all")[0] == 0
    house.keys = SiteKeys.read(house.keys.variables() | {"ZHIPING_KEYRING_DOCGEN": leaked.to_json()})
    house.print(2)
    house.keys = new
    code, said = house.run("retire")
    assert (code, said) == (1, "2 papers are left under a retired key: zhiping keys reseal docgen\n")
    assert house.run("reseal", "docgen")[0] == 0
    house.change("retire")
    assert "files-1" not in house.keys.rings["docgen"].sets["files"].keys
    assert house.papers(house.keys.rings["docgen"]) == ([f"paper {number}" for number in (0, 1, 2, 0, 1)], 5)
    assert house.papers(leaked) == ([], 5)


def test_nothing_sealed_with_the_new_key_is_needed_before_it_is_active_everywhere(house):
    before = house.keys
    house.change("add")
    house.fill("docgen")
    assert house.opened("docgen", before.rings["docgen"]) == 6


def test_a_killed_run_loses_nothing_and_seals_nothing_twice(house):
    house.fill("declaration", ROWS)
    house.change("add")
    house.change("activate")
    arguments = [sys.executable, "-W", "ignore", "-m", "infra.cli", "keys", "reseal", "declaration"]
    environ = os.environ | house.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(arguments, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as killed:
        said = killed.stdout.readline()
        killed.send_signal(signal.SIGKILL)
    assert "declaration.kept.own: 100" in said
    ring = house.keys.resealing("declaration")
    both = 2 * (ROWS + 3)
    assert house.opened("declaration", ring) == both
    code, said = house.run("reseal", "declaration")
    assert code == 0, said
    anew = int(said.splitlines()[-1].split()[1])
    assert 0 < anew <= both - 100
    only_new = house.keys.without_retired().resealing("declaration")
    assert house.opened("declaration", only_new) == both
    with house.file("declaration") as file:
        first = file.execute("SELECT own FROM kept ORDER BY id").fetchall()[3:]
    assert [ring.open(own) for (own,) in first] == [f"own {number}" for number in range(ROWS)]


def test_a_run_killed_among_the_papers_loses_none_and_leaves_none_twice(house):
    house.print(PAPERS)
    house.change("add")
    house.change("activate")
    arguments = [sys.executable, "-W", "ignore", "-m", "infra.cli", "keys", "reseal", "docgen"]
    environ = os.environ | house.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(arguments, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as killed:
        said = next(line for line in killed.stdout if "docgen documents/" in line)
        killed.send_signal(signal.SIGKILL)
    assert said == "  docgen documents/: 20\n"
    texts = [f"paper {number}" for number in (*range(3), *range(PAPERS))]
    assert house.papers(house.keys.rings["docgen"])[0] == texts
    code, said = house.run("reseal", "docgen")
    assert code == 0, said
    assert 0 < int(said.splitlines()[-1].split()[1]) <= len(texts) - 20
    assert house.papers(house.keys.without_retired().rings["docgen"]) == (texts, len(texts))


def test_files_instead_of_lines_are_the_owners_alone(house, tmp_path):
    code, said = house.run("add", "--to", str(tmp_path / "secrets"))
    assert code == 0, said
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    assert '"numbers-2"' in (tmp_path / "secrets" / "keyring_docgen").read_text()
