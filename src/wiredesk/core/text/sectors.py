"""The sectors of a story, by the words that tell them; codes are IPTC Media Topics."""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.core.text.words import stem

# slug: (name, Media Topic codes)
SECTORS: dict[str, tuple[str, tuple[str, ...]]] = {
    "agro-forestry": ("Agro-Forestry", ("medtop:20000209", "medtop:20000210")),
    "art-culture": ("Art & Culture", ("medtop:01000000",)),
    "technology": ("Technology", ("medtop:20000756",)),
    "economy-business": ("Economy & Business", ("medtop:04000000",)),
    "education": ("Education", ("medtop:05000000",)),
    "energy-extractives": ("Energy & Extractives", ("medtop:20000256", "medtop:20000263")),
    "politics": ("Politics", ("medtop:11000000",)),
    "law-governance": ("Law & Governance", ("medtop:02000000",)),
    "health": ("Health", ("medtop:07000000",)),
    "science-environment": ("Science & Environment", ("medtop:13000000", "medtop:06000000")),
    "social-gender": ("Social & Gender", ("medtop:14000000",)),
    "sports": ("Sports", ("medtop:15000000",)),
    "transport": ("Transport", ("medtop:20000337",)),
    "urban-development": ("Urban Development", ("medtop:20000282",)),
    "wash": ("WASH", ("medtop:20000480",)),
}

_WORDS = {
    "agro-forestry": "farm farmer agriculture crop harvest wheat maize rice cattle livestock forest logging seed coffee "
    "tea grain fishery potato fertiliser fertilizer orchard irrigation pastoralist vineyard",
    "art-culture": "museum film festival theatre theater music orchestra painting novel artist gallery heritage concert "
    "exhibition literature poet opera cinema album sculpture",
    "technology": "software internet app artificial-intelligence chip semiconductor startup cyber cyberattack data digital "
    "smartphone robot satellite algorithm broadband outage",
    "economy-business": "economy inflation bank market shares profit revenue trade tariff budget gdp company merger "
    "investor export import central-bank currency bond loan wage strike union industry factory bankruptcy price",
    "education": "school teacher student university pupil exam classroom curriculum education tuition scholarship college",
    "energy-extractives": "oil gas mine mining coal electricity power grid solar wind turbine nuclear reactor pipeline "
    "copper lithium refinery miner drilling megawatt dam",
    "politics": "election president parliament minister government opposition party vote war troops military ceasefire "
    "diplomat sanctions ambassador coalition offensive army forces treaty summit ministry invasion rebel",
    "law-governance": "court judge police trial lawyer prosecutor arrest corruption verdict law sentence prison crime "
    "tribunal investigation bribery detained charged jury audit regulator",
    "health": "hospital doctor disease vaccine patient outbreak cholera malaria health measles nurse medicine epidemic "
    "infection clinic ward virus drug surgery",
    "science-environment": "climate scientist research species emission earthquake volcano flood drought telescope "
    "biodiversity pollution wildlife glacier storm cyclone wildfire researcher space probe carbon",
    "social-gender": "women girl gender refugee migrant poverty children child family aid humanitarian displaced "
    "discrimination equality disability pension welfare",
    "sports": "match goal coach championship league olympic tournament marathon player striker cricket football medal "
    "stadium final runner race club score",
    "transport": "train railway airport airline ship ferry port road traffic bus truck flight passenger rail driver "
    "aircraft metro bridge highway vessel",
    "urban-development": "city housing mayor building construction tenant urban municipality slum skyline zoning rent "
    "planning neighbourhood neighborhood council",
    "wash": "water sanitation sewage latrine wastewater borehole hygiene drinking tap waterborne toilet reservoir utility",
}
LEAST = 3  # hits: fewer say nothing


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for slug, words in _WORDS.items():
        for word in words.split():
            key = stem(word.replace("-", " ").split()[-1])
            found[key] = (*found.get(key, ()), slug)
    return found


def sectors(text: str) -> tuple[str, ...]:
    """Return up to three sector slugs, the best borne out first; none when the words say too little."""
    lexicon = _lexicon()
    scores: dict[str, int] = {}
    kinds: dict[str, set[str]] = {}
    for word in re.findall(r"[^\W\d_]{3,}", text[:20_000]):
        key = stem(word)
        for slug in lexicon.get(key, ()):
            scores[slug] = scores.get(slug, 0) + 1
            kinds.setdefault(slug, set()).add(key)
    best = max(scores.values(), default=0)
    if best < LEAST:
        return ()
    # A sector needs two different words, and half of what the best one has.
    fit = [slug for slug, score in scores.items() if score >= max(LEAST, best / 2) and len(kinds[slug]) > 1]
    return tuple(sorted(fit, key=lambda slug: (-scores[slug], list(SECTORS).index(slug))))[:3]
