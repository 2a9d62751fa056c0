"""The documents this service makes: template, media type and Chinese name of each kind."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.catalogue import text

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class DocumentKind:
    """`slug` is the name on the wire; `template` the file in `templates/` (and in the object name).

    `variants` are templates beside it that a notice's form may name instead, without their suffix. `sealed`: it prints
    ID numbers, and rests sealed.
    """

    slug: str
    template: str
    variants: tuple[str, ...] = ()
    sealed: bool = False

    @property
    def media_type(self) -> str:
        """The media type that goes with the template's suffix."""
        return _EXCEL if self.template.endswith(".xlsx") else _WORD

    def template_for(self, variant: str | None) -> str:
        """The template that a notice asks for; the kind's own where it asks for none of the variants."""
        return f"{variant}{self.suffix}" if variant in self.variants else self.template

    @property
    def title(self) -> str:
        """The Chinese name, for lists and download names."""
        return text(f"doc_kind_{self.slug}")

    @property
    def suffix(self) -> str:
        """`.docx` or `.xlsx`."""
        return self.template[self.template.rindex(".") :]


EVALUATION_FORM = DocumentKind("evaluation_form", "evaluation_form.docx")
SUBMISSION_SUMMARY = DocumentKind("submission_summary", "submission_summary.docx")
MATERIAL_LIST = DocumentKind("material_list", "material_list.docx")
APPLICANT_ROSTER = DocumentKind("applicant_roster", "applicant_roster.xlsx", ("green_roster",), sealed=True)
COMMITMENT_LETTER = DocumentKind("commitment_letter", "commitment_letter.docx", ("recognition_letter",))
ONE_TIME_NOTICE = DocumentKind("one_time_notice", "one_time_notice.docx")
PUBLICITY = DocumentKind("publicity", "publicity.docx")
APPROVAL_REPORT = DocumentKind("approval_report", "approval_report.docx")
PUBLICITY_REPORT = DocumentKind("publicity_report", "publicity_report.docx")
SCORE_SHEET = DocumentKind("score_sheet", "score_sheet.xlsx")
EXTENSION_FILING = DocumentKind("extension_filing", "extension_filing.docx")
PASS_ROSTER = DocumentKind("pass_roster", "pass_roster.xlsx", sealed=True)
CERTIFICATE = DocumentKind("certificate", "certificate.docx", sealed=True)

KINDS: dict[str, DocumentKind] = {
    kind.slug: kind
    for kind in (
        EVALUATION_FORM, SUBMISSION_SUMMARY, MATERIAL_LIST, APPLICANT_ROSTER, COMMITMENT_LETTER, ONE_TIME_NOTICE,
        PUBLICITY, APPROVAL_REPORT, PUBLICITY_REPORT, PASS_ROSTER, SCORE_SHEET,
        EXTENSION_FILING, CERTIFICATE,
    )
}  # fmt: skip
