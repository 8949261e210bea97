"""Public data that maintained packages ship: what was known of people, and what they did."""

from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm

Columns = dict[str, list[float | None]]
Crowd = tuple[Columns, np.ndarray]


@lru_cache
def fair() -> Crowd:
    """Fair (1978), 6,366 women: whether they had an affair, by what they said of themselves and their marriage."""
    data = sm.datasets.fair.load_pandas().data
    return _columns(data.drop(columns="affairs")), (data["affairs"] > 0).to_numpy()


@lru_cache
def anes96() -> Crowd:
    """American National Election Study 1996, 944 voters: whether they expected to vote for Dole."""
    data = sm.datasets.anes96.load_pandas().data
    return _columns(data.drop(columns="vote")), (data["vote"] == 1).to_numpy()


@lru_cache
def cdnow() -> Crowd:
    """CDNOW (Fader & Hardie 2001), 23,570 customers: whether they bought again in the 39 weeks after 39 weeks."""
    # The package itself warns when it is imported; its files are all that is wanted.
    [folder] = find_spec("lifetimes").submodule_search_locations
    names = ["who", "day", "discs", "amount"]
    bought = pd.read_csv(Path(folder) / "datasets" / "CDNOW_master.txt", sep=r"\s+", header=0, names=names)
    bought["day"] = (pd.to_datetime(bought["day"].astype(str), format="%Y%m%d") - pd.Timestamp("1997-01-01")).dt.days
    early = bought[bought["day"] < 39 * 7].groupby("who")
    known = early.agg(
        times=("day", "size"),
        days=("day", "nunique"),
        first=("day", "min"),
        last=("day", "max"),
        discs=("discs", "sum"),
        amount=("amount", "sum"),
        dearest=("amount", "max"),
    )
    again = bought[bought["day"] >= 39 * 7]["who"].unique()
    return _columns(known), known.index.isin(again)


def _columns(data) -> Columns:
    return {name: [None if value != value else float(value) for value in data[name]] for name in data}


SETS: dict[str, Callable[[], Crowd]] = {"fair": fair, "anes96": anes96, "cdnow": cdnow}
