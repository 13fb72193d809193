"""The `matinee` command: finds the subcommand and runs it."""

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from matinee import __version__
from matinee.cli.failure import exit_status_of

COMMANDS = {
    "new": ("matinee.cli.new:new", "Make a site folder."),
    "editor": ("matinee.cli.editor:editor", "Give someone an account in the studio."),
    "run": ("matinee.cli.run:run", "Serve the site, with a worker."),
    "worker": ("matinee.cli.worker:worker", "Encode and finish what is queued."),
    "release": ("matinee.cli.release:release", "Release a film from its master."),
    "finish": ("matinee.cli.finish:finish", "Queue what a film lacks: clear dialogue, captions."),
    "credits": ("matinee.cli.credits:credits_group", "Read credits as people paste them."),
    "bake": ("matinee.cli.bake:bake", "Write every public page anew."),
    "conversation": (
        "matinee.cli.conversation:conversation",
        "Move conversations, give and erase personal data.",
    ),
    "check": ("matinee.cli.check:check", "Look after films on other sites."),
    "demo": ("matinee.cli.demo:demo", "Make a site with a sample film."),
    "sound": ("matinee.cli.sound:sound", "Make the words of a film's sound clear."),
    "captions": ("matinee.cli.captions:captions", "Make, judge and convert captions."),
    "media": ("matinee.cli.media:media", "Probe and encode without a site."),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and end the process: 0 done, 1 failed, 2 refused, 130 interrupted."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(
        exit_status_of(
            lambda: cli.main(args=words, prog_name="matinee", standalone_mode=False),
            as_json="--json" in words,
        )
    )


class LazyGroup(click.Group):
    """Imports a subcommand only when it is used, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the subcommands in the order a site meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a subcommand; None when there is no such one."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 done, 1 failed, 2 refused.",
)
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="MATINEE_SITE",
    help="The site folder; else the working folder or a parent of it.",
)
@click.version_option(__version__, message="matinee %(version)s")
@click.pass_context
def cli(context: click.Context, site: Path | None) -> None:
    """Matinee, the website for films."""
    context.obj = site
