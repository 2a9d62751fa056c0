"""The committee service behind its RPC pipeline on one database: events in, calls in anybody's name."""

import hashlib
import io
import json
from datetime import datetime
from functools import cache
from types import SimpleNamespace

from openpyxl import Workbook

from services.committee.bootstrap import bootstrap
from services.committee.service import CommitteeService
from services.committee.store.tables import metadata
from services.committee.usecases import follow
from shared.contracts import audit, declaration
from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE, VirtualClock
from shared.kernel.ids import new_id
from shared.kernel.settings import Settings
from shared.messaging import endpoints
from shared.messaging.rpc.context import CallContext
from shared.messaging.rpc.pipeline import run_rpc
from shared.persistence import migrate
from shared.policy import shipped_pack
from tests.support.declared import held_to
from tests.support.stages import KEYRING, Issuer, Way, staged
from tests.support.works_on import works_on

OFFICE, AUTHORITY, REGION_BUREAU = "office-1", "bureau-1", "bureau-2"
CLERK = Caller("clerk-1", "赵六", OFFICE, frozenset({"committee_office"}))
BUREAU = Caller("clerk-2", "钱七", AUTHORITY, frozenset({"hr_clerk"}))
SUPERVISOR = Caller("supervisor-1", "孙八", "discipline", frozenset({"supervisor"}), "150400")
OPERATOR = Caller("operator", "operator", None, frozenset({"operator"}))
COMMITTEE_CODE = "chifeng-education-middle"
SEED = "5e" * 32
COMMITMENT = hashlib.sha256(bytes.fromhex(SEED)).hexdigest()
HEADER = (
    "编号", "姓名", "性别", "工作单位", "单位性质", "专业", "系列", "职称层级", "手机", "连续参评年数", "上年是否参评",
    "是否外单位同行", "可否主持",
)  # fmt: skip


def at(month, day, hour=9):
    """An instant of 2026."""
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def expert(number):
    """The caller behind an expert number."""
    return Caller(number, "评审专家", None, frozenset({"expert"}))


def applicant(number):
    """The caller who filed declaration `number`."""
    return Caller(f"person-{number}", f"申报人{number}", None, frozenset({"applicant"}))


