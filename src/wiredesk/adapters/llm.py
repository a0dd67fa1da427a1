"""Models that answer over HTTP: OpenAI and whatever speaks as it does, Anthropic, Google, Ollama.

The three ways of speaking are small enough to be written out here; every request goes through `egress`, so a model's
address is checked like any other, a private one (a model in the house) must be allowed by a setting, and an answer that
drips or floods is cut.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from wiredesk.adapters import egress
from wiredesk.adapters.llm_limits import Answers, Breaker, Budget
from wiredesk.core.drafting import Answer, Ask
from wiredesk.core.errors import Misconfigured, NotAllowed, Refused, Unreachable, Unreadable

MOST_OUT = 3000
"""Tokens of an answer: a story of 320 words with its ids in JSON takes about 1,500."""

TRIES = 3
TEMPERATURE, SEED = 0.0, 7
"""The same question should have the same answer; both are recorded with the draft, and providers promise neither."""

BASES = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com/v1",
    "google": "https://generativelanguage.googleapis.com/v1beta",
    "ollama": "http://127.0.0.1:11434/v1",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Which model, where, with which key. The key is in no text form of it."""

    provider: str
    model: str
    base: str
    key: str = ""

    def __repr__(self) -> str:
        return f"Endpoint({self.provider}:{self.model} at {self.base})"

    @property
    def name(self) -> str:
        """PROVIDER:MODEL."""
        return f"{self.provider}:{self.model}"


def endpoint(spec: str, *, url: str = "", key: str = "") -> Endpoint:
    """Return the endpoint that PROVIDER:MODEL or ADDRESS#MODEL names.

    Args:
        spec: "openai:…", "anthropic:…", "google:…", "ollama:…", or the address of an OpenAI-compatible interface with
            the model behind a #: "https://llm.example/v1#small".
        url: Another address for the provider.
        key: Sent to this address only.

    Raises:
        Misconfigured: It names no provider that we know, or no model.
    """
    if spec.startswith(("http://", "https://")):
        base, _, model = spec.partition("#")
        provider = "openai"
    else:
        provider, _, model = spec.partition(":")
        base = url or BASES.get(provider, "")
    if not base or not model:
        known = ", ".join(f"{each}:MODEL" for each in BASES)
        raise Misconfigured("WIREDESK_LLM", f"{spec!r} names no model; use {known} or https://ADDRESS/v1#MODEL")
    return Endpoint(provider, model, base.rstrip("/"), key)


@dataclass
class Client:
    """One model; a `Model` for `drafting.ModelWriter`.

    Args:
        endpoint: Whom to ask.
        policy: What may be reached; its time is cut to what is left for each question.
        budget: What may be spent.
        breaker: Stops asking for a while after failures in a row.
        answers: Answers kept by digest, or None.
        sleep: Waits between tries.
    """

    endpoint: Endpoint
    policy: egress.Policy
    budget: Budget
    breaker: Breaker
    answers: Answers | None = None
    sleep: Callable[[float], None] = time.sleep

    @property
    def name(self) -> str:
        """PROVIDER:MODEL."""
        return self.endpoint.name

    def answer(self, question: Ask, *, seconds: float) -> Answer:
        """Return the answer to a question, kept or new.

        Raises:
            NotAllowed: A limit of money or tokens is reached, or the breaker is open.
            Unreachable: No answer came in time.
            Unreadable: What came is none.
        """
        kept = self.answers.get(self._key(question)) if self.answers else None
        if kept is not None:
            return kept
        self.breaker.check(self.name)
        self.budget.check(self.name, question.tokens, MOST_OUT)
        try:
            found = self._asked(question, time.monotonic() + seconds)
        except (Unreachable, Unreadable):
            self.breaker.failed()
            raise
        self.breaker.worked()
        self.budget.spend(found.tokens, found.cost)
        if self.answers and _is_json(found.text):
            self.answers.keep(self._key(question), found)
        return found

    def _key(self, question: Ask) -> str:
        return f"{self.endpoint.base} {self.name} {TEMPERATURE} {SEED} {question.digest}"

    def _asked(self, question: Ask, end: float) -> Answer:
        bare = False
        for number in range(TRIES):
            try:
                response = self._sent(question, end - time.monotonic(), bare)
            except Unreachable as error:
                self._wait(0.5 * 2**number, end, error.reason, last=number == TRIES - 1)
                continue
            except Refused as error:
                raise Unreachable(self.name, f"can't be asked: its address {error.reason}") from None
            if response.status == 200:
                return _read(self.endpoint, response.body, self.budget, bare=bare)
            if response.status == 400 and not bare:
                bare = True  # many servers and models know no schema, temperature or seed
                continue
            reason = f"answers {response.status}"
            if (response.status not in (408, 409, 425, 429) and response.status < 500) or _quota(response.body):
                raise Unreachable(self.name, reason + (" (out of quota)" if _quota(response.body) else ""))
            self._wait(response.retry_after or 0.5 * 2**number, end, reason, last=number == TRIES - 1)
        raise Unreachable(self.name, "gave no answer")

    def _wait(self, seconds: float, end: float, reason: str, *, last: bool) -> None:
        """Wait before the next try, if there is one and it can come in time."""
        if last or time.monotonic() + seconds >= end:
            raise Unreachable(self.name, reason)
        self.sleep(seconds)

    def _sent(self, question: Ask, left: float, bare: bool) -> egress.Response:
        if left <= 0:
            raise Unreachable(self.name, "did not answer in time")
        url, headers, body = _request(self.endpoint, question, bare)
        try:
            return egress.send(
                url,
                policy=replace(self.policy, timeout=left, max_bytes=1_000_000, max_decoded=2_000_000),
                content=json.dumps(body).encode(),
                headers={"Content-Type": "application/json", **headers},
            )
        except Unreachable as error:
            raise Unreachable(self.name, error.reason) from None


