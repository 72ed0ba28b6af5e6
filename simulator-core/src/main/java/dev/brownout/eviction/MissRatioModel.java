package dev.brownout.eviction;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.KeyOrder;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.RecordedSizes;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Analytical model of the misses of a store: for independent requests, entries of one size and instantaneous loads, in
 * steady state. If the bound is in bytes and sizes were recorded with the keys, T makes the expected bytes equal the
 * capacity.
 *
 * <p>A key of popularity p is found by the next request if that comes within the characteristic time T of the store and
 * before a delete: q = (1 - e<sup>-(1+d)pT</sup>)/(1+d), with d deletes per read of a key. Before it expires after τ it
 * is thus found about M(1 - e<sup>-pτ/M</sup>) times, M = q/(1-q); this is exact without an expiry, and without a bound
 * and deletes. T makes the expected number of entries equal the capacity (then the model equals
 * {@link CheApproximation}). Times are counted in reads of the store. If n equal stores load a key from a common one,
 * and its entries expire together, a store finds it (1 + npτ)/(1 + (n - 1)(1 - e<sup>-pτ</sup>)) - 1 times per load
 * instead of pτ. First in, first out: found p·min(T, τ) times. Perfect least frequently used: the most popular keys,
 * without a bound. Optimal eviction: one replay of the recorded trace after another, without expiry and deletes; of n
 * keys in cyclic order it finds (c-1)/(n-1) with capacity c. S4LRU: {@link SegmentedLruModel}, unless uses renew the
 * lifetime, or its segments do not fill. Each further policy, and S4LRU in these cases, is approximated by least
 * recently used, which finds less.
 */
public final class MissRatioModel {
    private static final int ROUNDS = 100;
    private static final double EXACTNESS = 1e-11;

    private final KeyPopularity popularity;
    private final Limits limits;
    private final CheApproximation keys;
    private final CheApproximation.Top top;
    private final double time;
    /** The times of the segments; empty for other policies, and if least recently used stands for them. */
    private final Optional<SegmentedLruModel> segments;
    /** The hit ratio of optimal eviction, if the accesses are known. */
    private final OptionalDouble known;
    /** The hit ratio of the reads; {@code NaN} until it is first requested. */
    private double hitRatio = Double.NaN;

    /**
     * Limits of a store.
     *
     * @param eviction the eviction policy
     * @param entries capacity in entries, at least 1; infinite for no limit
     * @param expiryReads lifetime of an entry in reads of the store; infinite for no expiry
     * @param renewed whether each use renews the lifetime
     * @param deletesPerRead deletes of a key per read of it
     * @param bySize whether the capacity is in bytes, expressed in entries of the mean requested size
     */
    public record Limits(
            Eviction eviction,
            double entries,
            double expiryReads,
            boolean renewed,
            double deletesPerRead,
            boolean bySize) {
        /** Creates limits with the capacity in entries. */
        public Limits(Eviction eviction, double entries, double expiryReads, boolean renewed, double deletesPerRead) {
            this(eviction, entries, expiryReads, renewed, deletesPerRead, false);
        }
    }

    /** Computes the characteristic time. */
    public MissRatioModel(KeyPopularity popularity, Limits limits) {
        this.popularity = popularity;
        this.limits = limits;
        this.keys = new CheApproximation(popularity, limits.bySize);
        boolean perfect = limits.eviction == Eviction.PERFECT_LFU;
        this.top = keys.top(perfect ? limits.entries : Double.POSITIVE_INFINITY);
        boolean unbounded = perfect || cachedShare(Double.POSITIVE_INFINITY) <= limits.entries;
        this.known = limits.eviction == Eviction.OPT && popularity.order().isPresent()
                ? OptionalDouble.of(foreseen(popularity.order().get()))
                : OptionalDouble.empty();
        this.time = unbounded ? Double.POSITIVE_INFINITY : characteristic();
        this.segments = unbounded ? Optional.empty() : segments();
    }

    private Optional<SegmentedLruModel> segments() {
        boolean renews = limits.renewed && !Double.isInfinite(limits.expiryReads);
        return limits.eviction != Eviction.S4LRU || renews || limits.entries < SegmentedLruEviction.SEGMENTS
                ? Optional.empty()
                : SegmentedLruModel.of(keys, limits.entries, limits.expiryReads, limits.deletesPerRead);
    }

    private double cachedShare(double characteristic) {
        double held = 0;
        for (int i = 0; i < keys.groups(); i++) {
            held += keys.groupSize(i) * found(i, characteristic);
        }
        return held;
    }

    /**
     * Solves for T by false position (Illinois method: an end that stays twice counts half) between two powers of two.
     */
    private double characteristic() {
        double low = 0;
        double high = 1;
        double missing = limits.entries;
        double excess = cachedShare(high) - limits.entries;
        while (excess < 0) {
            low = high;
            missing = -excess;
            high *= 2;
            excess = cachedShare(high) - limits.entries;
        }
        boolean below = true;
        for (int i = 0; i < ROUNDS && high - low > EXACTNESS * high; i++) {
            double middle = (low * excess + high * missing) / (excess + missing);
            double beyond = cachedShare(middle) - limits.entries;
            if (Math.abs(beyond) <= EXACTNESS * limits.entries) {
                return middle;
            }
            if (beyond < 0) {
                low = middle;
                missing = -beyond;
                excess /= below ? 2 : 1;
            } else {
                high = middle;
                excess = beyond;
                missing /= below ? 1 : 2;
            }
            below = beyond < 0;
        }
        return high;
    }

