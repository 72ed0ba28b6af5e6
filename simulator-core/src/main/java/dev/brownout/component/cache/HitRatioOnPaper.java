package dev.brownout.component.cache;

import dev.brownout.eviction.Misses;
import dev.brownout.node.Cores;
import dev.brownout.random.UniformKeys;
import dev.brownout.service.Request.Operation;
import dev.brownout.spec.Demand;
import dev.brownout.spec.Sketch;
import dev.brownout.spec.StationSketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much of what a cache is asked for reaches its source, before a run. The busiest readers' keys stand for all, the
 * writes are for the same keys, and counting uses is taken for no better than LRU.
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
        int all = 0;
        List<String> up = new ArrayList<>();
        for (String place : sketch.places()) {
            for (int i = 0; i < spec.nodes(); i++) {
                String name = Integer.toString(++all);
                if (sketch.up(name, place)) {
                    up.add(name);
                }
            }
        }
        Demand busiest = busiest();
        Misses paper = busiest == null ? null : misses(busiest);
        double hits = paper == null ? 0 : paper.hitRatio();
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
                boolean known = paper != null
                        && demand.keys().isPresent()
                        && demand.keys().equals(busiest.keys());
                ask(known ? demand.at(misses).withKeys(paper.popularity()) : demand.at(misses));
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
            calls += awaited ? perSecond : 0;
            works.add(new StationSketch.Work(perSecond, spec.lookup(), awaited));
        }
    }

    private void ask(Demand demand) {
        if (!demand.rest().isEmpty()) {
            sketch.follow(demand, demand.rest());
        } else {
            spec.source().ifPresent(source -> sketch.pass(source, demand.behind()));
        }
    }

    private Demand busiest() {
        Demand busiest = null;
        for (Demand demand : sketch.demands()) {
            boolean reads = demand.operation() == Operation.READ && demand.perSecond() > 0;
            if (reads && (busiest == null || demand.perSecond() > busiest.perSecond())) {
                busiest = demand;
            }
        }
        return busiest;
    }

    private Misses misses(Demand busiest) {
        double reads = 0;
        double writes = 0;
        for (Demand demand : sketch.demands()) {
            if (demand.operation() == Operation.WRITE) {
                writes += demand.perSecond();
            } else {
                reads += demand.perSecond();
            }
        }
        double each = reads / sketch.places().size();
        return new Misses(
                busiest.keys().orElseGet(() -> new UniformKeys(1)),
                new Misses.Limits(
                        spec.eviction(),
                        spec.nodes() * entries(busiest.sizeBytes()),
                        spec.ttl().map(ttl -> each * ttl.toNanos() / 1e9).orElse(Double.POSITIVE_INFINITY),
                        spec.ttl_renewed() == CacheSpec.Renewal.ACCESS,
                        writes / reads));
    }

    /** Entries of that size for which a machine has room. */
    private double entries(double sizeBytes) {
        double byBytes = spec.memory().map(memory -> memory.bytes() / sizeBytes).orElse(Double.POSITIVE_INFINITY);
        return spec.entries().map(most -> Math.min(most, byBytes)).orElse(byBytes);
    }
}
