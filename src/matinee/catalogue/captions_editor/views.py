"""The studio's addresses for a film's sounds and captions."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from matinee.catalogue.captions_editor.edited import edited_master, newest_release
from matinee.catalogue.captions_editor.judging import judge
from matinee.catalogue.captions_editor.page_data import page_data
from matinee.catalogue.captions_editor.reading import read_track
from matinee.catalogue.captions_editor.saving import LOGGED, Saving, save_captions
from matinee.catalogue.captions_editor.sent_cues import MOST, read_cues
from matinee.catalogue.captions_editor.sound_page import sound_page
from matinee.catalogue.captions_editor.upload import CaptionsForm
from matinee.catalogue.captions_editor.work import ask_for, cancel
from matinee.catalogue.models import FilmPage
from matinee.catalogue.studio_answers import in_json, sent_json
from matinee.catalogue.studio_film import film_to_edit, refuse_locked, why_locked
from matinee.media.captions.formats import FORMATS, write_captions
from matinee.media.errors import Refused
from matinee.releases.former_captions import let_go
from matinee.releases.models import CaptionTrack, Release

_MEDIA_TYPES = {"vtt": "text/vtt", "ttml": "application/ttml+xml"}


def captions_addresses() -> list[URLPattern]:
    """Return the studio's addresses for sounds and captions, for its `register_admin_urls`."""
    film, track = "films/<int:film_id>", "films/<int:film_id>/captions/<int:track_id>"
    return [
        path(f"{film}/sound/", sound_and_captions, name="sound_and_captions"),
        path(f"{film}/sound/make/", make, name="make_finishing"),
        path(f"{film}/sound/cancel/", end, name="cancel_finishing"),
        path(f"{track}/", edit_captions, name="edit_captions"),
        path(f"{track}/save/", save, name="save_captions"),
        path(f"{track}/check/", check, name="check_captions"),
        path(f"{track}/remove/", remove, name="remove_captions"),
        path(f"{track}/download.<str:kind>", download, name="download_captions"),
    ]


@require_http_methods(["GET", "POST"])
def sound_and_captions(request: HttpRequest, film_id: int) -> HttpResponse:
    """Show what is heard and read in a film, and take a caption file in."""
    film = film_to_edit(film_id, request.user)
    shown = sound_page(film) | {"locked": why_locked(film, request.user)}
    if shown["master"]:
        form = CaptionsForm(request.POST or None, request.FILES or None, film, shown["master"])
        may = request.method == "POST" and not shown["locked"] and form.is_valid()
        if may and (track := form.take()):
            _log(request, film, track)
            messages.success(request, f"The captions are here: {track.label}.")
            return redirect("sound_and_captions", film_id)
        shown["form"] = form
    return render(request, "catalogue/studio/sound.html", shown)


@require_POST
def make(request: HttpRequest, film_id: int) -> HttpResponse:
    """Queue one kind of work on the film."""
    film, release = _film_and_release(request, film_id)
    kind, language = request.POST.get("kind", ""), request.POST.get("language", "")
    try:
        refuse_locked(film, request.user)
        ask_for(release, kind, language)
        messages.success(request, "Asked for. It is made when its turn comes.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("sound_and_captions", film_id)


@require_POST
def end(request: HttpRequest, film_id: int) -> HttpResponse:
    """Ask for one piece of work on the film to end."""
    _, release = _film_and_release(request, film_id)
    job = request.POST.get("job", "")
    if job.isascii() and job.isdigit() and len(job) < 19:
        cancel(release, int(job))
    return redirect("sound_and_captions", film_id)


@require_GET
def edit_captions(request: HttpRequest, film_id: int, track_id: int) -> HttpResponse:
    """Show the editor of one track."""
    film, track, release = _film_and_track(request, film_id, track_id)
    try:
        data = page_data(film, track, release)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("sound_and_captions", film_id)
    shown = {
        "film": film,
        "track": track,
        "title": f"{track.get_kind_display()}: {track.label}",
        "video": release.url + release.film["progressive"]["file"] if release else "",
        "data": data,
        "locked": why_locked(film, request.user),
    }
    return render(request, "catalogue/studio/captions.html", shown)


@require_POST
@in_json(MOST)
def save(request: HttpRequest, film_id: int, track_id: int) -> dict[str, Any]:
    """Save {"cues", "madeFrom", "checked"}; answer with what they are made from now."""
    film = film_to_edit(film_id, request.user)
    sent = sent_json(request)
    made_from = sent.get("madeFrom")
    if not isinstance(made_from, str):
        raise Refused("captions", "These are no captions.", "Open the page again.")
    wanted = Saving(read_cues(sent.get("cues")), made_from, sent.get("checked") is True)
    track = save_captions(film, track_id, wanted, request.user)
    return {"madeFrom": track.file, "automatic": track.automatic}


@require_POST
@in_json(MOST)
def check(request: HttpRequest, film_id: int, track_id: int) -> dict[str, Any]:
    """Answer for {"cues"} with a verdict on each; nothing is saved."""
    _, _, release = _film_and_track(request, film_id, track_id)
    cues = [sent.as_cue() for sent in read_cues(sent_json(request).get("cues"))]
    return {"verdicts": judge(cues, release)}


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, film_id: int, track_id: int) -> HttpResponse:
    """Ask whether a track is to go, and take it away when that was said."""
    film, track, _ = _film_and_track(request, film_id, track_id)
    if request.method == "GET":
        shown = {"film": film, "track": track}
        return render(request, "catalogue/studio/captions_remove.html", shown)
    try:
        refuse_locked(film, request.user)
        let_go(track.file)
        track.delete()
        _log(request, film, track)
        messages.success(request, f"Removed: {track.label}.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("sound_and_captions", film_id)


@require_GET
def download(request: HttpRequest, film_id: int, track_id: int, kind: str) -> HttpResponse:
    """Answer with the track as a file of one of FORMATS; as WebVTT it is the file itself."""
    film, track, _ = _film_and_track(request, film_id, track_id)
    if kind not in FORMATS:
        raise Http404
    try:
        cues = read_track(track).cues
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("sound_and_captions", film_id)
    if kind == "vtt":
        text = (settings.MATINEE_FOLDER.media / track.file).read_text("utf-8")
    else:
        text = write_captions(cues, kind)
    name = f"{slugify(film.slug)}.{slugify(track.language)}.{kind}"
    media_type = _MEDIA_TYPES.get(kind, "text/plain")
    return HttpResponse(
        text.encode(),
        content_type=f"{media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _film_and_track(
    request: HttpRequest, film_id: int, track_id: int
) -> tuple[FilmPage, CaptionTrack, Release | None]:
    """Return what the address names; a track belongs to the film whose master it is of."""
    film = film_to_edit(film_id, request.user)
    master = edited_master(film)
    track = get_object_or_404(CaptionTrack, pk=track_id, master=master)
    return film, track, newest_release(master)


def _film_and_release(request: HttpRequest, film_id: int) -> tuple[FilmPage, Release]:
    film = film_to_edit(film_id, request.user)
    release = newest_release(edited_master(film))
    if release is None:
        raise Http404
    return film, release


def _log(request: HttpRequest, film: FilmPage, track: CaptionTrack) -> None:
    log(film, LOGGED, user=request.user, data={"language": track.label})
