"""The audit service behind its RPC pipeline on one database: events in, calls in anybody's name, a clock to move."""

import copy
import json
from datetime import datetime
from types import SimpleNamespace

from services.audit.bootstrap import bootstrap
from services.audit.service import AuditService
from services.audit.store.tables import metadata
from services.audit.usecases import follow_declarations, follow_notices
from shared.contracts.declaration import NOTICE_PUBLISHED, SUBMITTED, WITHDRAWN
from shared.contracts.samples import DOSSIER
from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE, VirtualClock
from shared.kernel.errors import ZhipingError
from shared.kernel.ids import new_id
from shared.kernel.settings import Settings
from shared.messaging import endpoints
from shared.messaging.rpc.context import CallContext
from shared.messaging.rpc.pipeline import run_rpc
from shared.persistence import migrate
from shared.policy import shipped_pack
from tests.support.declared import held_to
from tests.support.logged import Logged
from tests.support.stages import KEYRING, Issuer, Way, staged
from tests.support.uncited import require_cited
from tests.support.works_on import works_on

NOTICE, PLAN = "chifeng-2026", "k12-associate-senior"
SECRETS = ("张三", "150402198510021234", "13900000000")
"""What no log line may hold: name, ID number and telephone of the applicant."""

CHANNEL = {"telephone": "0476-8220000", "address": "教育局办公楼", "email": None}
PUBLISHER = Caller("publisher-1", "发布人", None, frozenset({"publisher"}), "150400")
SUPERVISOR = Caller("supervisor-1", "监督人员", "discipline", frozenset({"supervisor"}), "150400")
OPERATOR = Caller("operator", "运维", None, frozenset({"operator"}))
APPLICANT = Caller("person-1", "张三", None, frozenset({"applicant"}))
PLACES = {
    "bureau": ("松山区教育局", "department", "county", "150404", "education", None),
    "school": ("松山区第一小学", "unit", "county", "150404", "education", "bureau"),
    "county": ("松山区人力资源和社会保障局", "hr_bureau", "county", "150404", "general", None),
    "city": ("赤峰市教育局", "department", "city", "150400", "education", None),
    "office": ("赤峰市教育局评委会办公室", "committee_office", "city", "150400", "education", None),
    "county_office": ("松山区评委会办公室", "committee_office", "county", "150404", "general", None),
    "other": ("红山区教育局", "department", "county", "150402", "education", None),
}
ROLES = {
    "unit": "unit_clerk", "department": "department_clerk", "hr_bureau": "hr_clerk",
    "committee_office": "committee_office",
}  # fmt: skip
FOLLOWED = {"notice": follow_notices.apply, "declaration": follow_declarations.apply}
"""aggregate of the declaration service -> what follows it."""
REPORT = {"notice_id": NOTICE, "level_group": "senior", "recommendation_report": "上报。"}
RECOMMENDED = {"method": "经考核推荐小组推荐", "qualification": "符合申报资格条件"}


def at(month, day, hour=9):
    """An instant of 2026."""
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def refusal(call, *args, **params):
    """The typed error that a call raises; a refusal names its clause."""
    try:
        answer = call(*args, **params)
    except ZhipingError as error:
        return require_cited(error)
    raise AssertionError(f"not refused: {answer}")


def counted(world, who, method, **wanted):
    """How many entries of a list fit the filter."""
    return world.call(who, method, filter=wanted, with_total=True)["total"]


