"""The pages of a film's sounds and captions: who may, what is saved, what is said of it."""

import json
import os
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from matinee.catalogue.captions_editor.sounds import loudness_words
from matinee.catalogue.captions_editor.typed import Typed, to_raw, to_typed
from matinee.catalogue.models import FilmIndexPage, FilmPage
from matinee.media.captions.cues import read_vtt
from matinee.releases.captions import keep_vtt
from matinee.releases.former_captions import remove_former
from matinee.releases.models import AudioRendition, CaptionTrack, FinishingJob
from tests.catalogue.made_films import make_film, make_release

VTT = """WEBVTT

STYLE
::cue(i) { color: khaki }

first
00:00:01.000 --> 00:00:03.000 line:10% align:start
<v Ada>The tide is late, Tom &amp; Jo.</v>

00:00:04.000 --> 00:00:04.500
<i>It will come, it always came, they said</i>

00:00:06.000 --> 00:00:08.000
- <v Ada>Yes?</v>
- <v Jo>No &lt;3
"""
TIDE = {"start": 1000, "end": 3000, "text": "The tide is late.", "who": "Ada"}


@pytest.fixture
def editor(home):
    return User.objects.create_superuser("editor", password="long and secret")


@pytest.fixture
def studio(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def film(home):
    return make_film(master=make_release().master, credits_text="")


@pytest.fixture
def track(film):
    return CaptionTrack.objects.create(
        master=film.master,
        language="en",
        label="English",
        file=keep_vtt(VTT),
        automatic=True,
        made_by="whisper-base",
        doubts=[[1.6, "late,"], [4.1, "always"], [99.0, "gone"]],
    )


def address(name, film, *more) -> str:
    return reverse(name, args=[film.pk, *(each.pk for each in more)])


def page_of(studio, film, track) -> dict:
    html = studio.get(address("edit_captions", film, track)).content.decode()
    return json.loads(BeautifulSoup(html, "html.parser").select_one("#captions-data").text)


def ask(studio, name, film, track, data):
    return studio.post(address(name, film, track), json.dumps(data), "application/json")


def save(studio, film, track, cues, **more):
    sent = {"cues": cues, "madeFrom": track.file, **more}
    return ask(studio, "save_captions", film, track, sent)


def kept(track, site) -> str:
    track.refresh_from_db()
    return (site.media / track.file).read_text("utf-8")


def sound_page(studio, film) -> BeautifulSoup:
    html = studio.get(address("sound_and_captions", film)).content.decode()
    return BeautifulSoup(html, "html.parser").select_one("#sound-and-captions")


# ---- cues as they are typed


@pytest.mark.parametrize(
    ("raw", "typed"),
    [
        ("Tom &amp; Jo &lt;3", Typed("", "Tom & Jo <3")),
        ("<v Ada>Hello &amp; <i>good</i> day.</v>", Typed("Ada", "Hello & <i>good</i> day.")),
        ("<v Ada>Yes?</v>\n<v Jo>No.", Typed("", "<v Ada>Yes?</v>\n<v Jo>No.")),
        ("<v.loud Ada>Yes?", Typed("", "<v.loud Ada>Yes?")),
        ("a --&gt; b", Typed("", "a --> b")),
        ("to the&nbsp;end", Typed("", "to the&nbsp;end")),
        ("&lt;i&gt; is italics", Typed("", "&lt;i&gt; is italics")),
        ("<00:01.500>late <c.red>tide</c>", Typed("", "<00:01.500>late <c.red>tide</c>")),
    ],
)
def test_cue_text_is_typed_as_letters_and_comes_back(raw, typed) -> None:
    assert to_typed(raw) == typed
    assert to_typed(to_raw(typed)) == typed
    assert read_vtt(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{to_raw(typed)}\n")[0].plain


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        (Typed("", "one\n\n \ntwo\r\nthree"), "one\ntwo\nthree"),
        (Typed("", "00:01.000 --> 00:09.000"), "00:01.000 --&gt; 00:09.000"),
        (Typed("", "<script>x</script>"), "&lt;script>x&lt;/script>"),
        (Typed("", "\ud800a\x00b\u2028c"), "a b c"),
        (Typed("A\n<b>", "x"), "<v A &lt;b&gt;>x"),
        (Typed("Ada", " "), ""),
    ],
)
def test_what_is_typed_cannot_end_a_cue_or_be_markup_of_pages(typed, raw) -> None:
    assert to_raw(typed) == raw


# ---- the page of the film


