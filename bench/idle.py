"""The whole embedded stack after its start: memory and processor of all its processes while nobody comes."""

import os
import sys
import tempfile
import time
from pathlib import Path

from bench import load
from tests.services import free_port

SETTLE_SECONDS = 8
WATCH_SECONDS = 20


def measured() -> dict[str, float]:
    """Megabytes resident (each process's own, and shared pages counted once), and percent of one core."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {"LEADGATE_DATA_DIR": folder}
        command = [sys.executable, "-m", "leadgate", "up", "--port", str(port), "--demo"]
        with load.running(command, port, environment) as process:
            time.sleep(SETTLE_SECONDS)
            tree = [process.pid, *below(process.pid)]
            before, began = sum(map(_cpu_seconds, tree)), time.monotonic()
            time.sleep(WATCH_SECONDS)
            spent = (sum(map(_cpu_seconds, tree)) - before) / (time.monotonic() - began)
            return {
                "resident_mb": round(sum(_field(pid, "status", "VmRSS:") for pid in tree) / 1000, 1),
                "proportional_mb": round(sum(_field(pid, "smaps_rollup", "Pss:") for pid in tree) / 1000, 1),
                "percent_of_a_core": round(spent * 100, 2),
                "processes": len(tree),
            }


def below(pid: int) -> list[int]:
    """Every process below one."""
    children = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*children, *(grand for child in children for grand in below(child))]


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _field(pid: int, file: str, name: str) -> int:
    lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))
