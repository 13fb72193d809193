"""The film an editor put first becomes the first section of the front page, in drafts too."""

import json
import uuid

from django.db import migrations

LATEST = 12


def sections_of(lead_film):
    """Return the sections that show what the page showed: that film, then the latest."""
    if not lead_film:
        return []
    parts = [("lead", {"film": lead_film, "words": ""})]
    parts.append(("latest", {"title": "", "count": LATEST, "kind": ""}))
    return [{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in parts]


def carry(apps, schema_editor):
    for page in apps.get_model("programmes", "HomePage").objects.exclude(lead_film=None):
        page.sections = json.dumps(sections_of(page.lead_film_id))
        page.save(update_fields=["sections"])
    for revision in revisions(apps):
        if "lead_film" in revision.content:
            sections = sections_of(revision.content.pop("lead_film"))
            revision.content["sections"] = json.dumps(sections)
            revision.save(update_fields=["content"])


def carry_back(apps, schema_editor):
    for page in apps.get_model("programmes", "HomePage").objects.all():
        page.lead_film_id = lead_of(page.sections.raw_data)
        page.save(update_fields=["lead_film"])
    for revision in revisions(apps):
        if "sections" in revision.content:
            lead = lead_of(json.loads(revision.content.pop("sections")))
            revision.content["lead_film"] = lead
            revision.save(update_fields=["content"])


def lead_of(sections):
    leads = (each["value"].get("film") for each in sections if each["type"] == "lead")
    return next(leads, None)


def revisions(apps):
    return apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="programmes", content_type__model="homepage"
    )


class Migration(migrations.Migration):

    dependencies = [
        ("programmes", "0002_programmes"),
    ]

    operations = [
        migrations.RunPython(carry, carry_back),
    ]
