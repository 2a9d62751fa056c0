"""The portrait of a person: where it lies, how large and of what shape it must be."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.errors import invalid

MEDIA_TYPES = ("image/jpeg", "image/png")


@dataclass(frozen=True, slots=True)
class PhotoLimits:
    """`max_bytes` of the file; the least width and height in pixels (one inch at 300 dpi: 295 x 413)."""

    max_bytes: int = 2_000_000
    min_width: int = 295
    min_height: int = 413


def upload_prefix(person_id: str) -> str:
    """Where uploads arrive; whoever holds a link can write there again."""
    return f"uploads/photos/{person_id}/"


def photo_key(person_id: str, sha256: str) -> str:
    """Where the photo lies for good: no link ever writes there, and each one has a key of its own."""
    return f"photos/{person_id}/{sha256}"


def check_announced(limits: PhotoLimits, size: int, media_type: str) -> None:
    """Refuse before the upload what could not be used after it."""
    check_length(limits, size, "size")
    if media_type not in MEDIA_TYPES:
        raise invalid("file_kind_not_allowed", path="media_type", found=media_type, allowed="、".join(MEDIA_TYPES))


def check_length(limits: PhotoLimits, size: int, path: str) -> None:
    """Raises invalid `file_too_large`."""
    if size > limits.max_bytes:
        raise invalid("file_too_large", path=path, limit=limits.max_bytes, size=size)


def check_shape(limits: PhotoLimits, measured: tuple[int, int]) -> None:
    """Of the picture as it is shown; raises invalid `photo_too_small`, `photo_not_upright`."""
    width, height = measured
    if width < limits.min_width or height < limits.min_height:
        raise invalid(
            "photo_too_small", path="object_key", width=width, height=height, min_width=limits.min_width,
            min_height=limits.min_height,
        )  # fmt: skip
    if height <= width:
        raise invalid("photo_not_upright", path="object_key", width=width, height=height)
