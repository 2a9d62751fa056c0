"""Where each paper is filed for people: by notice, then by unit and person, by list, or by committee.

Names of people stand in names of folders, as a clerk files papers; numbers of identity never do.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from infra.demo.driver import Driver
from infra.demo.story.records import Answer, supervisor_of
from infra.demo.world import World
from shared.policy import LEVEL_GROUP_NAMES, Pack

SCOPES = {"unit": "单位公示", "roster": "花名册公示"}
VARIANTS = {
    "submitted": "提交时", "audited": "审核后", "approved": "核准后", "holder": "持证人本", "masked": "对外出示本",
    "filed": "报送", "answered": "答复",
}  # fmt: skip
RETURN = re.compile(r"return-(\d+)(-redated)?\Z")
UNFIT = str.maketrans('/\\:*?"<>|', "／＼：＊？＂＜＞｜")
"""What some file systems refuse in a name, and what stands for it."""
BY_PERSON, BY_LIST, BY_REPORT, BY_COMMITTEE = "个人材料", "公示", "花名册", "评审"


@dataclass
class Folders:
    """Gives every document of a run its place; no two have the same."""

    driver: Driver
    world: World
    _taken: Counter[PurePosixPath] = field(default_factory=Counter)

    def place_of(self, document: Answer) -> PurePosixPath:
        """The path below the folder of all papers; documents that would collide are counted on."""
        folder, name = self._sorted(document)
        wanted = PurePosixPath(notice_folder(self.world.pack), *(one.translate(UNFIT) for one in folder))
        wanted /= name.translate(UNFIT)
        self._taken[wanted] += 1
        number = f"（{self._taken[wanted]}）" if self._taken[wanted] > 1 else ""
        return wanted.with_name(f"{wanted.name}{number}{_suffix(document)}")

    def _sorted(self, document: Answer) -> tuple[tuple[str, ...], str]:
        """(folders, name without suffix)."""
        subject, kind = document["subject_id"], document["kind"]
        if document["owner_person_id"]:
            return (BY_PERSON, *self.people[document["owner_person_id"]]), f"{document['title']}{_marks(document)}"
        if kind == "applicant_roster" and subject in self._reports:
            report = self._reports[subject]
            day, group = report["reported_at"][:10], LEVEL_GROUP_NAMES[report["level_group"]]
            return (BY_REPORT, report["organisation_name"]), f"{day} {document['title']}（{group}）"
        if subject in self._lists:
            listed = self._lists[subject]
            name = f"{listed['posted_on']} {SCOPES[listed['scope']]}（{LEVEL_GROUP_NAMES[listed['level_group']]}）"
            return (BY_LIST, listed["organisation_name"]), name
        committee = self._sessions.get(subject) or self._committees.get(subject)
        title = "评审结果公示" if kind == "publicity" else document["title"]
        return (BY_COMMITTEE, committee or "其他"), f"{title}{_marks(document)}"

    @cached_property
    def people(self) -> dict[str, tuple[str, str]]:
        """(unit, name) of each person's folder; of two with one name in a unit the second is counted on."""
        seen: Counter[tuple[str, str]] = Counter()
        found = {}
        for one in sorted(self.world.applicants, key=lambda one: one.number):
            who = one.unit.name, one.caller.name
            seen[who] += 1
            found[one.person_id] = (who[0], who[1] + (f"（{seen[who]}）" if seen[who] > 1 else ""))
        return found

    @cached_property
    def _lists(self) -> dict[str, Answer]:
        lists = self.driver.anybody().every("audit.list_publicities", filter={})
        return {one["publicity_id"]: one for one in lists}

    @cached_property
    def _reports(self) -> dict[str, Answer]:
        places = [place for place in self.world.places.all if place.kind in ("department", "hr_bureau")]
        clerks = [self.driver.actor(self.world.clerk(place)) for place in places]
        return {one["report_id"]: one for clerk in clerks for one in clerk.every("audit.list_reports", filter={})}

    @cached_property
    def _committees(self) -> dict[str, str]:
        committees = self.driver.anybody().every("committee.list_committees", filter={})
        return {one["committee_id"]: one["name"] for one in committees}

    @cached_property
    def _sessions(self) -> dict[str, str]:
        """The committee's name by session, and by the list of its results."""
        supervisor = self.driver.actor(supervisor_of(self.world))
        sessions = supervisor.every("committee.list_sessions", filter={})
        return {
            key: self._committees[one["committee_id"]]
            for one in sessions
            for key in (one["session_id"], one["publicity_id"])
            if key
        }


def notice_folder(pack: Pack) -> str:
    """The number of the notice, or its title where it has none."""
    return (pack.notice.document_number or pack.notice.title).translate(UNFIT)


def _marks(document: Answer) -> str:
    """Which of several it is: the version, the occasion."""
    variant, revision = document["variant"], document["revision"]
    returned = RETURN.match(variant)
    if returned:
        marks = [f"第{returned[1]}次退回", "期限顺延" if returned[2] else ""]
    else:
        marks = [f"第{revision}版" if revision else "", VARIANTS.get(variant, "")]
    said = "，".join(mark for mark in marks if mark)
    return f"（{said}）" if said else ""


def _suffix(document: Answer) -> str:
    return ".xlsx" if document["media_type"].endswith("spreadsheetml.sheet") else ".docx"
