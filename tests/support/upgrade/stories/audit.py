"""audit: a case goes up to the county's report with a list and an objection; one is returned, one withdrawn."""

from shared.contracts.declaration import SUBMITTED
from tests.support.audit_suite.rightly import ITEM, OBJECTION
from tests.support.audit_suite.world import CHANNEL, NOTICE, SUPERVISOR, World, at, key_of
from tests.support.upgrade.telling import Telling


class Story(Telling, World):
    """Part `number` is about the declarations 10 * number (goes up), + 1 (returned) and + 2 (withdrawn)."""

    service_name, start = "audit", at(6, 15)
    untold = frozenset({"openings", "absences"})

    @property
    def ids(self):
        """Place -> id of its organisation."""
        return self.kept.notes.setdefault("ids", {})

    def hears(self, event, data):
        """A fact of another service."""
        self.arrives(event, event.sample | data)

    def set_up(self):
        """The notice, the register, the posts, the city's numbers."""
        self.begin()
        part = {"region": "150404", "number": 30}
        self.do(
            self.clerk("city"), "allocate_quota", notice_id=NOTICE, quota_id="k12-full-senior", allocations=[part]
        )  # fmt: skip

    def first_half(self, number):
        """Three arrive; one list is posted, and somebody objects."""
        goes_up, returned, withdrawn = (10 * number + place for place in range(3))
        self.state_posts(associate_senior=(20 + number, 17))
        for each in (goes_up, returned, withdrawn):
            self.submitted(each)
        listed = self.publish("school", "unit", goes_up)
        filed = self.do(
            None, "file_objection", publicity_id=listed, declaration_id=key_of(goes_up), content=OBJECTION
        )  # fmt: skip
        self.note(number).update(listed=listed, objection=filed["objection_id"])
        self.decide("school", "return_declaration", returned, opinion="需补充。", items=[ITEM])

    def second_half(self, number):
        """The objection is dismissed and the case handed up; the returned one comes again, the third is taken back."""
        goes_up, returned, withdrawn = (10 * number + place for place in range(3))
        self.hears(SUBMITTED, self.submission(returned, 2) | {"answers_return": "unit/1"})
        self.withdrawn(withdrawn)
        self.clock.set(at(6, 25, 18))
        listed = self.note(number)["listed"]
        shown = self.call(self.clerk("school"), "get_publicity", publicity_id=listed)
        version = shown["objections"][0].get("version", shown["version"])
        self.do(
            self.clerk("school"), "resolve_objection", objection_id=self.note(number)["objection"],
            expected_version=version, outcome="dismissed", opinion="经核实，不属实。",
        )  # fmt: skip
        self.end("school", listed)
        self.approve("school", goes_up)
        self.approve("bureau", goes_up)
        roster = self.publish("county", "roster", goes_up)
        self.clock.set(at(7, 3, 18))
        self.end("county", roster)
        self.approve("county", goes_up)
        self.report()

    def look(self, number, ended):
        """The cases, the list, what stands in the register."""
        goes_up, returned, withdrawn = (10 * number + place for place in range(3))
        stages = [self.case(each)["stage"]["stage_id"] for each in (goes_up, returned, withdrawn)]
        assert stages == (["city_education", "unit", "unit"] if ended else ["unit"] * 3), stages
        states = [self.case(each)["state"] for each in (returned, withdrawn)]
        assert states == (["open", "closed"] if ended else ["returned", "open"]), states
        listed = self.call(None, "get_publicity", publicity_id=self.note(number)["listed"])
        assert (listed["closed_on"] is not None) is ended
        assert self.call(SUPERVISOR, "get_publicity", publicity_id=listed["publicity_id"])["objections"]
        assert self.call(self.clerk("school"), "list_inbox", limit=100)["items"]
        assert self.call(self.clerk("county"), "list_reports", filter={})["items"] or not ended
        assert self.call(None, "list_organisations", filter={})["items"]
        assert self.call(self.clerk("county"), "check_posts", notice_id=NOTICE, level_group="senior")
        assert listed["channel"] == CHANNEL
