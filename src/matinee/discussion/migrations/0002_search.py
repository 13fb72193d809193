"""The index that comments are searched by: three letters at a time, on SQLite alone.

Indexing a comment as it comes would cost its author a fifth of a millisecond and now and then a
tenth of a second, so `discussion.search` adds the new ones in bulk, up to the number that is in
`discussion_search_upto`. The triggers keep what is in the index right when it changes or goes.

Django makes a table anew to alter a column, and forgets its triggers: a migration that does so
must end with `add_search`. A test sees to that.
"""

from django.db import migrations

COLUMNS = ("text", "name", "email", "link")
TABLE = "discussion_comment"


def add_search(apps, schema_editor):
    """Make the index where it is missing, and its triggers anew; on PostgreSQL do nothing."""
    if schema_editor.connection.vendor != "sqlite":
        return
    columns = ", ".join(COLUMNS)
    new, old = (", ".join(f"{row}.{column}" for column in COLUMNS) for row in ("new", "old"))
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in COLUMNS)
    indexed = "id <= (SELECT upto FROM discussion_search_upto)"
    add = f"INSERT INTO discussion_search (rowid, {columns}) VALUES (new.id, {new});"
    take = (
        f"INSERT INTO discussion_search (discussion_search, rowid, {columns})"
        f" VALUES ('delete', old.id, {old});"
    )
    for statement in (
        "CREATE VIRTUAL TABLE IF NOT EXISTS discussion_search USING fts5("
        f"{columns}, content='{TABLE}', content_rowid='id', tokenize='trigram', detail=none)",
        "CREATE TABLE IF NOT EXISTS discussion_search_upto (upto integer NOT NULL)",
        "INSERT INTO discussion_search_upto SELECT 0"
        " WHERE NOT EXISTS (SELECT 1 FROM discussion_search_upto)",
        *(f"DROP TRIGGER IF EXISTS discussion_search_{each}" for each in ("add", "change", "take")),
        f"CREATE TRIGGER discussion_search_add AFTER INSERT ON {TABLE}"
        f" WHEN new.{indexed} BEGIN {add} END",
        f"CREATE TRIGGER discussion_search_change AFTER UPDATE OF {columns} ON {TABLE}"
        f" WHEN old.{indexed} AND ({changed}) BEGIN {take} {add} END",
        f"CREATE TRIGGER discussion_search_take AFTER DELETE ON {TABLE}"
        f" WHEN old.{indexed} BEGIN {take} END",
    ):
        schema_editor.execute(statement)


def drop_search(apps, schema_editor):
    """Take the index away again."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for each in ("add", "change", "take"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS discussion_search_{each}")
    schema_editor.execute("DROP TABLE IF EXISTS discussion_search")
    schema_editor.execute("DROP TABLE IF EXISTS discussion_search_upto")


class Migration(migrations.Migration):

    dependencies = [("discussion", "0001_first")]
    operations = [migrations.RunPython(add_search, drop_search)]
