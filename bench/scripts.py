"""What `wrk` sends, as Lua: every request another address, another link."""

from collections.abc import Sequence
from pathlib import Path

POST = """
local counter, threads = 0, 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
function request()
  counter = counter + 1
  local body = "email=p" .. id .. "x" .. counter .. "x{run}%40person.example&{rest}"
  return wrk.format("POST", "{path}", {{["Content-Type"] = "application/x-www-form-urlencoded"}}, body)
end
"""
EACH = """
local paths, at, threads = {{}}, 0, 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
function init()
  for line in io.lines("{list}") do paths[#paths + 1] = line end
  at = id
end
function request()
  at = at + {threads}
  local headers = {{["Range"] = "{range}", ["Content-Type"] = "application/x-www-form-urlencoded"}}
  return wrk.format("{method}", paths[(at % #paths) + 1], headers, "{body}")
end
"""


def post(folder: Path, path: str, rest: str, run: str) -> str:
    """Forms with an address of their own each."""
    return _written(folder / f"post-{run}.lua", POST.format(path=path, rest=rest, run=run))


def each(
    folder: Path,
    method: str,
    paths: Sequence[str],
    name: str,
    *,
    threads: int,
    range_: str = "bytes=0-",
    body: str = "",
) -> str:
    """One request for each of these paths, in turn."""
    listed = folder / f"{name}.txt"
    listed.write_text("\n".join(paths))
    return _written(
        folder / f"{name}.lua", EACH.format(list=listed, method=method, threads=threads, range=range_, body=body)
    )


def _written(path: Path, script: str) -> str:
    path.write_text(script)
    return str(path)
