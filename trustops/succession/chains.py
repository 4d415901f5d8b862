"""Who moves where when seats fall empty, so that what is left empty at the end costs least?

Plain graph work, for any whole-number costs. Somebody who takes an empty seat leaves their own, which somebody else may
take in turn; a person with several seats leaves one of them, and a seat that others share is not empty while one of
them sits in it.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

Node = tuple[str, Hashable]
SINK: Node = ("end", "")


@dataclass(frozen=True, slots=True)
class Step:
    """A person who takes a seat, and the seat that they leave for it; None when they sat in none."""

    person: str
    takes: str
    leaves: str | None


@dataclass(frozen=True, slots=True)
class Chains:
    """The steps, from each empty seat downwards, and the seats that are left empty at the end."""

    steps: tuple[Step, ...]
    empty: tuple[str, ...]


def cheapest_chains(
    empty: Collection[str],
    can_take: Mapping[str, Mapping[str, int]],
    sits_in: Mapping[str, Collection[str]],
    left_empty: Mapping[str, int],
) -> Chains:
    """The chains of steps with the least total cost of steps and of seats left empty, exactly.

    ``can_take`` gives for each seat who could take it and what that step costs (more than nothing), ``sits_in`` each
    person's own seats, ``left_empty`` what a seat costs when nobody sits in it at the end. Nobody sits in ``empty``.

    Why it is exact. Each empty seat is one unit of emptiness that flows on: from a seat to a person who takes it, from
    the person to the seat that they leave, until it ends in a seat left empty, in a seat that others share, or with
    somebody who sat in none. One unit may pass a person, so that nobody takes two seats. With no unit everybody stays,
    which costs nothing; sending each further unit along the cheapest way still open, which may send an earlier one
    another way, keeps the cost least for so many units (successive shortest paths: Jewell 1958, Busacker and Gowen
    1960). The costs are whole numbers of any size, so an order of many wishes packed into one number stays exact,
    where the floats of an assignment routine would round it.

    The head's seat is empty. The deputy takes it, and the assistant the deputy's: the assistant's costs least empty.

    >>> found = cheapest_chains(
    ...     ["head"], {"head": {"Dee": 1}, "deputy": {"Ash": 1}}, {"Dee": ["deputy"], "Ash": ["assistant"]},
    ...     {"head": 900, "deputy": 90, "assistant": 9},
    ... )
    >>> [(step.person, step.leaves, step.takes) for step in found.steps], found.empty
    ([('Dee', 'deputy', 'head'), ('Ash', 'assistant', 'deputy')], ('assistant',))
    """
    network = _network(empty, can_take, sits_in, left_empty)
    for seat in sorted(empty):
        network.send_one(("seat", seat))
    return _read(network, sorted(empty))


@dataclass(slots=True)
class _Network:
    """Arcs in pairs, each followed by its way back: to, capacity still free, cost."""

    to: list[Node] = field(default_factory=list)
    free: list[int] = field(default_factory=list)
    cost: list[int] = field(default_factory=list)
    out_of: dict[Node, list[int]] = field(default_factory=lambda: defaultdict(list))
    height: dict[Node, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, start: Node, end: Node, cost: int = 0, capacity: int = 1) -> None:
        arc = len(self.to)
        self.to += (end, start)
        self.free += (capacity, 0)
        self.cost += (cost, -cost)
        self.out_of[start].append(arc)
        self.out_of[end].append(arc + 1)

    def send_one(self, source: Node) -> None:
        """One more unit from the source to the end, the cheapest way (Dijkstra, over costs made not negative)."""
        far, came_by, settled = {source: 0}, dict[Node, int](), set[Node]()
        queue: list[tuple[int, int, Node]] = [(0, 0, source)]
        while queue:
            so_far, _, here = heappop(queue)
            if here == SINK:
                break
            if here in settled:
                continue
            settled.add(here)
            for arc in self.out_of[here]:
                there = self.to[arc]
                if not self.free[arc] or there in settled:
                    continue
                distance = so_far + self.cost[arc] + self.height[here] - self.height[there]
                if there not in far or distance < far[there]:
                    far[there], came_by[there] = distance, arc
                    heappush(queue, (distance, arc, there))
        for node in self.out_of:
            self.height[node] += min(far.get(node, far[SINK]), far[SINK])
        here = SINK
        while here != source:
            arc = came_by[here]
            self.free[arc] -= 1
            self.free[arc ^ 1] += 1
            here = self.to[arc ^ 1]

    def used(self, start: Node) -> list[Node]:
        """Where units go from a node."""
        return [self.to[arc] for arc in self.out_of[start] if arc % 2 == 0 and self.free[arc ^ 1]]


def _network(
    empty: Collection[str],
    can_take: Mapping[str, Mapping[str, int]],
    sits_in: Mapping[str, Collection[str]],
    left_empty: Mapping[str, int],
) -> _Network:
    """The seats and people that a chain from the empty seats can reach."""
    sharing: dict[str, int] = defaultdict(int)
    for seats in sits_in.values():
        for seat in seats:
            sharing[seat] += 1
    network = _Network()
    reached, people = sorted(empty), set[str]()
    known = set(reached)
    for seat in reached:
        network.add(("seat", seat), ("empty", seat), left_empty[seat])
        network.add(("empty", seat), SINK)
        if sharing[seat] > 1:
            network.add(("seat", seat), SINK, 0, sharing[seat] - 1)
        for person, cost in sorted(can_take.get(seat, {}).items()):
            network.add(("seat", seat), ("asked", person), cost)
            if person in people:
                continue
            people.add(person)
            network.add(("asked", person), ("moves", person))
            own = sorted(sits_in.get(person, ()))
            for each in own:
                network.add(("moves", person), ("seat", each))
            if not own:
                network.add(("moves", person), SINK)
            reached += [each for each in own if each not in known]
            known.update(own)
    return network


def _read(network: _Network, empty: Sequence[str]) -> Chains:
    """The steps in the order in which a person would tell them: each chain down to its end."""
    steps: dict[Step, None] = {}
    left: dict[str, None] = {}
    waiting = list(reversed(empty))
    while waiting:
        seat = waiting.pop()
        for kind, name in network.used(("seat", seat)):
            if kind == "empty":
                left[seat] = None
            step = _step(network, str(name), seat) if kind == "asked" else None
            if step is not None and step not in steps:
                steps[step] = None
                waiting += [step.leaves] if step.leaves else []
    return Chains(tuple(steps), tuple(left))


def _step(network: _Network, person: str, seat: str) -> Step:
    left = [str(name) for kind, name in network.used(("moves", person)) if kind == "seat"]
    return Step(person, seat, left[0] if left else None)
