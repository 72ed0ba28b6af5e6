package dev.brownout.capacity;

import dev.brownout.capacity.CarriedState.FlowHistory;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.DestinationSpec;
import dev.brownout.spi.component.DestinationSpec.RedeliveryRules;
import dev.brownout.spi.component.StepLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Messages of a queue that fail at their consumer at each delivery: poison messages, and messages with a step that
 * times out. A message takes the same branch of a choice at each delivery.
 *
 * @param share the share of the messages, 0 to 1
 * @param steps the steps that the consumer executes for one message
 * @param holdNanos the time for which the consumer holds one message, in nanoseconds
 * @param poison whether they are poison messages by the configuration of the queue
 */
record FailingMessages(double share, List<Step> steps, double holdNanos, boolean poison) {
    /** Minimum share of messages. Smaller shares are ignored. */
    private static final double RARE = 1e-3;

    /** Returns the failing messages by consumer, for queues that redeliver messages. */
    static Map<String, List<FailingMessages>> of(TrafficEquations flows) {
        Map<String, List<FailingMessages>> all = new TreeMap<>();
        flows.componentModels().forEach((queue, componentModel) -> {
            Optional<RedeliveryRules> rules = Optional.ofNullable(
                            flows.scenario().components().get(queue))
                    .flatMap(entry -> DestinationSpec.redeliveryRules(entry.spec()));
            for (String consumer : rules.isPresent() ? componentModel.consumers() : List.<String>of()) {
                List<FailingMessages> failing = of(flows, queue, consumer, rules.get());
                if (!failing.isEmpty()) {
                    all.put(consumer, failing);
                }
            }
        });
        return all;
    }

    private static List<FailingMessages> of(
            TrafficEquations flows, String queue, String consumer, RedeliveryRules rules) {
        List<FailingMessages> failing = new ArrayList<>();
        ComponentCapacityModel componentModel = flows.componentModels().get(consumer);
        Optional<OfferedDemand> firstDelivery = componentModel == null
                ? Optional.empty()
                : componentModel.demands().stream()
                        .filter(demand ->
                                demand.caller().equals(queue) && demand.rest().isEmpty())
                        .filter(demand -> demand.perSecond() > 0)
                        .findFirst();
        if (firstDelivery.isEmpty()) {
            return failing;
        }
        if (rules.poisonShare() > 0) {
            double holds = holdingNanos(flows, consumer, firstDelivery.get(), rules.poisonSteps());
            failing.add(new FailingMessages(rules.poisonShare(), rules.poisonSteps(), holds, true));
        }
        Map<String, List<Step>> lists =
                StepLists.stepLists(flows.scenario().components().get(consumer).spec());
        List<Step> steps = lists.getOrDefault("consumes.steps", List.of());
        for (Branch branch : branches(steps, componentModel.fromNanos())) {
            OfferedDemand demand = firstDelivery.get().withRest(branch.steps());
            double fails = branch.steps().isEmpty() ? 0 : fails(flows, flows.behind(consumer, demand));
            if (branch.share() * fails > RARE) {
                failing.add(new FailingMessages(
                        branch.share() * fails,
                        branch.steps(),
                        holdingNanos(flows, consumer, demand, branch.steps()),
                        false));
            }
        }
        return failing;
    }

    private static double holdingNanos(
            TrafficEquations flows, String consumer, OfferedDemand message, List<Step> steps) {
        return flows.least().of(consumer, message.withRest(steps));
    }

    /** Steps taken by a share of the messages. */
    private record Branch(double share, List<Step> steps) {}

    /** Returns the branches of a step list at its first choice; a single branch if there is no choice. */
    private static List<Branch> branches(List<Step> steps, long at) {
        List<Branch> branches = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            for (Step.Choice choice : Step.choicesOf(steps.get(i))) {
                List<Step> path = new ArrayList<>(steps.subList(0, i));
                path.addAll(choice.steps());
                path.addAll(steps.subList(i + 1, steps.size()));
                branches.add(new Branch(choice.share().at(at), path));
            }
            if (!branches.isEmpty()) {
                return branches;
            }
        }
        return List.of(new Branch(1, steps));
    }

    /**
     * Returns the probability that one of the calls made for a message times out, as far as it depends on the work of
     * the callee.
     */
    private static double fails(TrafficEquations flows, ComponentCapacityModel componentModel) {
        double succeeds = 1;
        double messages = componentModel.demands().stream()
                .mapToDouble(OfferedDemand::perSecond)
                .sum();
        for (Map.Entry<String, List<OfferedDemand>> entry :
                componentModel.calls().entrySet()) {
            for (OfferedDemand call : componentModel.awaited(entry.getKey())) {
                if (call.patience().isPresent()
                        && call.perSecond() > 0
                        && call.policies().isEmpty()) {
                    double callProbability = Math.min(1, call.perSecond() / messages);
                    succeeds *= 1 - callProbability * lateProbability(flows, entry.getKey(), call);
                }
            }
        }
        return 1 - succeeds;
    }

    /** Returns the probability that a call exceeds its timeout in the absence of other calls. */
    private static double lateProbability(TrafficEquations flows, String component, OfferedDemand call) {
        ComponentCapacityModel downstream = flows.behind(component, call);
        double timeout = call.patience().orElseThrow().toNanos();
        double lateProbability = 0;
        for (StationModel station : downstream.stations()) {
            for (StationModel.Work work : station.works()) {
                lateProbability = Math.max(
                        lateProbability, work.awaited() ? 1 - work.length().cumulative(timeout) : 0);
            }
        }
        return lateProbability;
    }

    /**
     * Returns the rate of redeliveries of these messages in a stage, per second.
     *
     * @param published the history of the messages published to the queue
     */
    double againPerSecond(LoadStage stage, FlowHistory published, RedeliveryRules rules) {
        double every = Math.max(1e6, rules.atOnce() ? holdNanos : Math.max(holdNanos, rules.visibilityNanos()));
        double sum = 0;
        for (int n = 1; n < rules.deliveries() && n * every < stage.toNanos(); n++) {
            sum += published.mean(stage.fromNanos() - n * every, stage.toNanos() - n * every);
        }
        return share * sum;
    }
}
