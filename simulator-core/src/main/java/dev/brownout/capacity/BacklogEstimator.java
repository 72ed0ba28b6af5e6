package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.result.Analysis.Backlog;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.CapacityProperty.ConsumerBacklogModel;
import dev.brownout.spi.CapacityProperty.WorkerPoolModel;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.component.DestinationSpec;
import dev.brownout.spi.component.DestinationSpec.RedeliveryRules;
import dev.brownout.spi.component.HostAutoscaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes the backlog of each queue over all stages. While the arrival rate exceeds the capacity of the consumers, the
 * queue grows by the difference. Otherwise it shrinks by the difference (fluid model). If the arrival rate never
 * exceeds the capacity, the queue is modelled as one queue in front of the pooled slots of all its consumers.
 */
final class BacklogEstimator {
    private final Scenario scenario;
    private final MeasuredRun measured;

    BacklogEstimator(Scenario scenario, MeasuredRun measured) {
        this.scenario = scenario;
        this.measured = measured;
    }

    /** Returns the backlogs of all queues that have consumers, ordered by queue name. */
    List<Backlog> all(Timeline timeline) {
        TrafficEquations first = timeline.measuredFlows().get(0);
        List<Backlog> all = new ArrayList<>();
        for (String name : first.componentModels().keySet()) {
            for (ConsumerBacklogModel backlogModel :
                    first.componentModels().get(name).declared(ConsumerBacklogModel.class)) {
                Optional<MessageFluid> redelivery = backlogModel.part().isEmpty()
                        ? redeliveryFluid(name, backlogModel, timeline)
                        : Optional.empty();
                all.add(redelivery
                        .map(fluid -> backlog(name, backlogModel, fluid))
                        .orElseGet(() -> backlog(name, backlogModel, timeline)));
            }
        }
        return all;
    }

    /**
     * Returns the fluid model of a queue with redelivered messages. Empty if its messages are not redelivered, if it
     * has more than one consumer, or if no message fails in any stage.
     */
    private Optional<MessageFluid> redeliveryFluid(String queue, ConsumerBacklogModel backlogModel, Timeline timeline) {
        RedeliveryRules rules = DestinationSpec.redeliveryRules(
                        scenario.components().get(queue).spec())
                .orElse(null);
        boolean any = rules != null
                && backlogModel.consumers().size() == 1
                && timeline.flows().stream()
                        .anyMatch(flows -> !failing(flows, backlogModel).isEmpty());
        if (!any) {
            return Optional.empty();
        }
        MessageFluid fluid = new MessageFluid(scenario.durationNanos() / 1e9, rules.deliveries());
        for (int i = 0; i < timeline.stages().size(); i++) {
            LoadStage stage = timeline.stages().get(i);
            TrafficEquations flows = timeline.flows().get(i);
            ComponentCapacityModel componentModel = flows.componentModels().get(queue);
            String consumer = backlogModel.consumers().get(0);
            ComponentCapacityModel machines = flows.componentModels().get(consumer);
            fluid.flow(
                    stage.toNanos() / 1e9,
                    componentModel == null ? 0 : offered(componentModel),
                    machines == null ? 0 : places(machines),
                    kinds(flows, queue, consumer, failing(flows, backlogModel), rules),
                    stage.fromNanos() >= scenario.warmupNanos());
        }
        return Optional.of(fluid);
    }

    private static List<FailingMessages> failing(TrafficEquations flows, ConsumerBacklogModel backlogModel) {
        return FailingMessages.of(flows).getOrDefault(backlogModel.consumers().get(0), List.of());
    }

    private static double places(ComponentCapacityModel machines) {
        return machines.declared(WorkerPoolModel.class).stream()
                .filter(slots -> !slots.nodes().isEmpty())
                .mapToDouble(WorkerPoolModel::totalSlots)
                .min()
                .orElse(0);
    }

