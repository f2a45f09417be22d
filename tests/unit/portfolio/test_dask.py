"""The same run over Dask, on a local cluster: value and type, row for row."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from benefitcalc.portfolio import dask as over_dask
from benefitcalc.portfolio.engine import Options, assess_tables
from benefitcalc.portfolio.parquet import write_roll
from tests.unit.portfolio.test_run import DAY, tables


@pytest.mark.parametrize("options", [None, Options(money="decimal", warnings=False)])
def test_dask_is_pandas(tmp_path: Path, options: Options | None) -> None:
    write_roll(*tables(), tmp_path / "roll.parquet", rows_together=9)
    found = over_dask.assess(tmp_path / "roll.parquet", DAY, options)
    expected = assess_tables(*tables(), DAY, options)
    assert found.npartitions == 5
    assert found.dtypes.equals(expected.dtypes)
    computed = found.compute(scheduler="sync").reset_index(drop=True)
    assert_frame_equal(computed, expected, check_exact=True)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_dask_on_a_local_cluster_is_pandas(tmp_path: Path) -> None:
    from distributed import Client, LocalCluster

    write_roll(*tables(), tmp_path / "roll.parquet", rows_together=9)
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster),
    ):
        found: pd.DataFrame = over_dask.assess(tmp_path / "roll.parquet", DAY).compute()
    assert_frame_equal(found.reset_index(drop=True), assess_tables(*tables(), DAY), check_exact=True)
