package dev.brownout.component.loadbalancer;

import dev.brownout.hashing.Maglev;
import dev.brownout.hashing.Ring;
import dev.brownout.hashing.Succession;
import dev.brownout.measure.Counter;
import dev.brownout.vocabulary.Doc;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The same machine for calls of the same hash, as long as it is in; when one goes, most others keep their hashes. With
 * a bound none gets more calls in flight than so many times the mean of those that are in, the new call counted and the
 * product rounded up; what is more goes on to the next machine (Mirrokni, Thorup and Zadimoghaddam 2018, "Consistent
 * Hashing with Bounded Loads").
 */
final class ByHash implements MachineChoice {
    record Measures(
            @Doc("Calls that went on to another machine because that of their hash had its share in flight.")
            Counter spilled) {}

    private static final long THOUSAND = 1000;

    private final Function<int[], Succession> table;
    private final boolean follows;
    private final long bound;
    private final Runnable spilled;

    /** Those over which hashes are spread, by their positions in the table. */
    private int[] machines;

    private Succession succession;
    private long placed;
    private long within;

    private ByHash(Function<int[], Succession> table, boolean follows, int[] machines, double bound, Runnable spilled) {
        this.table = table;
        this.follows = follows;
        this.machines = machines;
        this.bound = Math.round(bound * THOUSAND);
        this.spilled = spilled;
    }

    /**
     * On a ring of all machines: those that are out are passed over, so that their hashes alone move.
     *
     * @param bound how many times the mean, at least 1, to three decimals; 0 for any number of calls
     * @param spilled called for each call that the bound sends on
     */
    static ByHash ring(List<String> names, int virtualNodes, double bound, Runnable spilled) {
        int[] all = IntStream.range(0, names.size()).toArray();
        return new ByHash(some -> Ring.of(names, virtualNodes), false, all, bound, spilled);
    }

    /** In a table of those machines that are in, made again when these change; the rest as for a ring. */
    static ByHash maglev(List<String> names, double bound, Runnable spilled) {
        Function<int[], Succession> table =
                some -> new Maglev(Arrays.stream(some).mapToObj(names::get).toList());
        return new ByHash(table, true, new int[0], bound, spilled);
    }

    @Override
    public void membersChanged(int[] candidates, int count) {
        if (follows) {
            machines = Arrays.copyOf(candidates, count);
            succession = null;
        }
    }

    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        if (succession == null) {
            succession = table.apply(machines);
        }
        int home = machines[succession.nodeOf(hash, at -> in(machines[at], candidates, count))];
        return bound == 0 ? home : bounded(home, candidates, count, inFlight, hash);
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
                succession.nodeOf(
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
