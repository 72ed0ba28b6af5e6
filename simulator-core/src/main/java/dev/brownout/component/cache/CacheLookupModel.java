package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.CacheCapacity;
import dev.brownout.component.cache.SourceAccess.WritePolicy;
import dev.brownout.eviction.CheApproximation;
import dev.brownout.eviction.MissRatioModel;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.UniformKeys;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.WorkingSetModel;
import dev.brownout.spi.CapacityProperty.WriteBehind;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Analytical model of a cache: its lookup load, its hit ratio, and the calls that reach the source. */
final class CacheLookupModel {
    private final CacheSpec spec;
    private final CacheCapacity limits;
    private final CacheExpiry expiry;
    private final SourceAccess access;
    private final CapacityModel model;
    private final List<String> nodes;
    private final AbsentKeyModel absent;
    /** Capacity of a region, in entries of average size. */
    private double capacity;

    CacheLookupModel(CacheSpec spec, CapacityModel model) {
        this.spec = spec;
        this.limits = spec.capacity();
        this.expiry = spec.expiry();
        this.access = spec.sourceAccess();
        this.model = model;
        this.nodes = model.availableHosts(spec.nodes());
        this.absent = new AbsentKeyModel(spec, model);
    }

    void draw() {
        double reads = 0;
        double writes = 0;
        OfferedDemand mainReads = null;
        for (OfferedDemand calls : model.demands()) {
            if (calls.operation() == Operation.WRITE) {
                writes += calls.perSecond();
            } else if (!AbsentKeyModel.of(calls)) {
                reads += calls.perSecond();
                mainReads = mainReads == null || calls.perSecond() > mainReads.perSecond() ? calls : mainReads;
            }
        }
        if (access.write_policy() == WritePolicy.BACK) {
            model.declare(new WriteBehind());
        }
        capacity = share(mainReads, reads);
        double deletes = access.write_policy() == WritePolicy.AROUND ? writes : 0;
        MissRatioModel misses =
                nodes.isEmpty() || reads == 0 ? null : misses(mainReads, reads, deletes, entryLifetime(mainReads));
        if (misses != null) {
            declareWorkingSet(misses, mainReads, reads, deletes);
        }
        if (spec.cpu().cores().isEmpty()) {
            double calls = reads + absent.perSecond() + (access.write_policy() == WritePolicy.BYPASS ? 0 : writes);
            model.station(station(calls, mainReads, misses));
        }
        CacheCpuModel cores = spec.cpu().cores().isPresent() ? new CacheCpuModel(spec, model, nodes) : null;
        for (OfferedDemand calls : model.demands()) {
            OfferedDemand lookups = AbsentKeyModel.of(calls) ? absent.passed(calls) : calls;
            OfferedDemand forwarded = sourceCalls(lookups, mainReads, misses);
            model.forward(forwarded, spec.source());
            if (cores != null) {
                cores.ask(lookups);
                if (calls.operation() == Operation.READ && missesAreFilled(calls, misses)) {
                    cores.miss(forwarded);
                }
            }
        }
        if (cores != null) {
            cores.draw();
        }
    }

    /** Returns the station of nodes without cores. */
    private StationModel station(double calls, OfferedDemand mainReads, MissRatioModel misses) {
        List<Work> works = new ArrayList<>();
        works.add(new Work(calls, spec.cpu().lookup(), true));
        spec.cpu()
                .load_time()
                .ifPresent(length -> works.add(new Work(loadsPerSecond(mainReads, misses), length, true)));
        return new StationModel("", nodes, CoreQueue.UNLIMITED, calls, works);
    }

    /** Returns the loads of read-through per second that leave an entry. */
    private double loadsPerSecond(OfferedDemand mainReads, MissRatioModel misses) {
        double loads = 0;
        for (OfferedDemand calls : model.demands()) {
            if (calls.operation() == Operation.READ && missesAreFilled(calls, misses)) {
                OfferedDemand lookups = AbsentKeyModel.of(calls) ? absent.passed(calls) : calls;
                loads += sourceCalls(lookups, mainReads, misses).perSecond();
            }
        }
        return loads;
    }

    private void declareWorkingSet(MissRatioModel misses, OfferedDemand mainReads, double reads, double deletes) {
        long keys = mainReads.keys().map(KeyPopularity::size).orElse(0);
        long hot = keys == 0 ? 0 : misses.keysFor(0.5);
        model.declare(
                new WorkingSetModel("", misses.room(), keys, hot, servedShare(misses, mainReads, reads, deletes)));
    }

    /** Returns whether misses of these calls are filled. */
    private boolean missesAreFilled(OfferedDemand calls, MissRatioModel misses) {
        return AbsentKeyModel.of(calls) ? expiry.negative_ttl().isPresent() : misses != null;
    }

