"""Hand-written ports in memory, and a transaction that keeps what was recorded; what is saved is copied."""

import copy
from datetime import datetime
from types import SimpleNamespace

from services.declaration.domain.filing import UnitFiling
from services.declaration.domain.lapse import end_of_hold
from services.declaration.domain.photo import PhotoLimits
from services.declaration.domain.scope import READERS, declared
from services.declaration.results import RevisionHeader
from shared.kernel.errors import conflict, not_found
from shared.kernel.ids import new_id
from shared.storage import ObjectStat
from shared.wire.plain import plain
from shared.wire.types import Page


class FakeNotices:
    def __init__(self):
        self.rows = {}

    def add(self, notice, by):
        self.rows[notice.notice_id, notice.version] = notice

    def latest(self, notice_id):
        versions = [notice for (name, _), notice in self.rows.items() if name == notice_id]
        return max(versions, key=lambda notice: notice.version, default=None)

    def get(self, notice_id, version):
        if (notice_id, version) not in self.rows:
            raise not_found("notice_not_found", notice=notice_id)
        return self.rows[notice_id, version]

    def all_latest(self):
        return [self.latest(name) for name in sorted({name for name, _ in self.rows})]


class FakeAggregates:
    """Shared by persons and declarations: copies by id, a version that counts."""

    key, missing = "", ""

    def __init__(self):
        self.rows = {}

    def add(self, aggregate):
        aggregate.version = 1
        self.rows[getattr(aggregate, self.key)] = copy.deepcopy(aggregate)

    def get(self, key, hold=False):
        if key not in self.rows:
            raise not_found(self.missing, path=self.key)
        return copy.deepcopy(self.rows[key])

    def save(self, aggregate, expected_version):
        if self.get(getattr(aggregate, self.key)).version != expected_version:
            raise conflict("stale_version", path="expected_version", expected=expected_version)
        aggregate.version = expected_version + 1
        self.rows[getattr(aggregate, self.key)] = copy.deepcopy(aggregate)


class FakePersons(FakeAggregates):
    key, missing = "person_id", "person_not_found"

    def add(self, person):
        if person.person_id in self.rows:
            raise conflict("person_exists")
        super().add(person)

    def claimants(self, index, *, hold=False):
        found = (row for row in self.rows.values() if row.id_number_index == index)
        return [copy.deepcopy(row) for row in sorted(found, key=lambda row: row.person_id)]


class FakeDeclarations(FakeAggregates):
    key, missing = "declaration_id", "declaration_not_found"

    def __init__(self, holders):
        super().__init__()
        self.holders = holders

    def of_person(self, person_id):
        return [copy.deepcopy(row) for row in self.rows.values() if row.person_id == person_id]

    def filings_of_unit(self, unit_id, notice_id, series, level, without):
        wanted = (unit_id, notice_id, series, level)
        return [
            UnitFiling(filing=row.filing, state=row.state, submitted=row.submitted_at is not None)
            for row in self.rows.values()
            if row.filing and row.declaration_id != without
            and (row.unit_id, row.choice.notice_id, row.choice.series, row.choice.level) == wanted
        ]  # fmt: skip

    def overdue(self, now, limit):
        late = [row for row in self.rows.values() if (last := end_of_hold(row)) is not None and last <= now]
        return copy.deepcopy(sorted(late, key=end_of_hold)[:limit])

    def unchecked(self, states, limit):
        return []  # fakes see one version of a notice

    def page(self, reader, request):
        found = [
            row
            for row in self.rows.values()
            if reader.reaches(declared(row, self.holders(row.declaration_id)), READERS)
        ]
        return Page(
            items=tuple(copy.deepcopy(found)), next_cursor=None, total=len(found) if request.with_total else None
        )


class FakeMaterials:
    def __init__(self):
        self.rows = {}

    def add(self, declaration_id, material):
        self.rows.setdefault(declaration_id, []).append(material)

    def of(self, declaration_id):
        return list(self.rows.get(declaration_id, ()))

    def remove(self, declaration_id, material_id):
        self.rows[declaration_id] = [row for row in self.of(declaration_id) if row.material_id != material_id]


