"""No way round the gate: the admin, the API, scheduled publishing, the shell and bulk actions are tried."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Page

import newsroom
from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Member, Story
from wiredesk.newsroom import roles
from wiredesk.record.models import Entry
from wiredesk.site import actions, seed, steps
from wiredesk.site.pages import Article
from wiredesk.site.public import Approval, Release, Rendering, Version
from wiredesk.wire.models import Item

pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.fixture
def editor() -> User:
    seed.seed()
    roles.seed()
    user = User.objects.create_superuser("dana", "dana@example.org", "a long password for tests")
    return user


@pytest.fixture
def story(editor: User) -> Story:
    """A story of two agencies with a checked draft."""
    return newsroom.two_sided()


def public(story: Story) -> list[str]:
    return list(Version.objects.filter(story=story).order_by("number").values_list("kind", flat=True))


def approve(story: Story, editor: User, **more: str) -> Approval:
    _, text = actions.working_text(story)
    assert text is not None
    return actions.approve(story, text.digest, by=editor, now=clock.now(), **more)


def test_an_approved_text_goes_out_once_however_often_the_step_runs(story: Story, editor: User) -> None:
    approve(story, editor)
    for _ in range(3):
        steps.publish(now=clock.now())
    assert public(story) == ["first"]
    assert Entry.objects.filter(kind="publish").count() == 1


def test_the_version_names_check_approval_and_receipt(story: Story, editor: User) -> None:
    approval = approve(story, editor)
    steps.publish(now=clock.now())
    version = Version.objects.get(story=story)
    assert version.approval == approval
    assert version.check_run is not None
    assert version.check_run.passed
    assert version.receipt["approved"]["by"] == "dana"
    assert {each["agency"] for each in version.receipt["items"]} == {"Volga Wire", "Dnipro Wire"}


def test_publishing_a_page_without_approval_is_refused(story: Story, editor: User) -> None:
    article = actions.take_up(story, by=editor, now=clock.now())
    revision = article.get_latest_revision()
    with pytest.raises(NotAllowed, match="nobody approved"):
        revision.publish(user=editor)
    assert public(story) == []


def test_a_shell_that_saves_a_live_page_is_refused(story: Story, editor: User) -> None:
    article = Article.objects.get(pk=actions.take_up(story, by=editor, now=clock.now()).pk)
    article.live = True
    with pytest.raises(NotAllowed):
        article.save()
    assert public(story) == []


def test_an_update_behind_the_models_shows_readers_nothing(story: Story, editor: User) -> None:
    article = actions.take_up(story, by=editor, now=clock.now())
    Page.objects.filter(pk=article.pk).update(live=True)
    assert public(story) == []
    assert not Rendering.objects.filter(path__startswith=f"/story/{story.pk}").exists()


def test_scheduled_publishing_passes_the_gate_too(story: Story, editor: User) -> None:
    article = actions.take_up(story, by=editor, now=clock.now())
    article.go_live_at = timezone.now() + timedelta(hours=1)
    revision = article.save_revision(user=editor)
    revision.publish(user=editor)
    past = timezone.now() - timedelta(minutes=1)
    content = revision.content | {"go_live_at": past.isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    with pytest.raises(NotAllowed):
        call_command("publish_scheduled")
    assert public(story) == []


def test_the_admin_publishes_nothing_unapproved(story: Story, editor: User, client) -> None:
    article = actions.take_up(story, by=editor, now=clock.now())
    client.force_login(editor)
    fields = {
        "title": "Kursk is free at last", "summary": article.summary, "body": "", "short": "", "dateline": "",
        "credit": "", "slug": article.slug, "action-publish": "action-publish",
    }  # fmt: skip
    client.raise_request_exception = False
    client.post(f"/cms/pages/{article.pk}/edit/", fields)
    assert public(story) == []
    assert not Article.objects.get(pk=article.pk).live


def test_bulk_publishing_in_the_admin_passes_the_gate_too(story: Story, editor: User, client) -> None:
    article = actions.take_up(story, by=editor, now=clock.now())
    client.force_login(editor)
    client.raise_request_exception = False
    client.post(f"/cms/bulk/wdsite/article/publish/?id={article.pk}&next=/cms/", {})
    client.post(f"/cms/bulk/wagtailcore/page/publish/?id={article.pk}&next=/cms/", {})
    assert public(story) == []


def test_a_changed_text_needs_an_approval_of_its_own(story: Story, editor: User) -> None:
    approve(story, editor)
    actions.change(story, {"credit": "With reporting by nobody"}, by=editor, now=clock.now())
    release = steps.publish(now=clock.now())
    assert release is not None
    assert release.state == Release.State.REFUSED
    assert "changed after its approval" in release.error
    assert public(story) == []


def test_a_digest_that_is_not_on_the_screen_any_more_is_refused(story: Story, editor: User) -> None:
    with pytest.raises(NotAllowed, match="changed since you opened it"):
        actions.approve(story, "0" * 64, by=editor, now=clock.now())


def test_a_disputed_claim_stated_as_fact_stops_the_approval(story: Story, editor: User) -> None:
    actions.change(story, {"title": "Ukrainian forces driven out of Kursk"}, by=editor, now=clock.now())
    with pytest.raises(NotAllowed, match="a check stops it"):
        approve(story, editor)
    assert not Approval.objects.exists()


def test_who_lacks_the_role_is_refused_and_recorded(story: Story) -> None:
    nobody = User.objects.create_user("nobody", password="a long password for tests")
    with pytest.raises(NotAllowed, match="ask a duty editor"):
        approve(story, nobody)
    assert Entry.objects.filter(kind="refusal", by="nobody").exists()


def test_the_database_keeps_that_a_version_has_a_check_and_an_approval(story: Story) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(
            story=story,
            number=1,
            kind="first",
            digest="d",
            headline="h",
            content={},
            first_at=clock.now(),
            at=clock.now(),
        )


def test_the_database_keeps_that_an_approval_has_a_person(story: Story) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(story=story, digest="d", name="somebody", at=clock.now(), by=None)


def test_a_published_page_can_not_be_deleted(story: Story, editor: User) -> None:
    approve(story, editor)
    steps.publish(now=clock.now())
    with pytest.raises((NotAllowed, ProtectedError)):
        Article.objects.get(story=story).delete()


def test_a_kill_of_the_only_items_leaves_a_notice(story: Story, editor: User) -> None:
    approve(story, editor)
    steps.publish(now=clock.now())
    Item.objects.filter(member__story=story).update(killed=True)
    assert steps.obey(now=clock.now()) == story
    assert public(story) == ["first", "notice"]
    assert "withdrew" in Version.objects.get(story=story, current=True).note
    assert steps.obey(now=clock.now()) is None


def test_a_text_whose_items_were_killed_after_its_approval_does_not_go_out(story: Story, editor: User) -> None:
    approve(story, editor)
    Item.objects.filter(member__story=story).update(killed=True)
    release = steps.publish(now=clock.now())
    assert release is not None
    assert release.state == Release.State.REFUSED
    assert public(story) == []


def test_an_embargo_is_crossed_by_no_approval(story: Story, editor: User) -> None:
    Item.objects.filter(member__story=story).update(embargoed_until=clock.now() + timedelta(hours=2))
    with pytest.raises(NotAllowed):
        approve(story, editor)
    assert public(story) == []


def test_a_correction_needs_a_sentence_for_the_reader(story: Story, editor: User) -> None:
    approve(story, editor)
    steps.publish(now=clock.now())
    actions.change(story, {"dateline": ""}, by=editor, now=clock.now())
    with pytest.raises(NotAllowed, match="sentence for the reader"):
        approve(story, editor, kind="correction")
    approve(story, editor, kind="correction", note="An earlier version named a wrong city.")
    steps.publish(now=clock.now())
    assert public(story) == ["first", "correction"]
    assert Version.objects.get(story=story, current=True).note == "An earlier version named a wrong city."


def test_taking_a_page_down_by_hand_keeps_the_address(story: Story, editor: User) -> None:
    approve(story, editor)
    steps.publish(now=clock.now())
    with pytest.raises(NotAllowed, match="sentence for the reader"):
        actions.take_down(story, note=" ", by=editor, now=clock.now())
    actions.take_down(story, note="The story confused two cities.", by=editor, now=clock.now())
    current = Version.objects.get(story=story, current=True)
    assert current.is_notice
    assert current.note == "The story confused two cities."


def test_a_page_with_a_sentence_that_stands_on_killed_copy_alone_comes_down(story: Story, editor: User) -> None:
    approve(story, editor)
    steps.publish(now=clock.now())
    Item.objects.filter(guid="volga-1").update(killed=True)
    assert steps.obey(now=clock.now()) == story
    note = Version.objects.get(story=story, current=True)
    assert note.is_notice
    assert note.note.startswith("Volga Wire withdrew")
    assert steps.obey(now=clock.now()) is None


def test_a_page_that_says_nothing_of_the_killed_copy_stays(story: Story, editor: User) -> None:
    approve(story, editor)
    steps.publish(now=clock.now())
    spare = newsroom.item(newsroom.agency("rift", "Rift Wire", "Nairobi", "KE"), "rift-9", "Of Kursk", "Nothing new.")
    Member.objects.create(story=story, item=spare, origin=spare)
    Item.objects.filter(pk=spare.pk).update(killed=True)
    assert steps.obey(now=clock.now()) is None
    assert public(story) == ["first"]
