"""How a clause is cited for people: `chifeng-2026/4.2.1` as the notice's number and 四（二）1."""

from __future__ import annotations

from collections.abc import Callable

from shared.kernel.catalogue import text

FORMS = ("doc_clause_first", "doc_clause_second", "doc_clause_third", "doc_clause_fourth")
ANNEX = "annex"


def cited_clause(reference: str, title_of: Callable[[str], str]) -> str:
    """`title_of` gives the number of a notice by its id; references of another form stay as they are."""
    name, _, section = reference.partition("/")
    said = cited_section(section)
    return text("doc_clause", notice=title_of(name), section=said).strip() if said else reference


def cited_section(section: str) -> str:
    """The clause within its notice: `4.2.1` as 四（二）1, `annex.1` as 附件1; empty for what is no section."""
    head, *rest = section.split(".")
    numbers = rest if head == ANNEX else [head, *rest]
    if not all(part.isascii() and part.isdecimal() for part in numbers):
        return ""
    if head == ANNEX:
        return text("doc_annex", notice="", n=".".join(rest)).strip()
    said = [text(form, n=number, numeral=numeral(int(number))) for form, number in zip(FORMS, numbers, strict=False)]
    return "".join(said)


def numeral(number: int) -> str:
    """1..99 as Chinese numerals: 四, 十二, 三十."""
    digits = text("doc_numerals")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else (digits[tens] if tens > 1 else "") + digits[10]
    return head + (digits[ones] if ones or not tens else "")
