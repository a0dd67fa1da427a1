"""Sentences in copy that are written for a machine that reads it, and not for a reader."""

from __future__ import annotations

import re

_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\s+(?:(?:all|any|the|your|these|those|previous|prior|above|earlier|of)\s+){0,5}"
    r"(?:instructions?|prompts?|rules|guidelines|directions|constraints)\b"
    r"|\b(?:you are|act as|pretend to be|behave as)\s+(?:now\s+)?(?:an?\s+|the\s+)?(?:AI|assistant|language model|chatgpt|gpt|claude"
    r"|gemini|llm|unrestricted|jailbroken)\b"
    r"|\b(?:system|developer)\s+(?:prompt|message)\b|^\s*(?:system|assistant|user)\s*:"
    r"|\[/?(?:INST|SYS)\]|<\|?(?:im_start|im_end|system|assistant|endoftext)"
    r"|^\s*(?:note to|attention|instructions? (?:for|to))\s+(?:the\s+)?"
    r"(?:AI|assistants?|language models?|LLMs?|models?|summari[sz]ers?|bots?)\b"
    r"|\b(?:when|if|while)\s+(?:you\s+(?:are\s+)?)?(?:summari[sz]\w+|rewrit\w+|processing|process)\s+(?:this|the)\s+"
    r"(?:article|story|text|item|copy|document)\b"
    r"|\b(?:language models?|AI (?:systems?|assistants?|models?|writers?)|LLMs?|chatbots?)\s+"
    r"(?:must|should|reading this|are (?:to|required to|instructed to))\s+"
    r"(?:write|say|ignore|include|state|report|respond|reply|output|describe|mention|add|treat)\b"
    r"|^\s*(?:please\s+|now\s+|instead,?\s+)?(?:write|say|output|print|respond|reply|insert|append|include|mention|add)\b[^.]{0,60}"
    r"(?:\bin (?:your|the) (?:summary|headline|story|answer|output|article|draft)\b"
    r"|\bthe following\b|\bthe (?:words?|sentence|link)\b)",
    re.IGNORECASE,
)


def instructs(sentence: str) -> bool:
    """Say whether a sentence orders a model about: "Ignore all previous instructions", "AI writers must say …".

    Such a sentence is no news. It goes into no prompt and no extract. A report on such sentences, which quotes one,
    loses that quote, and that is the cheaper mistake.
    """
    return _ORDER.search(sentence[:2000]) is not None
