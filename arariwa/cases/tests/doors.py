"""Who a page lets in, asked the same way of each page."""

from types import SimpleNamespace

from django.test import Client


def only_those_let_in(world: SimpleNamespace, address: str) -> None:
    """The holder and her colleague open the page; another office and another institution see nothing; a visitor signs in."""
    assert world.pilar.get(address).status_code == 200
    assert world.quique.get(address).status_code == 200
    assert world.alba.get(address).status_code == 404
    assert world.carla.get(address).status_code == 404
    answer = world.dina.get(address)
    assert answer.status_code == 302
    assert answer.url.startswith("/cuenta/")


def same_as_missing(client: Client, hidden: str, missing: str) -> None:
    """Refused and missing look the same."""
    one, other = client.get(hidden), client.get(missing)
    assert one.status_code == other.status_code == 404
    assert one.content.replace(hidden.encode(), b"") == other.content.replace(missing.encode(), b"")
