"""Django's handle on wiredesk.newsroom."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """Label and name."""

    name = "wiredesk.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"
