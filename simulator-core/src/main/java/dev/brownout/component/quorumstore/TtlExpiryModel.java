package dev.brownout.component.quorumstore;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;

/**
 * How many keys of a store are there whose values expire after T, once that time has passed, if each write comes
 * through and clocks are right. A key that is drawn at random and written w times a second has been written within T
 * with 1 - exp(-w T). Of n keys that are written in turn, w of them a second, it has unless fewer than n writes came,
 * and it was none of them: the mean of 1 - N/n, where that is above 0, over N that are Poisson with the mean w T. Keys
 * that are new with each write are there T long: w T of them, by Little's law.
 */
final class TtlExpiryModel {
    /** Keys up to this rank are looked at one by one, those beyond in strata. */
    private static final int RANKS_ALONE = 100_000;

    private static final int STRATA = 1_000;
    /** Terms of a Poisson law beside its greatest one are left out below this share of that. */
    private static final double NEGLIGIBLE = 1e-16;
    /** Times that differ by less are told as one. */
    private static final double ALIKE = 1.001;

    private final long ttlNanos;
    private final CapacityModel model;
    private final KeyNames names;
    /** Writes of the same keys again and again. */
    private final List<Writes> writes = new ArrayList<>();
    /** Writes a second that are about a key of their own each. */
    private double fresh;

    /** Writes of one kind, whose keys come in turn or by chance; how likely one that comes in turn is not there. */
    private record Writes(double perSecond, KeyPopularity keys, double skipped) {}

    TtlExpiryModel(long ttlNanos, CapacityModel model) {
        this.ttlNanos = ttlNanos;
        this.model = model;
        this.names = model.keyNames();
        for (OfferedDemand write : calls(Operation.WRITE)) {
            if (fresh(write)) {
                fresh += write.perSecond();
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

    /** How many come before what they leave expires. */
    private double within(double perSecond) {
        return perSecond * ttlNanos / 1e9;
    }

    void draw() {
        boolean unknown = model.demands().stream()
                .flatMap(calls -> calls.keys().stream())
                .anyMatch(keys -> keys.order().isPresent() && !keys.inTurn()
                        || !keys.names().isEmpty() && made(keys));
        if (unknown || writes.isEmpty() && fresh == 0) {
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
        model.expiry(new CapacityModel.Expiry(ttlNanos, keys, alive + within(fresh), missed(), everyNanos()));
    }

    private int key(Writes write, int rank) {
        return write.keys().key(rank, names);
    }

    /** Whether each of them is about a key of its own, or of one that another has made. */
    private boolean fresh(OfferedDemand calls) {
        return calls.keys().map(this::made).orElse(true);
    }

    private boolean made(KeyPopularity keys) {
        return !keys.ofWriters().equals(keys)
                || rankOf(keys, keys.key(keys.size(), names)).isEmpty();
    }

    /** Whether none of the writes that were counted before has a key as well. */
    private boolean first(List<Writes> before, int key) {
        return before.stream().allMatch(other -> rankOf(other.keys(), key).isEmpty());
    }

    /** How likely a key is not there at any moment. */
    private double missing(int key) {
        double missing = 1;
        for (Writes write : writes) {
            OptionalInt rank = rankOf(write.keys(), key);
            missing *= rank.isPresent() ? unwritten(write, rank.getAsInt()) : 1;
        }
        return missing;
    }

    /** How likely a key has not been written by these calls since what was written then has expired. */
    private double unwritten(Writes write, int rank) {
        return write.keys().inTurn()
                ? write.skipped()
                : StrictMath.exp(-within(write.perSecond()) * write.keys().probability(rank));
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

    /** The mean of 1 - N/n, where that is above 0, over a number that is Poisson, by its terms from the greatest on. */
    private static double skipped(double mean, int turns) {
        long mode = (long) mean;
        double weights = 0;
        double sum = 0;
        double weight = 1;
        for (long k = mode; weight > NEGLIGIBLE; k++) {
            weights += weight;
            sum += weight * Math.max(0, 1 - k / (double) turns);
            weight *= mean / (k + 1);
        }
        weight = mode / mean;
        for (long k = mode - 1; k >= 0 && weight > NEGLIGIBLE; k--) {
            weights += weight;
            sum += weight * Math.max(0, 1 - k / (double) turns);
            weight *= k / mean;
        }
        return sum / weights;
    }

    /** Share of the reads that find nothing; {@code NaN} where nobody reads, or of keys that are made in the run. */
    private double missed() {
        double all = 0;
        double missed = 0;
        for (OfferedDemand read : calls(Operation.READ)) {
            all += read.perSecond();
            if (read.keys().isEmpty()) {
                missed += read.perSecond();
            } else if (fresh(read)) {
                return Double.NaN;
            } else {
                KeyPopularity keys = read.keys().orElseThrow();
                double share = sum(keys, rank -> keys.probability((int) rank) * missing(keys.key((int) rank, names)));
                missed += read.perSecond() * share;
            }
        }
        return all > 0 ? missed / all : Double.NaN;
    }

    /** How long it takes from one write of a key to the next; {@code NaN} where that is chance, or differs. */
    private double everyNanos() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < writes.size(); i++) {
            Writes write = writes.get(i);
            if (!write.keys().inTurn() || !first(writes.subList(0, i), key(write, 1))) {
                return Double.NaN;
            }
            double every = write.keys().size() / write.perSecond() * 1e9;
            least = Math.min(least, every);
            most = Math.max(most, every);
        }
        return most < least * ALIKE ? most : Double.NaN;
    }

    private static double sum(KeyPopularity keys, DoubleUnaryOperator ofRank) {
        int alone = Math.min(RANKS_ALONE, keys.size());
        double sum = 0;
        for (int rank = 1; rank <= alone; rank++) {
            sum += ofRank.applyAsDouble(rank);
        }
        double width = (keys.size() - (double) alone) / STRATA;
        for (int stratum = 0; width > 0 && stratum < STRATA; stratum++) {
            int rank = (int) Math.min(keys.size(), 1 + alone + (long) ((stratum + 0.5) * width));
            sum += width * ofRank.applyAsDouble(rank);
        }
        return sum;
    }
}
