"""Taking a master: looked at before anything is written, kept once."""

import dataclasses
import stat

import pytest

from matinee.media.errors import Refused
from matinee.releases.masters import take_master
from matinee.releases.models import Master

pytestmark = pytest.mark.django_db


def kept(site):
    return [path for path in site.masters.rglob("*") if path.is_file()]


def test_a_master_is_kept_by_its_digest(site, clips):
    source = clips.path("h264.mp4")
    master = take_master(source, "Final Cut (2).MP4")
    assert master.path.read_bytes() == source.read_bytes()
    assert master.file == f"{master.sha256[:2]}/{master.sha256}.mp4"
    assert stat.S_IMODE(master.path.stat().st_mode) == 0o600
    assert master.facts["duration_s"] == pytest.approx(2, abs=0.1)
    assert kept(site) == [master.path]


def test_the_same_bytes_are_kept_once(site, clips):
    first = take_master(clips.path("h264.mp4"), "a.mp4")
    assert take_master(clips.path("h264.mp4"), "b.mov") == first
    assert len(kept(site)) == 1


def test_a_copy_that_was_lost_is_made_again(site, clips):
    first = take_master(clips.path("h264.mp4"), "a.mp4")
    first.path.unlink()
    again = take_master(clips.path("h264.mp4"), "a.mp4")
    assert again.pk == first.pk
    assert again.path.is_file()


@pytest.mark.parametrize("name", ["a/../../etc/x.m p4", "x.mp4\0", "x." + "y" * 60, "x.é", "x"])
def test_an_odd_name_never_becomes_part_of_a_path(site, clips, name):
    master = take_master(clips.path("h264.mp4"), name)
    assert master.path.parent.parent == site.masters
    assert master.path.is_file()


def test_what_is_not_a_film_leaves_nothing_behind(site, clips):
    with pytest.raises(Refused):
        take_master(clips.path("notes.txt"), "notes.mp4")
    assert kept(site) == []
    assert not Master.objects.exists()


def test_a_full_disk_is_refused_before_the_copy(site, clips, settings):
    settings.MATINEE = dataclasses.replace(settings.MATINEE, free_disk_floor_bytes=1 << 60)
    with pytest.raises(Refused) as refused:
        take_master(clips.path("h264.mp4"), "a.mp4")
    assert refused.value.code == "disk-full"
    assert kept(site) == []


def test_the_site_sets_the_limits(site, clips, settings):
    settings.MATINEE = dataclasses.replace(settings.MATINEE, max_duration_s=1.0)
    with pytest.raises(Refused):
        take_master(clips.path("h264.mp4"), "a.mp4")
