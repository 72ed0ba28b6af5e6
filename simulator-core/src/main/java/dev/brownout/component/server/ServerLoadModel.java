package dev.brownout.component.server;

import dev.brownout.eviction.Eviction;
import dev.brownout.eviction.MissRatioModel;
import dev.brownout.fleet.AutoscaleSpec;
import dev.brownout.fleet.HostShares;
import dev.brownout.host.Cores;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.CallsAfterWork;
import dev.brownout.spi.CapacityProperty.WithheldEstimates;
import dev.brownout.spi.CapacityProperty.WorkerPoolModel;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import dev.brownout.spi.Step;
import dev.brownout.step.ReadStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Analytical model of the load on a server tier, and of the calls it makes. */
final class ServerLoadModel {
    private final ServerSpec spec;
    private final ServerProcessing processing;
    private final TierLifecycle lifecycle;
    private final CapacityModel model;
    private final List<String> nodes;
    private final HostShares hosts;
    private final int cores;
    private final List<Work> works = new ArrayList<>();
    private final int partitions;
    private final Optional<Sentence> unknownOrder;
    /** True if the current call has made others; and if any call works after that. */
    private boolean called;

    private boolean worksLate;

    ServerLoadModel(ServerSpec spec, CapacityModel model) {
        this.spec = spec;
        this.processing = spec.processing();
        this.lifecycle = spec.lifecycle();
        this.model = model;
        this.nodes = model.availableHosts(spec.nodes());
        this.hosts = new HostShares(
                model,
                spec.nodes(),
                lifecycle.autoscale().map(AutoscaleSpec::max).orElse(0));
        this.cores = model.cores(processing.cores());
        this.partitions = model.demands().stream()
                .flatMap(demand -> demand.route().spread().stream())
                .mapToInt(CallDistribution::partitions)
                .max()
                .orElse(0);
        this.unknownOrder = unknownOrder();
    }

    /** Returns the reason why the messages in progress are unknown; empty if they are known. */
    private Optional<Sentence> unknownOrder() {
        if (partitions == 0) {
            return Optional.empty();
        }
        boolean keyed = model.demands().stream()
                .anyMatch(demand -> isConsumed(demand) && demand.keys().isPresent());
        return keyed
                ? Optional.of(Sentence.of("its keys decide the load of each partition"))
                : Optional.of(Sentence.of("each poll limits the messages in progress"))
                        .filter(reason -> spec.consumes()
                                .flatMap(ConsumptionSpec::prefetch)
                                .isPresent());
    }

    void addToModel() {
        double calls = 0;
        boolean continues = false;
        List<OfferedDemand> messages = new ArrayList<>();
        List<OfferedDemand> all = new ArrayList<>();
        for (OfferedDemand demand : model.demands()) {
            if (demand.route().endpoint().equals(CallTarget.PUSH)) {
                calls += pushed(demand);
                continue;
            }
            ServerSpec.Endpoint requested = demand.route().endpoint().isEmpty()
                    ? new ServerSpec.Endpoint(processing.service(), Optional.empty(), steps(demand))
                    : spec.endpoints().get(demand.route().endpoint());
            if (requested != null) {
                all.add(demand);
                if (isConsumed(demand)) {
                    messages.add(demand);
                }
                calls += demand.perSecond();
                works.add(new Work(demand.perSecond(), requested.service(), true));
                if (demand.route().endpoint().isEmpty() && !isConsumed(demand)) {
                    spec.sessions().ifPresent(sessions -> session(sessions, demand));
                }
                called = false;
                follow(
                        processing.dropsQueued()
                                ? demand.withUnknownRate(Sentence.of("queued calls are dropped"))
                                : unknownOrder.map(demand::withUnknownRate).orElse(demand),
                        requested.steps());
                continues |= !requested.steps().isEmpty();
            }
        }
        order();
        List<String> machines = lifecycle.autoscale().map(this::maximumHosts).orElse(nodes);
        slots(machines, all, messages);
        if (spec.hostMemory().heap().isPresent()) {
            model.declare(new WithheldEstimates(Sentence.of("GC pauses grow with the number of concurrent calls"), 1));
        }
        if (!nodes.isEmpty()
                && nodes.size()
                        < model.hostsPerLocation(spec.nodes()) * model.places().size()
                && model.calledWithoutHealthChecks()) {
            model.declare(new WithheldEstimates(
                    Sentence.of("calls to nodes that are down are refused"), Double.POSITIVE_INFINITY));
        }
        if (processing.dropsQueued()) {
            model.declare(new WithheldEstimates(Sentence.of("queued calls are dropped"), Double.POSITIVE_INFINITY));
        }
        if (spec.clientConnections().isPresent()) {
            model.declare(new WithheldEstimates(
                    Sentence.of("the shares of its nodes follow the connections of its clients"), 1));
        }
        CoreQueue queue = ServerCoreModel.coreQueue(processing, cores, continues);
        hosts.declare(new StationModel("", machines, queue, calls, works).withoutFormula(obstacle(continues)));
    }

