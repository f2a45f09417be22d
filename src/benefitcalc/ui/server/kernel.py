"""The process behind a page: that of ipykernel, without the port that it opens for the output of child processes."""

from ipykernel import kernelapp
from ipykernel.iostream import IOPubThread


class PortlessOutput(IOPubThread):
    """Sends output as usual, but listens to nobody: an app starts no processes whose output it would want."""

    def _setup_pipe_in(self) -> None:
        self._pipe_flag = False


def main() -> None:
    """Run a kernel until its server ends it."""
    kernelapp.IOPubThread = PortlessOutput  # type: ignore[attr-defined]
    kernelapp.launch_new_instance()


if __name__ == "__main__":
    main()
