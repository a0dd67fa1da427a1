"""Roles as groups of permissions. `python -m wiredesk.newsroom.roles` prints the table of the docs."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from wiredesk.newsroom import policy

_READER = (policy.READ,)
_REPORTER = (*_READER, policy.WORK, policy.WRITE)
_EDITOR = (*_REPORTER, policy.REGROUP, policy.APPROVE, policy.PICTURE, "wagtailadmin.access_admin")
_DUTY = (*_EDITOR, policy.OVERRIDE, policy.DOWN, policy.RULE, policy.REPORTS, policy.WIRES, "wire.add_wire")
ROLES: dict[str, tuple[str, ...]] = {
    "Reader of wires": _READER,
    "Reporter": _REPORTER,
    "Editor": _EDITOR,
    "Duty editor": _DUTY,
    "Pictures": (*_READER, policy.PICTURE, "wagtailadmin.access_admin"),
}
ADMINISTRATOR = "Administrator"
"""Not a group but Django's superuser: in Wagtail, who can change users can become one, so the two are the same."""
PAGE_ROLES = {"Editor": ("add_page", "change_page"), "Duty editor": ("add_page", "change_page", "publish_page")}
IMAGE_ROLES = {
    "Pictures": ("add_image", "change_image", "choose_image"), "Editor": ("choose_image",),
    "Duty editor": ("add_image", "change_image", "choose_image"),
}  # fmt: skip


def seed() -> None:
    """Make the groups, with exactly these permissions."""
    home = Page.objects.filter(depth=2).first()
    root = Collection.get_first_root_node()
    for name, wanted in ROLES.items():
        held = [
            Permission.objects.get(content_type__app_label=label, codename=codename)
            for label, codename in (full.split(".") for full in wanted)
        ]
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(held)
        for codename in PAGE_ROLES.get(name, ()):
            if home is not None:
                permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
                GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
        for codename in IMAGE_ROLES.get(name, ()):
            permission = Permission.objects.get(content_type__app_label="wagtailimages", codename=codename)
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def allowed(role: str, way: policy.Way) -> bool:
    """Say whether a role may do something; an administrator may do all."""
    return role == ADMINISTRATOR or way.permission in ROLES[role]


def table() -> str:
    """Return roles × actions as Markdown."""
    names = [*ROLES, ADMINISTRATOR]
    lines = [f"| | {' | '.join(names)} | held to a desk |", f"|---|{'---|' * (len(names) + 1)}"]
    for way in policy.WAYS.values():
        cells = ["yes" if allowed(name, way) else "no" for name in names]
        lines.append(f"| {way.about} | {' | '.join(cells)} | {'yes' if way.held else 'no'} |")
    return "\n".join(lines)
