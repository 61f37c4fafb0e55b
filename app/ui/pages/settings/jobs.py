"""What the page asks of the services, as jobs that give frozen values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app.services import keeping, paper_setup_shelves, regions
from app.services.keeping import Fault, Room
from app.services.workspace import Me, Workspace
from app.settings import Settings
from app.ui.pages.settings.emblem import Emblem, install
from app.ui.theme import Scheme


@dataclass(frozen=True, slots=True)
class SettingsView:
    """What the page shows, read in one job."""

    me: Me
    region_names: tuple[str, ...]
    settings: Settings
    folder: Path
    room: Room
    papers_of: str = ""
    """The region whose set-up the papers of this laptop's work take; '' without one."""


def read_view(ws: Workspace) -> SettingsView:
    """Read the page's whole content."""
    me = ws.me
    names = tuple(regions.region_name(ws, code) for code in me.regions)
    papers_of = paper_setup_shelves.counts_for_work(ws)
    return SettingsView(me, names, ws.settings, ws.folder, keeping.room(ws), papers_of)


def save_form(ws: Workspace, form: Settings, emblem: Emblem | None) -> Settings:
    """Keep what the form holds; what it does not hold stays as another page left it."""
    path = form.emblem_file if emblem is None else install(ws, emblem)
    settings = replace(
        ws.settings,
        letterhead_lines=form.letterhead_lines,
        letterhead_address=form.letterhead_address,
        emblem_file=path,
        signatories=form.signatories,
        signing_mode=form.signing_mode,
        seal_file=form.seal_file,
        seal_module=form.seal_module,
        seal_token=form.seal_token,
        seal_key=form.seal_key,
        seal_timestamp_url=form.seal_timestamp_url,
        background_sync=form.background_sync,
        sync_on_metered=form.sync_on_metered,
    )
    ws.save_settings(settings)
    return settings


def save_scheme(ws: Workspace, scheme: Scheme) -> None:
    """Keep the theme."""
    ws.save_settings(replace(ws.settings, scheme=scheme))


def look_after_photos(ws: Workspace) -> tuple[Fault, ...]:
    """What is missing or changed; changed files make way for the centre's copies."""
    found = keeping.faults(ws)
    keeping.set_aside(ws, found)
    return found