def test_the_page_tells_of_sounds_tracks_and_work(studio, film, track) -> None:
    release = film.release
    sizes = {"peak_bps": 1, "average_bps": 1, "size_bytes": 1, "channels": 2, "codec": "mp4a.40.2"}
    for purpose, lufs in (("", -13.7), ("clear-dialogue", None)):
        AudioRendition.objects.create(
            release=release, name=f"sound{purpose}", language="en", label="English", default=False,
            purpose=purpose, loudness_lufs=lufs, true_peak_dbtp=lufs and -1.0, **sizes,
        )  # fmt: skip
    finished = {"release": release, "state": FinishingJob.State.DONE}
    FinishingJob.objects.create(kind="dialogue", note="Nobody speaks in it.", **finished)
    FinishingJob.objects.create(
        kind="captions", release=release, state="running", progress=0.42, stage="listening"
    )
    page = sound_page(studio, film)
    said = " ".join(page.text.split())
    for words in (
        "2.3 LU louder than other films; the player evens it out.",
        "Voices brought forward by a model that knows speech. Silent.",
        "English Captions, 3 cues automatic Nobody has been over them yet. Heard by whisper-base.",
        "One cue breaks the norms: 1 too short.",
        "Nobody speaks in it.",
        "Being made: listening. 42 % 42 %",
        "The film has chapters of its own.",
    ):
        assert words in said
    form = studio.get(reverse("wagtailadmin_pages:edit", args=[film.pk])).content.decode()
    assert form.count(address("sound_and_captions", film)) >= 2
    assert "Nobody speaks in it." in form


@pytest.mark.parametrize(
    ("lufs", "peak", "said"),
    [
        (-16.2, -3.0, "As loud as other films."),
        (-23.0, -9.0, "7.0 LU quieter than other films; the player evens it out."),
        (-23.0, -4.0, "the player raises it by 3.0 dB, as far as its peaks allow."),
        (-23.0, -0.5, "its peaks leave the player no room to raise it."),
        (None, None, "Silent."),
    ],
)
def test_loudness_is_told_beside_other_films(lufs, peak, said) -> None:
    assert loudness_words(lufs, peak).endswith(said)


def test_work_is_asked_for_ended_and_asked_again(studio, film) -> None:
    sent = {"kind": "captions", "language": "pt-BR"}
    for _ in range(2):
        studio.post(address("make_finishing", film), sent)
    job = FinishingJob.objects.get()
    assert (job.release, job.kind, job.language) == (film.release, "captions", "pt-BR")
    studio.post(address("cancel_finishing", film), {"job": job.pk})
    assert "It was cancelled." in sound_page(studio, film).text
    studio.post(address("make_finishing", film), sent)
    assert FinishingJob.objects.filter(state="queued").count() == 1
    for wrong in ({"kind": "encode"}, {"kind": "captions", "language": "xx-nope"}):
        answer = studio.post(address("make_finishing", film), wrong, follow=True)
        assert "This cannot be made here." in answer.content.decode()
    assert FinishingJob.objects.count() == 2


def test_a_file_of_another_format_is_taken_in_by_the_languages_name(studio, film, track) -> None:
    srt = "1\n00:00:01,000 --> 00:00:02,000\nLa marée & <i>lui</i>\n"
    form = {"language": "fr", "kind": "subtitles"}
    options = sound_page(studio, film).select("#id_language option")
    assert {option["value"]: option.text for option in options}["fr"] == "French"

    def add(text, **more):
        file = SimpleUploadedFile("film.srt", text.encode())
        return studio.post(address("sound_and_captions", film), {**form, **more, "file": file})

    assert add(srt).status_code == 302
    french = CaptionTrack.objects.get(language="fr")
    assert (french.kind, french.automatic) == ("subtitles", False)
    again = add(srt.replace("marée", "mer")).content.decode()
    assert "There are subtitles in this language already (Français)." in again
    assert add(srt.replace("marée", "mer"), replace="on").status_code == 302
    whole = studio.get(reverse("download_captions", args=[film.pk, french.pk, "vtt"]))
    assert "La mer &amp; <i>lui</i>" in whole.content.decode()
    for nothing in ("no captions at all", "WEBVTT\n"):
        answer = add(nothing, language="de")
        assert (
            "film.srt"
            in BeautifulSoup(answer.content, "html.parser").select_one("[role=alert]").text
        )
    assert "Choose its language." in add(srt, language="").content.decode()
    assert CaptionTrack.objects.count() == 2


def test_a_track_is_downloaded_and_removed_after_a_question(studio, film, track) -> None:
    def download(kind):
        return studio.get(reverse("download_captions", args=[film.pk, track.pk, kind]))

    whole = download("vtt")
    assert whole.content.decode() == VTT
    assert whole["Content-Disposition"] == 'attachment; filename="low-water.en.vtt"'
    for kind in ("srt", "ass", "ttml"):
        assert "The tide is late, Tom" in download(kind).content.decode()
    assert download("exe").status_code == 404
    asked = studio.get(address("remove_captions", film, track)).content.decode()
    assert "goes from the film's page at once" in BeautifulSoup(asked, "html.parser").text
    assert CaptionTrack.objects.exists()
    studio.post(address("remove_captions", film, track))
    assert not CaptionTrack.objects.exists()


