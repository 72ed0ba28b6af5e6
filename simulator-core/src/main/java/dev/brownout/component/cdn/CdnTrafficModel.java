package dev.brownout.component.cdn;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.eviction.MissRatioModel;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.UniformKeys;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.spec.DataSize;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.WorkingSetModel;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Analytical model of the load on a CDN and of its calls to the origin. Each edge is a separate cache with its share of
 * the reads. The shield is a cache for all misses of the edges.
 */
final class CdnTrafficModel {
    private final CdnSpec spec;
    private final CapacityModel model;
    private final List<String> edges = new ArrayList<>();
    private final Map<Sort, Double> reads = new LinkedHashMap<>();
    private double kept;

    /** Reads of one kind of content with one key distribution. */
    private record Sort(String endpoint, Optional<KeyPopularity> keys) {}

    CdnTrafficModel(CdnSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
        List<String> places = model.places();
        for (int i = 0; i < spec.edges(); i++) {
            String edge = Integer.toString(i + 1);
            if (model.up(edge, places.get(spec.place(i, places.size())))) {
                edges.add(edge);
            }
        }
    }

    void draw() {
        if (edges.isEmpty() && spec.failover().isPresent()) {
            model.demands().forEach(this::divert);
            return;
        }
        List<OfferedDemand> arriving = new ArrayList<>();
        double calls = 0;
        for (OfferedDemand demand : model.demands()) {
            OfferedDemand arrives = demand.at(demand.perSecond() * (1 - browserHitRatio(demand)));
            arriving.add(arrives);
            calls += arrives.perSecond();
            if (isKept(arrives)) {
                kept += arrives.perSecond();
                reads.merge(sort(arrives), arrives.perSecond(), Double::sum);
            }
        }
        model.station(new StationModel(edges, CoreQueue.UNLIMITED, calls, spec.lookup()));
        Map<Sort, MissRatioModel> misses = new LinkedHashMap<>();
        reads.forEach((sort, perSecond) -> misses.put(sort, store(sort, perSecond)));
        for (OfferedDemand demand : arriving) {
            if (!edges.isEmpty()) {
                model.forward(isKept(demand) ? missed(demand, misses.get(sort(demand))) : demand, spec.source());
            }
        }
    }

    private OfferedDemand missed(OfferedDemand demand, MissRatioModel edge) {
        double asked = demand.perSecond() * (1 - edge.hitRatio());
        OfferedDemand passed =
                demand.at(asked * (1 - shieldHitRatio(demand, edge))).sized(bytesOfMiss(demand));
        return demand.keys().isEmpty() ? passed : passed.withKeys(edge.popularity());
    }

    /**
     * Returns the mean response size of a miss, in bytes. Without capacity limits, all misses are of expired copies, of
     * which only a share has changed.
     */
    private double bytesOfMiss(OfferedDemand demand) {
        if (!spec.freshness().revalidate()
                || spec.capacity().entries().isPresent()
                || spec.capacity().memory().isPresent()) {
            return demand.sizeBytes();
        }
        double same = ElementaryFunctions.exp(-changes(demand));
        return same * Request.NOT_MODIFIED_BYTES + (1 - same) * demand.sizeBytes();
    }

    /** Returns the mean number of changes of an object during the lifetime of a copy. */
    private double changes(OfferedDemand demand) {
        return ttl(demand).toNanos() * 1e-9 * spec.terms(demand.endpoint()).changesPerSecond();
    }

    private static Sort sort(OfferedDemand demand) {
        return new Sort(demand.endpoint(), demand.keys());
    }

    private Duration ttl(OfferedDemand demand) {
        return spec.terms(demand.endpoint()).ttl();
    }

    /** Returns the mean lifetime of an origin's response in nanoseconds: of a copy, or of a cached failure. */
    private double lifeNanos(OfferedDemand demand) {
        double fails = model.failureShare(demand, spec.source());
        return ttl(demand).toNanos() * (1 - fails)
                + spec.freshness().error_ttl().toNanos() * fails;
    }

