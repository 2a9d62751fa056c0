"""What applicants do: choose a plan, fill, upload, sign, submit; answer a return; or come too late."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from infra.demo.driver import Actor, Driver
from infra.demo.outcomes import Fate
from infra.demo.world import Applicant, World
from shared.kernel.errors import ZhipingError

SECTIONS = (
    "trainings", "achievements", "papers", "awards", "patents", "exams", "assessments", "continuing_education",
    "summary",
)  # fmt: skip
SCANNED = {
    "ce_card": "继续教育审验卡", "title_certificate": "现职称证书及聘书", "annual_assessments": "近三年年度考核表",
    "work_summary": "业绩总结报告", "qualifications": "职业资格证书",
}  # fmt: skip
NEVER_SUBMITS = frozenset({Fate.LATE})


def file_declaration(driver: Driver, world: World, applicant: Applicant) -> None:
    """One applicant's sitting at the portal; a refusal is kept, everything else must succeed."""
    me = driver.actor(applicant.caller)
    try:
        answer = me.tell("declaration.start_declaration", plan_id=applicant.plan.id, major=applicant.profile["major"])
    except ZhipingError as error:
        applicant.refusal = error.to_wire()
        return
    applicant.declaration_id, version = answer["declaration_id"], answer["version"]
    version = _fill(me, applicant, version)
    rows = me.ask("declaration.get_declaration", declaration_id=applicant.declaration_id)["sections"]
    for item, title, supports in _files(world, applicant, rows):
        version = _attach(me, applicant, item, title, supports, version)
    version = _sign(me, applicant, version)
    if applicant.fate not in NEVER_SUBMITS:
        _submit(me, applicant, version)


def submit_late(driver: Driver, applicant: Applicant) -> None:
    """Pressing submit on the day after the window closed; the refusal is kept."""
    me = driver.actor(applicant.caller)
    held = me.ask("declaration.get_declaration", declaration_id=applicant.declaration_id)
    try:
        _submit(me, applicant, held["version"])
    except ZhipingError as error:
        applicant.refusal = error.to_wire()


def withdraw(driver: Driver, applicant: Applicant) -> None:
    """Second thoughts."""
    me = driver.actor(applicant.caller)
    held = me.ask("declaration.get_declaration", declaration_id=applicant.declaration_id)
    me.tell(
        "declaration.withdraw_declaration",
        declaration_id=applicant.declaration_id,
        expected_version=held["version"],
        reason="个人原因",
    )


def answer_return(driver: Driver, applicant: Applicant) -> bool:
    """Fix everything the one-time notice lists and submit again; False when nothing was returned."""
    me = driver.actor(applicant.caller)
    held = me.ask("declaration.get_declaration", declaration_id=applicant.declaration_id)
    if held["state"] != "returned":
        return False
    applicant.results["summary"] += "担任项目负责人，独立完成方案设计与现场实施，成果经单位验收合格。"
    version = _fill(me, applicant, held["version"], ("summary",))
    version = _attach(me, applicant, "annual_assessments", "近三年年度考核表（清晰件）", None, version)
    version = _sign(me, applicant, version)
    _submit(me, applicant, version)
    return True


def _fill(me: Actor, applicant: Applicant, version: int, names: tuple[str, ...] = SECTIONS) -> int:
    """What is not filled again keeps its rows, and these their proofs."""
    sections: dict[str, Any] = {name: applicant.results[name] for name in names}
    answer = me.tell(
        "declaration.fill_dossier",
        declaration_id=applicant.declaration_id,
        expected_version=version,
        sections=sections,
    )
    return int(answer["version"])


def _files(world: World, applicant: Applicant, rows: dict[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """(item, title, what it proves) for everything this applicant hands in."""
    for item in world.pack.materials(applicant.plan):
        has_it = item.id != "title_certificate" or applicant.profile["present_title"]
        if item.id in SCANNED and item.provided_by == "applicant" and has_it:
            yield item.id, SCANNED[item.id], None
        for section in ("achievements", "papers", "awards"):
            if section in item.supports:
                for number, row in enumerate(rows[section], start=1):
                    yield item.id, f"佐证材料{number}", f"{section}.{row['id']}"


def _attach(me: Actor, applicant: Applicant, item: str, title: str, supports: str | None, version: int) -> int:
    data = scan(f"{applicant.person_id} {item} {supports} {title.encode().hex()[-24:]}")
    ticket = me.tell(
        "declaration.open_upload",
        declaration_id=applicant.declaration_id,
        item=item,
        filename=f"{item}.pdf",
        size=len(data),
        media_type="application/pdf",
        sha256=hashlib.sha256(data).hexdigest(),
    )
    me.driver.upload(ticket["upload_url"], data, "application/pdf")
    answer = me.tell(
        "declaration.attach_material",
        declaration_id=applicant.declaration_id,
        expected_version=version,
        item=item,
        object_key=ticket["object_key"],
        title=title,
        supports=supports,
    )
    return int(answer["version"])


def _sign(me: Actor, applicant: Applicant, version: int) -> int:
    answer = me.tell(
        "declaration.sign_commitment",
        declaration_id=applicant.declaration_id,
        expected_version=version,
        agreed=True,
    )
    return int(answer["version"])


def _submit(me: Actor, applicant: Applicant, version: int) -> None:
    me.tell("declaration.submit_declaration", declaration_id=applicant.declaration_id, expected_version=version)


def scan(text: str) -> bytes:
    """A small but real one-page PDF that says `text` (ASCII) and so differs from every other."""
    words = "".join(letter for letter in text if letter.isascii() and letter not in "()\\")
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    return _pdf(objects)


def _pdf(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
