"""A helper of the suite: what a call was refused with."""

import pytest

from shared.kernel.errors import ZhipingError


def refusal(call, *args, **params):
    """The slug of the typed error that the call raises."""
    with pytest.raises(ZhipingError) as raised:
        call(*args, **params)
    return raised.value.slug
