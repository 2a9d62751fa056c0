"""Rows of a dossier have stable ids; a proof goes with its row or is named as an orphan before submission."""

import uuid

import pytest

from shared.kernel.errors import ZhipingError
from tests.support.case_tables import names, refused
from tests.support.declaration_suite import people

ROWS = {
    "achievements": people.sections()["achievements"][0],
    "papers": people.sections()["papers"][0],
    "awards": {"awarded_on": "2020-09-10", "name": "优秀教师", "grade": "市级", "issuer": "赤峰市人民政府",
               "rank": None},
    "patents": {"granted_on": "2021-03-01", "name": "教具", "number": "ZL2021", "rank": None},
}  # fmt: skip
NAMED_BY = {"achievements": "name", "papers": "title", "awards": "name", "patents": "name"}
TABLES = sorted(ROWS)


def made(table, *names_of_rows):
    """Rows of a table by their names."""
    return [ROWS[table] | {NAMED_BY[table]: name} for name in names_of_rows]


ITEM = {"awards": "achievements", "patents": "achievements"}
"""The item of the notice's list under which a table is proven, where it has another name."""


class Draft:
    """A declaration being filled, with a proof for each row of one table."""

    def __init__(self, world, table="achievements", rows=("甲", "乙", "丙")):
        self.world, self.table = world, table
        self.key = world.start()
        world.change(
            self.key, "fill_dossier", sections={"achievements": [], "papers": []} | {table: made(table, *rows)}
        )
        self.proofs = {row[NAMED_BY[table]]: self.prove(row["id"], table) for row in self.rows()}

    def seen(self):
        """The declaration as its applicant sees it."""
        return self.world.ask(people.APPLICANT, "get_declaration", declaration_id=self.key)

    def rows(self, table=None):
        """The rows as they are kept, with their ids."""
        return self.seen()["sections"][table or self.table]

    def fill(self, rows, table=None):
        """These rows instead."""
        return self.world.change(self.key, "fill_dossier", sections={table or self.table: rows})

    def prove(self, row_id, table):
        """A file for that row; its material id."""
        content, sha256 = people.file_for(f"{table}{row_id}")
        item = ITEM.get(table, table)
        path = self.world.upload(self.key, item, content, sha256)
        told = {"item": item, "object_key": path, "title": "佐证", "supports": f"{table}.{row_id}"}
        return self.world.change(self.key, "attach_material", **told)["material_id"]

    def supports(self):
        """Material id -> what it proves."""
        return {held["material_id"]: held["supports"] for held in self.seen()["materials"]}

    def proved(self):
        """Name of a row -> whether its own first proof still proves it."""
        held = self.supports()
        return {
            row[NAMED_BY[self.table]]: held.get(self.proofs.get(row[NAMED_BY[self.table]]))
            == f"{self.table}.{row['id']}"
            for row in self.rows()
        }

    def submission(self):
        """What stands in the way of submission."""
        return refused("incomplete", self.world.change, self.key, "submit_declaration")

    def names_orphan(self, name):
        """Whether the refusal names the proof whose row is gone."""
        error = self.submission()
        return names(error, self.proofs[name])


def by_name(draft, *wanted):
    """Kept rows in another order or fewer of them."""
    held = {row[NAMED_BY[draft.table]]: row for row in draft.rows()}
    return [held[name] for name in wanted]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_gets_an_id_of_its_own(declaration, table):
    draft = Draft(declaration, table)
    kept = [row["id"] for row in draft.rows()]
    assert len(set(kept)) == 3
    assert all(uuid.UUID(one) for one in kept)


@pytest.mark.parametrize("table", TABLES)
def test_after_the_first_row_is_deleted_the_others_keep_their_proofs_and_the_orphan_is_named(declaration, table):
    draft = Draft(declaration, table, ("甲", "乙"))
    draft.fill(by_name(draft, "乙"))
    assert draft.proved() == {"乙": True}
    assert draft.names_orphan("甲")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("order", ["丙乙甲", "乙丙甲", "丙甲乙"])
def test_in_another_order_every_proof_goes_with_its_row(declaration, table, order):
    draft = Draft(declaration, table)
    draft.fill(by_name(draft, *order))
    assert [row[NAMED_BY[table]] for row in draft.rows()] == list(order)
    assert draft.proved() == dict.fromkeys("甲乙丙", True)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_row_put_between_moves_no_proof_and_asks_for_its_own(declaration, table, place):
    draft = Draft(declaration, table)
    rows = by_name(draft, "甲", "乙", "丙")
    rows.insert(place, made(table, "新")[0])
    draft.fill(rows)
    assert draft.proved() == {"甲": True, "乙": True, "丙": True, "新": False}
    new = next(row["id"] for row in draft.rows() if row[NAMED_BY[table]] == "新")
    assert names(draft.submission(), new)


@pytest.mark.parametrize("kept", ["甲", "乙", "丙", "甲丙", "丙甲", ""])
def test_whatever_is_deleted_each_orphan_is_named(declaration, kept):
    draft = Draft(declaration)
    draft.fill(by_name(draft, *kept))
    assert draft.proved() == dict.fromkeys(kept, True)
    for name in set("甲乙丙") - set(kept):
        assert draft.names_orphan(name)


