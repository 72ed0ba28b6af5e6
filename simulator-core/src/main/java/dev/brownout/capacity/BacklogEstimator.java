package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.result.Analysis.Backlog;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.CapacityProperty.ConsumerBacklogModel;
import dev.brownout.spi.CapacityProperty.WithheldEstimates;
import dev.brownout.spi.CapacityProperty.WorkerPoolModel;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.component.HostAutoscaling;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean depth of each queue and mean time of its messages, by one queue in front of the pooled slots of all consumers.
 * There is no estimate if the arrival rate exceeds the capacity of the consumers in any stage, or if messages fail.
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
        TrafficEquations first = timeline.flows().get(0);
        List<Backlog> all = new ArrayList<>();
        first.componentModels()
                .forEach((name, componentModel) -> componentModel
                        .declared(ConsumerBacklogModel.class)
                        .forEach(backlogModel -> all.add(backlog(name, backlogModel, timeline))));
        return all;
    }

    private Backlog backlog(String queue, ConsumerBacklogModel backlogModel, Timeline timeline) {
        List<TrafficEquations> flows = timeline.flows();
        Steady steady = new Steady(scenario.network().map(n -> n.rtt().mean()).orElse(0.0));
        boolean formula = backlogModel.known() && Double.isInfinite(backlogModel.places());
        for (int i = 0; i < flows.size(); i++) {
            ComponentCapacityModel componentModel =
                    flows.get(i).componentModels().get(queue);
            double offered = componentModel == null ? 0 : offered(componentModel);
            formula &= componentModel == null || GeneralArrivals.areRandom(flows.get(i), queue);
            double capacity = 0;
            for (String consumer : componentModel == null ? List.<String>of() : backlogModel.consumers()) {
                ComponentCapacityModel machines = flows.get(i).componentModels().get(consumer);
                formula &= machines != null
                        && machines.first(WithheldEstimates.class).isEmpty()
                        && scenario.components().get(consumer).host().isEmpty()
                        && !HostAutoscaling.autoscales(
                                scenario.components().get(consumer).spec())
                        && machines.demands().stream().allMatch(d -> d.caller().equals(queue));
                capacity += machines == null ? 0 : capacityPerSecond(flows.get(i), consumer, machines);
                steady.add(machines, offered, backlogModel.consumers().size() == 1);
            }
            formula &= offered <= capacity;
        }
        List<String> part = backlogModel.part().isEmpty() ? List.of() : List.of(backlogModel.part());
        return new Backlog(
                CapacityForecast.name(queue, backlogModel.part()),
                formula ? steady.depth() : Double.NaN,
                formula ? steady.meanNanos() : Double.NaN,
                value(queue, part, backlogModel.depth()),
                value(queue, part, backlogModel.depth() + ".max"),
                value(queue, part, "oldest_age.max"),
                value(queue, part, "end_to_end.mean"),
                value(queue, part, "end_to_end.max"));
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
        /** Share of the work that a round trip to the queue takes, up to which it is neglected. */
        private static final double SHORT = 0.05;

        private final double roundTripNanos;
        private double messages;
        private double stages;
        private double waiting;
        private double staying;

        Steady(double roundTripNanos) {
            this.roundTripNanos = roundTripNanos;
        }

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
            double known = roundTripNanos <= SHORT * work ? mean : Double.NaN;
            waiting += offered * (known - work) / 1e9;
            staying += offered * known;
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
                    || station.cores().speed().isPresent()
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
