"""The full-text index of the site's search: FTS5 on SQLite, a generated tsvector on PostgreSQL.

SQLite's index reads its words from the rows themselves and follows them by triggers, so nothing can forget to keep it.
"""

from django.db import migrations, models, router
from django.db.migrations.operations.base import Operation

SQLITE = (
    "CREATE VIRTUAL TABLE wdsite_fts USING fts5(stems, said, codes, content='wdsite_searchentry', "
    "content_rowid='version_id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER wdsite_fts_in AFTER INSERT ON wdsite_searchentry BEGIN "
    "INSERT INTO wdsite_fts(rowid, stems, said, codes) "
    "VALUES (new.version_id, new.stems, new.said, new.codes); END",
    "CREATE TRIGGER wdsite_fts_out AFTER DELETE ON wdsite_searchentry BEGIN "
    "INSERT INTO wdsite_fts(wdsite_fts, rowid, stems, said, codes) "
    "VALUES ('delete', old.version_id, old.stems, old.said, old.codes); END",
    "CREATE TRIGGER wdsite_fts_new AFTER UPDATE ON wdsite_searchentry BEGIN "
    "INSERT INTO wdsite_fts(wdsite_fts, rowid, stems, said, codes) "
    "VALUES ('delete', old.version_id, old.stems, old.said, old.codes); "
    "INSERT INTO wdsite_fts(rowid, stems, said, codes) "
    "VALUES (new.version_id, new.stems, new.said, new.codes); END",
)
POSTGRES = (
    "ALTER TABLE wdsite_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS ("
    "to_tsvector('simple', stems)) STORED",
    "ALTER TABLE wdsite_searchentry ADD COLUMN speakers tsvector GENERATED ALWAYS AS ("
    "to_tsvector('simple', said)) STORED",
    "ALTER TABLE wdsite_searchentry ADD COLUMN kinds tsvector GENERATED ALWAYS AS (to_tsvector('simple', codes)) STORED",
    "CREATE INDEX wdsite_search_words ON wdsite_searchentry USING gin (words)",
    "CREATE INDEX wdsite_search_said ON wdsite_searchentry USING gin (speakers)",
    "CREATE INDEX wdsite_search_kinds ON wdsite_searchentry USING gin (kinds)",
)
BACK = {
    "sqlite": ("DROP TRIGGER wdsite_fts_in", "DROP TRIGGER wdsite_fts_out", "DROP TRIGGER wdsite_fts_new",
               "DROP TABLE wdsite_fts"),
    "postgresql": tuple(f"ALTER TABLE wdsite_searchentry DROP COLUMN {name}" for name in ("words", "speakers", "kinds")),
}


class PerDatabase(Operation):
    """Runs lines of SQL of the database's own kind. RunPython would build every model anew, which takes seconds."""

    reversible = True

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, editor, from_state, to_state):
        if not router.allow_migrate(editor.connection.alias, app_label):
            return
        # The rows are made again from the versions: they held each stem once, and a phrase needs all in their order.
        editor.execute("DELETE FROM wdsite_searchentry")
        for line in {"sqlite": SQLITE, "postgresql": POSTGRES}[editor.connection.vendor]:
            editor.execute(line)

    def database_backwards(self, app_label, editor, from_state, to_state):
        if not router.allow_migrate(editor.connection.alias, app_label):
            return
        for line in BACK[editor.connection.vendor]:
            editor.execute(line)

    def describe(self):
        return "Build the full-text index"


class Migration(migrations.Migration):
    dependencies = [("wdsite", "0006_scheduled_and_typed")]

    operations = [
        migrations.AddField("searchentry", "said", models.TextField(default="", help_text="Stems of who speaks.")),
        migrations.AddField("searchentry", "codes", models.TextField(default="", help_text="Each facet as one word.")),
        migrations.AlterField("searchentry", "stems", models.TextField(help_text="Stems of the whole text, in order.")),
        PerDatabase(),
    ]
