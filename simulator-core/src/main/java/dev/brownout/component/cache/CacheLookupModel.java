package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.CacheCapacity;
import dev.brownout.component.cache.SourceAccess.ReadPolicy;
import dev.brownout.component.cache.SourceAccess.WritePolicy;
import dev.brownout.eviction.CheApproximation;
import dev.brownout.eviction.MissRatioModel;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.UniformKeys;
import dev.brownout.sentence.Sentence;
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
    private final List<OfferedDemand> lookups = new ArrayList<>();
    private double reads;
    private double writes;
    /** Most frequent reads of existing keys; {@code null} if there are none. */
    private OfferedDemand mainReads;
    /** Hit ratio of the reads, at most; {@code null} if it is unknown, or if nothing is read. */
    private MissRatioModel misses;

    CacheLookupModel(CacheSpec spec, CapacityModel model) {
        this.spec = spec;
        this.limits = spec.capacity();
        this.expiry = spec.expiry();
        this.access = spec.sourceAccess();
        this.model = model;
        this.nodes = model.availableHosts(spec.nodes());
    }

    void addToModel() {
        double passing =
                spec.bloomFilter().map(filter -> filter.falsePositives(0)).orElse(1.0);
        for (OfferedDemand calls : model.demands()) {
            lookups.add(isAbsent(calls) ? calls.withRate(calls.perSecond() * passing) : calls);
            if (calls.operation() == Operation.WRITE) {
                writes += calls.perSecond();
            } else if (!isAbsent(calls)) {
                reads += calls.perSecond();
                mainReads = mainReads == null || calls.perSecond() > mainReads.perSecond() ? calls : mainReads;
            }
        }
        if (access.writePolicy() == WritePolicy.BACK) {
            model.declare(new WriteBehind());
        }
        Optional<Sentence> unknown = unknownHits();
        boolean atLeast = unknown.filter(CapacityModel.FAILED_LOADS::equals).isPresent();
        if (!nodes.isEmpty() && reads > 0 && (unknown.isEmpty() || atLeast)) {
            misses = misses(expiry.ttl());
        }
        if (misses != null && unknown.isEmpty()) {
            declareWorkingSet();
        }
        List<OfferedDemand> forwarded = lookups.stream().map(this::sourceCalls).toList();
        for (OfferedDemand calls : forwarded) {
            boolean known = unknown.isEmpty() || calls.operation() == Operation.WRITE;
            model.forward(known ? calls : calls.withUnknownRate(unknown.get()), spec.source());
        }
        station(forwarded, unknown);
    }

    /** Returns whether calls read absent keys. */
    private static boolean isAbsent(OfferedDemand calls) {
        return calls.operation() == Operation.READ
                && calls.keys().filter(AbsentKeys::isAbsent).isPresent();
    }

    /** Returns the reason why the hit ratio is unknown; empty if it is known. */
    private Optional<Sentence> unknownHits() {
        if (expiry.negativeTtl().isPresent() && lookups.stream().anyMatch(CacheLookupModel::isAbsent)) {
            return Optional.of(Sentence.of("negative entries share the cache"));
        }
        return Optional.of(CapacityModel.FAILED_LOADS)
                .filter(reason ->
                        expiry.ttl().isPresent() && mainReads != null && model.fails(mainReads, spec.source()));
    }

    /** Adds the nodes. Without cores no lookup waits; of several nodes with cores the keys decide the loads. */
    private void station(List<OfferedDemand> forwarded, Optional<Sentence> unknown) {
        double loads = forwarded.stream()
                .filter(calls -> calls.operation() == Operation.READ && misses != null && !isAbsent(calls))
                .mapToDouble(OfferedDemand::perSecond)
                .sum();
        double calls = lookups.stream()
                .filter(lookup -> lookup.operation() == Operation.READ || access.writePolicy() != WritePolicy.BYPASS)
                .mapToDouble(OfferedDemand::perSecond)
                .sum();
        List<Work> works = new ArrayList<>(List.of(new Work(calls, spec.cpu().lookup(), true)));
        if (access.readPolicy() == ReadPolicy.LOOK_ASIDE && spec.cpu().cores().isPresent()) {
            works.add(new Work(loads, spec.cpu().lookup(), false));
        }
        spec.cpu().loadTime().ifPresent(length -> works.add(new Work(loads, length, true)));
        CoreQueue cores = spec.cpu()
                .cores()
                .map(count -> CoreQueue.fifo(count, spec.cpu().queue()))
                .orElse(CoreQueue.UNLIMITED);
        boolean several = model.hostsPerLocation(spec.nodes()) * model.places().size() > 1;
        Optional<Sentence> reason = unknown.filter(
                        why -> !cores.isUnlimited() || spec.cpu().loadTime().isPresent())
                .or(() -> Optional.of(Sentence.of("its keys decide the load of each node"))
                        .filter(why -> several && !cores.isUnlimited()));
        model.station(new StationModel("", nodes, cores, calls, works).withUnknownLoad(reason));
    }

    private void declareWorkingSet() {
        long keys = mainReads.keys().map(KeyPopularity::size).orElse(0);
        long hot = keys == 0 ? 0 : misses.keysFor(0.5);
        double served = expiry.staleWhileRevalidate()
                .map(grace -> misses(expiry.ttl().map(grace::plus)).hitRatio())
                .orElseGet(misses::hitRatio);
        model.declare(new WorkingSetModel("", misses.capacity(), keys, hot, served));
    }

    /** Returns the reads of a location during a lifetime; infinite if entries do not expire. */
    private double lifetimeReads(Optional<Duration> lifetime) {
        int locationCount = model.places().size();
        return lifetime.map(ttl -> ttl.toNanos() * 1e-9 * reads / locationCount).orElse(Double.POSITIVE_INFINITY);
    }

    /** Returns whether memory, rather than the number of entries, is the limiting capacity for entries of this size. */
    private boolean bySize(double usual) {
        return limits.memory().isPresent()
                && limits.memory().get().bytes() / usual < limits.entries().orElse(Integer.MAX_VALUE);
    }

    /** Returns the calls that reach the source. */
    private OfferedDemand sourceCalls(OfferedDemand calls) {
        if (calls.operation() == Operation.WRITE) {
            return access.writePolicy() == WritePolicy.BACK ? calls.withRate(writtenBack(calls)) : calls;
        }
        if (misses == null || isAbsent(calls)) {
            return calls;
        }
        OfferedDemand missedCalls = calls.withRate(calls.perSecond() * (1 - misses.hitRatio()));
        return calls.keys().equals(mainReads.keys()) ? missedCalls.withKeys(misses.popularity()) : missedCalls;
    }

    /**
     * Returns the miss ratios as if every read were for the keys of the most frequent calls; calls without a key share
     * one key.
     */
    private MissRatioModel misses(Optional<Duration> timeToLive) {
        return new MissRatioModel(
                mainReads.keys().orElseGet(() -> new UniformKeys(1)),
                new MissRatioModel.Limits(
                        limits.eviction(),
                        capacity(),
                        lifetimeReads(timeToLive),
                        expiry.ttlRenewed() == CacheExpiry.Renewal.ACCESS,
                        access.writePolicy() == WritePolicy.AROUND ? writes / reads : 0,
                        bySize(Math.max(1, mainReads.sizeBytes()))));
    }

    /** Returns the write-back rate per second: each key changed in a flush interval is written once. */
    private double writtenBack(OfferedDemand calls) {
        int locationCount = model.places().size();
        double interval = access.flushInterval().toNanos() * 1e-9;
        double changes = calls.perSecond() / locationCount * interval;
        CheApproximation keys = new CheApproximation(calls.keys().orElseGet(() -> new UniformKeys(1)));
        return Math.min(calls.perSecond(), locationCount * keys.distinct(changes) / interval);
    }

    /** Returns the capacity of a region in entries of average size, for each replica. */
    private double capacity() {
        double perNode = limits.entries().map(entries -> (double) entries).orElse(Double.POSITIVE_INFINITY);
        if (limits.memory().isPresent()) {
            perNode = Math.min(perNode, limits.memory().get().bytes() / Math.max(1, mainReads.sizeBytes()));
        }
        return Math.max(
                1,
                perNode
                        / spec.replication().copies()
                        * nodes.size()
                        / model.places().size());
    }
}