@cache
def pool_workbook(size=40, bad=1, units=()):
    """An .xlsx pool: a third served last year, the last rows are faulty; `units` holds (number, unit)."""
    book = Workbook()
    sheet = book.active
    sheet.append(HEADER)
    given = dict(units)
    for n in range(1, size + 1):
        served = n % 3 == 0
        sheet.append(
            [f"E{n:03d}", f"专家{n}", "女" if n % 2 else "男", given.get(n, f"学校{n}"), "事业单位", "小学语文",
             "中小学教师系列", "副高级", f"1390000{n:04d}", 3 if n == 6 else int(served), "是" if served else "否",
             "是" if n % 2 else "否", "是" if n % 5 == 0 else "否"]
        )  # fmt: skip
    for n in range(bad):
        sheet.append([f"X{n:03d}", "", "女", "学校", "事业单位", "小学语文", "中小学教师系列", "副高级"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def confirmed_by_the_bureau(raw):
    """The notice as if results went to the bureau, as in others, and with methods of this suite's own to score by."""
    listed = [{key: one[key] for key in one if key != "results"} for one in raw["committees"]]
    methods = ["expert_comment", "interview", "democratic_appraisal"]
    menu = [one | {"methods": methods} for one in raw["indicators"]]
    return raw | {"committees": listed, "indicators": menu}


class Surroundings:
    """What happens around a committee, the same in the suite's process and on the bus.

    Who mixes it in has `announce`(event, subject, data) and `do`(who, method, **params).
    """

    @staged
    def begin(self, pack=None):
        """The notice is published, the organisations are known."""
        pack = pack or confirmed_by_the_bureau(shipped_pack("chifeng-2026").raw)
        key = pack["notice"]["id"]
        data = declaration.NOTICE_PUBLISHED.sample | {"notice_id": key, "version": 1, "pack": pack}
        self.announce(declaration.NOTICE_PUBLISHED, key, data)
        self.registers(OFFICE, "committee_office", sector="education")
        self.registers(AUTHORITY, "hr_bureau")

    def registers(self, key, kind, **changes):
        """An organisation of the city enters the register, or changes in it."""
        place = {"organisation_id": key, "name": f"机构{key}", "kind": kind, "tier": "city", "region": "150400"}
        rest = {"sector": "general", "nature": "government", "parent_id": None}
        data = audit.ORGANISATION_REGISTERED.sample | place | rest | changes
        self.announce(audit.ORGANISATION_REGISTERED, key, data)

    def passes(self, number, **changes):
        """A declaration passed audit."""
        key = f"declaration-{number}"
        data = audit.DECLARATION_PASSED.sample | {
            "declaration_id": key, "person_id": f"person-{number}",
            "person_name": f"申报人{number}",
            "case_number": f"CF2026-{number:06d}", "committee_code": COMMITTEE_CODE, "level": "middle",
            "level_group": "middle", "title": "一级教师", "unit_name": f"申报单位{number}",
        }  # fmt: skip
        self.announce(audit.DECLARATION_PASSED, key, data | changes)

    @staged
    def register(self, who=CLERK, **changes):
        """A committee, not approved yet."""
        request = {
            "code": COMMITTEE_CODE, "name": "赤峰市教育系统中级职称评审委员会", "level_group": "middle",
            "series": ["k12_teacher", "vocational_teacher"], "majors": [], "region": "150400", "size": 11,
            "office_organisation_id": OFFICE, "valid_from": "2026-01-01",
            "valid_to": "2028-12-31", "scope_kind": "series",
        }  # fmt: skip
        return self.do(who, "register_committee", **(request | changes))["committee_id"]

    def clean(self, committee_id, **changes):
        """The office reports this year's cleaning."""
        request = {"committee_id": committee_id, "notice_id": "chifeng-2026", "removed": [], "added": []}
        return self.do(CLERK, "report_cleaning", **(request | changes))


class World(Surroundings):
    """Calls go through token check, access table, schema, transaction and idempotency, as over the bus."""

    def __init__(self, database_url, folder, database=None):
        """`database` is the one behind the url: migrated, nothing in it, and to be used again."""
        if database is None:
            migrate("committee", database_url)
        self.clock = VirtualClock(at(5, 8))
        self.issuer = Issuer(self.clock)
        settings = Settings(
            database_url=database_url,
            storage_url=f"dir://{folder}/files?durable=no",
            keyring=KEYRING,
            jwks=self.issuer.jwks,
        )
        self.app = bootstrap(settings, self.clock)
        if database is not None:
            works_on(self.app, database)
        self.service, self.endpoints = CommitteeService(), endpoints(CommitteeService)
        self.way = Way(self, folder, new=database is not None)

    def close(self):
        """Give the connections back."""
        self.way.close()
        self.app.close()

    def call(self, who, method, **params):
        """A query, or a command whose key the test chooses."""
        token = self.issuer.issue(who) if who else None
        context = CallContext(token, new_id(), new_id(), None)
        with held_to("committee", method):
            return run_rpc(self.app, context, self.endpoints[method], self.service, params)

    def do(self, who, method, **params):
        """A command."""
        return self.call(who, method, idempotency_key=new_id(), **params)

    def hears(self, event, changes):
        """A foreign fact arrives: the sample of its contract with these changes."""
        system = Caller.system("committee")
        with self.app.transaction(system) as tx:
            follow.apply(tx, SimpleNamespace(fact=event.read(event.sample | changes)))

    def announce(self, event, subject, data):
        """What another service announces reaches this one."""
        self.hears(event, data)

    def import_pool(self, committee_id, version, content=None):
        """Store a workbook where the link leads and import it; the directory twin is written to directly."""
        content = content or pool_workbook()
        digest = hashlib.sha256(content).hexdigest()
        announced = {"committee_id": committee_id, "size": len(content), "sha256": digest}
        key = self.do(CLERK, "open_pool_upload", **announced)["object_key"]
        self.app.make_ports(None).store.put(key, content, "application/octet-stream")
        return self.do(CLERK, "import_pool", committee_id=committee_id, expected_version=version, object_key=key)

    def tables(self):
        """Names of all tables."""
        return list(metadata.tables)

    def rows(self, table):
        """All rows of a table, as the database holds them."""
        with self.app.database.begin() as connection:
            return [dict(row._mapping) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]

    def events(self, name):
        """Data of the recorded events of one type, oldest first."""
        return [json.loads(row["body"])["data"] for row in self.rows("outbox") if row["type"] == name]
