"""Django's handle on wiredesk.wire."""

from django.apps import AppConfig


class WireConfig(AppConfig):
    """Label and name."""

    name = "wiredesk.wire"
    label = "wire"
    default_auto_field = "django.db.models.BigAutoField"
