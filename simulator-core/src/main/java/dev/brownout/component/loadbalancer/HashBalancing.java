package dev.brownout.component.loadbalancer;

import dev.brownout.hashing.HashRing;
import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.RankedPlacement;
import dev.brownout.instrument.Counter;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The same machine for calls of the same hash, as long as it is in; when one goes, most others keep their hashes. With
 * a bound none gets more calls in flight than so many times the mean of those that are in, the new call counted and the
 * product rounded up; what is more goes on to the next machine (Mirrokni, Thorup and Zadimoghaddam 2018, "Consistent
 * Hashing with Bounded Loads").
 */
final class HashBalancing implements BalancingStrategy {
    record Measures(
            @Doc("Calls that went on to another machine because that of their hash had its share in flight.")
            @ChartTitle("Calls that {} sends past a busy machine")
            Counter spilled) {}

    private static final long THOUSAND = 1000;

    private final BalancingAlgorithm algorithm;
    private final int virtualNodes;
    private final List<String> names;
    private final long bound;
    private final Runnable spilled;

    /** Those over which hashes are spread, by their positions in the table. */
    private int[] machines;

    private RankedPlacement succession;
    /** The weights of machines while some are young; else {@code null}. */
    private double[] young;

    private long placed;
    private long within;

    /**
     * Among machines of these names.
     *
     * @param algorithm on a ring of all of them those that are out are passed over, so that their hashes alone move; a
     *     table is of those that are in, and made again when these change
     * @param spilled called for each call that the bound sends on
     */
    HashBalancing(BalancingAlgorithm algorithm, LoadBalancerSpec spec, List<String> names, Runnable spilled) {
        this.algorithm = algorithm;
        this.virtualNodes = spec.virtual_nodes();
        this.names = names;
        this.bound = Math.round(spec.bound() * THOUSAND);
        this.spilled = spilled;
        this.machines = IntStream.range(0, names.size()).toArray();
    }

    @Override
    public void membersChanged(int[] candidates, int count) {
        if (algorithm == BalancingAlgorithm.MAGLEV) {
            machines = Arrays.copyOf(candidates, count);
            succession = null;
        }
    }

    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        if (succession == null) {
            succession =
                    algorithm.table(Arrays.stream(machines).mapToObj(names::get).toList(), virtualNodes);
        }
        int home = machines[find(hash, at -> in(machines[at], candidates, count))];
        return bound == 0 ? home : bounded(home, candidates, count, inFlight, hash);
    }

    /**
     * A young machine has as many points of the ring as its weight says, each from a weight of its own on (HAProxy:
     * hash-type consistent, the only one of its hashes that goes with slowstart).
     */
    @Override
    public int pickByWeight(int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        young = weights;
        int picked = pick(candidates, count, inFlight, identity, hash);
        young = null;
        return picked;
    }

    private int find(long hash, IntPredicate takes) {
        if (young != null && succession instanceof HashRing ring) {
            int found = ring.nodeOf(hash, (at, place) -> takes.test(at) && laid(machines[at], place));
            return found < 0 ? succession.nodeOf(hash, takes) : found;
        }
        return succession.nodeOf(hash, takes);
    }

    private boolean laid(int machine, long place) {
        return (Hashing.hash((int) place) >>> 11) * 0x1.0p-53 < young[machine];
    }

    private static boolean in(int machine, int[] candidates, int count) {
        return Arrays.binarySearch(candidates, 0, count, machine) >= 0;
    }

    /** A machine has room as long as its calls are fewer than the bound times the mean: there is always one. */
    private int bounded(int home, int[] candidates, int count, int[] inFlight, long hash) {
        long calls = 1;
        for (int i = 0; i < count; i++) {
            calls += inFlight[candidates[i]];
        }
        long room = bound * calls;
        int found = machines[
                find(
                        hash,
                        at -> in(machines[at], candidates, count) && inFlight[machines[at]] * THOUSAND * count < room)];
        if (found != home) {
            spilled.run();
        }
        long most = -Math.floorDiv(-room, THOUSAND * count);
        placed++;
        within += inFlight[found] + 1 <= most ? 1 : 0;
        return found;
    }

    /** Calls that it has placed under a bound. */
    long placed() {
        return placed;
    }

    /** Of these, those whose machine had no more calls than the bound lets it, this one counted. */
    long within() {
        return within;
    }
}
