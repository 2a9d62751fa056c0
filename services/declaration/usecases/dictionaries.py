"""Words that portals put into forms and lists: codes with their Chinese names, of a notice or of all in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from services.declaration.requests import ListDictionary
from services.declaration.requests.notices import DictionaryName
from services.declaration.results import DictionaryEntry
from services.declaration.usecases.notices import part_of
from services.declaration.usecases.plans import notices_of
from services.declaration.usecases.ports import Ports
from shared.persistence import Tx
from shared.policy import CommitteeSpec, KeptByPack, Pack, Plan, honours, series_name, titles
from shared.policy.pack.checks import condition_texts
from shared.policy.pack.notice import Region
from shared.policy.pack.plans import city_of
from shared.policy.terms.basics import RegionTier
from shared.storage import media_type_name
from shared.wire.types import Page


def list_dictionary(tx: Tx[Ports], request: ListDictionary) -> Page[DictionaryEntry]:
    """By code and what it belongs to; the first notice's name counts where several have a word.

    Raises not_found `notice_not_found`.
    """
    wanted = request.filter
    packs = [notice.pack for notice in notices_of(tx, wanted.notice_id)]
    catalogue = _CATALOGUES.get(request.dictionary) if wanted.notice_id is None else None
    named = catalogue() if catalogue else (entry for pack in packs for entry in _OF_A_PACK[request.dictionary](pack))
    entries: dict[tuple[str, str], DictionaryEntry] = {}
    for entry in named:
        if wanted.of in (None, entry.of):
            entries.setdefault((entry.code, entry.of or ""), entry)
    return part_of([entries[key] for key in sorted(entries)], request)


def _entry(code: str, name: str, of: str | None = None) -> DictionaryEntry:
    return DictionaryEntry(code=code, name=name, of=of)


def _all_series() -> Iterator[DictionaryEntry]:
    return (_entry(one.id, one.name) for one in titles().values())


def _all_majors() -> Iterator[DictionaryEntry]:
    return (_entry(code, name, one.id) for one in titles().values() for code, name in one.majors.items())


def _all_honours() -> Iterator[DictionaryEntry]:
    return (_entry(code, name) for code, name in honours().items())


@KeptByPack
def _series(pack: Pack) -> tuple[DictionaryEntry, ...]:
    """Those that it has a plan for."""
    return tuple(_entry(code, series_name(code)) for code in {plan.series for plan in pack.plans})


@KeptByPack
def _majors(pack: Pack) -> tuple[DictionaryEntry, ...]:
    """Those that a plan of it takes."""
    return tuple(_entry(*found) for found in {found for plan in pack.plans for found in _majors_of(plan)})


def _majors_of(plan: Plan) -> Iterator[tuple[str, str, str]]:
    known = titles()[plan.series].majors
    for code in plan.majors or known:
        if code not in plan.excluded_majors:
            yield code, known[code], plan.series


def _regions(pack: Pack) -> Iterator[DictionaryEntry]:
    return (_entry(region.code, region.name, _above(region)) for region in pack.regions)


def _above(region: Region) -> str | None:
    above: dict[RegionTier, str | None] = {
        "county": city_of(region.code), "city": f"{region.code[:2]}0000", "region": None,
    }  # fmt: skip
    return above[region.tier]


def _document_kinds(pack: Pack) -> Iterator[DictionaryEntry]:
    return (_entry(form.id, form.title) for form in pack.forms)


def _media_types(pack: Pack) -> Iterator[DictionaryEntry]:
    found = {kind for listed in pack.material_lists for item in listed.items for kind in item.media_types}
    return (_entry(kind, media_type_name(kind)) for kind in found)


@KeptByPack
def _honours(pack: Pack) -> tuple[DictionaryEntry, ...]:
    """Those that a condition names."""
    said = " ".join(text for _, text in condition_texts(pack))
    return tuple(entry for entry in _all_honours() if f'"{entry.code}"' in said)


@KeptByPack
def _committees(pack: Pack) -> tuple[DictionaryEntry, ...]:
    return tuple(entry for spec in pack.committees for entry in _committees_of(pack, spec))


def _committees_of(pack: Pack, spec: CommitteeSpec) -> Iterator[DictionaryEntry]:
    """One, or one for each county or league that has its own."""
    tier: RegionTier | None = "county" if spec.is_per_county else "city" if spec.is_per_city else None
    if tier is None:
        yield _entry(spec.code, spec.name)
        return
    for place in pack.regions_of(tier):
        name = spec.name_for(place.name, pack.region_name(city_of(place.code)))
        yield _entry(spec.code_for(place.code), name, place.code)


_CATALOGUES: dict[DictionaryName, Callable[[], Iterable[DictionaryEntry]]] = {
    "series": _all_series, "majors": _all_majors, "honours": _all_honours,
}  # fmt: skip
_OF_A_PACK: dict[DictionaryName, Callable[[Pack], Iterable[DictionaryEntry]]] = {
    "series": _series, "majors": _majors, "regions": _regions, "document_kinds": _document_kinds,
    "media_types": _media_types, "honours": _honours, "committees": _committees,
}  # fmt: skip
