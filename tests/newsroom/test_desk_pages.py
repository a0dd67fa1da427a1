from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

import newsroom
from wiredesk.desk.models import Story
from wiredesk.newsroom import storydesk
from wiredesk.newsroom.templatetags.desk import copy_text, waited
from wiredesk.readers.models import Report
from wiredesk.site import actions
from wiredesk.site.public import Approval, Release
from wiredesk.wire.models import Item, Raw, Wire

pytestmark = pytest.mark.django_db(databases=["default", "record"])

ACTIONS = ("change", "approve", "spike", "unspike", "down")
STOPPED = "Russian forces restore order as Ukraine is driven out of Kursk region"


def signed(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def pages(story: Story) -> list[str]:
    item = story.members.order_by("pk").first()
    assert item is not None
    plain = [reverse(f"desk:{name}") for name in ("board", "wires", "reports")]
    return [*plain, reverse("desk:story", args=[story.pk]), reverse("desk:item", args=[item.item_id])]


def page(client: Client, story: Story) -> str:
    answer = client.get(reverse("desk:story", args=[story.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_reader_of_wires_sees_every_page(reader: User, story: Story) -> None:
    client = signed(reader)
    for path in pages(story):
        assert client.get(path).status_code == 200, path


def test_who_is_not_signed_in_is_sent_to_sign_in(story: Story) -> None:
    for path in pages(story):
        answer = Client().get(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/"), path


def test_who_has_no_role_is_refused(nobody: User, story: Story) -> None:
    client = signed(nobody)
    for path in [*pages(story), reverse("desk:fresh"), reverse("desk:stream")]:
        assert client.get(path).status_code == 403, path


def test_actions_answer_to_post_only(duty: User, story: Story) -> None:
    client = signed(duty)
    for name in ACTIONS:
        assert client.get(reverse(f"desk:{name}", args=[story.pk])).status_code == 405, name


def test_pages_have_no_script_or_style_of_their_own(editor: User, story: Story) -> None:
    client = signed(editor)
    for path in [*pages(story), "/accounts/2fa/", "/accounts/logout/"]:
        text = client.get(path, follow=True).content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=", text), path
        assert all('src="' in tag for tag in re.findall(r"<script[^>]*>", text)), path


def test_sign_in_wears_the_house_dress_and_works(editor: User) -> None:
    client = Client()
    assert "newsroom/desk.css" in client.get("/accounts/login/").content.decode()
    answer = client.post("/accounts/login/", {"login": "dana", "password": "a long password for tests"})
    assert answer.status_code == 302
    assert answer["Location"] == "/desk/"


def test_a_wrong_password_is_refused_in_words(editor: User) -> None:
    answer = Client().post("/accounts/login/", {"login": "dana", "password": "another one"})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


def test_a_reader_of_wires_gets_no_buttons(reader: User, editor: User, story: Story) -> None:
    assert 'id="approve"' not in page(signed(reader), story)
    assert 'id="approve"' in page(signed(editor), story)


def test_only_who_may_take_down_is_offered_it(editor: User, duty: User, story: Story) -> None:
    newsroom.publish(story, newsroom.extract(story))
    down = reverse("desk:down", args=[story.pk])
    assert down not in page(signed(editor), story)
    assert down in page(signed(duty), story)


def test_the_digest_on_the_screen_is_that_of_the_text(editor: User, story: Story) -> None:
    _, text = actions.working_text(story)
    assert text is not None
    assert f'name="digest" value="{text.digest}"' in page(signed(editor), story)


def test_a_text_that_changed_since_is_refused_in_words(editor: User, story: Story) -> None:
    answer = signed(editor).post(reverse("desk:approve", args=[story.pk]), {"digest": "0" * 64}, follow=True)
    assert "was changed since you opened it" in answer.content.decode()
    assert not Approval.objects.exists()
    assert not Release.objects.exists()


def test_what_the_form_shows_saves_back_to_the_same_text(editor: User, story: Story) -> None:
    client = signed(editor)
    answer = client.get(reverse("desk:story", args=[story.pk]))
    shown = answer.context["desk"]
    words = {"title": shown.text.headline.text, "body": shown.body.replace("\n", "\r\n")}
    client.post(reverse("desk:change", args=[story.pk]), words)
    _, text = actions.working_text(story)
    assert text is not None
    assert text.digest == shown.digest


def test_a_stopped_text_says_so_and_can_not_be_approved(editor: User, story: Story) -> None:
    client = signed(editor)
    client.post(reverse("desk:change", args=[story.pk]), {"title": STOPPED})
    text = page(client, story)
    assert re.search(r"<button disabled aria-describedby=\"why\">Approve", text)
    assert "Mend the sentence" in text
    assert 'href="#line-headline-0"' in text


def test_every_jump_on_the_story_desk_lands(editor: User, story: Story) -> None:
    client = signed(editor)
    client.post(reverse("desk:change", args=[story.pk]), {"title": STOPPED})
    text = page(client, story)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    jumps = set(re.findall(r'href="#([^"]+)"', text))
    assert jumps
    assert jumps <= set(ids)


def test_the_disputed_statement_comes_first_with_its_denial(reader: User, story: Story) -> None:
    text = page(signed(reader), story)
    ledger = text[text.index('class="ledger"') :]
    first = re.search(r'<article class="statement[^"]*">.*?</article>', ledger, re.DOTALL)
    assert first
    assert "statement disputed" in first[0]
    assert ">Denies" in first[0]


def test_copy_is_shown_as_text(house: None) -> None:
    hostile = newsroom.item(
        newsroom.agency("volga", "Volga Wire", "Moscow", "RU"), "x", "<b>Head</b>", "One <script>x</script>.\n\nTwo."
    )
    row = newsroom.story(hostile)
    desk = storydesk.desk(row, now=newsroom.NOON)
    assert copy_text(desk.copies[0]).count("<p>") == 2
    assert "<script>" not in copy_text(desk.copies[0])


def test_places_in_copy_are_marked_to_the_letter(story: Story) -> None:
    desk = storydesk.desk(story, now=newsroom.NOON)
    for copy in desk.copies:
        shown = str(copy_text(copy))
        plain = re.sub(r"<[^>]+>", "", shown.replace("</p><p>", "\n\n")).replace("&#x27;", "'")
        assert plain == copy.core.body
        assert shown.count('class="at"') == len({start for start, _ in copy.places})


def test_marked_pieces_join_to_the_text_whatever_the_spans() -> None:
    for spans in ([], [(0, 3)], [(2, 5), (3, 99)], [(4, 2)], [(0, 9), (2, 3)]):
        assert "".join(words for words, _ in storydesk.marked("six words", spans)) == "six words"


def test_a_spiked_story_leaves_the_board_and_comes_back(editor: User, story: Story) -> None:
    client = signed(editor)
    row = f'id="story-{story.pk}"'
    assert row in client.get("/desk/").content.decode()
    client.post(reverse("desk:spike", args=[story.pk]))
    assert row not in client.get("/desk/").content.decode()
    assert row in client.get("/desk/?view=spiked").content.decode()
    client.post(reverse("desk:unspike", args=[story.pk]))
    assert row in client.get("/desk/").content.decode()


def test_fresh_counts_what_came_after(reader: User, story: Story) -> None:
    client = signed(reader)
    assert client.get(f"/desk/fresh/?view=all&after={story.pk}").json()["new"] == 0
    assert client.get(f"/desk/fresh/?view=all&after={story.pk - 1}").json()["new"] == 1


def test_embargoed_items_are_listed(reader: User, story: Story) -> None:
    Item.objects.filter(guid="dnipro-1").update(embargoed_until="2999-01-01T00:00:00Z")
    assert "Embargoed: 1" in signed(reader).get("/desk/").content.decode()


def test_a_quarantined_file_can_be_read_again_or_ignored(reader: User, duty: User, story: Story) -> None:
    wire = Wire.objects.first()
    assert wire is not None
    raw = Raw.objects.create(
        wire=wire, digest="q", body=b"?", name="broken.xml", received_at=newsroom.NOON, queued_at=newsroom.NOON,
        state="quarantined", error="no format known",
    )  # fmt: skip
    again = reverse("desk:again", args=[raw.pk])
    assert again not in signed(reader).get("/desk/wires/").content.decode()
    assert signed(reader).post(again, {"do": "again"}).status_code == 403
    assert "no format known" in signed(duty).get("/desk/wires/").content.decode()
    refused = signed(duty).post(again, {"do": "ignore"}, follow=True).content.decode()
    assert "without a reason" in refused
    signed(duty).post(again, {"do": "ignore", "reason": "a test file of the agency"})
    raw.refresh_from_db()
    assert raw.state == "ignored"
    assert "a test file" in raw.error


def test_a_report_is_answered(duty: User, story: Story) -> None:
    report = Report.objects.create(number="R1", kind="fact", message="<i>Wrong</i>", story=story.pk, at=newsroom.NOON)
    client = signed(duty)
    assert "&lt;i&gt;Wrong" in client.get("/desk/reports/").content.decode()
    client.post(reverse("desk:answer", args=[report.pk]), {"state": "accepted", "answer": "Corrected."})
    report.refresh_from_db()
    assert (report.state, report.answer) == ("accepted", "Corrected.")


def test_waits_are_said_in_one_unit() -> None:
    assert [waited(each) for each in (0.0, 59.0, 60.0, 7200.0, 200_000.0)] == ["0 s", "59 s", "1 min", "2 h", "2 d"]
