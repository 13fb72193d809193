"""Carry subjects and places, typed and chosen before, into the rows that keep their order."""

from django.db import migrations
from django.utils.text import slugify

from matinee.catalogue.initials import initial_of
from matinee.catalogue.titles import sorted_as


def carry(apps, schema_editor):
    """Fill the new rows of the published films and of every draft of theirs."""
    films = apps.get_model("catalogue", "FilmPage")
    for film in films.objects.all():
        subjects = [subject.pk for subject in film.subjects.all()]
        places = [_place(apps, name).pk for name in _names(film.locations)]
        film.sort_title = film.sort_title or sorted_as(film.title)[:255]
        film.save(update_fields=["sort_title"])
        _rows(apps, "FilmSubject", film, "subject_id", subjects)
        _rows(apps, "FilmPlace", film, "place_id", places)
    _carry_drafts(apps)
    for model in ("Person", "Company"):
        for named in apps.get_model("catalogue", model).objects.all():
            named.initial = initial_of(named.sort_name)
            named.save(update_fields=["initial"])


def _carry_drafts(apps):
    content_type = apps.get_model("contenttypes", "ContentType").objects.filter(
        app_label="catalogue", model="filmpage"
    ).first()
    if content_type is None:
        return
    revisions = apps.get_model("wagtailcore", "Revision")
    for revision in revisions.objects.filter(content_type_id=content_type.pk):
        content = revision.content
        subjects = content.pop("subjects", [])
        places = [_place(apps, name).pk for name in _names(content.pop("locations", ""))]
        film_id = content.get("pk")
        content["film_subjects"] = _drafted(film_id, "subject", subjects)
        content["film_places"] = _drafted(film_id, "place", places)
        revision.content = content
        revision.save(update_fields=["content"])


def _rows(apps, model, film, field, ids):
    rows = apps.get_model("catalogue", model)
    rows.objects.bulk_create(
        rows(film_id=film.pk, sort_order=place, **{field: pk}) for place, pk in enumerate(ids)
    )


def _drafted(film_id, field, ids):
    return [
        {"pk": None, "sort_order": place, "film": film_id, field: pk}
        for place, pk in enumerate(ids)
    ]


def _names(typed):
    return list(dict.fromkeys(filter(None, (part.strip()[:100] for part in typed.split(",")))))


def _place(apps, name):
    places = apps.get_model("catalogue", "Place")
    known = places.objects.filter(name=name).first()
    if known:
        return known
    slug, number = slugify(name)[:80] or "place", 2
    wanted = slug
    while places.objects.filter(slug=slug).exists():
        slug, number = f"{wanted}-{number}", number + 1
    return places.objects.create(name=name, slug=slug)


class Migration(migrations.Migration):
    """Data alone; what it was carried from goes in the next."""

    dependencies = [
        ("catalogue", "0002_editorial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
