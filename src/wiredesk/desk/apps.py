"""Django's handle on wiredesk.desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Label and name."""

    name = "wiredesk.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