    /** Declares the components that are called only after work on a core. */
    private void order() {
        if (!worksLate) {
            model.declare(new CallsAfterWork(spec.sessions()
                    .filter(SessionSpec.SharedStore.class::isInstance)
                    .map(sessions -> List.of(((SessionSpec.SharedStore) sessions).store()))
                    .orElse(List.of())));
        }
    }

    /** Adds the calls for pushes, assuming that every user has a connection. */
    private double pushed(OfferedDemand demand) {
        double each = demand.perSecond() * demand.batch().carries();
        spec.connections().ifPresent(kept -> works.add(new Work(each, kept.push(), true)));
        return each;
    }

    /** Adds workers, held by calls and messages, and the limit on concurrent messages. */
    private void slots(List<String> machines, List<OfferedDemand> all, List<OfferedDemand> messages) {
        processing
                .workers()
                .ifPresent(each -> model.declare(new WorkerPoolModel("workers", machines, each, all, false)));
        unknownOrder.ifPresent(reason -> model.declare(new WithheldEstimates(reason, 1)));
        if (messages.isEmpty() || machines.isEmpty() || unknownOrder.isPresent()) {
            return;
        }
        int atATime = processing.workers().orElse(processing.cores());
        if (partitions == 0) {
            int each = spec.consumes().flatMap(ConsumptionSpec::prefetch).orElse(atATime);
            model.declare(new WorkerPoolModel("messages at a time", machines, each, messages, true));
            return;
        }
        int slots = 0;
        for (int i = 0; i < machines.size(); i++) {
            int own = partitions / machines.size() + (i < partitions % machines.size() ? 1 : 0);
            slots += Math.min(atATime, own);
        }
        Optional<Sentence> label = Optional.of(Sentence.of(
                        "{} slots (one message at a time from each of {} partitions, at most {} per node)",
                        slots,
                        partitions,
                        atATime))
                .filter(text -> partitions < machines.size() * atATime);
        model.declare(new WorkerPoolModel("messages at a time", machines, atATime, messages, false, slots, label));
    }

    /** Returns whether the demand is messages that the hosts consume. */
    private boolean isConsumed(OfferedDemand demand) {
        return spec.takesFrom().equals(Optional.of(demand.caller()));
    }

    /** Returns the steps after the hosts' own work; messages may carry their own steps. */
    private List<Step> steps(OfferedDemand demand) {
        return isConsumed(demand) && demand.route().rest().isEmpty()
                ? messageSteps()
                : demand.route().rest();
    }

    private List<Step> messageSteps() {
        return spec.consumes().map(ConsumptionSpec::steps).orElse(List.of());
    }

    private void session(SessionSpec sessions, OfferedDemand demand) {
        if (sessions instanceof SessionSpec.SharedStore shared) {
            Step read = new ReadStep(shared.store(), Step.Options.NONE);
            works.addAll(model.forwardSteps(demand.withKeys(ServerCalls.sessionKeys(shared.users())), List.of(read)));
        } else if (sessions instanceof SessionSpec.ReplicatedMemory replicated) {
            works.add(new Work(demand.perSecond(), replicated.copy(), true));
        } else if (sessions instanceof SessionSpec.ClientToken token) {
            works.add(new Work(demand.perSecond(), token.verify(), true));
        } else if (sessions instanceof SessionSpec.Memory memory && !nodes.isEmpty()) {
            double local = Math.max(1, (double) nodes.size() / model.places().size());
            works.add(new Work(demand.perSecond() * (1 - 1 / local), memory.login(), true));
        }
    }

