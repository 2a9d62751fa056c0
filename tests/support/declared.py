"""Around the calls of a suite: what comes out of a method is what its service declares."""

from contextlib import contextmanager

from infra.docs.error_kinds import kind_of
from infra.docs.methods import methods_of
from shared.kernel.errors import ZhipingError
from tests.support.uncited import require_cited


def is_declared(service, method, slug):
    """Whether a caller of the method was told that this error may come."""
    methods = methods_of(service)
    return method not in methods or methods[method].may_fail_with(slug)


@contextmanager
def held_to(service, method):
    """An error that comes out must be one that errors.csv names, and a refusal cites its clause."""
    try:
        yield
    except ZhipingError as error:
        if not is_declared(service, method, error.slug):
            raise AssertionError(f"services/{service}/errors.csv: {method} may fail with {error.slug}") from error
        if error.kind.value != kind_of(error.slug):
            raise AssertionError(f"infra/docs/error_kinds.py: {error.slug} is {error.kind.value}") from error
        require_cited(error)
        raise
