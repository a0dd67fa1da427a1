"""Django's handle on wiredesk.site."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Label and name."""

    name = "wiredesk.site"
    label = "wdsite"  # Wagtail and Django have a "sites" each; this keeps tables apart
    default_auto_field = "django.db.models.BigAutoField"
