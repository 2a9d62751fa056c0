"""What is known against a release is found; what could not be found out never passes for nothing."""

import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from infra.supply.advisories import AFFECTED, CLEAN, UNKNOWN, report
from infra.supply.osv import Affected, DatabaseUnusable, advisories

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
LOCK = "urllib3==2.8.0 \\\n    --hash=sha256:{0}\nzp-other==1.0 \\\n    --hash=sha256:{0}\n".format("a" * 64)


def record(name="zp-else", identifier="OSV-1", modified="2026-11-27T00:00:00Z", **said):
    """One record as a dump holds it: about one package, by ranges or versions."""
    package = {"ecosystem": "PyPI", "name": name}
    return {
        "id": identifier, "modified": modified, "aliases": ["CVE-2026-1"], "summary": "reads beyond its end",
        "affected": [{"package": package, **said}],
    }  # fmt: skip


def ranges(*events):
    return [{"type": "ECOSYSTEM", "events": list(events)}]


EVERYTHING = {"ranges": ranges({"introduced": "0"})}


@pytest.fixture
def dump(tmp_path):
    """Writes records into a folder of its own and gives it."""

    def write(*records):
        folder = tmp_path / f"dump{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for number, one in enumerate(records):
            (folder / f"{number}.json").write_text(json.dumps(one))
        return folder

    return write


@pytest.fixture
def locks(tmp_path):
    """What runs, and what checks need on top of it."""
    runs, checks = tmp_path / "runs.txt", tmp_path / "checks.txt"
    runs.write_text(LOCK.partition("zp-other")[0])
    checks.write_text(LOCK)
    return runs, checks


@pytest.mark.parametrize(
    ("said", "version", "concern"),
    [
        (EVERYTHING, "2.8.0", Affected.YES),
        ({"ranges": ranges({"introduced": "0"}, {"fixed": "2.8.0"})}, "2.8.0", Affected.NO),
        ({"ranges": ranges({"introduced": "0"}, {"fixed": "2.8.1"})}, "2.8.0", Affected.YES),
        ({"ranges": ranges({"introduced": "2.9"})}, "2.8.0", Affected.NO),
        ({"ranges": ranges({"introduced": "2.0"}, {"last_affected": "2.8.0"})}, "2.8.0", Affected.YES),
        ({"ranges": ranges({"introduced": "2.0"}, {"last_affected": "2.7.9"})}, "2.8.0", Affected.NO),
        ({"ranges": ranges({"fixed": "2.8.5"}, {"introduced": "2.8"}, {"introduced": "0"}, {"fixed": "1.26"})}, "2.8.0",
         Affected.YES),
        ({"ranges": ranges({"introduced": "0"}, {"fixed": "2.10"})}, "2.8.0", Affected.YES),
        ({"ranges": ranges({"introduced": "0"}, {"fixed": "2.8.0rc1"})}, "2.8.0", Affected.NO),
        ({"versions": ["2.7.0", "2.8"]}, "2.8.0", Affected.YES),
        ({"versions": ["2.7.0", "no-version"]}, "2.8.0", Affected.NO),
        ({"versions": ["2.8.0"], "ranges": ranges({"introduced": "0"}, {"fixed": "1.0"})}, "2.8.0", Affected.YES),
        ({"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]}, "2.8.0", Affected.UNDECIDED),
        ({}, "2.8.0", Affected.UNDECIDED),
        ({"ranges": ranges({"introduced": "0"}, {"fixed": "after the summer"})}, "2.8.0", Affected.UNDECIDED),
    ],
)  # fmt: skip
def test_a_release_is_looked_up_as_the_format_says(dump, said, version, concern):
    (advisory,) = advisories(dump(record("URLLib3", **said)))
    assert advisory.concerns("urllib3", version) is concern
    assert advisory.concerns("zp-other", version) is Affected.NO


def test_a_known_flaw_of_a_locked_release_is_named_with_its_place_and_fails(dump, locks):
    code, lines = report(dump(record("urllib3", **EVERYTHING), record("zp_other", "OSV-2", **EVERYTHING)), NOW, locks)
    assert code == AFFECTED
    assert lines[:2] == [
        "affected: urllib3 2.8.0 (runs): OSV-1, CVE-2026-1: reads beyond its end",
        "affected: zp-other 1.0 (checks and tests only): OSV-2, CVE-2026-1: reads beyond its end",
    ]


def test_nothing_known_passes_and_says_what_was_looked_at_and_what_was_not(dump, locks):
    code, lines = report(dump(record(**EVERYTHING)), NOW, locks)
    assert code == CLEAN
    assert "2 locked packages against 1 advisories, the newest of 2026-11-27 (2 days old)" in lines
    assert any("not checked: Debian packages" in line for line in lines)


def test_a_zip_file_is_read_like_a_folder(dump, locks, tmp_path):
    folder = dump(record("urllib3", **EVERYTHING))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(folder / "0.json", "OSV-1.json")
    assert report(tmp_path / "all.zip", NOW, locks) == report(folder, NOW, locks)


def test_a_record_that_was_withdrawn_or_is_about_another_registry_does_not_count(dump, locks):
    withdrawn = record("urllib3", **EVERYTHING) | {"withdrawn": "2026-11-28T00:00:00Z"}
    elsewhere = record("urllib3", **EVERYTHING)
    elsewhere["affected"][0]["package"]["ecosystem"] = "Debian:12"
    code, _ = report(dump(withdrawn, elsewhere, record(**EVERYTHING)), NOW, locks)
    assert code == CLEAN


def test_no_database_is_no_clean_bill(locks, tmp_path, dump):
    (tmp_path / "text.zip").write_text("not a zip file")
    broken = dump(record())
    (broken / "0.json").write_text('{"id": "OSV-1"')
    timeless = dump({name: value for name, value in record().items() if name != "modified"})
    for database in (None, tmp_path / "missing.zip", tmp_path / "text.zip", dump(), broken, timeless):
        code, lines = report(database, NOW, locks)
        assert (code, lines[0].partition(":")[0]) == (UNKNOWN, "nothing was checked")


def test_old_data_and_records_that_cannot_be_compared_are_no_clean_bill(dump, locks):
    old = dump(record(**EVERYTHING))
    assert report(old, NOW + timedelta(days=13), locks)[0] == UNKNOWN
    assert report(old, NOW + timedelta(days=11), locks)[0] == CLEAN
    code, lines = report(dump(record("urllib3", ranges=[{"type": "GIT", "events": []}])), NOW, locks)
    assert code == UNKNOWN
    assert lines[0].startswith("undecided: urllib3 2.8.0")


def test_a_half_read_database_is_not_used(dump):
    folder = dump(record(), record("urllib3"))
    (folder / "1.json").write_text("[]")
    with pytest.raises(DatabaseUnusable):
        advisories(folder)
