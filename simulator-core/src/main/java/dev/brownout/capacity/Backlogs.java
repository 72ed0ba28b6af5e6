package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.result.Analysis.Backlog;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.ComponentSpec.RedeliveryRules;
import dev.brownout.spi.ConsumerBacklogModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.WorkerPoolModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes the backlog of each queue over all stages. While the arrival rate exceeds the capacity of the consumers, the
 * queue grows by the difference. Otherwise it shrinks by the difference (fluid model). If the arrival rate never
 * exceeds the capacity, the queue is modelled as one queue in front of the pooled slots of all its consumers.
 */
final class Backlogs {
    private final Scenario scenario;
    private final MeasuredRun measured;

    Backlogs(Scenario scenario, MeasuredRun measured) {
        this.scenario = scenario;
        this.measured = measured;
    }

    /** Returns the backlogs of all queues that have consumers, ordered by queue name. */
    List<Backlog> all(Timeline timeline) {
        TrafficEquations first = timeline.measuredFlows().get(0);
        List<Backlog> all = new ArrayList<>();
        for (String name : first.pages().keySet()) {
            for (ConsumerBacklogModel line : first.pages().get(name).lines()) {
                Optional<MessageFluid> again = line.part().isEmpty() ? again(name, line, timeline) : Optional.empty();
                all.add(again.map(fluid -> backlog(name, line, fluid)).orElseGet(() -> backlog(name, line, timeline)));
            }
        }
        return all;
    }

    /**
     * Returns the fluid model of a queue with redelivered messages. Empty if its messages are not redelivered, if it
     * has more than one consumer, or if no message fails in any stage.
     */
    private Optional<MessageFluid> again(String queue, ConsumerBacklogModel line, Timeline timeline) {
        RedeliveryRules rules =
                scenario.components().get(queue).spec().redeliveryRules().orElse(null);
        boolean any = rules != null
                && line.consumers().size() == 1
                && timeline.flows().stream()
                        .anyMatch(flows -> !failing(flows, line).isEmpty());
        if (!any) {
            return Optional.empty();
        }
        MessageFluid fluid = new MessageFluid(scenario.durationNanos() / 1e9, rules.deliveries());
        for (int i = 0; i < timeline.stages().size(); i++) {
            LoadStage stage = timeline.stages().get(i);
            TrafficEquations flows = timeline.flows().get(i);
            ComponentCapacityModel page = flows.pages().get(queue);
            String consumer = line.consumers().get(0);
            ComponentCapacityModel machines = flows.pages().get(consumer);
            fluid.flow(
                    stage.toNanos() / 1e9,
                    page == null ? 0 : offered(page),
                    machines == null ? 0 : places(machines),
                    kinds(flows, queue, consumer, failing(flows, line), rules),
                    stage.fromNanos() >= scenario.warmupNanos());
        }
        return Optional.of(fluid);
    }

    private static List<FailingMessages> failing(TrafficEquations flows, ConsumerBacklogModel line) {
        return FailingMessages.of(flows).getOrDefault(line.consumers().get(0), List.of());
    }

    private static double places(ComponentCapacityModel machines) {
        return machines.slots().stream()
                .filter(slots -> !slots.nodes().isEmpty())
                .mapToDouble(WorkerPoolModel::all)
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
        for (OfferedDemand each : flows.pages().get(consumer).demands()) {
            boolean fresh = each.caller().equals(queue) && each.rest().isEmpty();
            hold = fresh && each.perSecond() > 0 ? HoldingTimes.least(flows).of(consumer, each) : hold;
        }
        List<MessageFluid.Kind> kinds = new ArrayList<>();
        for (FailingMessages each : failing) {
            double seconds = each.holdNanos() / 1e9;
            kinds.add(new MessageFluid.Kind(
                    each.share(), seconds, rules.atOnce() ? seconds : rules.visibilityNanos() / 1e9));
            share -= each.share();
            hold -= each.poison() ? 0 : each.share() * each.holdNanos();
        }
        double others = 0;
        for (FailingMessages each : failing) {
            others += each.poison() ? 0 : each.share();
        }
        kinds.add(
                0,
                new MessageFluid.Kind(
                        Math.max(0, share), others < 1 ? hold / (1 - others) / 1e9 : 0, Double.POSITIVE_INFINITY));
        return kinds;
    }

    private Backlog backlog(String queue, ConsumerBacklogModel line, MessageFluid fluid) {
        boolean grows = fluid.deepest() >= 1;
        boolean full = fluid.deepest() > line.places();
        return backlog(
                queue,
                line,
                full || !grows ? Double.NaN : fluid.mean(),
                grows ? Math.min(line.places(), fluid.deepest()) : Double.NaN,
                Double.NaN,
                full || !grows ? Double.NaN : fluid.longest() * 1e9);
    }

