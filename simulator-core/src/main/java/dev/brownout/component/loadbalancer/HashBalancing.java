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
 * Consistent hashing: calls with equal hashes go to the same host while it is available; when a host leaves, most
 * hashes of the remaining hosts do not move. With a load bound, a host gets at most bound times the mean of the
 * in-flight calls of available hosts, counting the new call and rounding up; excess calls go to the next host
 * (Mirrokni, Thorup and Zadimoghaddam 2018, "Consistent Hashing with Bounded Loads").
 */
final class HashBalancing implements BalancingStrategy {
    record Measures(
            @Doc("Calls sent to another backend because the backend of their hash has reached its limit of calls in"
                    + " flight.")
            @ChartTitle("Calls diverted by {}")
            Counter spilled) {}

    private static final long THOUSAND = 1000;

    private final BalancingAlgorithm algorithm;
    private final int virtualNodes;
    private final List<String> names;
    /** Weights of the hosts; empty if they are equal. */
    private final List<Integer> weights;

    private final long bound;
    private final Runnable spilled;

    /** Hosts over which hashes are spread, by their positions in the table. */
    private int[] machines;

    private RankedPlacement succession;
    /** Weights during slow start; {@code null} otherwise. */
    private double[] young;

    private long placed;
    private long within;

    /**
     * Creates the strategy for hosts with these names.
     *
     * @param selection an algorithm with {@link BalancingAlgorithm#isConsistent consistent} hashing, and its settings
     * @param weights weights of the hosts; empty if they are equal
     * @param spilled called for each call that the bound diverts
     */
    HashBalancing(HostSelection selection, List<String> names, List<Integer> weights, Runnable spilled) {
        this.algorithm = selection.algorithm();
        this.virtualNodes = selection.virtualNodes();
        this.names = names;
        this.weights = weights;
        this.bound = Math.round(selection.bound() * THOUSAND);
        this.spilled = spilled;
        this.machines = IntStream.range(0, names.size()).toArray();
    }

    @Override
    public void membersChanged(int[] candidates, int count) {
        if (algorithm.rebuilds()) {
            machines = Arrays.copyOf(candidates, count);
            succession = null;
        }
    }

    @Override
    public boolean hasWeights() {
        return true;
    }

    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        if (succession == null) {
            succession = algorithm.table(
                    Arrays.stream(machines).mapToObj(names::get).toList(),
                    virtualNodes,
                    weights.isEmpty()
                            ? weights
                            : Arrays.stream(machines).mapToObj(weights::get).toList());
        }
        int home = machines[find(hash, index -> isCandidate(machines[index], candidates, count))];
        return bound == 0 ? home : pickBounded(home, candidates, count, inFlight, hash);
    }

    /**
     * Uses a fraction of a host's ring points that equals its weight; each point has its own activation weight
     * (HAProxy: hash-type consistent, the only one of its hashes that supports slowstart).
     */
    @Override
    public int pickByWeight(int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        young = weights;
        int picked = pick(candidates, count, inFlight, identity, hash);
        young = null;
        return picked;
    }

    private int find(long hash, IntPredicate eligible) {
        if (young != null && succession instanceof HashRing ring) {
            int found = ring.nodeOf(hash, (index, place) -> eligible.test(index) && isAssigned(machines[index], place));
            return found < 0 ? succession.nodeOf(hash, eligible) : found;
        }
        return succession.nodeOf(hash, eligible);
    }

    private boolean isAssigned(int machine, long place) {
        return (Hashing.hash((int) place) >>> 11) * 0x1.0p-53 < young[machine];
    }

    private static boolean isCandidate(int machine, int[] candidates, int count) {
        return Arrays.binarySearch(candidates, 0, count, machine) >= 0;
    }

    private int weight(int machine) {
        return weights.isEmpty() ? 1 : weights.get(machine);
    }

    /**
     * Picks the first host in ring order with fewer calls than the bound times its mean, which is its share of all
     * calls by weight (HAProxy: chash_server_is_eligible); such a host always exists.
     */
    private int pickBounded(int home, int[] candidates, int count, int[] inFlight, long hash) {
        long calls = 1;
        long total = 0;
        for (int i = 0; i < count; i++) {
            calls += inFlight[candidates[i]];
            total += weight(candidates[i]);
        }
        long capacity = bound * calls;
        long all = total;
        int found = machines[
                find(
                        hash,
                        index -> isCandidate(machines[index], candidates, count)
                                && inFlight[machines[index]] * THOUSAND * all < capacity * weight(machines[index]))];
        if (found != home) {
            spilled.run();
        }
        long most = -Math.floorDiv(-capacity * weight(found), THOUSAND * total);
        placed++;
        within += inFlight[found] + 1 <= most ? 1 : 0;
        return found;
    }

    /** Returns the number of calls placed under a bound. */
    long boundedPicks() {
        return placed;
    }

    /** Returns the number of placed calls after which the host was within the bound, counting the call itself. */
    long picksWithinBound() {
        return within;
    }
}
