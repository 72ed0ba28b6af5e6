package dev.brownout.capacity;

import dev.brownout.capacity.CarriedState.FlowHistory;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.component.DestinationSpec;
import dev.brownout.spi.component.DestinationSpec.RedeliveryRules;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Calls of a component in one stage that result from earlier stages: admitted visitors of a waiting room, and
 * redelivered messages.
 *
 * @param scenario the scenario
 * @param stage the stage
 * @param name the component
 * @param demands its calls
 */
record PastDemand(Scenario scenario, LoadStage stage, String name, List<OfferedDemand> demands)
        implements CapacityModel.StageHistory {

    @Override
    public OptionalDouble arrivingVisitors() {
        return new OfferedLoad(scenario, stage).arriving(name);
    }

    @Override
    public OptionalDouble admittedPerSecond(OfferedDemand calls) {
        OptionalDouble all = new OfferedLoad(scenario, stage).admitted(name, calls.client());
        double totalPerSecond = 0;
        int kinds = 0;
        for (OfferedDemand demand : demands) {
            boolean sameClient = demand.client().equals(calls.client());
            totalPerSecond += sameClient ? demand.perSecond() : 0;
            kinds += sameClient ? 1 : 0;
        }
        double share = totalPerSecond > 0 ? calls.perSecond() / totalPerSecond : 1.0 / Math.max(1, kinds);
        return all.isEmpty() ? all : OptionalDouble.of(all.getAsDouble() * share);
    }

    /** Returns the history of the messages published to the queue, up to the end of the stage. */
    FlowHistory published() {
        return stage.carried()
                .published()
                .getOrDefault(name, FlowHistory.NONE)
                .then(stage.fromNanos(), stage.toNanos(), messagesPerSecond());
    }

    private double messagesPerSecond() {
        return demands.stream().mapToDouble(OfferedDemand::messagesPerSecond).sum();
    }

    @Override
    public List<OfferedDemand> deliveries(String consumer, OfferedDemand messages) {
        RedeliveryRules rules = DestinationSpec.redeliveryRules(
                        scenario.components().get(name).spec())
                .orElseThrow();
        double all = messagesPerSecond();
        double share = all > 0
                ? messages.perSecond() / all
                : 1.0 / demands.size() / scenario.takersFrom(name).size();
        List<OfferedDemand> deliveries = new ArrayList<>();
        double poison = 0;
        for (FailingMessages failing : stage.carried().again().getOrDefault(consumer, List.of())) {
            double redeliveredPerSecond = failing.againPerSecond(stage, published(), rules) * share;
            double poisonPerSecond = failing.poison() ? messages.perSecond() * failing.share() : 0;
            poison += poisonPerSecond;
            deliveries.add(messages.at(redeliveredPerSecond + poisonPerSecond).withRest(failing.steps()));
        }
        deliveries.add(0, messages.at(messages.perSecond() - poison));
        return deliveries;
    }
}
