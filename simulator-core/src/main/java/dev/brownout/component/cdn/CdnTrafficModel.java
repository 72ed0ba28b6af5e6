package dev.brownout.component.cdn;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.eviction.MissRatioModel;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.UniformKeys;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
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
 * the reads. Hits of a shield, which all edges share, are unknown.
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
            if (model.isUp(edge, places.get(spec.place(i, places.size())))) {
                edges.add(edge);
            }
        }
    }

    void addToModel() {
        if (edges.isEmpty() && spec.failover().isPresent()) {
            model.demands().forEach(this::divert);
            return;
        }
        List<OfferedDemand> arriving = new ArrayList<>();
        double calls = 0;
        for (OfferedDemand demand : model.demands()) {
            OfferedDemand arrives = demand.withRate(demand.perSecond() * (1 - browserHitRatio(demand)));
            arriving.add(arrives);
            calls += arrives.perSecond();
            if (isKept(arrives)) {
                kept += arrives.perSecond();
                reads.merge(sort(arrives), arrives.perSecond(), Double::sum);
            }
        }
        model.station(new StationModel(edges, CoreQueue.UNLIMITED, calls, spec.lookup()));
        Optional<Sentence> unknown = unknownHits(arriving);
        Map<Sort, MissRatioModel> misses = new LinkedHashMap<>();
        reads.forEach((sort, perSecond) -> misses.put(sort, store(sort, perSecond, unknown.isEmpty())));
        for (OfferedDemand demand : edges.isEmpty() ? List.<OfferedDemand>of() : arriving) {
            OfferedDemand passed = isKept(demand) ? missedRequests(demand, misses.get(sort(demand))) : demand;
            model.forward(unknown.map(passed::withUnknownRate).orElse(passed), spec.source());
        }
    }

    /** Returns the reason why the hit ratios are unknown; empty if they are known. */
    private Optional<Sentence> unknownHits(List<OfferedDemand> arriving) {
        if (spec.shield().isPresent()) {
            return Optional.of(Sentence.of("a shield is shared by the edges"));
        }
        return Optional.of(CapacityModel.FAILED_LOADS)
                .filter(reason -> arriving.stream().anyMatch(demand -> model.fails(demand, spec.source())));
    }

    private OfferedDemand missedRequests(OfferedDemand demand, MissRatioModel edge) {
        OfferedDemand passed =
                demand.withRate(demand.perSecond() * (1 - edge.hitRatio())).sized(bytesOfMiss(demand));
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
        return ttl(demand).toNanos()
                * 1e-9
                * spec.terms(demand.route().endpoint()).changesPerSecond();
    }

    private static Sort sort(OfferedDemand demand) {
        return new Sort(demand.route().endpoint(), demand.keys());
    }

    private Duration ttl(OfferedDemand demand) {
        return spec.terms(demand.route().endpoint()).ttl();
    }

    private boolean isKept(OfferedDemand demand) {
        return demand.operation() == Operation.READ
                && demand.perSecond() > 0
                && !ttl(demand).isZero()
                && !edges.isEmpty();
    }

    private double browserHitRatio(OfferedDemand demand) {
        Duration life = spec.terms(demand.route().endpoint()).browserTtl();
        if (life.isZero() || demand.operation() == Operation.WRITE || demand.perSecond() == 0) {
            return 0;
        }
        double reads =
                life.toNanos() * 1e-9 * demand.perSecond() / spec.browser().browsers();
        return misses(demand.keys(), Double.POSITIVE_INFINITY, reads).hitRatio();
    }

    /** Adds the store of an edge. Kinds of content share its capacity in proportion to their reads. */
    private MissRatioModel store(Sort sort, double perSecond, boolean known) {
        OfferedDemand some = model.demands().stream()
                .filter(demand -> sort(demand).equals(sort))
                .findFirst()
                .orElseThrow();
        double capacity = capacity(some, perSecond);
        int vary = vary(some);
        double life = ttl(some).toNanos() * 1e-9 * perSecond / edges.size();
        MissRatioModel misses = misses(sort.keys(), Math.max(1, capacity / vary), life / vary);
        long keys = sort.keys().map(KeyPopularity::size).orElse(0);
        if (known) {
            long hot = keys == 0 ? 0 : misses.keysFor(0.5) * vary;
            model.declare(new WorkingSetModel(
                    sort.endpoint(), misses.capacity() * vary, keys * vary, hot, misses.hitRatio()));
        }
        return misses;
    }

    /**
     * Returns the number of variants of an object. Each variant is a copy of its own, with an equal share of the reads.
     */
    private int vary(OfferedDemand demand) {
        return spec.terms(demand.route().endpoint()).vary();
    }

    private double capacity(OfferedDemand demand, double perSecond) {
        double capacity = spec.capacity().entries().map(many -> (double) many).orElse(Double.POSITIVE_INFINITY);
        if (spec.capacity().memory().isPresent()) {
            capacity = Math.min(capacity, spec.capacity().memory().get().bytes() / Math.max(1, demand.sizeBytes()));
        }
        return Math.max(1, capacity * perSecond / kept);
    }

    /** Returns the miss ratio of a cache. Requests without a key read one object. */
    private MissRatioModel misses(Optional<KeyPopularity> keys, double capacity, double expiryReads) {
        return new MissRatioModel(
                keys.orElseGet(() -> new UniformKeys(1)),
                new MissRatioModel.Limits(
                        spec.capacity().eviction(),
                        capacity,
                        expiryReads,
                        false,
                        0,
                        spec.capacity().memory().isPresent()));
    }

    private void divert(OfferedDemand demand) {
        CdnSpec.Failover failover = spec.failover().orElseThrow();
        if (failover.direct(demand.route().rest(), spec.source())) {
            model.forward(demand, spec.source());
        } else {
            model.callComponent(failover.to().orElseThrow(), demand);
        }
    }
}
