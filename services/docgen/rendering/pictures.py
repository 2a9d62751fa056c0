"""Placeholder pictures: one whose alternative text is `placeholder:<name>` is swapped per document."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from shared.kernel.pictures import TURNED, UPRIGHT, orientation, shown_size

from .archive import ArchiveMember, content_of, deflated, stored

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_PREFIX = "placeholder:"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_SOURCE = "{http://schemas.openxmlformats.org/drawingml/2006/main}srcRect"
_TRANSFORM = "{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm"
_SIZE = "{http://schemas.openxmlformats.org/drawingml/2006/main}ext"
_WHOLE = 100_000
"""DrawingML counts in thousandths of a percent."""
_QUARTER = 90 * 60_000
"""A quarter turn: DrawingML counts in sixty-thousandths of a degree, clockwise."""
_TURNS = {
    1: (0, False), 2: (0, True), 3: (2, False), 4: (2, True), 5: (3, True), 6: (1, False), 7: (1, True), 8: (3, False),
}  # fmt: skip
"""Orientation of EXIF -> quarter turns clockwise, and whether the picture is mirrored left to right before them."""
_SIDES = "trbl"
"""Sides of a picture, clockwise."""
Photo = tuple[tuple[int, int], int]
"""The size of a photo as it is shown, and the orientation of its pixels."""
_NEAR = 0.01
"""Proportions closer than this need no cut."""
_PART = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
CONTENT_TYPES = "[Content_Types].xml"
_MEDIA_TYPES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def find_placeholders(members: list[ArchiveMember]) -> dict[str, frozenset[str]]:
    """Name of each placeholder -> the media members that show it (one per part that uses it)."""
    contents = {member.name: member for member in members}
    found: dict[str, set[str]] = {}
    for name in contents:
        if _PART.fullmatch(name):
            for label, media in _placeholders_of(name, contents):
                found.setdefault(label, set()).add(media)
    return {label: frozenset(media) for label, media in found.items()}


def _placeholders_of(part: str, contents: Mapping[str, ArchiveMember]) -> list[tuple[str, str]]:
    root = etree.fromstring(content_of(contents[part]))
    drawings: list[Any] = [one for one in root.iter(_DRAWING) if str(one.get("descr", "")).startswith(_PREFIX)]
    targets = _targets(part, contents) if drawings else {}
    pairs = []
    for drawing in drawings:
        blip = drawing.getparent().find(f".//{_BLIP}")
        pairs.append((drawing.get("descr").removeprefix(_PREFIX).strip(), targets[blip.get(_EMBED)]))
    return pairs


def _targets(part: str, contents: Mapping[str, ArchiveMember]) -> dict[str, str]:
    """Relationship id -> member name, for one part."""
    folder, base = posixpath.split(part)
    relations: Any = etree.fromstring(content_of(contents[f"{folder}/_rels/{base}.rels"]))
    return {
        one.get("Id"): posixpath.normpath(posixpath.join(folder, one.get("Target"))) for one in relations.iter(_REL)
    }


def swap(
    members: list[ArchiveMember], placeholders: Mapping[str, frozenset[str]], pictures: Mapping[str, bytes]
) -> list[ArchiveMember]:
    """The members with the media of the given pictures replaced; another picture type gets its own content type."""
    new = {media: pictures[label] for label, files in placeholders.items() if label in pictures for media in files}
    swapped = [stored(member.name, new[member.name]) if member.name in new else member for member in members]
    overrides = {name: kind for name, data in new.items() if (kind := _foreign_type(name, data))}
    if not overrides:
        return swapped
    return [_with_types(member, overrides) if member.name == CONTENT_TYPES else member for member in swapped]


def _foreign_type(name: str, data: bytes) -> str | None:
    """The media type of `data` when the file name of the placeholder says something else."""
    actual = next((kind for magic, kind in _MEDIA_TYPES.items() if data.startswith(magic)), None)
    named = "image/jpeg" if name.lower().endswith((".jpg", ".jpeg")) else "image/png"
    return actual if actual is not None and actual != named else None


def _with_types(member: ArchiveMember, overrides: Mapping[str, str]) -> ArchiveMember:
    extra = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in sorted(overrides.items()))
    return deflated(member.name, content_of(member).replace(b"</Types>", extra.encode() + b"</Types>"))


def fitted(members: list[ArchiveMember], photos: Mapping[str, bytes]) -> list[ArchiveMember]:
    """The members with every given photo turned as it is shown and cut to its place, so that no face is stretched."""
    known = {label: (size, orientation(data)) for label, data in photos.items() if (size := shown_size(data))}
    return [_fit_part(member, known) if _PART.fullmatch(member.name) else member for member in members]


def _fit_part(member: ArchiveMember, photos: Mapping[str, Photo]) -> ArchiveMember:
    content = content_of(member)
    if not any(f"{_PREFIX}{label}".encode() in content for label in photos):
        return member
    root = etree.fromstring(content)
    changed = [_fit(drawing, photos) for drawing in root.iter(_DRAWING)]
    if not any(changed):
        return member
    return deflated(member.name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _fit(drawing: Any, photos: Mapping[str, Photo]) -> bool:
    """Writes how the picture is turned and which part of it is shown; whether anything had to be written."""
    photo = photos.get(str(drawing.get("descr", "")).removeprefix(_PREFIX).strip())
    extent = drawing.getparent().find(_EXTENT)
    if photo is None or extent is None:
        return False
    size, way = photo
    sides = cut_sides(size, (int(extent.get("cx")), int(extent.get("cy"))))
    if sides:
        _cut(drawing.getparent(), stored_sides(sides, way))
    if way != UPRIGHT:
        _turn(drawing.getparent(), way)
    return bool(sides) or way != UPRIGHT


def _cut(inline: Any, sides: Mapping[str, int]) -> None:
    blip = inline.find(f".//{_BLIP}")
    for old in blip.getparent().findall(_SOURCE):
        blip.getparent().remove(old)
    blip.addnext(etree.Element(_SOURCE, {side: str(amount) for side, amount in sides.items()}))


def _turn(inline: Any, way: int) -> None:
    """The extents are those before the turn; Word lays out the turned picture."""
    quarters, mirrored = _TURNS[way]
    transform = inline.find(f".//{_TRANSFORM}")
    if quarters:
        transform.set("rot", str(quarters * _QUARTER))
    if mirrored:
        transform.set("flipH", "1")
    if way in TURNED:
        for extent in (inline.find(_EXTENT), transform.find(_SIZE)):
            across, down = extent.get("cx"), extent.get("cy")
            extent.set("cx", down)
            extent.set("cy", across)


def stored_sides(sides: Mapping[str, int], way: int) -> dict[str, int]:
    """What to cut off the stored pixels, so that these sides are missing when they are mirrored and turned."""
    quarters, mirrored = _TURNS[way]
    found = {}
    for side, amount in sides.items():
        before = _SIDES[(_SIDES.index(side) - quarters) % 4]
        found[{"l": "r", "r": "l"}.get(before, before) if mirrored else before] = amount
    return found


def cut_sides(size: tuple[int, int], place: tuple[int, int]) -> dict[str, int]:
    """What to cut off a picture: both sides alike when it is too wide, the bottom when too tall (heads are above)."""
    actual, wanted = size[0] / size[1], place[0] / place[1]
    if abs(actual / wanted - 1) <= _NEAR:
        return {}
    if actual > wanted:
        side = round(_WHOLE * (1 - wanted / actual) / 2)
        return {"l": side, "r": side}
    return {"b": round(_WHOLE * (1 - actual / wanted))}