    /** Returns the capacity of a region without the share of negative entries. */
    private double share(OfferedDemand mainReads, double reads) {
        double usual = mainReads == null ? NegativeEntry.BYTES : Math.max(1, mainReads.sizeBytes());
        double size = bySize(usual) ? NegativeEntry.BYTES / usual : 1;
        KeyPopularity popularity =
                mainReads == null ? new UniformKeys(1) : mainReads.keys().orElseGet(() -> new UniformKeys(1));
        return absent.share(capacity(mainReads), size, popularity, reads, lifetimeReads(expiry.ttl(), reads));
    }

    /** Returns the reads of a location during a lifetime; infinite if entries do not expire. */
    private double lifetimeReads(Optional<Duration> lifetime, double reads) {
        int locationCount = model.places().size();
        return lifetime.map(ttl -> ttl.toNanos() * 1e-9 * reads / locationCount).orElse(Double.POSITIVE_INFINITY);
    }

    /** Returns whether memory, rather than the number of entries, is the limiting capacity for entries of this size. */
    private boolean bySize(double usual) {
        return limits.memory().isPresent()
                && limits.memory().get().bytes() / usual < limits.entries().orElse(Integer.MAX_VALUE);
    }

    /** Returns the calls that reach the source. */
    private OfferedDemand sourceCalls(OfferedDemand calls, OfferedDemand mainReads, MissRatioModel misses) {
        if (calls.operation() == Operation.WRITE) {
            return access.write_policy() == WritePolicy.BACK ? calls.at(writtenBack(calls)) : calls;
        }
        if (AbsentKeyModel.of(calls)) {
            return absent.onwards(calls);
        }
        if (misses == null) {
            return calls;
        }
        OfferedDemand missedCalls = calls.at(calls.perSecond() * (1 - misses.hitRatio()));
        return calls.keys().equals(mainReads.keys()) ? missedCalls.withKeys(misses.popularity()) : missedCalls;
    }

    /**
     * Returns the mean lifetime of the entry left by a load; a failed load leaves none. An evicted entry is missed as
     * rarely as without failures, since the number of entries is the same.
     */
    private Optional<Duration> entryLifetime(OfferedDemand calls) {
        double succeeds = 1 - model.failureShare(calls, spec.source());
        return expiry.ttl().map(ttl -> succeeds == 1 ? ttl : Duration.ofNanos((long) (ttl.toNanos() * succeeds)));
    }

    /**
     * Returns the miss ratios as if every read were for the keys of the most frequent calls; calls without a key share
     * one key.
     */
    private MissRatioModel misses(
            OfferedDemand mainReads, double reads, double deletes, Optional<Duration> timeToLive) {
        return new MissRatioModel(
                mainReads.keys().orElseGet(() -> new UniformKeys(1)),
                new MissRatioModel.Limits(
                        limits.eviction(),
                        capacity,
                        lifetimeReads(timeToLive, reads),
                        expiry.ttl_renewed() == CacheExpiry.Renewal.ACCESS,
                        deletes / reads,
                        bySize(Math.max(1, mainReads.sizeBytes()))));
    }

    /** Returns the share of reads served from memory, including expired entries within the grace period. */
    private double servedShare(MissRatioModel misses, OfferedDemand mainReads, double reads, double deletes) {
        return expiry.stale_while_revalidate()
                .map(grace -> misses(mainReads, reads, deletes, expiry.ttl().map(grace::plus))
                        .hitRatio())
                .orElseGet(misses::hitRatio);
    }

    /** Returns the write-back rate per second: each key changed in a flush interval is written once. */
    private double writtenBack(OfferedDemand calls) {
        int locationCount = model.places().size();
        double interval = access.flush_interval().toNanos() * 1e-9;
        double changes = calls.perSecond() / locationCount * interval;
        CheApproximation keys = new CheApproximation(calls.keys().orElseGet(() -> new UniformKeys(1)));
        return Math.min(calls.perSecond(), locationCount * keys.distinct(changes) / interval);
    }

    /** Returns the capacity of a region in entries of average size, for each replica. */
    private double capacity(OfferedDemand mainReads) {
        double perNode = limits.entries().map(entries -> (double) entries).orElse(Double.POSITIVE_INFINITY);
        if (limits.memory().isPresent()) {
            double size = mainReads == null ? NegativeEntry.BYTES : mainReads.sizeBytes();
            perNode = Math.min(perNode, limits.memory().get().bytes() / Math.max(1, size));
        }
        return Math.max(
                1,
                perNode
                        / spec.replication().copies()
                        * nodes.size()
                        / model.places().size());
    }
}
