"""The pools of the demonstration: whatever the seed, their committees can be cleaned and drawn."""

from pathlib import Path

import pytest

import shared.policy
from infra.demo.experts import HEADER, pool_rows
from infra.demo.steps.committees import committees_of
from infra.demo.world import build_world
from shared.policy import shipped_pack, titles

SHIPPED = [shipped_pack(path.stem) for path in sorted(Path(shared.policy.__file__).parent.glob("packs/*.yaml"))]
ASKING = [pack for pack in SHIPPED if pack.cleaning and pack.cleaning.private_share]
SERIES_NAMES = {key: series.name for key, series in titles().items()}
FAULTY = 2
"""Rows at the end of a pool that are refused."""
NATURE = HEADER.index("单位性质")


def pools_of(pack, seed):
    world = build_world(pack, seed, 30)
    for play in committees_of(world):
        if play.size is not None:
            yield pool_rows(play.spec, play.code, play.size, SERIES_NAMES, world.places, seed)[:-FAULTY]


@pytest.mark.parametrize("pack", ASKING, ids=lambda pack: pack.notice.id)
def test_every_pool_has_the_private_experts_that_its_notice_asks_for(pack):
    seen = 0
    for seed in range(1, 11):
        for pool in pools_of(pack, seed):
            private = sum(row[NATURE] == "民营企业" for row in pool)
            assert pack.cleaning.private_share.ratio.met_by(private, len(pool)), (seed, len(pool), private)
            seen += 1
    assert seen
