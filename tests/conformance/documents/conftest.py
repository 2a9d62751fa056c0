"""Every template printed by LibreOffice, once for the whole session: realistic and worst-case data."""

import pickle

import pytest

from services.docgen.rendering.library import Library
from shared.contracts.committee import oversight
from tests.support.docgen_suite import orders
from tests.support.docgen_suite.office import print_all
from tests.support.once import made_once
from tests.support.telling_glyphs import GLYPHS, glyph_probe

KEPT = "printouts.pickle"
CASES = {
    "form": orders.form_of(orders.realistic()),
    "form-approved": orders.form_of(orders.realistic(), orders.course()),
    "form-worst": orders.form_of(orders.worst(), orders.course()),
    "form-nasty": orders.form_of(orders.nasty(), orders.wordy_course()),
    "summary-nasty": orders.summary_of(orders.nasty(), orders.wordy_course()),
    "summary": orders.summary_of(orders.realistic()),
    "summary-worst": orders.summary_of(orders.worst(), orders.course()),
    "notice": orders.notice_of(3),
    "notice-worst": orders.notice_of(40),
    "publicity-unit": orders.publicity_of("unit", 4),
    "publicity-roster": orders.publicity_of("roster", 80),
    "publicity-result": orders.publicity_of("result", 30),
    "letter": orders.letter(),
    "materials": orders.materials(),
    "scores": orders.scores(60),
    "extension": orders.extension(oversight.EXTENSION_ANSWERED),
    "extension-filed": orders.extension(),
    "approval": orders.approval(),
    "approval-recognition": orders.approval(kind="recognition", chair_name="", groups=[], objections=0, rows=[]),
    "posting": orders.posting(30),
    "posting-none": orders.posting(0),
    "certificate": orders.certificate_of(),
    "certificate-worst": orders.certificate_of(
        person_name="阿拉坦其其格·孟根图雅", unit_name="赤峰市巴林左旗林东镇第三中心小学校（乌兰达坝苏木教学点）"
    ),
    "applicants": orders.applicants(120),
    "applicants-nasty": orders.applicants(9, name=orders.NASTY_NAME, unit=orders.NASTY_UNIT),
    "green": orders.applicants(6, "green_roster.xlsx", name=orders.NASTY_NAME, unit=orders.NASTY_UNIT),
    "passed": orders.passed(90),
}


@pytest.fixture(scope="session")
def printouts(tmp_path_factory):
    """{case: Printout}, and those of the telling glyphs; printed by the first worker that asks."""
    folder = made_once(tmp_path_factory, "print", fill_and_print)
    return pickle.loads((folder / KEPT).read_bytes())


def fill_and_print(folder):
    """All PDFs in one start of LibreOffice, and what is read in them."""
    library, files = Library(), {}
    for name, order in CASES.items():
        files[folder / f"{name}.{order.template[-4:]}"] = library.fill(order)
    for name, (face, language) in GLYPHS.items():
        files[folder / f"glyphs-{name}.docx"] = glyph_probe(face, language)
    for file, content in files.items():
        file.write_bytes(content)
    (folder / KEPT).write_bytes(pickle.dumps(print_all(list(files), folder)))


@pytest.fixture(params=CASES)
def case(request, printouts):
    """(name, order, printout) of each case."""
    return request.param, CASES[request.param], printouts[request.param]
