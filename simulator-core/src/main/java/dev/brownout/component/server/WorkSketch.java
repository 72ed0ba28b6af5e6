package dev.brownout.component.server;

import dev.brownout.eviction.Eviction;
import dev.brownout.eviction.Misses;
import dev.brownout.fleet.AutoscaleSpec;
import dev.brownout.node.Cores;
import dev.brownout.random.UniformKeys;
import dev.brownout.steps.Read;
import dev.brownout.wiring.Demand;
import dev.brownout.wiring.Sketch;
import dev.brownout.wiring.SlotSketch;
import dev.brownout.wiring.StationSketch;
import dev.brownout.wiring.StationSketch.Work;
import dev.brownout.wiring.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the load asks of a tier of servers, and whom they call. */
final class WorkSketch {
    private final ServerSpec spec;
    private final Sketch sketch;
    private final List<String> nodes;
    private final List<Work> works = new ArrayList<>();

    WorkSketch(ServerSpec spec, Sketch sketch) {
        this.spec = spec;
        this.sketch = sketch;
        this.nodes = sketch.standing(spec.nodes());
    }

    void draw() {
        double calls = 0;
        boolean goesOn = false;
        List<Demand> messages = new ArrayList<>();
        List<Demand> all = new ArrayList<>();
        for (Demand demand : sketch.demands()) {
            ServerSpec.Endpoint asked = demand.endpoint().isEmpty()
                    ? new ServerSpec.Endpoint(spec.service(), taken(demand) ? messageSteps() : demand.rest())
                    : spec.endpoints().get(demand.endpoint());
            if (asked != null) {
                all.add(demand);
                if (taken(demand)) {
                    messages.add(demand);
                }
                calls += demand.perSecond();
                works.add(new Work(demand.perSecond(), asked.service(), true));
                if (demand.endpoint().isEmpty() && !taken(demand)) {
                    spec.sessions().ifPresent(sessions -> session(sessions, demand));
                }
                follow(demand, asked.steps());
                goesOn |= !asked.steps().isEmpty();
            }
        }
        List<String> machines = spec.autoscale().map(this::atRest).orElse(nodes);
        slots(machines, all, messages);
        sketch.station(new StationSketch(
                "",
                machines,
                goesOn ? spec.cores() : Math.min(spec.cores(), spec.workers().orElse(spec.cores())),
                spec.queue().orElse(StationSketch.ANY_NUMBER),
                spec.scheduling(),
                calls,
                works,
                obstacle(goesOn)));
    }

    /** Workers are held by all calls, and by messages; besides, a machine has only so many messages at a time. */
    private void slots(List<String> machines, List<Demand> all, List<Demand> messages) {
        spec.workers().ifPresent(each -> sketch.slots(new SlotSketch("workers", machines, each, all, false)));
        if (!messages.isEmpty()) {
            int each = spec.consumes()
                    .flatMap(ConsumptionSpec::prefetch)
                    .orElse(spec.workers().orElse(spec.cores()));
            sketch.slots(new SlotSketch("messages at a time", machines, each, messages, true));
        }
    }

    /** Whether it is messages that the machines take themselves. */
    private boolean taken(Demand demand) {
        return spec.takesFrom().equals(Optional.of(demand.caller()));
    }

    private List<Step> messageSteps() {
        return spec.consumes().map(ConsumptionSpec::steps).orElse(List.of());
    }

    private void session(SessionSpec sessions, Demand demand) {
        if (sessions instanceof SessionSpec.SharedStore shared) {
            Step read = new Read(shared.store(), Step.Options.NONE);
            works.addAll(sketch.follow(demand.withKeys(new UniformKeys(shared.users())), List.of(read)));
        } else if (sessions instanceof SessionSpec.ReplicatedMemory replicated) {
            works.add(new Work(demand.perSecond(), replicated.copy(), true));
        } else if (sessions instanceof SessionSpec.ClientToken token) {
            works.add(new Work(demand.perSecond(), token.verify(), true));
        }
    }

    /** The machines that there are when their number has followed the load. */
    private List<String> atRest(AutoscaleSpec rules) {
        double busy = 0;
        double calls = 0;
        for (Demand demand : sketch.demands()) {
            calls += demand.perSecond();
        }
        for (Work work : works) {
            busy += work.perSecond() * work.length().mean() * 1e-9;
        }
        int places = sketch.places().size();
        int now = rules.atRest(busy / places, spec.cores(), calls / places);
        return sketch.grown(sketch.standing(spec.nodes(), now, Math.max(rules.max(), sketch.most(spec.nodes()))));
    }

    private Optional<String> obstacle(boolean goesOn) {
        if (spec.takesFrom().isPresent()) {
            return Optional.of("messages wait in their queue");
        }
        if (spec.workers().isPresent() && goesOn) {
            return Optional.of("a worker is held also while others are waited for");
        }
        if (spec.queue_timeout().isPresent()) {
            return Optional.of("who waits may leave");
        }
        return spec.scheduling() == Cores.Scheduling.FIFO || spec.scheduling() == Cores.Scheduling.PS
                ? Optional.empty()
                : Optional.of("who is next depends on more than who came first");
    }

    private void follow(Demand demand, List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.passesOnTo().isPresent()) {
                works.addAll(sketch.follow(demand, steps.subList(i, steps.size())));
                return;
            }
            boolean reads = step.target()
                    .filter(target -> target.purpose() == Step.Purpose.READ)
                    .isPresent();
            works.addAll(sketch.follow(reads ? missed(demand, step) : demand, List.of(step)));
        }
    }

    /** The reads that the machines' own caches let pass. */
    private Demand missed(Demand demand, Step read) {
        if (spec.local_cache().isEmpty() || demand.keys().isEmpty() || nodes.isEmpty()) {
            return demand;
        }
        LocalCacheSpec cache = spec.local_cache().get();
        double each = demand.perSecond() * read.options().share() / nodes.size();
        Misses misses = new Misses(
                demand.keys().get(),
                new Misses.Limits(
                        Eviction.LRU,
                        cache.entries(),
                        cache.ttl().map(ttl -> ttl.toNanos() * 1e-9 * each).orElse(Double.POSITIVE_INFINITY),
                        false,
                        0));
        return demand.at(demand.perSecond() * (1 - misses.hitRatio())).withKeys(misses.popularity());
    }
}