    /**
     * Returns the probability that a read of a key finds it, which equals the probability of its presence (PASTA:
     * Poisson arrivals see time averages).
     */
    private double found(double p, double characteristic) {
        if (p <= 0) {
            return 0;
        }
        double expiry = limits.expiryReads;
        double times;
        if (limits.eviction == Eviction.FIFO) {
            double life = Math.min(p * characteristic, p * limits.expiryReads);
            times = limits.deletesPerRead == 0
                    ? life
                    : -ElementaryFunctions.expm1(-limits.deletesPerRead * life) / limits.deletesPerRead;
        } else {
            double idle = limits.renewed ? Math.min(characteristic, expiry) : characteristic;
            double often = 1 + limits.deletesPerRead;
            double next = -ElementaryFunctions.expm1(-often * p * idle) / often;
            times = next / (1 - next);
            if (!limits.renewed && !Double.isInfinite(expiry)) {
                double finds = p * limits.expiryReads;
                times = Double.isInfinite(times) ? finds : -times * ElementaryFunctions.expm1(-finds / times);
            }
        }
        return top.has(p) * (Double.isInfinite(times) ? 1 : times / (1 + times));
    }

    /** Returns the probability that a read of a key of popularity {@code p} finds it. */
    private double present(double p) {
        return segments.isPresent() ? segments.get().found(p) : found(p, time);
    }

    private double found(int group, double characteristic) {
        return fits(group) ? found(keys.probability(group), characteristic) : 0;
    }

    private double present(int group) {
        return fits(group) ? present(keys.probability(group)) : 0;
    }

    /** Returns whether the keys of a group can be kept: keys larger than the whole store never are. */
    private boolean fits(int group) {
        return !limits.bySize || keys.groupSize(group) <= limits.entries * keys.keys(group);
    }

    /**
     * Returns the hit ratio of optimal eviction in the second replay of a trace, after the first has filled the store.
     */
    private double foreseen(KeyOrder order) {
        int period = order.period();
        Optional<RecordedSizes> sizes = limits.bySize ? popularity.sizes() : Optional.empty();
        if (sizes.isEmpty() && limits.entries >= popularity.size()) {
            return 1;
        }
        if (popularity.inTurn()) {
            return (limits.entries - 1) / (period - 1);
        }
        FutureAccesses foresight = new FutureAccesses(order);
        BoundedStore store = sizes.map(recorded ->
                        new BoundedStore(foresight, BoundedStore.UNLIMITED, recorded.bytesOf(limits.entries)))
                .orElseGet(() -> new BoundedStore(foresight, (int) limits.entries, Long.MAX_VALUE));
        int found = 0;
        for (long number = 0; number < 2L * period; number++) {
            foresight.advanceTo(number);
            if (store.get(order.key(number), 0) == BoundedStore.ABSENT) {
                int index = (int) (number % period);
                store.put(order.key(number), 0, sizes.map(s -> s.bytes(index)).orElse(0), BoundedStore.NEVER);
            } else if (number >= period) {
                found++;
            }
        }
        return (double) found / period;
    }

    /** Returns the capacity in entries; if sizes differ, the mean number of entries. */
    public double capacity() {
        if (!limits.bySize || popularity.sizes().isEmpty()) {
            return limits.entries;
        }
        double entries = 0;
        for (int i = 0; i < keys.groups(); i++) {
            entries += keys.keys(i) * present(i);
        }
        return entries;
    }

    /** Returns the hit ratio of the reads, 0 to 1. */
    public double hitRatio() {
        if (Double.isNaN(hitRatio)) {
            hitRatio = hits();
        }
        return hitRatio;
    }

    private double hits() {
        if (known.isPresent()) {
            return known.getAsDouble();
        }
        boolean inTurn = popularity.inTurn() && limits.eviction != Eviction.PERFECT_LFU;
        if (inTurn && limits.entries < popularity.size()) {
            return 0;
        }
        double hits = 0;
        for (int i = 0; i < keys.groups(); i++) {
            hits += keys.keys(i) * keys.probability(i) * present(i);
        }
        return Math.min(1, hits);
    }

    /** Returns the minimum number of keys that receive a share of the reads, 0 to 1. */
    public long keysFor(double share) {
        return keys.keysFor(share);
    }

    /** Returns the popularity of keys among the misses; only named keys are adjusted individually. */
    public KeyPopularity popularity() {
        double missed = 1 - hitRatio();
        return missed <= 0
                ? popularity
                : popularity.withShares(share -> Math.min(1, share * (1 - present(share)) / missed));
    }
}
