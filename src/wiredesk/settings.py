"""Every setting, read once from the environment (or `.env`); a bad value stops the start with a sentence.

A setting is an environment variable `WIREDESK_NAME`. Secrets can also stand in a file: `WIREDESK_NAME_FILE`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from wiredesk.core.errors import Misconfigured

SECRETS = ("SECRET_KEY", "DATABASE_URL", "RECORD_URL", "EMAIL_URL", "REDIS_URL", "LLM_KEY", "OIDC_SECRET", "SEARCH_URL")


class Settings(BaseSettings):
    """The settings of one newsroom."""

    model_config = SettingsConfigDict(env_prefix="WIREDESK_", env_file=".env", extra="ignore")

    home: Path = Field(Path("newsroom"), description="Folder of this newsroom: database, secret, pages, pictures.")
    database_url: str = Field("", description="sqlite:///PATH or postgresql://…; empty: SQLite in the home folder.")
    record_url: str = Field("", description="Database of the append-only record; empty: beside the main one.")
    redis_url: str = Field("", description="redis://…; shared cache for several web processes; empty: in memory.")
    secret_key: str = Field("", description="Signs sessions; empty: the file secret_key in the home folder.")
    debug: bool = Field(False, description="Django's debug pages; never in production.")
    base_url: str = Field("http://127.0.0.1:8000", description="Where readers find the site.")
    allowed_hosts: str = Field("", description="Host names answered, with commas; empty: those of the base URL.")
    public_dir: Path | None = Field(None, description="Where published pages are written; empty: home/public.")
    site_name: str = Field("Wiredesk", description="The newsroom's name on every page.")
    email_url: str = Field("console:", description="console: or smtp://user:password@host:port (smtps:// for TLS).")
    mail_from: str = Field("desk@localhost", description="Sender of newsletters and notices.")
    egress_allow: str = Field("", description="host:port or networks, with commas, reached although private.")
    approval: Literal["always", "briefs-free"] = Field(
        "always", description="Which texts need an editor: all, or all but agency briefs that pass every check."
    )
    two_people: str = Field(
        "headline-disputed,quote-changed,picture-not-allowed",
        description="Checks whose findings only two people together let pass, with commas.",
    )
    second_factor: Literal["required", "optional"] = Field(
        "required", description="Whether staff must set up a second factor before they can work."
    )
    oidc_issuer: str = Field(
        "", description="OpenID Connect provider that staff sign in with, as it calls itself; empty: off."
    )
    oidc_name: str = Field("the house's account", description="What the button calls it: Sign in with …")
    oidc_client: str = Field("", description="Our client id at the provider.")
    oidc_secret: str = Field("", description="Our secret at the provider; empty for a public client.")
    oidc_scope: str = Field("openid profile email", description="What is asked for, with spaces; some want groups too.")
    oidc_groups: str = Field("groups", description="Claim that lists a person's groups.")
    oidc_roles: str = Field("", description="GROUP=ROLE, with commas: which group has which role at the desk.")
    oidc_second_factor: Literal["own", "provider"] = Field(
        "own", description="Whose second factor counts: own, or the provider's where its token says so (amr)."
    )
    websub: Literal["auto", "on", "off"] = Field(
        "auto", description="Whether hubs are asked to push what is new; auto: where the base URL is no local one."
    )
    wire_secrets: Path | None = Field(
        None, description="File of names, passwords and keys of wires; empty: home/wires.toml."
    )
    search_url: str = Field(
        "", description="OpenSearch: http(s)://user:password@host:port/INDEX; empty: the database searches."
    )
    hub: str = Field("", description="Addresses of WebSub hubs that are told of changed feeds, with commas.")
    poll_seconds: float = Field(60.0, gt=0, description="How often a wire is asked, at most; seconds.")
    lease_seconds: float = Field(60.0, gt=0, description="How long a step may hold a row before another takes it.")
    parse_seconds: float = Field(10.0, gt=0, description="How long reading one file may take; seconds.")
    port: int = Field(8000, ge=1, le=65535, description="Port of the web server.")
    ai_crawlers: Literal["all", "no-training", "none"] = Field(
        "no-training", description="Which crawlers of AI companies robots.txt lets in: all, answering ones, or none."
    )
    llm: str = Field("", description="openai:, anthropic:, google: or ollama:MODEL, or ADDRESS#MODEL; empty: extracts.")
    llm_key: str = Field("", description="Key of the model's provider.")
    llm_url: str = Field("", description="Another address of the provider, up to and with /v1.")
    llm_seconds: float = Field(25.0, gt=0, le=120, description="How long a model may take for a story; seconds.")
    llm_price: str = Field("", description="Dollars for a million tokens, IN/OUT as in 3/15; empty: not known.")
    llm_story_dollars: float = Field(0.25, ge=0, description="What one story may cost, where the price is known.")
    llm_day_dollars: float = Field(5.0, ge=0, description="What a day may cost, where the price is known.")
    llm_day_tokens: int = Field(2_000_000, ge=0, description="Tokens that a day may take.")
    llm_drift: float = Field(0.35, ge=0, le=1, description="Drift from which a model's text is given up.")
    drift_notice: float = Field(0.25, ge=0, le=1, description="Drift from which the desk names it beside Approve.")
    style: Path | None = Field(None, description="File of the house style, TOML; empty: the one that ships.")
    sample: bool = Field(False, description="Marks every page as sample copy; set by the demo.")

    @field_validator("base_url")
    @classmethod
    def _no_slash(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @field_validator("llm_price")
    @classmethod
    def _in_and_out(cls, value: str) -> str:
        parts = value.split("/") if value else ["0", "0"]
        if len(parts) != 2 or not all(part.strip().replace(".", "", 1).isdecimal() for part in parts):
            raise ValueError("must be two numbers as in 3/15, dollars for a million tokens in and out")
        return value

    @property
    def roles_of_groups(self) -> dict[str, str]:
        """Group at the OpenID Connect provider → role at the desk."""
        pairs = (each.partition("=") for each in self.oidc_roles.split(",") if each.strip())
        return {group.strip(): role.strip() for group, _, role in pairs}

    @property
    def prices(self) -> tuple[float, float]:
        """Dollars for a million tokens in and out; zeros where they are not known."""
        taken, _, out = self.llm_price.partition("/")
        return float(taken or 0), float(out or 0)

    @property
    def public(self) -> Path:
        """The folder of published pages."""
        return self.public_dir or self.home / "public"

    @property
    def hubs(self) -> tuple[str, ...]:
        """The WebSub hubs that feeds name."""
        return tuple(part.strip() for part in self.hub.split(",") if part.strip())

    @property
    def egress(self) -> tuple[str, ...]:
        """What may be reached although it is private."""
        return tuple(part.strip() for part in self.egress_allow.split(",") if part.strip())


def _from_files(environ: dict[str, str]) -> dict[str, str]:
    """Read `WIREDESK_NAME_FILE` for each secret that is not set itself."""
    found = {}
    for name in SECRETS:
        path = environ.get(f"WIREDESK_{name}_FILE")
        if not path or environ.get(f"WIREDESK_{name}"):
            continue
        try:
            found[name.lower()] = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise Misconfigured(f"WIREDESK_{name}_FILE", f"{path} can't be read: {error.strerror}") from error
    return found


def load() -> Settings:
    """Read the settings.

    Raises:
        Misconfigured: A value can't be used; the message names the variable and says why.
    """
    given = _from_files(dict(os.environ))
    try:
        settings = Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "WIREDESK_" + "_".join(str(part) for part in first["loc"]).upper()
        raise Misconfigured(name, f"{first['msg']} (it is {first.get('input')!r})") from None
    if not settings.secret_key:
        path = settings.home / "secret_key"
        if path.exists():
            settings.secret_key = path.read_text(encoding="utf-8").strip()
    return settings


settings = load()
