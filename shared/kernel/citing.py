"""How a clause is cited for people: `chifeng-2026/4.2.1` as the notice's number and 四（二）1."""

from __future__ import annotations

from collections.abc import Callable

from shared.kernel.catalogue import text

FORMS = ("doc_clause_first", "doc_clause_second", "doc_clause_third", "doc_clause_fourth")
ANNEX = "annex."


def cited_clause(reference: str, title_of: Callable[[str], str]) -> str:
    """`title_of` gives the number of a notice by its id; references of another form stay as they are."""
    name, _, section = reference.partition("/")
    if section.startswith(ANNEX):
        return text("doc_annex", notice=title_of(name), n=section.removeprefix(ANNEX))
    numbers = section.split(".")
    if not section or not all(part.isdigit() for part in numbers):
        return reference
    cited = [text(form, n=number, numeral=numeral(int(number))) for form, number in zip(FORMS, numbers, strict=False)]
    return text("doc_clause", notice=title_of(name), section="".join(cited)).strip()


def numeral(number: int) -> str:
    """1..99 as Chinese numerals: 四, 十二, 三十."""
    digits = text("doc_numerals")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else (digits[tens] if tens > 1 else "") + digits[10]
    return head + (digits[ones] if ones or not tens else "")