# ---- who may


def test_strangers_and_editors_of_nothing_are_turned_away(client, film, track) -> None:
    addresses = [
        ("get", address("sound_and_captions", film)),
        ("post", address("make_finishing", film)),
        ("post", address("cancel_finishing", film)),
        ("get", address("edit_captions", film, track)),
        ("post", address("save_captions", film, track)),
        ("post", address("check_captions", film, track)),
        ("post", address("remove_captions", film, track)),
        ("get", reverse("download_captions", args=[film.pk, track.pk, "srt"])),
    ]
    for method, where in addresses:
        assert "login" in getattr(client, method)(where)["Location"]
    someone = User.objects.create_user("someone", password="long and secret")
    someone.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(someone)
    for method, where in addresses:
        answer = getattr(client, method)(where, headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.status_code in (302, 403), where
    track.refresh_from_db()
    assert not FinishingJob.objects.exists()


def test_whoever_may_edit_the_film_saves_its_captions_and_no_others(client, film, track) -> None:
    other = make_film("High Water", master=make_release(2).master, credits_text="")
    writer = User.objects.create_user("writer", password="long and secret")
    writers = Group.objects.create(name="Writers")
    writers.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    index = FilmIndexPage.objects.get()
    GroupPagePermission.objects.create(group=writers, page=index, permission=change)
    writer.groups.add(writers)
    client.force_login(writer)
    assert save(client, film, track, [TIDE]).status_code == 200
    track.refresh_from_db()
    # By the address of a film it does not belong to, a track is not to be had.
    assert "removed" in save(client, other, track, [TIDE]).json()["error"]
    assert client.get(address("edit_captions", other, track)).status_code == 404
    assert client.post(address("remove_captions", other, track)).status_code == 404
    FilmPage.objects.filter(pk=film.pk).update(
        locked=True, locked_by=User.objects.create_superuser("other", password="long and secret")
    )
    answer = save(client, film, track, [TIDE])
    assert (answer.status_code, "locked" in answer.json()["error"]) == (400, True)
    client.post(address("remove_captions", film, track))
    assert CaptionTrack.objects.filter(pk=track.pk).exists()


def test_saving_needs_the_token_of_the_page(editor, film, track) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert save(client, film, track, [TIDE]).status_code == 403
    page_of(client, film, track)
    token = client.cookies["csrftoken"].value
    sent = json.dumps({"cues": [TIDE], "madeFrom": track.file})
    url = address("save_captions", film, track)
    answer = client.post(url, sent, "application/json", headers={"x-csrftoken": token})
    assert answer.status_code == 200


# ---- saving


def test_an_edit_keeps_what_it_does_not_touch(studio, film, track, site) -> None:
    data = page_of(studio, film, track)
    cues = data["cues"]
    assert [(cue["who"], cue["text"]) for cue in cues] == [
        ("Ada", "The tide is late, Tom & Jo."),
        ("", "<i>It will come, it always came, they said</i>"),
        ("", "- <v Ada>Yes?</v>\n- <v Jo>No <3"),
    ]
    assert [cue["doubts"] for cue in cues] == [
        [[600, "late,"]],
        [[100, "always"]],
        [[93000, "gone"]],
    ]
    cues[1] |= {"text": "<i>It comes &\nit goes</i>", "start": 3500, "end": 5750, "doubts": []}
    assert save(studio, film, track, cues).json()["automatic"] is True
    assert kept(track, site) == VTT.replace("first\n", "").replace(
        "00:00:04.000 --> 00:00:04.500", "00:00:03.500 --> 00:00:05.750"
    ).replace("It will come, it always came, they said", "It comes &amp;\nit goes")
    assert track.doubts == [[1.6, "late,"], [99.0, "gone"]]
    assert save(studio, film, track, cues, checked=True).json()["automatic"] is False
    track.refresh_from_db()
    assert (track.automatic, track.doubts, track.made_by) == (False, [], "whisper-base")


def test_a_former_file_stays_for_a_day_after_it_was_let_go(studio, film, track, site) -> None:
    def age(*names):
        for name in names:
            os.utime(site.media / name, (0, 0))

    def there():
        remove_former()
        return {file.name for file in (site.media / "captions").iterdir()}

    opened, part = track.file, "captions/killed.1.part"
    (site.media / part).write_text("WEBVTT")
    age(opened, part)
    save(studio, film, track, [TIDE])
    track.refresh_from_db()
    now = track.file
    assert there() == {Path(opened).name, Path(now).name}
    age(opened, now)
    assert keep_vtt(VTT) == opened
    assert there() == {Path(opened).name, Path(now).name}
    age(opened)
    assert there() == {Path(now).name}
    studio.post(address("remove_captions", film, track))
    assert there() == {Path(now).name}
    age(now)
    assert there() == set()


def test_a_newer_save_is_not_overwritten_unless_asked(studio, editor, film, track, site) -> None:
    opened = track.file
    assert save(studio, film, track, [TIDE]).status_code == 200
    answer = save(studio, film, track, [TIDE | {"text": "Mine."}], madeFrom=opened)
    assert answer.status_code == 409
    assert f"{editor} changed these captions at" in answer.json()["error"]
    assert "The tide is late." in kept(track, site)
    sent = {"madeFrom": answer.json()["madeFrom"]}
    assert save(studio, film, track, [TIDE | {"text": "Mine."}], **sent).status_code == 200
    assert "<v Ada>Mine." in kept(track, site)
    CaptionTrack.objects.all().delete()
    assert "removed these captions" in save(studio, film, track, [TIDE]).json()["error"]


def test_what_an_editor_mends_is_told_at_its_cue(studio, film, track, site) -> None:
    cues = [
        TIDE,
        TIDE | {"start": 3000},
        TIDE | {"start": 4000, "end": 5000, "text": " <i></i> "},
        TIDE | {"start": 6000, "end": 7000, "text": "x" * 1001},
    ]
    answer = save(studio, film, track, cues)
    assert answer.status_code == 422
    assert [place for place, _ in answer.json()["troubles"]] == [1, 2, 3]
    assert "no captions left" in save(studio, film, track, []).json()["error"]
    assert kept(track, site) == VTT


def test_the_norms_are_told_while_one_types(studio, film, track) -> None:
    cues = [
        TIDE,
        {"start": 3010, "end": 4010, "text": "Far too many words to be read in a second"},
        {"start": 3500, "end": 12000, "text": "one\ntwo\nthree"},
        {"start": 1_600_000, "end": 1_601_000, "text": "Late"},
        {"start": 1_700_000, "end": 1_600_000, "text": ""},
    ]
    verdicts = ask(studio, "check_captions", film, track, {"cues": cues}).json()["verdicts"]
    assert [speed for speed, _ in verdicts] == [8.5, 41.0, 1.5, 4.0, 0.0]
    said = [" ".join(sentences) for _, sentences in verdicts]
    assert (said[0], said[3], said[4]) == (
        "",
        "It begins after the film has ended.",
        "It ends before it begins.",
    )
    for place, words in [
        (1, "characters a second"),
        (1, "two frames at least"),
        (2, "3 lines"),
        (2, "before an earlier one has ended"),
    ]:
        assert words in said[place]


HOSTILE = [
    b"",
    b"\xff\xfe",
    b"[]",
    b"[" * 100_000,
    b'{"cues": {}}',
    b'{"cues": [1]}',
    b'{"cues": [{"start": true, "end": 9, "text": "a"}]}',
    b'{"cues": [{"start": -1, "end": 9, "text": "a"}]}',
    b'{"cues": [{"start": 1.5, "end": 9, "text": "a"}]}',
    b'{"cues": [{"start": 1, "end": 1e99, "text": "a"}]}',
    b'{"cues": [{"start": 1, "end": 9, "text": ["a"]}]}',
    b'{"cues": [{"start": 1, "end": 9, "text": "a", "settings": "x\\n\\n00:00.000 --> 1"}]}',
    b'{"cues": [{"start": 1, "end": 9, "text": "a", "doubts": [["1", "a"]]}]}',
    b'{"cues": [{"start": 9, "end": 99, "text": "b"}, {"start": 1, "end": 9, "text": "a"}]}',
    b'{"cues": [{"start": 1, "end": 9, "text": "a"}], "madeFrom": 3}',
    json.dumps({"cues": [TIDE] * 10_001, "madeFrom": ""}).encode(),
    json.dumps({"cues": [TIDE], "madeFrom": "", "more": "x" * 3_000_000}).encode(),
]


def test_hostile_json_is_refused_in_words(studio, film, track, site) -> None:
    # One film for all of them: to make it takes longer than to refuse.
    for body in HOSTILE:
        url = address("save_captions", film, track)
        answer = studio.post(url, body, "application/json")
        assert 400 <= answer.status_code < 500, body[:80]
        assert answer.json()["error"], body[:80]
    assert kept(track, site) == VTT


def test_captions_whose_file_is_gone_are_told_of(studio, film, track, site) -> None:
    (site.media / track.file).unlink()
    assert "cannot be read. Add them again." in sound_page(studio, film).text
    answer = studio.get(address("edit_captions", film, track), follow=True)
    assert "Add them again." in answer.content.decode()
