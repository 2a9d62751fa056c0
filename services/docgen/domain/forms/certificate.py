"""电子职称证书: the holder's copy shows the ID number, every other copy asterisks."""

from __future__ import annotations

from services.docgen.domain.order import Values
from shared.contracts.committee.review import CertificateIssued

from .wording import day, level


def certificate(issued: CertificateIssued, id_number: str, check_code: str, check_url: str) -> Values:
    """The template's values, from `committee.certificate_issued`; `id_number` is what this copy may show."""
    return {
        "name": issued.person_name,
        "sex": issued.sex,
        "id_number": id_number,
        "unit": issued.unit_name,
        "series": issued.series_name,
        "major": issued.major,
        "title": issued.title,
        "level": level(issued.level),
        "committee": issued.committee_name,
        "passed_on": day(issued.passed_on),
        "number": issued.certificate_number,
        "authority": issued.authority_name,
        "issued_on": day(issued.issued_on),
        "check_code": check_code,
        "check_url": check_url,
    }