class World:
    """Calls go through token check, access table, schema, transaction and idempotency, as over the bus."""

    def __init__(self, database_url, folder, database=None):
        """`database` is the one behind the url: migrated, nothing in it, and to be used again."""
        if database is None:
            migrate("audit", database_url)
        self.clock = VirtualClock(at(6, 15))
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
        self.service, self.endpoints = AuditService(), endpoints(AuditService)
        self.ids = {}
        self.logged = Logged("audit")
        self.way = Way(self, folder, new=database is not None, moving=("ids",))

    def close(self):
        """Give the connections back."""
        self.logged.stop()
        self.way.close()
        self.app.close()

    def call(self, who, method, token=None, **params):
        """A query, or a command whose key the test chooses."""
        signed = token or (self.issuer.issue(who) if who else None)
        context = CallContext(signed, new_id(), new_id(), None)
        with held_to("audit", method):
            return run_rpc(self.app, context, self.endpoints[method], self.service, params)

    def do(self, who, method, **params):
        """A command."""
        return self.call(who, method, idempotency_key=new_id(), **params)

    def hears(self, event, data):
        """A foreign fact arrives; what `data` leaves out is the sample's."""
        fact = event.read(event.sample | data)
        follow = FOLLOWED[event.aggregate]
        with self.app.transaction(Caller.system("audit")) as tx:
            follow(tx, SimpleNamespace(fact=fact))

    @staged
    def begin(self):
        """The notice is published, the organisations are registered, the school has stated its posts."""
        self.hears(NOTICE_PUBLISHED, {"notice_id": NOTICE, "version": 1, "pack": shipped_pack(NOTICE).raw})
        for key, (name, kind, tier, region, sector, parent) in PLACES.items():
            nature = "public_institution" if kind == "unit" else "government"
            answer = self.do(
                PUBLISHER, "register_organisation", name=name, kind=kind, tier=tier, region=region, sector=sector,
                nature=nature, parent_id=self.ids.get(parent), contact=CHANNEL, seal_reference=f"SEAL-{key}",
            )  # fmt: skip
            self.ids[key] = answer["organisation_id"]
        self.state_posts(associate_senior=(20, 17))

    def clerk(self, key, *more_roles):
        """Somebody who works there."""
        roles = frozenset({ROLES[PLACES[key][1]], *more_roles})
        return Caller(f"clerk-{key}", f"经办{key}", self.ids[key], roles, PLACES[key][3])

    def state_posts(self, **posts):
        """What the school states: level -> (approved, filled)."""
        lines = [{"level": level, "approved": a, "filled": f} for level, (a, f) in posts.items()]
        self.do(self.clerk("school"), "state_posts", notice_id=NOTICE, posts=lines)

    def dossier(self, number=1, plan=PLAN, unit="school", **changes):
        """What declaration `number` declares; `unit` is a place or the id of an organisation."""
        made = copy.deepcopy(DOSSIER) | changes
        made |= {"notice_id": NOTICE, "declaration_id": key_of(number), "route_claimed": "ordinary"} | changes
        made["plan"] |= {"plan_id": plan, "level": shipped_pack(NOTICE).plan(plan).level}
        made["unit"] |= {"organisation_id": self.ids.get(unit, unit)}
        made["person"] |= {"person_id": f"person-{number}", "name": SECRETS[0]}
        return made

    def submission(self, number=1, revision=1, **changes):
        """What the declaration service announces of declaration `number`."""
        return {
            "declaration_id": key_of(number), "revision": revision, "digest": f"{number:02d}{revision}".ljust(64, "a"),
            "answers_return": None, "dossier": self.dossier(number, **changes),
        }  # fmt: skip

    @staged
    def submitted(self, number=1, revision=1, **changes):
        """A declaration arrives from the declaration service."""
        self.hears(SUBMITTED, self.submission(number, revision, **changes))
        return key_of(number)

    def withdrawn(self, number=1):
        """The applicant takes it back."""
        data = {"declaration_id": key_of(number), "person_id": f"person-{number}", "reason": None}
        self.hears(WITHDRAWN, data)

    def case(self, number=1):
        """The case as its applicant's unit sees it."""
        return self.call(SUPERVISOR, "get_case", declaration_id=key_of(number))

    def decide(self, place, method, number=1, **params):
        """A decision of that place at the case's present version."""
        version = self.case(number)["version"]
        return self.do(self.clerk(place), method, declaration_id=key_of(number), expected_version=version, **params)

    def approve(self, place, number=1, statements=()):
        """Yes, with what the stage states."""
        recommendation = RECOMMENDED if place == "school" else None
        return self.decide(
            place, "approve_stage", number, opinion="同意上报。", seal_reference="公章", recommendation=recommendation,
            statements=list(statements),
        )  # fmt: skip

    def publish(self, place, scope, *numbers):
        """A list of these declarations posted today; its id."""
        answer = self.do(
            self.clerk(place), "post_publicity", scope=scope, declaration_ids=[key_of(n) for n in numbers or (1,)],
            channel=CHANNEL,
        )  # fmt: skip
        return answer["publicity_id"]

    def end(self, place, publicity_id):
        """Close a list at its present version."""
        version = self.call(None, "get_publicity", publicity_id=publicity_id)["version"]
        return self.do(self.clerk(place), "close_publicity", publicity_id=publicity_id, expected_version=version)

    @staged
    def published_by_the_unit(self, *numbers):
        """Unit publicity held and closed; it is the evening of 2026-06-25."""
        listed = self.publish("school", "unit", *numbers)
        self.clock.set(at(6, 25, 18))
        self.end("school", listed)

    @staged
    def through_the_unit(self, *numbers):
        """Unit publicity held and everybody approved by the school."""
        self.published_by_the_unit(*numbers)
        for number in numbers or (1,):
            self.approve("school", number)

    @staged
    def published_by_the_county(self, *numbers):
        """Approved up to the county's education bureau, roster publicity held by its HR bureau; it is 2026-07-03."""
        self.through_the_unit(*numbers)
        for number in numbers or (1,):
            self.approve("bureau", number)
        listed = self.publish("county", "roster", *numbers)
        self.clock.set(at(7, 3, 18))
        self.end("county", listed)

    @staged
    def through_the_county(self, *numbers):
        """Approved by the county's HR bureau too; everybody waits for its report."""
        self.published_by_the_county(*numbers)
        for number in numbers or (1,):
            self.approve("county", number)

    def report(self, place="county"):
        """That organisation hands up the seniors who wait for its report."""
        return self.do(self.clerk(place), "report_roster", **REPORT)

    @staged
    def to_the_city(self, *numbers):
        """Handed up by the county's HR bureau; with the city's education bureau on 2026-07-03."""
        self.through_the_county(*numbers)
        self.report()

    @staged
    def awaiting_report(self):
        """The first declaration arrives and waits for the report of the county's HR bureau."""
        self.submitted()
        self.through_the_county()

    def sweep(self):
        """Everything that is due now."""
        return self.call(OPERATOR, "run_due")["done"]

    def everything(self):
        """Every row of every table but the idempotency keys and epochs, to compare before and after."""
        names = [name for name in sorted(metadata.tables) if name not in ("idempotency", "epochs")]
        with self.app.database.begin() as connection:
            return {name: sorted(map(repr, connection.exec_driver_sql(f"SELECT * FROM {name}"))) for name in names}

    def rows(self, table):
        """All rows of a table, as the database holds them."""
        with self.app.database.begin() as connection:
            return sorted(str(dict(row._mapping)) for row in connection.exec_driver_sql(f"SELECT * FROM {table}"))

    def events(self, name):
        """Data of the recorded events of one type, oldest first."""
        with self.app.database.begin() as connection:
            rows = connection.exec_driver_sql("SELECT type, body FROM outbox ORDER BY position").all()
        return [json.loads(row.body)["data"] for row in rows if row.type == name]


def key_of(number):
    """Id of declaration `number`."""
    return f"00000000-0000-7000-8000-{number:012d}"
