package dev.brownout.capacity;

import dev.brownout.scenario.Scenario;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
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
}
