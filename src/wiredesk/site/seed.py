"""What a new newsroom starts with: sectors, editions, the page tree, the pages of the house. An owner edits it all."""

from __future__ import annotations

from wagtail.models import Page, Site

from wiredesk.core import text
from wiredesk.settings import settings
from wiredesk.site.pages import ArticleIndex, HomePage, OpinionIndex, StandardPage
from wiredesk.site.public import Edition, Sector

# (slug, name, zone, countries as ISO 3166-1 alpha-2)
EDITIONS = (
    ("global", "Global", "UTC", ""),
    ("pacific", "Pacific", "Pacific/Auckland",
     "AU NZ FJ PG SB VU WS TO KI TV NR FM MH PW CK NU NC PF GU AS MP TK WF"),
    ("south-asia", "South Asia", "Asia/Kolkata", "IN PK BD LK NP BT MV AF"),
    ("east-south-east-asia", "East and South East Asia", "Asia/Singapore",
     "CN JP KR KP TW HK MO MN VN TH KH LA MM MY SG ID PH BN TL"),
    ("europe-central-asia", "Europe and Central Asia", "Europe/Berlin",
     "AL AD AT BY BE BA BG HR CY CZ DK EE FI FR DE GR HU IS IE IT XK LV LI LT LU MT MD MC ME NL MK NO PL PT RO RU SM "
     "RS SK SI ES SE CH UA GB VA TR GE AM AZ KZ KG TJ TM UZ"),
    ("central-africa", "Central Africa", "Africa/Kinshasa", "CM CF TD CG CD GQ GA ST AO"),
    ("east-africa", "East Africa", "Africa/Nairobi", "KE TZ UG RW BI ET ER DJ SO SS SD SC KM MU MG"),
    ("southern-africa", "Southern Africa", "Africa/Johannesburg", "ZA NA BW ZW ZM MW MZ LS SZ"),
    ("west-africa", "West Africa", "Africa/Lagos", "NG GH CI SN ML BF NE BJ TG GM GN GW SL LR CV MR"),
    ("middle-east-north-africa", "Middle East and North Africa", "Asia/Dubai",
     "AE BH DZ EG IQ IR IL JO KW LB LY MA OM PS QA SA SY TN YE EH"),
    ("north-america", "North America", "America/New_York", "US CA BM GL PM"),
    ("latin-america-caribbean", "Latin America and Caribbean", "America/Bogota",
     "AR BO BR CL CO CR CU DO EC SV GT HT HN JM MX NI PA PY PE PR TT UY VE BS BB BZ GY SR GD LC VC DM AG KN"),
)  # fmt: skip

PAGES = (
    ("about", "About", "<p>{name} makes stories from the copy of news agencies. Every sentence shows its source.</p>"),
    ("principles", "Principles", "<p>We say who says what. We show both sides of a dispute, and give no verdict. "
     "We count independent origins, not copies. A person approves what is published, and the approval is a record.</p>"),
    ("corrections-policy", "Corrections policy", "<p>A correction names what was wrong and what is right, stands on "
     "the page, in the feeds and in the list of corrections, and is never silent. When an agency withdraws its copy, "
     "the page that stood on it alone comes down and keeps a notice.</p>"),
    ("how-ai-is-used", "How software is used", "<p>Software collects and groups agency copy, lists who says what, "
     "and drafts by extracting sentences. Checks hold every sentence against the copy. An editor decides.</p>"),
    ("ownership", "Ownership", "<p>The owner of this site writes here who owns and pays for it.</p>"),
    ("contact", "Contact", "<p>The owner of this site writes here how to reach the desk.</p>"),
    ("terms", "Terms of use", "<p>The owner of this site writes here on which terms its texts may be used. Agency copy "
     "stays under the agency's terms.</p>"),
    ("disclaimer", "Disclaimer", "<p>We report what agencies report, with its source. What a source claims is the "
     "source's claim, not ours.</p>"),
    ("privacy", "Privacy", "<p>No cookie, no storage and no tracking for readers; pages are counted by the hour, "
     "without address or fingerprint.</p>"),
)  # fmt: skip


def seed() -> None:
    """Make what is missing; what an owner changed stays."""
    for order, (slug, (name, topics)) in enumerate(text.SECTORS.items()):
        Sector.objects.get_or_create(slug=slug, defaults={"name": name, "media_topics": list(topics), "order": order})
    for order, (slug, name, zone, countries) in enumerate(EDITIONS):
        Edition.objects.get_or_create(
            slug=slug, defaults={"name": name, "zone": zone, "countries": countries.split(), "order": order}
        )
    _tree()


def _tree() -> None:
    if HomePage.objects.exists():
        return
    root = Page.objects.get(depth=1)
    welcome = Page.objects.filter(depth=2, slug="home").first()
    home = root.add_child(instance=HomePage(title=settings.site_name, slug="front"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "localhost", "site_name": settings.site_name}
    )
    if welcome is not None:
        welcome.delete()
    home.add_child(instance=ArticleIndex(title="Stories", slug="story"))
    home.add_child(instance=OpinionIndex(title="Opinion, blog and interview", slug="opinion"))
    for slug, title, body in PAGES:
        home.add_child(instance=StandardPage(title=title, slug=slug, body=body.format(name=settings.site_name)))
