package dev.brownout.capacity;

import dev.brownout.scenario.ComponentEntry;
import dev.brownout.spi.CapacityProperty.WithheldEstimates;
import dev.brownout.spi.StationModel;
import java.util.Optional;

/** Share of the calls of a component that its nodes serve. */
final class ServedShare {
    private ServedShare() {}

    /**
     * Returns the share of its calls that the nodes of a component can serve. The headroom of withheld estimates raises
     * the capacity.
     */
    static double share(ComponentCapacityModel componentModel) {
        double headroom = componentModel
                .first(WithheldEstimates.class)
                .map(WithheldEstimates::headroom)
                .orElse(1.0);
        boolean ownMachines = Optional.ofNullable(
                        componentModel.scenario().components().get(componentModel.name()))
                .flatMap(ComponentEntry::host)
                .isEmpty();
        double all = 0;
        double served = 0;
        for (StationModel station : componentModel.stations()) {
            double busy = station.nodes().isEmpty()
                    ? Double.POSITIVE_INFINITY
                    : ownMachines ? Formula.utilization(station) / headroom : 0;
            all += station.callsPerSecond();
            served += station.callsPerSecond()
                    * Math.min(busy > 1 ? 1 / busy : 1, ownMachines ? 1 - Formula.loss(station) : 1);
        }
        return all > 0 ? served / all : 1;
    }
}
