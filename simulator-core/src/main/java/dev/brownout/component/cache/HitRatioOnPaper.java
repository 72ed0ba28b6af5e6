package dev.brownout.component.cache;

import dev.brownout.eviction.CheApproximation;
import dev.brownout.eviction.Eviction;
import dev.brownout.node.Cores;
import dev.brownout.service.Request.Operation;
import dev.brownout.spec.Demand;
import dev.brownout.spec.Sketch;
import dev.brownout.spec.StationSketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much of what a cache is asked for reaches its source, before a run: the least of what its room and its lives
 * allow. The busiest readers' keys stand for all. A key of which a share of all requests are writes is held after a
 * request only if that was a read, so with r writes to a read the hit ratio of a room C is that of a room C(1 + r)
 * without writes, divided by 1 + r. A room given in bytes counts as enough, and counting uses as no better than LRU.
 */
final class HitRatioOnPaper {
    private final CacheSpec spec;
    private final Sketch sketch;
    private final List<StationSketch.Work> works = new ArrayList<>();
    private double calls;

    HitRatioOnPaper(CacheSpec spec, Sketch sketch) {
        this.spec = spec;
        this.sketch = sketch;
    }

    /** Draws the machines, and the calls that go on to the source. */
    void draw() {
        int all = spec.nodes() * sketch.places();
        List<String> up = new ArrayList<>();
        for (int node = 1; node <= all; node++) {
            String name = Integer.toString(node);
            if (sketch.up(name)) {
                up.add(name);
            }
        }
        double hits = hitRatio();
        double reached = (double) up.size() / all;
        for (Demand demand : sketch.demands()) {
            if (demand.operation() == Operation.WRITE) {
                work(demand.perSecond() * reached, true);
                ask(demand);
            } else {
                boolean aside = spec.read_policy() == CacheSpec.ReadPolicy.LOOK_ASIDE;
                work(demand.perSecond() * reached, true);
                double misses = demand.perSecond() * ((1 - hits) * reached + (aside ? 1 - reached : 0));
                work(aside ? demand.perSecond() * (1 - hits) * reached : 0, false);
                ask(demand.at(misses));
            }
        }
        sketch.station(new StationSketch(
                "",
                up,
                StationSketch.ANY_NUMBER,
                StationSketch.ANY_NUMBER,
                Cores.Scheduling.FIFO,
                calls,
                works,
                Optional.empty()));
    }

    private void work(double perSecond, boolean awaited) {
        if (perSecond > 0) {
            calls += perSecond;
            works.add(new StationSketch.Work(perSecond, spec.lookup(), awaited));
        }
    }

    private void ask(Demand demand) {
        if (!demand.rest().isEmpty()) {
            sketch.follow(demand, demand.rest());
        } else {
            spec.source()
                    .ifPresent(source -> sketch.pass(
                            source,
                            new Demand(
                                    demand.caller(),
                                    demand.perSecond(),
                                    demand.operation(),
                                    "",
                                    List.of(),
                                    demand.keys(),
                                    demand.sizeBytes(),
                                    demand.between(),
                                    demand.between())));
        }
    }

    private double hitRatio() {
        Demand busiest = null;
        double reads = 0;
        double writes = 0;
        for (Demand demand : sketch.demands()) {
            if (demand.operation() == Operation.WRITE) {
                writes += demand.perSecond();
            } else {
                reads += demand.perSecond();
                busiest = busiest == null || demand.perSecond() > busiest.perSecond() ? demand : busiest;
            }
        }
        if (busiest == null || reads == 0) {
            return 0;
        }
        if (busiest.keys().isEmpty()) {
            return 1;
        }
        CheApproximation paper = new CheApproximation(busiest.keys().get());
        double requests = 1 + writes / reads;
        double hits = 1 / requests;
        double room = requests * spec.nodes() * entries(busiest.sizeBytes());
        if (Double.isFinite(room)) {
            hits = (spec.eviction() == Eviction.FIFO ? paper.fifo(room) : paper.lru(room)) / requests;
        }
        if (spec.ttl().isPresent()) {
            double life = reads / sketch.places() * spec.ttl().get().toNanos() / 1e9;
            hits = Math.min(
                    hits,
                    spec.ttl_renewed() == CacheSpec.Renewal.ACCESS
                            ? paper.expiringFromUse(life)
                            : paper.expiringFromLoad(life));
        }
        return hits;
    }

    /** Entries of that size for which a machine has room. */
    private double entries(double sizeBytes) {
        double byBytes = spec.memory().map(memory -> memory.bytes() / sizeBytes).orElse(Double.POSITIVE_INFINITY);
        return spec.entries().map(most -> Math.min(most, byBytes)).orElse(byBytes);
    }
}
