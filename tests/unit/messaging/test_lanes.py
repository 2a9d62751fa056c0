"""Deliveries of one aggregate wait for each other, those of others do not."""

from shared.messaging.events.ordering import Lanes


def test_one_worker_takes_everything_of_one_aggregate_in_order():
    started = []
    lanes = Lanes(started.append)
    for number in range(3):
        lanes.put("a", number)
    lanes.put("b", 9)
    assert len(started) == 2
    assert list(started[0]) == [0, 1, 2]
    assert list(started[1]) == [9]


def test_what_arrives_while_the_worker_is_busy_joins_its_lane():
    started, done = [], []
    lanes = Lanes(started.append)
    lanes.put("a", 1)
    for item in started[0]:
        done.append(item)
        if item < 3:
            lanes.put("a", item + 1)
    assert done == [1, 2, 3]
    assert len(started) == 1


def test_a_finished_lane_is_opened_anew():
    started = []
    lanes = Lanes(started.append)
    lanes.put("a", 1)
    list(started[0])
    lanes.put("a", 2)
    assert list(started[1]) == [2]
