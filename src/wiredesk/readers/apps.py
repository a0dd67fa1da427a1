"""Django's handle on wiredesk.readers."""

from django.apps import AppConfig


class ReadersConfig(AppConfig):
    """Label and name."""

    name = "wiredesk.readers"
    label = "readers"
    default_auto_field = "django.db.models.BigAutoField"
