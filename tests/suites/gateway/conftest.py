"""The console over the services as they are, begun once for each file."""

import pytest

from tests.support.clerk_site import Pair


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pair")
    for name in ("a", "d"):
        (folder / name).mkdir()
    made = Pair(folder).begin()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def as_it_was(request):
    """Canned answers and broken services are each test's own."""
    yield
    if "pair" in request.fixturenames:
        made = request.getfixturevalue("pair")
        made.answers.clear()
        made.down.clear()
