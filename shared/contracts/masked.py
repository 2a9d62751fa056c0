"""The masked ID number as records carry it."""

from __future__ import annotations

from shared.kernel.masking import ID_NUMBER_LENGTH, mask_id_number
from shared.wire.types import record

HIDDEN_ID_NUMBER = mask_id_number("0" * ID_NUMBER_LENGTH)


@record
class HiddenNumber:
    """Of a record about somebody with an ID number: what people see of it, whatever stood there before.

    Readers of 0.2.0 demand the member, so it is sent although it says nothing; rows and events of 0.2.0 hold region
    and last four, which go no further.
    """

    id_number_masked: str = HIDDEN_ID_NUMBER

    def __post_init__(self) -> None:
        """Mask again."""
        object.__setattr__(self, "id_number_masked", mask_id_number(self.id_number_masked))