    /**
     * Returns the classes of messages: the successful messages first, then one class for each kind of failing messages.
     */
    private static List<MessageFluid.Kind> kinds(
            TrafficEquations flows,
            String queue,
            String consumer,
            List<FailingMessages> failing,
            RedeliveryRules rules) {
        double share = 1;
        double hold = 0;
        for (OfferedDemand demand : flows.componentModels().get(consumer).demands()) {
            boolean firstDelivery =
                    demand.caller().equals(queue) && demand.rest().isEmpty();
            hold = firstDelivery && demand.perSecond() > 0 ? flows.least().of(consumer, demand) : hold;
        }
        List<MessageFluid.Kind> kinds = new ArrayList<>();
        for (FailingMessages kind : failing) {
            double seconds = kind.holdNanos() / 1e9;
            kinds.add(new MessageFluid.Kind(
                    kind.share(), seconds, rules.atOnce() ? seconds : rules.visibilityNanos() / 1e9));
            share -= kind.share();
            hold -= kind.poison() ? 0 : kind.share() * kind.holdNanos();
        }
        double failingShare = 0;
        for (FailingMessages kind : failing) {
            failingShare += kind.poison() ? 0 : kind.share();
        }
        kinds.add(
                0,
                new MessageFluid.Kind(
                        Math.max(0, share),
                        failingShare < 1 ? hold / (1 - failingShare) / 1e9 : 0,
                        Double.POSITIVE_INFINITY));
        return kinds;
    }

    private Backlog backlog(String queue, ConsumerBacklogModel backlogModel, MessageFluid fluid) {
        boolean hasBacklog = fluid.deepest() >= 1;
        boolean full = fluid.deepest() > backlogModel.places();
        return backlog(
                queue,
                backlogModel,
                full || !hasBacklog ? Double.NaN : fluid.mean(),
                hasBacklog ? Math.min(backlogModel.places(), fluid.deepest()) : Double.NaN,
                Double.NaN,
                full || !hasBacklog ? Double.NaN : fluid.longest() * 1e9);
    }

    private Backlog backlog(
            String queue,
            ConsumerBacklogModel backlogModel,
            double mean,
            double deepest,
            double meanNanos,
            double longestNanos) {
        List<String> part = backlogModel.part().isEmpty() ? List.of() : List.of(backlogModel.part());
        return new Backlog(
                CapacityForecast.name(queue, backlogModel.part()),
                mean,
                deepest,
                meanNanos,
                longestNanos,
                value(queue, part, backlogModel.depth()),
                value(queue, part, backlogModel.depth() + ".max"),
                value(queue, part, "oldest_age.max"),
                value(queue, part, "end_to_end.mean"),
                value(queue, part, "end_to_end.max"));
    }

    private Backlog backlog(String queue, ConsumerBacklogModel backlogModel, Timeline timeline) {
        List<LoadStage> stages = timeline.stages();
        List<TrafficEquations> flows = timeline.flows();
        Steady steady = new Steady();
        FluidQueue fluid = new FluidQueue(stages.get(0).fromNanos() / 1e9, scenario.warmupNanos() / 1e9);
        boolean computable = backlogModel.known();
        for (int i = 0; i < stages.size(); i++) {
            ComponentCapacityModel componentModel =
                    flows.get(i).componentModels().get(queue);
            double offered = componentModel == null ? 0 : offered(componentModel);
            double capacity = 0;
            for (String consumer : componentModel == null ? List.<String>of() : backlogModel.consumers()) {
                ComponentCapacityModel machines = flows.get(i).componentModels().get(consumer);
                computable &= machines != null
                        && scenario.components().get(consumer).host().isEmpty()
                        && HostAutoscaling.scalingModel(
                                        scenario.components().get(consumer).spec())
                                .isEmpty()
                        && machines.demands().stream().allMatch(d -> d.caller().equals(queue));
                capacity += machines == null ? 0 : capacityPerSecond(flows.get(i), consumer, machines);
                if (stages.get(i).fromNanos() >= scenario.warmupNanos()) {
                    steady.add(machines, offered, backlogModel.consumers().size() == 1);
                }
            }
            double seconds = (stages.get(i).toNanos() - stages.get(i).fromNanos()) / 1e9;
            fluid.flow(seconds, offered, capacity);
        }
        boolean hasBacklog = fluid.deepest() > 0;
        boolean full = fluid.deepest() > backlogModel.places();
        boolean formula = computable && !hasBacklog && Double.isInfinite(backlogModel.places());
        boolean drawn = computable && hasBacklog && !full;
        return backlog(
                queue,
                backlogModel,
                drawn ? fluid.mean() : formula ? steady.depth() : Double.NaN,
                computable && hasBacklog ? Math.min(backlogModel.places(), fluid.deepest()) : Double.NaN,
                formula ? steady.meanNanos() : Double.NaN,
                drawn ? fluid.longest() * 1e9 : Double.NaN);
    }

