"""NewsML-G2: news items alone or many in a news message; packages and concepts are passed over with a warning."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.core.formats import g2_content, g2_meta, signals, tree
from wiredesk.core.formats.concepts import Schemes
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.profiles import Profile
from wiredesk.core.model import PubStatus

_OTHERS = ("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")


def read(root: tree.Element, profile: Profile, passed_over: list[str]) -> Iterator[Fields]:
    """Yield the fields of each news item, and add to `passed_over` what is no news item."""
    name = tree.local(root)
    if name == "newsItem":
        yield _item(root, profile)
    elif name in _OTHERS:
        passed_over.append(_passed(root))
    else:
        yield from _message(root, profile, passed_over)


def _message(root: tree.Element, profile: Profile, passed_over: list[str]) -> Iterator[Fields]:
    header = tree.child(root, "header")
    signal = signals.heaviest(
        *(signals.of_field(tree.attribute(each, "qcode", "uri", "literal")) for each in tree.children(header, "signal"))
        if header is not None
        else ()
    )
    packages: list[tuple[Fields, list[str]]] = []
    found: list[Fields] = []
    for item in root.iter(*(f"{{*}}{name}" for name in ("newsItem", *_OTHERS))):
        name = tree.local(item)
        if name == "newsItem":
            filled = _item(item, profile)
            filled.signal = signals.heaviest(filled.signal, signal)
            found.append(filled)
        elif name == "packageItem":
            packages.append((_item(item, profile), _members(item)))
            passed_over.append(_passed(item))
        elif name in _OTHERS:
            passed_over.append(_passed(item))
    for package, members in packages:
        _share(package, [each for each in found if each.guid in members])
    yield from found


def _members(package: tree.Element) -> list[str]:
    return [
        tree.attribute(each, "residref", "guidref", "href") for each in package.iter() if tree.local(each) == "itemRef"
    ]


def _share(package: Fields, members: list[Fields]) -> None:
    """What a package says of rights, embargo and status holds for its members; its pictures belong to its text."""
    for each in members:
        for name in ("usage_terms", "copyright_notice", "copyright_holder"):
            setattr(each, name, getattr(each, name) or getattr(package, name))
        each.embargo_unreadable = each.embargo_unreadable or package.embargo_unreadable
        if package.embargoed_until and (each.embargoed_until is None or package.embargoed_until > each.embargoed_until):
            each.embargoed_until = package.embargoed_until
        if package.pub_status is not PubStatus.USABLE and each.pub_status is PubStatus.USABLE:
            each.pub_status = package.pub_status
        for note in package.notes:
            each.note(note)
    texts = [each for each in members if each.body.text]
    if len(texts) == 1:
        texts[0].media += [m for each in members if not each.body.text for m in each.media]


def _passed(item: tree.Element) -> str:
    return f"{tree.local(item)} {tree.attribute(item, 'guid')} passed over: it holds no story of its own".replace(
        "  ", " "
    )


def _item(item: tree.Element, profile: Profile) -> Fields:
    filled = Fields(profile=profile, format="newsml-g2", agency=profile.agency)
    filled.guid = tree.attribute(item, "guid")
    filled.version = tree.attribute(item, "version")
    schemes = Schemes(item)
    contents: list[tree.Element] = []
    for part in item:
        name = tree.local(part)
        if name == "itemMeta":
            g2_meta.item_meta(part, filled, schemes)
        elif name == "contentMeta":
            g2_meta.content_meta(part, filled, schemes)
        elif name == "rightsInfo":
            g2_meta.rights(part, filled, schemes)
        elif name == "contentSet":
            contents.append(part)
        elif name == "partMeta":
            g2_meta.part(part, filled)
    g2_content.fill(contents, filled)
    filled.language = filled.language or tree.attribute(item, tree.XML_LANG)
    if not filled.agency or ("." in filled.agency and " " not in filled.agency):
        # A provider is often given as a domain only; who holds the copyright has a name.
        filled.agency = profile.agency or filled.copyright_holder or filled.credit or filled.agency
    filled.refers_to = [each for each in filled.refers_to if each != filled.guid]
    return filled
