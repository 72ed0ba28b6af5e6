package dev.brownout.component.quorumstore;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.RankStratum;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.KeyExpiryModel;
import dev.brownout.spi.OfferedDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;

/**
 * Analytical model of the number of live keys in a store with the time to live T, once T has passed since the start. It
 * assumes that every write succeeds and that clocks are right.
 *
 * <p>A key with random writes at the rate w has been written within T with the probability 1 - exp(-w T). For n keys
 * that are written in turn at the total rate w, let N be the number of writes within T, Poisson with the mean w T. A
 * key is missing with the probability 1 - N/n if N &lt; n, otherwise 0; the model takes the mean over N. With a new key
 * for each write, w T keys are live, by Little's law.
 */
final class TtlExpiryModel {
    /** Greatest rank of the keys that are evaluated one by one. Keys beyond this rank are evaluated in strata. */
    private static final int RANKS_ALONE = 100_000;

    private static final int STRATA = 1_000;
    /** Weight relative to the greatest term below which terms of a Poisson distribution are dropped. */
    private static final double NEGLIGIBLE = 1e-16;
    /** Greatest ratio of two intervals that count as equal. */
    private static final double ALIKE = 1.001;

    private final long ttlNanos;
    private final CapacityModel model;
    private final KeyNames names;
    /** Writes to a fixed set of keys. */
    private final List<Writes> writes = new ArrayList<>();
    /** Rate of writes that create a new key each, per second. */
    private double newKeyWritesPerSecond;

    /**
     * Writes with one key distribution.
     *
     * @param skipped probability that a key is missing if the keys are written in turn, otherwise {@code NaN}
     */
    private record Writes(double perSecond, KeyPopularity keys, double skipped) {}

    TtlExpiryModel(long ttlNanos, CapacityModel model) {
        this.ttlNanos = ttlNanos;
        this.model = model;
        this.names = model.keyNames();
        for (OfferedDemand write : calls(Operation.WRITE)) {
            if (fresh(write)) {
                newKeyWritesPerSecond += write.perSecond();
            } else {
                KeyPopularity keys = write.keys().orElseThrow();
                double skipped = keys.inTurn() ? skipped(within(write.perSecond()), keys.size()) : Double.NaN;
                writes.add(new Writes(write.perSecond(), keys, skipped));
            }
        }
    }

    private List<OfferedDemand> calls(Operation operation) {
        return model.demands().stream()
                .filter(calls -> calls.operation() == operation && calls.perSecond() > 0)
                .toList();
    }

    /** Returns the mean number of calls within the time to live. */
    private double within(double perSecond) {
        return perSecond * ttlNanos / 1e9;
    }

    void draw() {
        boolean unknown = model.demands().stream()
                .flatMap(calls -> calls.keys().stream())
                .anyMatch(keys -> keys.order().isPresent() && !keys.inTurn()
                        || !keys.names().isEmpty() && createsKeys(keys));
        if (unknown || writes.isEmpty() && newKeyWritesPerSecond == 0) {
            return;
        }
        double keys = 0;
        double alive = 0;
        for (int i = 0; i < writes.size(); i++) {
            Writes write = writes.get(i);
            List<Writes> before = writes.subList(0, i);
            keys += sum(write.keys(), rank -> first(before, key(write, (int) rank)) ? 1 : 0);
            alive += sum(write.keys(), rank -> {
                int key = key(write, (int) rank);
                return first(before, key) ? 1 - missing(key) : 0;
            });
        }
        model.declare(new KeyExpiryModel(
                ttlNanos, keys, alive + within(newKeyWritesPerSecond), notFoundShare(), everyNanos()));
    }

    private int key(Writes write, int rank) {
        return write.keys().key(rank, names);
    }

    /** Returns whether the keys of these calls are unique, or are keys that other calls create during the run. */
    private boolean fresh(OfferedDemand calls) {
        return calls.keys().map(this::createsKeys).orElse(true);
    }

    private boolean createsKeys(KeyPopularity keys) {
        return !keys.ofWriters().equals(keys)
                || rankOf(keys, keys.key(keys.size(), names)).isEmpty();
    }

