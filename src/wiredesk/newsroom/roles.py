"""Roles as groups of permissions: who may read, write, approve, take down, manage."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

# Each role holds what stands before it, too. Managing users is for administrators (superusers) only: in Wagtail, who
# can change users can become one.
ROLES: dict[str, tuple[str, ...]] = {
    "Reader of wires": ("desk.view_story",),
    "Editor": ("wdsite.change_article", "wdsite.add_approval", "wagtailadmin.access_admin"),
    "Duty editor": ("wdsite.delete_version", "wire.add_wire", "wire.change_wire", "readers.change_report"),
}
PAGE_ROLES = {"Editor": ("add_page", "change_page"), "Duty editor": ("add_page", "change_page", "publish_page")}


def seed() -> None:
    """Make the groups, with exactly these permissions."""
    held: list[Permission] = []
    home = Page.objects.filter(depth=2).first()
    for name, wanted in ROLES.items():
        for full in wanted:
            label, codename = full.split(".")
            held.append(Permission.objects.get(content_type__app_label=label, codename=codename))
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(held)
        for codename in PAGE_ROLES.get(name, ()):
            if home is not None:
                permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
                GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
