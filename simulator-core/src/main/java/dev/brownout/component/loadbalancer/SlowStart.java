package dev.brownout.component.loadbalancer;

import dev.brownout.random.Draws;
import java.util.Arrays;

/**
 * What machines get that have come into service or come back, while they are young: a share of the calls that grows in
 * a straight line from nothing to that of any other (nginx: slow_start; HAProxy: slowstart; Envoy: slow start with an
 * aggression of 1). What is too much for a young machine goes to any other, so that it gets half of its share on
 * average; algorithms that go by the calls in flight take each of a young machine's for so many more instead.
 */
final class SlowStart {
    private final long lasting;
    private final boolean counts;
    private final Draws draws;
    /** When the youth of each machine ends. */
    private final long[] until;

    private final int[] weighed;
    private long last;

    /**
     * Machines that are all grown up.
     *
     * @param counts whether the algorithm goes by the calls in flight
     * @param draws keyed draws for which calls are too much
     */
    SlowStart(long lasting, boolean counts, Draws draws, int machines) {
        this.lasting = lasting;
        this.counts = counts;
        this.draws = draws;
        this.until = new long[machines];
        this.weighed = new int[machines];
    }

    /** A machine has come. */
    void began(int machine, long now) {
        until[machine] = now + lasting;
        last = Math.max(last, now + lasting);
    }

    /** The share of a grown machine's calls that one may have. */
    double share(int machine, long now) {
        return now >= until[machine] ? 1 : 1 - (double) (until[machine] - now) / lasting;
    }

    /** Picks as the algorithm would, with that taken into account. */
    int pick(MachineChoice choice, int[] candidates, int count, int[] inFlight, long identity, long hash, long now) {
        if (now >= last) {
            return choice.pickMember(candidates, count, inFlight, identity, hash);
        }
        if (counts) {
            for (int i = 0; i < count; i++) {
                int machine = candidates[i];
                double share = share(machine, now);
                weighed[machine] = share == 1
                        ? inFlight[machine]
                        : (int) Math.min(1_000_000_000.0, (inFlight[machine] + 1) / share - 1);
            }
            return choice.pick(candidates, count, weighed, identity, hash);
        }
        int machine = choice.pickMember(candidates, count, inFlight, identity, hash);
        double chance = draws.at(identity).uniform();
        if (chance < share(machine, now)) {
            return machine;
        }
        int[] others = Arrays.stream(candidates, 0, count)
                .filter(other -> chance < share(other, now))
                .toArray();
        return others.length == 0 ? machine : others[draws.below(others.length)];
    }
}
