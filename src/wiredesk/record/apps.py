"""Django's handle on the record."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The append-only record."""

    name = "wiredesk.record"
    label = "record"
    verbose_name = "Record"