    private boolean isKept(OfferedDemand demand) {
        return demand.operation() == Operation.READ
                && demand.perSecond() > 0
                && !ttl(demand).isZero()
                && !edges.isEmpty();
    }

    private double browserHitRatio(OfferedDemand demand) {
        Duration life = spec.terms(demand.endpoint()).browserTtl();
        if (life.isZero() || demand.operation() == Operation.WRITE || demand.perSecond() == 0) {
            return 0;
        }
        double reads =
                life.toNanos() * 1e-9 * demand.perSecond() / spec.browser().browsers();
        return misses(demand.keys(), Double.POSITIVE_INFINITY, reads, 1).hitRatio();
    }

    /** Adds the store of an edge. Kinds of content share its capacity in proportion to their reads. */
    private MissRatioModel store(Sort sort, double perSecond) {
        OfferedDemand some = model.demands().stream()
                .filter(demand -> sort(demand).equals(sort))
                .findFirst()
                .orElseThrow();
        double room = room(spec.capacity().entries(), spec.capacity().memory(), some, perSecond);
        int vary = vary(some);
        double life = lifeNanos(some) * 1e-9 * perSecond / edges.size();
        int sharing = spec.shield().isEmpty() ? 1 : edges.size();
        MissRatioModel misses = misses(sort.keys(), Math.max(1, room / vary), life / vary, sharing);
        long keys = sort.keys().map(KeyPopularity::size).orElse(0);
        model.declare(new WorkingSetModel(
                sort.endpoint(),
                misses.room() * vary,
                keys * vary,
                keys == 0 ? 0 : misses.keysFor(0.5) * vary,
                misses.hitRatio()));
        return misses;
    }

    /**
     * Returns the number of variants of an object. Each variant is a copy of its own, with an equal share of the reads.
     */
    private int vary(OfferedDemand demand) {
        return spec.terms(demand.endpoint()).vary();
    }

    /** Returns the hit ratio of the shield. Without a capacity limit it fetches an object once per lifetime. */
    private double shieldHitRatio(OfferedDemand demand, MissRatioModel missed) {
        if (spec.shield().isEmpty() || !model.up("shield", model.places().get(0))) {
            return 0;
        }
        CdnSpec.Shield shield = spec.shield().get();
        double perSecond = reads.get(sort(demand));
        double room = room(
                shield.entries().or(spec.capacity()::entries),
                shield.memory().or(spec.capacity()::memory),
                demand,
                perSecond);
        int vary = vary(demand);
        double life = lifeNanos(demand) * 1e-9 * perSecond / vary;
        double edgeMissRatio = 1 - missed.hitRatio();
        if (Double.isInfinite(room)) {
            return 1 - (1 - misses(demand.keys(), room, life, 1).hitRatio()) / edgeMissRatio;
        }
        return misses(demand.keys(), Math.max(1, room / vary), life * edgeMissRatio, 1)
                .hitRatio();
    }

    private double room(Optional<Integer> entries, Optional<DataSize> memory, OfferedDemand demand, double perSecond) {
        double room = entries.map(many -> (double) many).orElse(Double.POSITIVE_INFINITY);
        if (memory.isPresent()) {
            room = Math.min(room, memory.get().bytes() / Math.max(1, demand.sizeBytes()));
        }
        return Math.max(1, room * perSecond / kept);
    }

    /**
     * Returns the miss ratio of a cache. Requests without a key read one object.
     *
     * @param sharing number of caches with the same expiry of an object
     */
    private MissRatioModel misses(Optional<KeyPopularity> keys, double room, double expiryReads, int sharing) {
        return new MissRatioModel(
                keys.orElseGet(() -> new UniformKeys(1)),
                new MissRatioModel.Limits(
                        spec.capacity().eviction(),
                        room,
                        expiryReads,
                        false,
                        0,
                        spec.capacity().memory().isPresent(),
                        sharing));
    }

    private void divert(OfferedDemand demand) {
        CdnSpec.Failover failover = spec.failover().orElseThrow();
        if (failover.direct(demand.rest(), spec.source())) {
            model.forward(demand, spec.source());
        } else {
            model.callComponent(failover.to().orElseThrow(), demand);
        }
    }
}