class FakeRevisions:
    def __init__(self):
        self.rows = {}

    def add(self, revision):
        assert (revision.declaration_id, revision.revision) not in self.rows, "a revision is written once"
        self.rows[revision.declaration_id, revision.revision] = copy.deepcopy(revision)

    def get(self, declaration_id, revision):
        return self.rows[declaration_id, revision]

    def headers(self, declaration_id):
        return [
            RevisionHeader(
                revision=row.revision, digest=row.digest, submitted_at=row.submitted_at,
                answers_return=row.answers_return,
            )
            for (key, _), row in self.rows.items() if key == declaration_id
        ]  # fmt: skip


class FakeViews:
    """Organisations, cases, sessions: the last state by id."""

    def __init__(self, key):
        self.key, self.rows, self.held = key, {}, {}

    def put(self, view):
        self.rows[getattr(view, self.key)] = copy.deepcopy(view)

    def find(self, key):
        return copy.deepcopy(self.rows.get(key))

    def search(self, day, kind, sector, region):
        fitting = (row for row in self.rows.values() if (row.kind, row.region) == (kind, region))
        found = (row for row in fitting if sector in (None, row.sector))
        return copy.deepcopy(min(found, key=lambda row: row.organisation_id, default=None))

    def add_holder(self, declaration_id, organisation_id):
        self.held.setdefault(declaration_id, set()).add(organisation_id)

    def holders(self, declaration_id):
        return self.held.get(declaration_id, set())

    def holds_one_of(self, organisation_id, person_id):
        return any(organisation_id in holders for holders in self.held.values())


class FakeIntegrity:
    def __init__(self):
        self.rows = {}

    def add(self, record):
        return self.rows.setdefault(record.declaration_id, record) is record

    def of_person(self, person_id):
        return [row for row in self.rows.values() if row.person_id == person_id]


class FakeRechecks:
    """No notice is amended in these tests."""

    def of(self, declaration_id):
        return []


class FakeSteps:
    def __init__(self):
        self.rows = {}

    def add(self, declaration_id, step):
        self.rows.setdefault(declaration_id, []).append(step)

    def of(self, declaration_id):
        return self.rows.get(declaration_id, [])


class FakeFiles:
    """Objects by key; links are only names."""

    def __init__(self):
        self.objects = {}

    def put(self, key, data, media_type):
        self.objects[key] = (data, media_type)

    def get(self, key, hold=False):
        return self.objects[key][0]

    def stat(self, key):
        found = self.objects.get(key)
        return None if found is None else ObjectStat(key, len(found[0]), found[1])

    def delete(self, key):
        self.objects.pop(key, None)

    def presigned_put(self, key, seconds, size=None):
        return f"put:{key}?{seconds}"


class FakeTx:
    """What a use case sees of a transaction; `recorded` is [(event name, subject, data)], `trailed` the actions."""

    def __init__(self, ports, caller, now: datetime):
        self.ports, self.caller, self.now = ports, caller, now
        self.recorded, self.trailed = [], []

    @property
    def today(self):
        return self.now.date()

    def new_id(self):
        return new_id()

    def record(self, event, subject_id, data):
        written = plain(data)
        event.check_outgoing(written)
        self.recorded.append((event.name, subject_id, written))

    def trail(self, action, subject_kind, subject_id, *, clause=None, opinion=None, data=None):
        self.trailed.append((action, subject_id, clause))


def fake_ports():
    """Empty ports."""
    cases = FakeViews("declaration_id")
    return SimpleNamespace(
        notices=FakeNotices(), persons=FakePersons(), declarations=FakeDeclarations(cases.holders),
        materials=FakeMaterials(), revisions=FakeRevisions(), rechecks=FakeRechecks(),
        organisations=FakeViews("organisation_id"), cases=cases, sessions=FakeViews("session_id"),
        integrity=FakeIntegrity(), steps=FakeSteps(), files=FakeFiles(), photo_limits=PhotoLimits(),
    )  # fmt: skip