def _quota(body: bytes) -> bool:
    return b"insufficient_quota" in body or b"billing" in body


def _is_json(written: str) -> bool:
    start, end = written.find("{"), written.rfind("}")
    try:
        return isinstance(json.loads(written[start : end + 1]), dict)
    except (ValueError, RecursionError):
        return False


def _request(at: Endpoint, question: Ask, bare: bool) -> tuple[str, dict[str, str], dict[str, Any]]:
    if at.provider == "anthropic":
        return _to_anthropic(at, question, bare)
    if at.provider == "google":
        return _to_google(at, question, bare)
    return _to_openai(at, question, bare)


def _to_openai(at: Endpoint, question: Ask, bare: bool) -> tuple[str, dict[str, str], dict[str, Any]]:
    body: dict[str, Any] = {
        "model": at.model,
        "messages": [
            {"role": "system", "content": question.system},
            {"role": "user", "content": question.user},
        ],
    }
    if not bare:
        named = {"name": question.prompt.partition(".")[0], "strict": True, "schema": dict(question.schema)}
        body |= {"temperature": TEMPERATURE, "seed": SEED, "max_tokens": MOST_OUT}
        body["response_format"] = {"type": "json_schema", "json_schema": named}
    headers = {"Authorization": f"Bearer {at.key}"} if at.key else {}
    return f"{at.base}/chat/completions", headers, body


def _to_anthropic(at: Endpoint, question: Ask, bare: bool) -> tuple[str, dict[str, str], dict[str, Any]]:
    body: dict[str, Any] = {
        "model": at.model,
        "max_tokens": MOST_OUT,
        "system": question.system,
        "messages": [{"role": "user", "content": question.user}],
    }
    if not bare:
        body["temperature"] = TEMPERATURE
    return f"{at.base}/messages", {"x-api-key": at.key, "anthropic-version": "2023-06-01"}, body


def _to_google(at: Endpoint, question: Ask, bare: bool) -> tuple[str, dict[str, str], dict[str, Any]]:
    body: dict[str, Any] = {
        "systemInstruction": {"parts": [{"text": question.system}]},
        "contents": [{"role": "user", "parts": [{"text": question.user}]}],
    }
    if not bare:
        body["generationConfig"] = {
            "temperature": TEMPERATURE,
            "seed": SEED,
            "maxOutputTokens": MOST_OUT,
            "responseMimeType": "application/json",
        }
    return f"{at.base}/models/{at.model}:generateContent", {"x-goog-api-key": at.key}, body


def _read(at: Endpoint, content: bytes, budget: Budget, *, bare: bool) -> Answer:
    """Return the answer in a response; what it says of itself is not believed beyond its type and size."""
    try:
        given = json.loads(content)
        text, taken, out = _FORMS[at.provider if at.provider in _FORMS else "openai"](given)
    except (ValueError, RecursionError, KeyError, IndexError, TypeError, AttributeError):
        raise Unreadable(at.name, "answers in a form that it should not have") from None
    model = given.get("model") or given.get("modelVersion")
    return Answer(
        text=text,
        model=model[:100] if isinstance(model, str) else at.model,
        tokens=taken + out,
        cost=budget.cost(taken, out),
        temperature=None if bare else TEMPERATURE,
        seed=None if bare or at.provider == "anthropic" else SEED,
    )


def _text(value: object) -> str:
    """Return an answer's words; a refusal has none."""
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value


def _count(usage: object, name: str) -> int:
    value = usage.get(name, 0) if isinstance(usage, Mapping) else 0
    return min(value, 10_000_000) if type(value) is int and value > 0 else 0


def _from_openai(given: Any) -> tuple[str, int, int]:
    usage = given.get("usage")
    text = _text(given["choices"][0]["message"]["content"])
    return text, _count(usage, "prompt_tokens"), _count(usage, "completion_tokens")


def _from_anthropic(given: Any) -> tuple[str, int, int]:
    usage = given.get("usage")
    text = _text("".join(part["text"] for part in given["content"] if part["type"] == "text"))
    return text, _count(usage, "input_tokens"), _count(usage, "output_tokens")


def _from_google(given: Any) -> tuple[str, int, int]:
    usage = given.get("usageMetadata")
    text = _text("".join(part["text"] for part in given["candidates"][0]["content"]["parts"]))
    return text, _count(usage, "promptTokenCount"), _count(usage, "candidatesTokenCount")


_FORMS: dict[str, Callable[[Any], tuple[str, int, int]]] = {
    "openai": _from_openai,
    "anthropic": _from_anthropic,
    "google": _from_google,
}


def outside(at: Endpoint, allow: tuple[str, ...], rights: Mapping[str, bool]) -> None:
    """Refuse to send copy out of the house that may not go there.

    Args:
        at: Where it would go. An address that the house allows by name as private is inside.
        allow: As `egress.Policy` has it.
        rights: Agency to whether its text may go to an outside model.

    Raises:
        NotAllowed: Some agency's may not.
    """
    host = at.base.partition("://")[2].partition("/")[0].lower()
    barred = [agency for agency, may in rights.items() if not may]
    if barred and host not in {each.lower() for each in allow}:
        raise NotAllowed(at.name, f"was not asked: {', '.join(sorted(barred))} may not go to a model outside the house")
