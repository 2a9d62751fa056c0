"""declaration: somebody registers, files, answers a return, and is certified; a later version of the notice comes."""

from shared.contracts import audit, committee
from shared.policy import shipped_text
from tests.support.amendments import amended, window
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World
from tests.support.upgrade.replica import OPERATOR
from tests.support.upgrade.telling import Telling

STAGE = audit.CASE_OPENED.sample["current"] | {"holder_id": people.UNIT, "holder_name": "松山区第三小学"}
UPPER = STAGE | {"stage_id": "county_hr", "index": 1, "name": "旗县人社局审核", "holder_id": people.BUREAU,
                 "holder_name": "松山区人社局"}  # fmt: skip
DEADLINE = "2026-06-19T00:00:00+08:00"


class Story(Telling, World):
    """Part `number` is about `person-<number>` and what he files."""

    service_name, start = "declaration", people.IN_WINDOW

    @property
    def files(self):
        """Where uploads go."""
        return self.app.make_ports(None).files

    def happens(self, event, **changes):
        """A fact of another service."""
        self.arrives(event, event.sample | changes)

    def set_up(self):
        """The notice and the register; a later version of the notice, which somebody's draft follows."""
        self.clock.set(people.OPENING)
        self.publish(shipped_text("chifeng-2026"))
        for organisation in people.ORGANISATIONS:
            self.happens(audit.ORGANISATION_REGISTERED, contact=people.CONTACT, **organisation)
        self.clock.set(people.IN_WINDOW)
        waits = self.registered("waits", 900)
        self.start_draft(waits)
        self.publish(amended(window("filing-senior", closes_on="2026-07-17")))
        self.do(OPERATOR, "run_due")

    def first_half(self, number):
        """Registered, verified, filed; the case stands at the unit."""
        who = self.registered(number, 2 * number)
        self.call(people.UNIT_CLERK, "get_person", person_id=who.person_id)
        key = self.filed(who)
        self.note(number)["declaration"] = key
        self.happens(audit.CASE_OPENED, declaration_id=key, stages=[STAGE, UPPER], current=STAGE)

    def second_half(self, number):
        """Returned, answered, listed, passed, reviewed, certified; somebody else is barred."""
        who, key = people.caller(f"person-{number}"), self.note(number)["declaration"]
        self.happens(audit.DECLARATION_RETURNED, declaration_id=key, stage=STAGE, deadline=DEADLINE)
        self.change(key, "sign_commitment", who, agreed=True)
        self.change(key, "submit_declaration", who)
        line = audit.PUBLICITY_POSTED.sample["people"][0] | {"declaration_id": key}
        self.happens(
            audit.PUBLICITY_POSTED, publicity_id=f"list-{number}", organisation_id=people.UNIT, people=[line]
        )  # fmt: skip
        self.happens(audit.STAGE_APPROVED, declaration_id=key, stage=STAGE, waiting_report=False, next=UPPER)
        self.happens(audit.DECLARATION_PASSED, declaration_id=key, revision=2)
        self.to_certificate(key, f"session-{number}")
        barred = self.registered(f"barred-{number}", 2 * number + 1)
        found = {"person_id": barred.person_id, "declaration_id": self.start_draft(barred)}
        self.happens(audit.INTEGRITY_RECORDED, recorded_on="2026-06-15", **found)

    def to_certificate(self, key, session):
        """What the committee says."""
        about = {"declaration_id": key, "session_id": session}
        self.happens(committee.SESSION_SCHEDULED, session_id=session)
        self.happens(committee.ASSIGNED, **about)
        self.happens(committee.REVIEWED, **about)
        self.happens(committee.APPROVED, **about)
        self.happens(committee.CERTIFICATE_ISSUED, **about)

    def look(self, number, ended):
        """The profile, the dossier, the timeline; what the unit and the bureau see."""
        who, key = people.caller(f"person-{number}"), self.note(number)["declaration"]
        person = self.call(who, "get_person", person_id=who.person_id)
        assert person["id_number"] == numbered(2 * number)
        seen = self.call(who, "get_declaration", declaration_id=key)
        assert seen["state"] == ("certified" if ended else "submitted"), seen["state"]
        assert self.call(who, "get_progress", declaration_id=key)["certificate_number"] or not ended
        assert self.call(who, "get_dossier", declaration_id=key, revision=2 if ended else 1)["dossier"]
        clerk = people.UNIT_CLERK if not ended else people.HR_CLERK
        assert self.call(clerk, "list_declarations", filter={}, limit=100, with_total=True)["total"]
        assert self.call(people.PUBLISHER, "list_rechecks", notice_id="chifeng-2026", notice_version=2)["items"]
        assert self.call(who, "check_eligibility", person_id=who.person_id, plan_id=people.PLAN)["rules"]

    def registered(self, name, serial):
        """Somebody with a verified profile."""
        who = people.caller(f"person-{name}")
        self.register(who, id_number=numbered(serial))
        return who

    def start_draft(self, who):
        """His draft."""
        return self.do(who, "start_declaration", plan_id=people.PLAN)["declaration_id"]

    def filed(self, who):
        """A draft, filled, with its files, signed, submitted."""
        key = self.start_draft(who)
        self.change(key, "fill_dossier", who, sections=people.sections())
        draft = self.call(who, "get_declaration", declaration_id=key)["sections"]
        for item, supports in people.MATERIALS:
            self.hand_in(who, key, item, people.by_id(supports, draft))
        self.change(key, "sign_commitment", who, agreed=True)
        self.change(key, "submit_declaration", who)
        return key

    def hand_in(self, who, key, item, supports):
        """One file."""
        data, sha256 = people.file_for(item)
        told = {"filename": "file.pdf", "size": len(data), "media_type": "application/pdf", "sha256": sha256}
        path = self.do(who, "open_upload", declaration_id=key, item=item, **told)["object_key"]
        self.files.put(path, data, "application/pdf")
        self.change(key, "attach_material", who, item=item, object_key=path, title=item, supports=supports)


def numbered(serial):
    """An ID number of its own."""
    return people.id_number(serial=f"{serial:03d}")
