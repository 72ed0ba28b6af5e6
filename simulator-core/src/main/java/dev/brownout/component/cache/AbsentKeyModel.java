package dev.brownout.component.cache;

import dev.brownout.eviction.CheApproximation;
import dev.brownout.eviction.MissRatioModel;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.KeyPopularity;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;

/**
 * Analytical model of reads of absent keys: those that pass a Bloom filter, and those answered by negative entries.
 * Such calls are combined as if they all read the keys of the most frequent ones. A full cache is shared by negative
 * and positive entries as in LRU.
 */
final class AbsentKeyModel {
    private static final int ROUNDS = 200;

    private final CacheSpec spec;
    private final double passing;
    private final int locationCount;
    private double perSecond;
    private OfferedDemand mainReads;
    private MissRatioModel misses;

    AbsentKeyModel(CacheSpec spec, CapacityModel model) {
        this.spec = spec;
        this.locationCount = model.places().size();
        this.passing =
                spec.bloom_filter().map(filter -> filter.falsePositives(0)).orElse(1.0);
        for (OfferedDemand calls : model.demands()) {
            if (of(calls)) {
                perSecond += passed(calls).perSecond();
                mainReads = mainReads == null || calls.perSecond() > mainReads.perSecond() ? calls : mainReads;
            }
        }
    }

    /** Returns whether calls read absent keys. */
    static boolean of(OfferedDemand calls) {
        return calls.operation() == Operation.READ
                && calls.keys().filter(AbsentKeys::absent).isPresent();
    }

    /** Returns the calls that pass the filter. */
    OfferedDemand passed(OfferedDemand calls) {
        return calls.at(calls.perSecond() * passing);
    }

    /** Returns the number of lookups of absent keys per second. */
    double perSecond() {
        return perSecond;
    }

    /** Returns the passed calls that reach the source. */
    OfferedDemand onwards(OfferedDemand passed) {
        return misses == null ? passed : passed.at(passed.perSecond() * (1 - misses.hitRatio()));
    }

    /**
     * Shares the capacity of a region between negative and positive entries.
     *
     * @param capacity capacity in positive entries; infinite for no limit
     * @param size size of a negative entry, in positive entries
     * @param popularity the popularity of existing keys
     * @param reads reads of existing keys per second
     * @param lifetimeReads lifetime of a positive entry, in reads
     * @return the capacity left for positive entries
     */
    double share(double capacity, double size, KeyPopularity popularity, double reads, double lifetimeReads) {
        if (spec.expiry().negative_ttl().isEmpty() || mainReads == null) {
            return capacity;
        }
        double expiry = spec.expiry().negative_ttl().get().toNanos() * 1e-9 * perSecond / locationCount;
        KeyPopularity keys = mainReads.keys().orElseThrow();
        CheApproximation absent = new CheApproximation(keys);
        double negativeEntries = Double.POSITIVE_INFINITY;
        double usedCapacity = 0;
        if (!Double.isInfinite(capacity)) {
            CheApproximation existing = new CheApproximation(popularity);
            double perRead = reads == 0 ? 0 : perSecond / reads;
            negativeEntries =
                    negativeEntryCount(absent, existing, new Time(perRead, expiry, lifetimeReads), capacity, size);
            usedCapacity = Math.min(capacity, negativeEntries * size);
        }
        misses = new MissRatioModel(
                keys,
                new MissRatioModel.Limits(spec.capacity().eviction(), Math.max(1, negativeEntries), expiry, false, 0));
        return Math.max(1, capacity - usedCapacity);
    }

    /**
     * Reads of absent keys per read of an existing key, and the lifetime of each kind of entry, in reads of its kind.
     */
    private record Time(double perRead, double expiry, double life) {}

    /** Returns the number of negative entries once both kinds fill the capacity. */
    private static double negativeEntryCount(
            CheApproximation absent, CheApproximation existing, Time time, double capacity, double size) {
        double low = 0;
        double high = 1;
        while (high < 1e15 && sum(absent, existing, time, high, size) < capacity) {
            low = high;
            high *= 2;
        }
        if (high >= 1e15) {
            return absent.distinct(time.expiry);
        }
        for (int i = 0; i < ROUNDS && high - low > 1e-9 * high; i++) {
            double middle = (low + high) / 2;
            if (sum(absent, existing, time, middle, size) < capacity) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return absent.distinct(Math.min(time.expiry, time.perRead * high));
    }

    /** Returns the total size of the entries if each stays for {@code reads} reads of existing keys. */
    private static double sum(
            CheApproximation absent, CheApproximation existing, Time time, double reads, double size) {
        return existing.distinct(Math.min(time.life, reads))
                + size * absent.distinct(Math.min(time.expiry, time.perRead * reads));
    }
}
