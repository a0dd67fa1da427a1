"""Django's handle on wiredesk.photos."""

from django.apps import AppConfig


class PhotosConfig(AppConfig):
    """Label and name."""

    name = "wiredesk.photos"
    label = "photos"
    default_auto_field = "django.db.models.BigAutoField"