    /** Returns whether none of the earlier writes contains the key, so that it is not counted twice. */
    private boolean first(List<Writes> before, int key) {
        return before.stream().allMatch(other -> rankOf(other.keys(), key).isEmpty());
    }

    /** Returns the probability that a key has no live value at a given moment. */
    private double missing(int key) {
        double missing = 1;
        for (Writes write : writes) {
            OptionalInt rank = rankOf(write.keys(), key);
            missing *= rank.isPresent() ? probabilityUnwritten(write, rank.getAsInt()) : 1;
        }
        return missing;
    }

    /** Returns the probability that these writes have not written a key within the time to live. */
    private double probabilityUnwritten(Writes write, int rank) {
        return write.keys().inTurn()
                ? write.skipped()
                : ElementaryFunctions.exp(
                        -within(write.perSecond()) * write.keys().probability(rank));
    }

    private OptionalInt rankOf(KeyPopularity keys, int key) {
        int named = keys.names().size();
        long plain = Math.abs((long) key) + named;
        if (plain <= keys.size() && keys.key((int) plain, names) == key) {
            return OptionalInt.of((int) plain);
        }
        for (int rank = 1; rank <= named; rank++) {
            if (keys.key(rank, names) == key) {
                return OptionalInt.of(rank);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Returns the mean of max(0, 1 - N/n) for N with a Poisson distribution. The terms are added from the greatest one
     * outwards.
     *
     * @param mean mean of N
     * @param keyCount number of keys n
     */
    private static double skipped(double mean, int keyCount) {
        long mode = (long) mean;
        double weights = 0;
        double sum = 0;
        double weight = 1;
        for (long k = mode; weight > NEGLIGIBLE; k++) {
            weights += weight;
            sum += weight * Math.max(0, 1 - k / (double) keyCount);
            weight *= mean / (k + 1);
        }
        weight = mode / mean;
        for (long k = mode - 1; k >= 0 && weight > NEGLIGIBLE; k--) {
            weights += weight;
            sum += weight * Math.max(0, 1 - k / (double) keyCount);
            weight *= k / mean;
        }
        return sum / weights;
    }

    /**
     * Returns the share of reads that find no value; {@code NaN} without reads, or if a read uses keys that are created
     * during the run.
     */
    private double notFoundShare() {
        double all = 0;
        double notFoundPerSecond = 0;
        for (OfferedDemand read : calls(Operation.READ)) {
            all += read.perSecond();
            if (read.keys().isEmpty()) {
                notFoundPerSecond += read.perSecond();
            } else if (fresh(read)) {
                return Double.NaN;
            } else {
                KeyPopularity keys = read.keys().orElseThrow();
                double share = sum(keys, rank -> keys.probability((int) rank) * missing(keys.key((int) rank, names)));
                notFoundPerSecond += read.perSecond() * share;
            }
        }
        return all > 0 ? notFoundPerSecond / all : Double.NaN;
    }

    /**
     * Returns the interval between two writes of a key, in ns; {@code NaN} if it is random or not the same for all
     * keys.
     */
    private double everyNanos() {
        double shortest = Double.POSITIVE_INFINITY;
        double longest = 0;
        for (int i = 0; i < writes.size(); i++) {
            Writes write = writes.get(i);
            if (!write.keys().inTurn() || !first(writes.subList(0, i), key(write, 1))) {
                return Double.NaN;
            }
            double every = write.keys().size() / write.perSecond() * 1e9;
            shortest = Math.min(shortest, every);
            longest = Math.max(longest, every);
        }
        return longest < shortest * ALIKE ? longest : Double.NaN;
    }

    private static double sum(KeyPopularity keys, DoubleUnaryOperator ofRank) {
        int exactRanks = Math.min(RANKS_ALONE, keys.size());
        double sum = 0;
        for (int rank = 1; rank <= exactRanks; rank++) {
            sum += ofRank.applyAsDouble(rank);
        }
        for (RankStratum stratum : RankStratum.beyond(exactRanks, STRATA, keys)) {
            sum += stratum.keys() * ofRank.applyAsDouble(stratum.rank());
        }
        return sum;
    }
}
