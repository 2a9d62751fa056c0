"""A caller's network address as a request carries it."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields

from shared.kernel.network import LONGEST, network_of


class AddressText(fields.String):
    """An IPv4 or IPv6 address, loaded as the network that it stands for."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        given = super()._deserialize(value, attr, data, **kwargs)
        try:
            return network_of(given[: LONGEST + 1])
        except ValueError:
            raise ValidationError("not a network address") from None
