#!/usr/bin/python3
"""Twelve of the engine's ordinary scenarios, written plainly in NumPy, as an analyst would: nanoseconds a claimant and trial.

    python3 tests/bench/numpy_cases.py [PEOPLE [TRIALS]]

Doubles, no ledger, no goals but the share in time, one thread: a yardstick for `bench-engine matrix`, not the model. People, money and pay dates are
those of that benchmark. Needs NumPy (Debian: python3-numpy); without it the script says so and ends with status 77.
"""
import sys
import time

try:
    import numpy as np
except ImportError:
    print("NumPy is not installed (Debian: python3-numpy)")
    sys.exit(77)

DATES, BY, FLOOR = 40, 28, 20e6


def people(count, random):
    """Claims, ages at the start, and the hazard of each quarter by person (Kannisto's law, as in the benchmark)."""
    claim = np.floor(np.exp(np.log(30e6) + random.standard_normal(count)))
    age = 85 + 5 * random.standard_normal(count)
    male = random.random(count) < 0.45
    b, g = np.where(male, 1.4189207e-6, 1.181384e-7), np.where(male, 0.1321865, 0.1547054)
    survival = np.ones((DATES + 1, count))
    for k in range(DATES):
        force = b * np.exp(g * (age + k / 4))
        survival[k + 1] = survival[k] * np.exp(-force / (1 + force) / 4)
    return claim, age, survival


def level(cap, money):
    """The level at which min(cap, level) sums to the money: by sorting."""
    if money >= cap.sum():
        return np.inf
    order = np.sort(cap)
    below = np.concatenate(([0.0], np.cumsum(order)))
    left = len(order) - np.arange(len(order))
    k = np.searchsorted(below[:-1] + order * left, money)
    return (money - below[k]) / left[k]


def equal_awards(cap, money):
    return np.minimum(cap, level(cap, money))


def proportional(owed, money):
    total = owed.sum()
    return owed * min(1.0, money / total) if total > 0 else np.zeros_like(owed)


def talmud(owed, money):
    half = owed / 2
    if money <= half.sum():
        return equal_awards(half, money)
    return owed - equal_awards(half, max(owed.sum() - money, 0.0))


def in_order(owed, money, order):
    award = np.zeros_like(owed)
    done = np.clip(money - np.concatenate(([0.0], np.cumsum(owed[order])[:-1])), 0, None)
    award[order] = np.minimum(owed[order], done)
    return award


class Case:
    """What a pay date gives to each: the present trial's people, who of them live, and what is left of each claim."""

    def __init__(self, claim, age, survival):
        self.claim, self.age, self.survival = claim, age, survival
        self.second = np.arange(len(claim)) >= len(claim) * 9 // 10
        self.by_claim = np.argsort(claim, kind="stable")

    def masked(self, rule, owed, money, mask):
        award = np.zeros_like(owed)
        award[mask] = rule(owed[mask], money)
        return award

    def then_all(self, first, owed, money):
        return first + proportional(owed - first, max(money - first.sum(), 0.0))

    def cases(self):
        return {
            "proportional": lambda owed, money, lives, k: proportional(owed, money),
            "yearly limit": lambda owed, money, lives, k: proportional(owed, min(money, self.limit)),
            "equal awards": lambda owed, money, lives, k: equal_awards(owed, money),
            "floor, then pro rata": lambda owed, money, lives, k: self.then_all(
                equal_awards(np.clip(np.minimum(self.claim, FLOOR) - (self.claim - owed), 0, None), money), owed, money),
            "living by equal awards, then all": lambda owed, money, lives, k: self.then_all(
                self.masked(equal_awards, owed, money, lives), owed, money),
            "one group first": lambda owed, money, lives, k: self.then_all(
                self.masked(proportional, owed, money, self.second), owed, money),
            "over ninety first": lambda owed, money, lives, k: self.then_all(
                self.masked(proportional, owed, money, lives & (self.age + k / 4 >= 90)), owed, money),
            "owed, the living, equal awards": lambda owed, money, lives, k: self.masked(equal_awards, owed, money, lives),
            "owed, Talmud": lambda owed, money, lives, k: talmud(owed, money),
            "weights by age": lambda owed, money, lives, k: np.minimum(
                owed, proportional(owed * 1.05 ** np.clip(np.floor(self.age + k / 4) - 80, 0, None), money)),
            "priority by size": lambda owed, money, lives, k: in_order(owed, money, self.by_claim),
            "priority at random": lambda owed, money, lives, k: in_order(owed, money, self.shuffled),
        }


def run(case, rule, trials, random):
    count, wanted = len(case.claim), 0.6 * case.claim.sum() / DATES
    case.limit, in_time = wanted, 0
    for _ in range(trials):
        number = random.random(count)
        case.shuffled = random.permutation(count)
        owed, balance, met = case.claim.copy(), 0.0, np.zeros(count, bool)
        for k in range(DATES):
            lives = case.survival[k + 1] > number
            balance += wanted * (0.5 + random.random())
            award = np.floor(rule(owed, balance, lives, k))
            owed -= award
            balance -= award.sum()
            if k <= BY:
                met |= lives & (owed <= 1)
        in_time += met.mean()
    return in_time / trials


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50000
    trials = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    random = np.random.Generator(np.random.Philox(20190619))
    case = Case(*people(count, random))
    print(f"NumPy {np.__version__}, {count} people, {trials} trials; nanoseconds a claimant and trial")
    for name, rule in case.cases().items():
        begin = time.process_time()
        run(case, rule, trials, random)
        print(f"{name:34s} {(time.process_time() - begin) / trials / count * 1e9:9.1f}", flush=True)


if __name__ == "__main__":
    main()
