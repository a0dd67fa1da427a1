"""NewsML 1.0 to 1.2: news items with components in components, in the many ways that agencies fill them in."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.core.formats import markup, newsml_1_content, newsml_1_meta, tree
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.profiles import Profile


def read(root: tree.Element, profile: Profile) -> Iterator[Fields]:
    """Yield the fields of each news item; one in several languages is an item for each language."""
    envelope = tree.child(root, "NewsEnvelope")
    found = [root] if tree.local(root) == "NewsItem" else [e for e in root.iter() if tree.local(e) == "NewsItem"]
    for item in found:
        yield from _items(item, envelope, profile)


def _items(item: tree.Element, envelope: tree.Element | None, profile: Profile) -> Iterator[Fields]:
    tops = list(tree.children(item, "NewsComponent"))
    parts = _languages(tops)
    for number, (language, components) in enumerate(parts):
        filled = Fields(profile=profile, format="newsml-1", agency=profile.agency)
        newsml_1_meta.identification(tree.child(item, "Identification"), filled)
        newsml_1_meta.management(tree.child(item, "NewsManagement"), filled)
        newsml_1_meta.comments(item, filled)
        topics = newsml_1_meta.topics(item)
        for component in components:
            newsml_1_meta.component(component, filled, topics)
        for top in tops:
            if top not in components:  # it holds the components of this language, and those of others
                newsml_1_meta.own(top, filled, topics)
        newsml_1_content.fill(components, filled)
        filled.language = language or filled.language or tree.attribute(item, tree.XML_LANG)
        newsml_1_meta.envelope(envelope, filled)
        if not filled.guid:
            filled.guid = next((duid for top in tops if (duid := tree.attribute(top, "Duid"))), "")
        if number and filled.guid:
            filled.alt_ids.append(("translation of", filled.guid))
            filled.guid = f"{filled.guid}#{language}"
        filled.refers_to = [each for each in filled.refers_to if each != filled.guid]
        yield filled


def _languages(tops: list[tree.Element]) -> list[tuple[str, list[tree.Element]]]:
    """Part components whose texts are translations of each other; anything else stays one item."""
    for top in tops:
        inner = list(tree.children(top, "NewsComponent"))
        spoken: dict[str, list[tree.Element]] = {}
        for each in inner:
            own = newsml_1_meta.language(each)
            if own and _headed(each):
                spoken.setdefault(own, []).append(each)
        if len(spoken) > 1:
            rest = [each for each in inner if not any(each in group for group in spoken.values())]
            return [(own, [*group, *rest]) for own, group in spoken.items()]
    return [("", tops)]


def _headed(component: tree.Element) -> bool:
    """Tell whether a component is a story of its own: a headline, and text below it."""
    lines = tree.child(component, "NewsLines", "HeadLine")
    body = any(tree.local(e) == "DataContent" and (len(e) or (e.text or "").strip()) for e in component.iter())
    return lines is not None and bool(markup.line_of(lines)) and body
