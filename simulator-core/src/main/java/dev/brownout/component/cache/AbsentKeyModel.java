package dev.brownout.component.cache;

import dev.brownout.eviction.CheApproximation;
import dev.brownout.eviction.MissRatioModel;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.KeyPopularity;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;

/**
 * Reads of keys that do not exist, on paper: what a Bloom filter lets pass of them, and what negative entries answer of
 * those. They are taken together as if all asked for the keys of the most frequent ones. In a cache that is full they
 * share its room with the entries of keys that exist as in one that forgets what was not used for longest.
 */
final class AbsentKeyModel {
    private static final int ROUNDS = 200;

    private final CacheSpec spec;
    private final double passing;
    private final int places;
    private double perSecond;
    private OfferedDemand most;
    private MissRatioModel misses;

    AbsentKeyModel(CacheSpec spec, CapacityModel model) {
        this.spec = spec;
        this.places = model.places().size();
        this.passing =
                spec.bloom_filter().map(filter -> filter.falsePositives(0)).orElse(1.0);
        for (OfferedDemand calls : model.demands()) {
            if (of(calls)) {
                perSecond += passed(calls).perSecond();
                most = most == null || calls.perSecond() > most.perSecond() ? calls : most;
            }
        }
    }

    /** Whether calls read keys that do not exist. */
    static boolean of(OfferedDemand calls) {
        return calls.operation() == Operation.READ
                && calls.keys().filter(AbsentKeys::absent).isPresent();
    }

    /** What the filter lets pass of such calls. */
    OfferedDemand passed(OfferedDemand calls) {
        return calls.at(calls.perSecond() * passing);
    }

    /** How many a second look for an entry. */
    double perSecond() {
        return perSecond;
    }

    /** What of calls that have passed reaches the source. */
    OfferedDemand onwards(OfferedDemand passed) {
        return misses == null ? passed : passed.at(passed.perSecond() * (1 - misses.hitRatio()));
    }

    /**
     * Shares the room of a region.
     *
     * @param room entries of keys that exist for which there is room; infinite for any number
     * @param size of a negative entry, in entries of keys that exist
     * @param others the popularity of keys that exist
     * @param reads of these a second, and how many of them an entry lives
     * @return the room that is left for entries of keys that exist
     */
    double share(double room, double size, KeyPopularity others, double reads, double life) {
        if (spec.negative_ttl().isEmpty() || most == null) {
            return room;
        }
        double expiry = spec.negative_ttl().get().toNanos() * 1e-9 * perSecond / places;
        KeyPopularity keys = most.keys().orElseThrow();
        CheApproximation absent = new CheApproximation(keys);
        double own = Double.POSITIVE_INFINITY;
        double taken = 0;
        if (!Double.isInfinite(room)) {
            CheApproximation there = new CheApproximation(others);
            double perRead = reads == 0 ? 0 : perSecond / reads;
            own = held(absent, there, new Time(perRead, expiry, life), room, size);
            taken = Math.min(room, own * size);
        }
        misses = new MissRatioModel(
                keys, new MissRatioModel.Limits(spec.eviction(), Math.max(1, own), expiry, false, 0));
        return Math.max(1, room - taken);
    }

    /** Reads of absent keys for each of a key that exists, and how many of each an entry lives. */
    private record Time(double perRead, double expiry, double life) {}

    /** Negative entries held, once both kinds fill a room. */
    private static double held(CheApproximation absent, CheApproximation there, Time time, double room, double size) {
        double low = 0;
        double high = 1;
        while (high < 1e15 && sum(absent, there, time, high, size) < room) {
            low = high;
            high *= 2;
        }
        if (high >= 1e15) {
            return absent.distinct(time.expiry);
        }
        for (int i = 0; i < ROUNDS && high - low > 1e-9 * high; i++) {
            double middle = (low + high) / 2;
            if (sum(absent, there, time, middle, size) < room) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return absent.distinct(Math.min(time.expiry, time.perRead * high));
    }

    /** Entries held where each stays for so many reads of keys that exist. */
    private static double sum(CheApproximation absent, CheApproximation there, Time time, double reads, double size) {
        return there.distinct(Math.min(time.life, reads))
                + size * absent.distinct(Math.min(time.expiry, time.perRead * reads));
    }
}
