"""Outside programs are bounded, fed only what we open, and gone when we stop caring."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from matinee.media import tool
from matinee.media.errors import Cancelled, ToolFailed

PYTHON = [sys.executable, "-I", "-c"]


def test_stdin_is_closed_unless_a_file_is_given(tmp_path):
    read = [*PYTHON, "import sys; print(len(sys.stdin.read()))"]
    assert tool.run(read, name="python").stdout == "0\n"
    file = tmp_path / "words.txt"
    file.write_text("ten letters")
    assert tool.run(read, name="python", stdin=file).stdout == "11\n"


def test_a_failure_keeps_the_last_words_for_the_log_only():
    with pytest.raises(ToolFailed) as caught:
        tool.run([*PYTHON, "import sys; sys.exit('no such codec')"], name="python")
    assert caught.value.exit_status == 1
    assert "no such codec" in caught.value.log_text()
    assert "no such codec" not in str(caught.value)
    assert sys.executable not in str(caught.value)


def test_a_flood_of_words_does_not_stop_it():
    flood = "import sys; sys.stderr.write('x' * 3_000_000); sys.stdout.write('y' * 3_000_000)"
    outcome = tool.run([*PYTHON, flood], name="python")
    assert len(outcome.stdout) == 3_000_000


def test_memory_is_bounded():
    greedy = [*PYTHON, "bytearray(2_000_000_000)"]
    with pytest.raises(ToolFailed):
        tool.run(greedy, name="python", limits=tool.ToolLimits(memory_bytes=500_000_000))


def test_time_is_bounded():
    begun = time.monotonic()
    with pytest.raises(ToolFailed):
        tool.run([*PYTHON, "import time; time.sleep(60)"], name="python",
                 limits=tool.ToolLimits(wall_s=0.5))  # fmt: skip
    assert time.monotonic() - begun < 20


def sleeper(folder):
    """Return code that says it has begun, and two seconds later that it was let live."""
    return (
        "import pathlib, time\n"
        f"pathlib.Path({str(folder / 'begun')!r}).touch()\n"
        "time.sleep(2)\n"
        f"pathlib.Path({str(folder / 'alive')!r}).touch()\n"
    )


def test_a_cancel_ends_the_whole_group(tmp_path):
    parent = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {sleeper(tmp_path)!r}])"
    )
    with pytest.raises(Cancelled):
        tool.run([*PYTHON, parent], name="python", cancelled=(tmp_path / "begun").exists)
    time.sleep(2.5)
    assert not (tmp_path / "alive").exists()


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="no sessions of their own")
def test_idle_work_and_what_it_starts_have_the_least_share():
    tells = "import os; print(os.sched_getscheduler(0), open('/proc/self/autogroup').read())"
    starts = (
        f"from matinee.media import tool; print(tool.run({[*PYTHON, tells]}, name='inner').stdout)"
    )
    told = tool.run([*PYTHON, starts], name="outer", limits=tool.ToolLimits(idle=True)).stdout
    policy, _, _, nice = told.split()
    assert (int(policy), nice) == (os.SCHED_IDLE, "19")


def test_lines_are_heard_while_it_runs():
    heard = []
    slow = "import time; print('one', flush=True); time.sleep(0.5); print('two')"
    tool.run(
        [*PYTHON, slow], name="python", on_line=lambda line: heard.append((line, time.monotonic()))
    )
    assert [line for line, _ in heard] == ["one", "two"]
    assert heard[1][1] - heard[0][1] > 0.3


def test_it_dies_with_its_parent(tmp_path):
    run = f"tool.run([sys.executable, '-c', {sleeper(tmp_path)!r}], name='python')"
    script = f"import sys; from matinee.media import tool; {run}"
    with subprocess.Popen([sys.executable, "-c", script]) as parent:
        while not (tmp_path / "begun").exists():
            assert parent.poll() is None
            time.sleep(0.05)
        parent.kill()
    time.sleep(2.5)
    assert not (tmp_path / "alive").exists()


COPY = "import shutil, sys; shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)"
KEEP = "import sys; print(open(sys.argv[1], 'wb').write(sys.stdin.buffer.read()), file=sys.stderr)"


def test_bytes_flow_out_of_a_tool_and_into_one(tmp_path):
    film, copy = tmp_path / "film", tmp_path / "copy"
    film.write_bytes(b"picture and sound" * 99_999)
    with tool.flowing([*PYTHON, COPY], name="copy", stdin=film) as flow:
        assert flow.pipe.read() == film.read_bytes()
    with tool.flowing([*PYTHON, KEEP, str(copy)], name="keep") as flow:
        flow.pipe.write(film.read_bytes())
    assert copy.read_bytes() == film.read_bytes()
    assert flow.stderr == f"{len(film.read_bytes())}\n"


def test_a_tool_that_takes_no_more_has_failed():
    with pytest.raises(ToolFailed) as caught:
        feed_in_vain()
    assert "the disk is full" in caught.value.stderr_tail


def feed_in_vain():
    with tool.flowing([*PYTHON, "import sys; sys.exit('the disk is full')"], name="full") as flow:
        for _ in range(100):
            flow.pipe.write(bytes(1 << 16))
