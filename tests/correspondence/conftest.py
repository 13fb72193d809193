"""A site with one film that offers every form, and a mail server of this machine."""

import dataclasses
import threading

import pytest

from tests.correspondence.mail_server import MailServer


@pytest.fixture
def mail_server():
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server
        server.may_answer.set()
        server.shutdown()


@pytest.fixture
def home(db, site):
    from tests.catalogue.made_films import plant_tree

    return plant_tree()


@pytest.fixture
def sends(settings, mail_server):
    """Let the site send its mail to the server."""
    settings.MATINEE = dataclasses.replace(
        settings.MATINEE,
        mail_url=f"smtp://127.0.0.1:{mail_server.port}",
        mail_from="Tidewrack <post@tidewrack.example>",
        mail_to="house@tidewrack.example",
        address="https://tidewrack.example",
        site_name="Tidewrack",
    )
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    return mail_server


@pytest.fixture
def film(home):
    """Return a film in progress of 25 minutes that offers every form."""
    from tests.catalogue.made_films import make_film, make_release

    film = make_film("Low Water", credits_text="", master=make_release(duration_s=1500.0).master)
    film.takes_footage_enquiries = film.takes_screening_enquiries = film.offers_news = True
    film.enquiries_email = "maker@tidewrack.example"
    film.status = "in-progress"
    film.save()
    return film
