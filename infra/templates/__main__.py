"""Writes the shipped templates into `services/docgen/templates/` (over what is there)."""

from __future__ import annotations

from collections.abc import Callable

from infra.paths import ROOT

from . import certificate, evaluation_form, letters, material_list, reports, rosters, session_forms, submission_summary

TEMPLATES = ROOT / "services/docgen/templates"
BUILDERS: dict[str, Callable[[], bytes]] = {
    "evaluation_form.docx": evaluation_form.build,
    "submission_summary.docx": submission_summary.build,
    "one_time_notice.docx": letters.one_time_notice,
    "publicity.docx": letters.publicity,
    "commitment_letter.docx": letters.commitment_letter,
    "recognition_letter.docx": letters.recognition_letter,
    "material_list.docx": material_list.build,
    "approval_report.docx": reports.approval_report,
    "publicity_report.docx": reports.publicity_report,
    "score_sheet.xlsx": session_forms.score_sheet,
    "extension_filing.docx": session_forms.extension_filing,
    "certificate.docx": certificate.build,
    "applicant_roster.xlsx": rosters.applicant_roster,
    "green_roster.xlsx": rosters.green_roster,
    "pass_roster.xlsx": rosters.pass_roster,
}


def main() -> None:
    """Writes every template."""
    for name, build in BUILDERS.items():
        (TEMPLATES / name).write_bytes(build())
        print(name)


if __name__ == "__main__":
    main()
