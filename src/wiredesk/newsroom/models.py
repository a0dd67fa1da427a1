"""Saved views, presence, identities: what the desk itself remembers of the people at it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

USER = settings.AUTH_USER_MODEL


class SavedView(models.Model):
    """A view of the board under a name: of one person, or shared by the desk."""

    name = models.CharField(max_length=60)
    owner = models.ForeignKey(USER, null=True, blank=True, on_delete=models.CASCADE, help_text="Empty: shared.")
    query = models.CharField(max_length=1000, help_text="The filters, as in the board's address.")
    made_by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="a person's view has one name")]

    def __str__(self) -> str:
        return self.name


class Presence(models.Model):
    """Who has a story open, and who is writing in it."""

    story = models.ForeignKey("desk.Story", on_delete=models.CASCADE, related_name="present")
    person = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(db_index=True)
    writing_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "person"], name="a person is somewhere once")]

    def __str__(self) -> str:
        return f"{self.person} at {self.story}"


class Identity(models.Model):
    """A person as an OpenID Connect provider knows them."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="a subject is one person"),
            models.UniqueConstraint(fields=["issuer", "user"], name="a person is one subject of a provider"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} at {self.issuer}"
