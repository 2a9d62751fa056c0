"""Every template printed by LibreOffice, once for the whole session: realistic and worst-case data."""

import pytest

from services.docgen.rendering.library import Library
from shared.contracts import oversight
from tests.support.docgen_suite import orders
from tests.support.docgen_suite.office import print_all

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
    """{case: Printout}."""
    folder, library, files = tmp_path_factory.mktemp("print"), Library(), []
    for name, order in CASES.items():
        file = folder / f"{name}.{order.template[-4:]}"
        file.write_bytes(library.fill(order))
        files.append(file)
    return print_all(files, folder)


@pytest.fixture(params=CASES)
def case(request, printouts):
    """(name, order, printout) of each case."""
    return request.param, CASES[request.param], printouts[request.param]