    private Backlog backlog(
            String queue,
            ConsumerBacklogModel line,
            double mean,
            double deepest,
            double meanNanos,
            double longestNanos) {
        List<String> part = line.part().isEmpty() ? List.of() : List.of(line.part());
        return new Backlog(
                line.part().isEmpty() ? queue : queue + "/" + line.part(),
                mean,
                deepest,
                meanNanos,
                longestNanos,
                value(queue, part, line.depth()),
                value(queue, part, line.depth() + ".max"),
                value(queue, part, "oldest_age.max"),
                value(queue, part, "end_to_end.mean"),
                value(queue, part, "end_to_end.max"));
    }

    private Backlog backlog(String queue, ConsumerBacklogModel line, Timeline timeline) {
        List<LoadStage> stages = timeline.stages();
        List<TrafficEquations> flows = timeline.flows();
        Steady steady = new Steady();
        FluidQueue fluid = new FluidQueue(stages.get(0).fromNanos() / 1e9, scenario.warmupNanos() / 1e9);
        boolean known = line.known();
        for (int i = 0; i < stages.size(); i++) {
            ComponentCapacityModel page = flows.get(i).pages().get(queue);
            double offered = page == null ? 0 : offered(page);
            double able = 0;
            for (String consumer : page == null ? List.<String>of() : line.consumers()) {
                ComponentCapacityModel machines = flows.get(i).pages().get(consumer);
                known &= machines != null
                        && scenario.components().get(consumer).host().isEmpty()
                        && scenario.components()
                                .get(consumer)
                                .spec()
                                .scalingModel()
                                .isEmpty()
                        && machines.demands().stream().allMatch(d -> d.caller().equals(queue));
                able += machines == null ? 0 : able(flows.get(i), consumer, machines);
                if (stages.get(i).fromNanos() >= scenario.warmupNanos()) {
                    steady.add(machines, offered, line.consumers().size() == 1);
                }
            }
            double seconds = (stages.get(i).toNanos() - stages.get(i).fromNanos()) / 1e9;
            fluid.flow(seconds, offered, able);
        }
        boolean grows = fluid.deepest() > 0;
        boolean full = fluid.deepest() > line.places();
        boolean formula = known && !grows && Double.isInfinite(line.places());
        boolean drawn = known && grows && !full;
        return backlog(
                queue,
                line,
                drawn ? fluid.mean() : formula ? steady.depth() : Double.NaN,
                known && grows ? Math.min(line.places(), fluid.deepest()) : Double.NaN,
                formula ? steady.meanNanos() : Double.NaN,
                drawn ? fluid.longest() * 1e9 : Double.NaN);
    }

    private double value(String queue, List<String> part, String metric) {
        return measured.value(queue, part, metric, scenario.warmupNanos(), scenario.durationNanos());
    }

    private static double offered(ComponentCapacityModel page) {
        return page.demands().stream().mapToDouble(OfferedDemand::perSecond).sum();
    }

    private static double able(TrafficEquations flows, String component, ComponentCapacityModel page) {
        double able = 0;
        double slots = PlaceLimit.of(flows, component, page)
                .map(PlaceLimit::utilization)
                .orElse(0.0);
        for (StationModel station : page.stations()) {
            double most = Math.max(slots, Formula.utilization(station));
            able += most == 0 ? Double.POSITIVE_INFINITY : station.callsPerSecond() / most;
        }
        return able;
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

        void add(ComponentCapacityModel consumers, double offered, boolean alone) {
            stages++;
            messages += offered;
            if (offered == 0) {
                return;
            }
            Formula formula = consumers == null || !alone || !consumers.calls().isEmpty() ? null : of(consumers);
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

        private static Formula of(ComponentCapacityModel page) {
            if (page.stations().size() != 1 || page.pausePerSecond() > 0 || page.parallel()) {
                return null;
            }
            StationModel station = page.stations().get(0);
            int each =
                    page.slots().stream().mapToInt(WorkerPoolModel::each).min().orElse(station.servers());
            if (each > station.servers()
                    || station.works().size() != 1
                    || station.nodes().isEmpty()) {
                return null;
            }
            return Formula.of(new StationModel(
                    "",
                    List.of("all"),
                    each * station.nodes().size(),
                    StationModel.ANY_NUMBER,
                    station.scheduling(),
                    station.callsPerSecond(),
                    station.works(),
                    Optional.empty()));
        }

        double depth() {
            return waiting / stages;
        }

        double meanNanos() {
            return staying / messages;
        }
    }
}
