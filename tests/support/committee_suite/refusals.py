"""A helper of the suite: what a call was refused with."""

import pytest

from shared.kernel.errors import ZhipingError
from tests.support.uncited import require_cited


def refusal(call, *args, **params):
    """The slug of the typed error that the call raises; a refusal names its clause."""
    with pytest.raises(ZhipingError) as raised:
        call(*args, **params)
    return require_cited(raised.value).slug


def refused_by(call, *args, **params):
    """The slug and the clause of the refusal that the call raises."""
    with pytest.raises(ZhipingError) as raised:
        call(*args, **params)
    return require_cited(raised.value).slug, raised.value.clause
