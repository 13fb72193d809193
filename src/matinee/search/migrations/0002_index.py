"""The index itself, which each database has in its own way, and the word that all is to be indexed.

On SQLite triggers keep the index of things in step, and empty the index of speech when its last
track goes. Django makes a table anew to alter a column, and forgets its triggers: a migration that
does so to `search_indexedthing` or `search_spokentrack` must end with `add_index`.
"""

from django.db import migrations

COLUMNS = ("name", "names", "words")


def add_index(apps, schema_editor):
    """Make what is missing of the index."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in _sqlite() if sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    """Take the index away again."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for trigger in ("add", "change", "take") if sqlite else ():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS search_thing_{trigger}")
    if sqlite:
        schema_editor.execute("DROP TRIGGER IF EXISTS search_passage_empty")
    for table in ("search_thing", "search_passage", "search_word"):
        schema_editor.execute(f"DROP TABLE IF EXISTS {table}")


def index_everything(apps, schema_editor):
    """Have the worker index all there is."""
    apps.get_model("search", "PendingWords").objects.get_or_create(key="everything")


def _sqlite():
    columns = ", ".join(COLUMNS)
    new, old = (", ".join(f"{row}.{column}" for column in COLUMNS) for row in ("new", "old"))
    table = "search_indexedthing"
    add = f"INSERT INTO search_thing (rowid, {columns}) VALUES (new.id, {new});"
    take = (
        f"INSERT INTO search_thing (search_thing, rowid, {columns})"
        f" VALUES ('delete', old.id, {old});"
    )
    return (
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_thing USING fts5("
        f"{columns}, content='{table}', content_rowid='id', tokenize='ascii', prefix='1 2 3')",
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_passage USING fts5("
        "tokens, content='', columnsize=0, tokenize='ascii')",
        "CREATE TABLE IF NOT EXISTS search_word"
        " (word text PRIMARY KEY, tracks integer NOT NULL) WITHOUT ROWID",
        f"CREATE TRIGGER IF NOT EXISTS search_thing_add AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER IF NOT EXISTS search_thing_change AFTER UPDATE OF {columns} ON {table}"
        f" BEGIN {take} {add} END",
        f"CREATE TRIGGER IF NOT EXISTS search_thing_take AFTER DELETE ON {table} BEGIN {take} END",
        "CREATE TRIGGER IF NOT EXISTS search_passage_empty AFTER DELETE ON search_spokentrack"
        " WHEN NOT EXISTS (SELECT 1 FROM search_spokentrack) BEGIN"
        " INSERT INTO search_passage (search_passage) VALUES ('delete-all');"
        " DELETE FROM search_word; END",
    )


POSTGRESQL = (
    "CREATE TABLE search_thing (thing_id bigint PRIMARY KEY"
    " REFERENCES search_indexedthing (id) ON DELETE CASCADE, tokens tsvector NOT NULL)",
    "CREATE INDEX search_thing_tokens ON search_thing USING gin (tokens)",
    "CREATE TABLE search_passage (number bigint PRIMARY KEY, tokens tsvector NOT NULL)",
    "CREATE INDEX search_passage_tokens ON search_passage USING gin (tokens)",
    'CREATE TABLE search_word (word text COLLATE "C" PRIMARY KEY, tracks integer NOT NULL)',
)


class Migration(migrations.Migration):

    dependencies = [("search", "0001_first")]
    operations = [
        migrations.RunPython(add_index, drop_index),
        migrations.RunPython(index_everything, migrations.RunPython.noop),
    ]
