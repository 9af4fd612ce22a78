"""A mail server for each test."""

from collections.abc import Iterator

import pytest

from tests.mail import server
from tests.mail.server import Postbox
from tests.world import World


@pytest.fixture
def postbox(world: World) -> Iterator[Postbox]:
    """A real mail server to which the application sends."""
    with server.listening() as box, server.used_by(world.app, box, "https://thidua.example.vn"):
        yield box