def test_a_changed_row_keeps_id_and_proof(declaration):
    draft = Draft(declaration)
    before = [row["id"] for row in draft.rows()]
    draft.fill([row | {"content": "改过", "effect": "改过"} for row in draft.rows()])
    assert [row["id"] for row in draft.rows()] == before
    assert draft.proved() == dict.fromkeys("甲乙丙", True)


def test_a_row_typed_anew_in_the_place_of_another_does_not_take_its_proof(declaration):
    draft = Draft(declaration, rows=("甲",))
    draft.fill(made("achievements", "另"))
    assert draft.proved() == {"另": False}
    assert draft.names_orphan("甲")


def test_two_rows_that_read_alike_are_two(declaration):
    draft = Draft(declaration, rows=("甲", "甲"))
    assert len({row["id"] for row in draft.rows()}) == 2


def test_saving_another_section_changes_no_id(declaration):
    draft = Draft(declaration)
    before = draft.rows()
    draft.fill(made("papers", "论文"), "papers")
    draft.world.change(draft.key, "fill_dossier", sections={"summary": "另一份总结。"})
    assert draft.rows() == before


def test_an_orphan_that_is_removed_is_missed_no_more(declaration):
    draft = Draft(declaration, rows=("甲", "乙"))
    draft.fill(by_name(draft, "乙"))
    draft.world.change(draft.key, "remove_material", material_id=draft.proofs["甲"])
    assert not draft.names_orphan("甲")


def test_a_row_brought_back_under_its_id_has_its_proof_again_or_is_a_new_row(declaration):
    draft = Draft(declaration, rows=("甲", "乙"))
    gone = by_name(draft, "甲")[0]
    draft.fill(by_name(draft, "乙"))
    try:
        draft.fill([gone, *draft.rows()])
    except ZhipingError:
        refused("row", draft.fill, [gone, *draft.rows()])
        return
    assert draft.proved()["甲"] in {True, False}
    assert draft.proved()["乙"]


@pytest.mark.parametrize(
    "wrong_id", ["01976a00-0000-7000-8000-0000000000ff", "0", "achievements.0", "", "x" * 300],
    ids=["unknown", "a number", "a path", "empty", "too long"],
)  # fmt: skip
def test_an_id_that_no_row_of_this_table_has_is_refused(declaration, wrong_id):
    draft = Draft(declaration)
    first, *others = draft.rows()
    error = refused("row", draft.fill, [first | {"id": wrong_id}, *others])
    assert names(error, "achievements.0.id")


def test_the_same_id_twice_is_refused(declaration):
    draft = Draft(declaration)
    first, second, third = draft.rows()
    error = refused("row", draft.fill, [first, second | {"id": first["id"]}, third])
    assert names(error, "achievements.1.id")


def test_the_id_of_a_row_of_another_table_is_refused(declaration):
    draft = Draft(declaration)
    foreign = draft.rows()[0]["id"]
    refused("row", draft.fill, [made("papers", "论文")[0] | {"id": foreign}], "papers")


@pytest.mark.parametrize(
    "name", ["achievements.0", "achievements.2", "achievements.", "achievements.01976a00-0000-7000-8000-0000000000ff",
             "papers.{}", "{}", "achievements.{}.name", "summary.{}", "achievements.{} "],
)  # fmt: skip
def test_a_proof_names_a_row_by_table_and_id(declaration, name):
    draft = Draft(declaration, rows=("甲",))
    row_id = draft.rows()[0]["id"]
    content, sha256 = people.file_for("x")
    path = declaration.upload(draft.key, "achievements", content, sha256)
    told = {"item": "achievements", "object_key": path, "title": "佐证", "supports": name.format(row_id)}
    refused("supports", declaration.change, draft.key, "attach_material", **told)


def test_what_is_submitted_holds_the_ids_and_the_next_revision_keeps_them(declaration):
    key = declaration.submitted()
    seen = declaration.ask(people.APPLICANT, "get_dossier", declaration_id=key, revision=1)["dossier"]
    rows = {f"{table}.{row['id']}" for table in ("achievements", "papers") for row in seen[table]}
    assert rows == {held["supports"] for held in seen["materials"] if held["supports"]}
    drafted = declaration.ask(people.APPLICANT, "get_declaration", declaration_id=key)["sections"]
    assert drafted["achievements"] == seen["achievements"]


@pytest.mark.parametrize("table", ["education", "work_history", "assessments", "continuing_education"])
def test_rows_that_come_from_the_profile_have_ids_too(declaration, table):
    key = declaration.start()
    before = declaration.ask(people.APPLICANT, "get_declaration", declaration_id=key)["sections"][table]
    assert len({row["id"] for row in before}) == len(before) > 0
    declaration.change(key, "fill_dossier", sections={table: list(reversed(before))})
    after = declaration.ask(people.APPLICANT, "get_declaration", declaration_id=key)["sections"][table]
    assert after == list(reversed(before))