    private double value(String queue, List<String> part, String metric) {
        return measured.value(queue, part, metric, scenario.warmupNanos(), scenario.durationNanos());
    }

    private static double offered(ComponentCapacityModel componentModel) {
        return componentModel.demands().stream()
                .mapToDouble(OfferedDemand::perSecond)
                .sum();
    }

    private static double capacityPerSecond(
            TrafficEquations flows, String component, ComponentCapacityModel componentModel) {
        double capacity = 0;
        double slots = SlotLimit.of(flows, component, componentModel)
                .map(SlotLimit::utilization)
                .orElse(0.0);
        for (StationModel station : componentModel.stations()) {
            double maxUtilization = Math.max(slots, Formula.utilization(station));
            capacity += maxUtilization == 0 ? Double.POSITIVE_INFINITY : station.callsPerSecond() / maxUtilization;
        }
        return capacity;
    }

    /**
     * Steady state of one queue in front of the pooled slots of all consumers. The mean time weights each stage by its
     * arrival rate.
     */
    private static final class Steady {
        private double messages;
        private double stages;
        private double waiting;
        private double staying;

        void add(ComponentCapacityModel consumers, double offered, boolean singleConsumer) {
            stages++;
            messages += offered;
            if (offered == 0) {
                return;
            }
            Formula formula =
                    consumers == null || !singleConsumer || !consumers.calls().isEmpty() ? null : of(consumers);
            double mean = formula == null ? Double.NaN : formula.meanNanos();
            double work = formula == null
                    ? Double.NaN
                    : consumers.stations().stream()
                            .limit(1)
                            .flatMap(station -> station.works().stream())
                            .findFirst()
                            .map(first -> first.length().mean())
                            .orElse(Double.NaN);
            waiting += offered * (mean - work) / 1e9;
            staying += offered * mean;
        }

        private static Formula of(ComponentCapacityModel componentModel) {
            if (componentModel.stations().size() != 1
                    || componentModel.pausePerSecond() > 0
                    || componentModel.parallel()) {
                return null;
            }
            StationModel station = componentModel.stations().get(0);
            int slotsPerNode = componentModel.declared(WorkerPoolModel.class).stream()
                    .mapToInt(WorkerPoolModel::slotsPerHost)
                    .min()
                    .orElse(station.cores().servers());
            if (slotsPerNode > station.cores().servers()
                    || station.cores().load().isPresent()
                    || station.works().size() != 1
                    || station.nodes().isEmpty()) {
                return null;
            }
            int servers = slotsPerNode * station.nodes().size();
            return Formula.of(new StationModel(
                    "",
                    List.of("all"),
                    new CoreQueue(servers, CoreQueue.ANY_NUMBER, station.cores().scheduling()),
                    station.callsPerSecond(),
                    station.works()));
        }

        double depth() {
            return waiting / stages;
        }

        double meanNanos() {
            return staying / messages;
        }
    }
}
