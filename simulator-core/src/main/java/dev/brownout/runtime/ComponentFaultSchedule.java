package dev.brownout.runtime;

import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Selector;
import dev.brownout.spi.FaultSchedule;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.fault.ClockFault;
import dev.brownout.spi.fault.HostRemovalFault;
import dev.brownout.spi.fault.ScalingFault;
import dev.brownout.spi.fault.VersionFault;
import java.util.List;
import java.util.function.ToIntFunction;

/** The faults of a scenario, from the timeline and from alert actions, as seen by one component. */
record ComponentFaultSchedule(Scenario scenario, String component) implements FaultSchedule {
    @Override
    public boolean isFaultTarget() {
        return scenario.strikes().stream().anyMatch(this::hits);
    }

    private boolean hits(FaultEntry fault) {
        return fault.hits(component);
    }

    @Override
    public int maxScheduledNodes() {
        return max(fault -> ScalingFault.nodesOf(fault.spec()).orElse(0));
    }

    @Override
    public int maxSpareNodes(int nodes) {
        return max(fault -> VersionFault.sparesOf(fault.spec(), nodes));
    }

    private int max(ToIntFunction<FaultEntry> nodes) {
        return scenario.strikes().stream()
                .filter(this::hits)
                .mapToInt(nodes)
                .max()
                .orElse(0);
    }

    @Override
    public boolean hasDrainFaults() {
        return scenario.strikes().stream()
                .filter(fault -> HostRemovalFault.removesHosts(fault.spec()))
                .anyMatch(fault ->
                        hits(fault) || fault.target().filter(Selector::ofPlace).isPresent());
    }

    @Override
    public boolean resizesHosts() {
        return scenario.strikes().stream()
                .anyMatch(fault -> ScalingFault.coresOf(fault.spec()).isPresent() && hits(fault));
    }

    @Override
    public List<ReshardCommand> shardOrders() {
        return scenario.shardOrders(component);
    }

    @Override
    public long clockErrorNanos() {
        long end = scenario.durationNanos();
        return scenario.strikes().stream()
                .mapToLong(fault -> ClockFault.errorNanosOf(
                        fault.spec(), fault.durationNanos().orElse(end)))
                .sum();
    }
}
