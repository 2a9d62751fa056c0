"""The vocabulary as a page for people: docs/facts.md is what this returns."""

from __future__ import annotations

from collections.abc import Iterator

from shared.policy.terms.reference import honours
from shared.policy.terms.vocabulary import Fact, vocabulary

HEAD = """# Facts

What a condition in a policy pack may look at; nothing else is reachable. Written by `zhiping policy facts --markdown`,
and held to `shared/policy/vocabulary.yaml` by a test.

A fact may be unknown: a condition that hinges on it is then neither met nor unmet, and the verdict says what is
missing.
Years and months are completed ones at the cut-off of that kind of evidence. The label is what people are shown.
"""


def facts_page() -> str:
    """The whole page, as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield HEAD
    for group in dict.fromkeys(name.split(".")[0] for name in vocabulary()):
        facts = [fact for fact in vocabulary().values() if fact.name.split(".")[0] == group]
        yield f"## {group}\n"
        yield "| fact | type | label | meaning |\n|---|---|---|---|"
        yield from (f"| `{fact.name}` | {fact.type} | {fact.label} | {_meaning(fact)} |" for fact in facts)
        yield ""
    yield "## Honours and programmes\n\n| code | name |\n|---|---|"
    yield from (f"| `{code}` | {name} |" for code, name in honours().items())


def _meaning(fact: Fact) -> str:
    if fact.values == frozenset(honours()):
        return f"{fact.about}; codes below"
    values = ", ".join(f"`{value}`" for value in sorted(fact.values))
    return f"{fact.about}: {values}" if values else fact.about