    /** Returns the maximum number of hosts. Only an overload of all of them is stated. */
    private List<String> maximumHosts(AutoscaleSpec rules) {
        model.declare(new WithheldEstimates(
                Sentence.of("the number of nodes follows {}", rules.metric().written()), 1));
        return model.availableHosts(spec.nodes(), rules.max(), Math.max(rules.max(), model.maximumHosts(spec.nodes())));
    }

    private Optional<Sentence> obstacle(boolean continues) {
        if (spec.takesFrom().isPresent()) {
            return Optional.of(Sentence.of("messages wait in their queue"));
        }
        if (processing.workers().isPresent() && continues) {
            return Optional.of(Sentence.of("a worker is also held while downstream calls are in flight"));
        }
        if (lifecycle.scaleToZeroAfter().isPresent()) {
            return Optional.of(Sentence.of("calls may wait for a cold start"));
        }
        if (processing.queueTimeout().isPresent()) {
            return Optional.of(Sentence.of("queued requests may time out"));
        }
        if (nodes.size() > 1 && hosts.unknown().isPresent()) {
            return hosts.unknown();
        }
        if (model.demands().stream()
                .anyMatch(demand -> demand.route().endpoint().equals(CallTarget.PUSH))) {
            return Optional.of(Sentence.of("messages to users arrive in batches"));
        }
        return processing.scheduling() == Cores.Scheduling.FIFO || processing.scheduling() == Cores.Scheduling.PS
                ? Optional.empty()
                : Optional.of(Sentence.of("the queue is not first come, first served"));
    }

    private void follow(OfferedDemand all, List<Step> steps) {
        OfferedDemand demand = all;
        for (int i = 0; i < steps.size(); i++) {
            demand = i == 0 ? demand : model.continuingCalls(demand, steps.get(i - 1));
            Step step = steps.get(i);
            List<Step.Choice> choices = Step.choicesOf(step);
            for (Step.Choice choice : choices) {
                double share = step.options().share() * choice.share().valueAt(model.fromNanos());
                follow(demand.withRate(demand.perSecond() * share), choice.prepend(steps.subList(i + 1, steps.size())));
            }
            if (Step.handsOver(step) && !choices.isEmpty()) {
                return;
            }
            if (!choices.isEmpty()) {
                demand = demand.withRate(demand.perSecond() * Step.continuationShare(step, model.fromNanos()));
                continue;
            }
            if (Step.passesOnTo(step).isPresent()) {
                works.addAll(model.forwardSteps(demand, steps.subList(i, steps.size())));
                return;
            }
            boolean reads = Step.targetOf(step)
                    .filter(target -> target.purpose() == Step.Purpose.READ)
                    .isPresent();
            List<Work> own = model.forwardSteps(reads ? missedReads(demand, step) : demand, List.of(step));
            worksLate |= called && !own.isEmpty();
            called |= own.isEmpty() || Step.targetOf(step).isPresent();
            works.addAll(own);
        }
    }

    /** Returns the reads that miss in-process caches; with keys split by host, these act as one larger cache. */
    private OfferedDemand missedReads(OfferedDemand demand, Step read) {
        if (spec.hostMemory().localCache().isEmpty() || demand.keys().isEmpty() || nodes.isEmpty()) {
            return demand;
        }
        LocalCacheSpec cache = spec.hostMemory().localCache().get();
        int similar = demand.route().spread().filter(CallDistribution::byKey).isPresent() ? 1 : nodes.size();
        double each = demand.perSecond() * read.options().share() / similar;
        String source = Step.targetOf(read).map(Step.Target::component).orElse("");
        MissRatioModel misses = new MissRatioModel(
                demand.keys().get(),
                new MissRatioModel.Limits(
                        Eviction.LRU,
                        (int) Math.min(Integer.MAX_VALUE, (long) cache.entries() * nodes.size() / similar),
                        cache.ttl().map(ttl -> ttl.toNanos() * 1e-9 * each).orElse(Double.POSITIVE_INFINITY),
                        false,
                        0));
        OfferedDemand missed =
                demand.withRate(demand.perSecond() * (1 - misses.hitRatio())).withKeys(misses.popularity());
        return cache.ttl().isPresent() && model.fails(source)
                ? missed.withUnknownRate(CapacityModel.FAILED_LOADS)
                : missed;
    }
}
