"""The database itself refuses to change or remove an entry."""

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER record_no_update BEFORE UPDATE ON record_entry BEGIN SELECT RAISE(ABORT, 'the record only grows'); END",
    "CREATE TRIGGER record_no_delete BEFORE DELETE ON record_entry BEGIN SELECT RAISE(ABORT, 'the record only grows'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION record_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the record only grows'; END $$",
    "CREATE TRIGGER record_only_grows BEFORE UPDATE OR DELETE ON record_entry "
    "FOR EACH ROW EXECUTE FUNCTION record_only_grows()",
)


def forbid(apps, schema_editor):
    """Add the triggers of this database."""
    if schema_editor.connection.alias != "record":
        return
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(forbid, migrations.RunPython.noop)]
