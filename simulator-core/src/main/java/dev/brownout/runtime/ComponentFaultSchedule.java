package dev.brownout.runtime;

import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Selector;
import dev.brownout.spi.FaultSchedule;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.fault.ClockFault;
import dev.brownout.spi.fault.HostRemovalFault;
import dev.brownout.spi.fault.ScalingFault;
import java.util.List;

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
        return scenario.strikes().stream()
                .filter(this::hits)
                .mapToInt(fault -> ScalingFault.nodesOf(fault.spec()).orElse(0))
                .max()
                .orElse(0);
    }

    @Override
    public int maxSpareNodes(int nodes) {
        return scenario.strikes().stream()
                .filter(this::removes)
                .mapToInt(fault -> HostRemovalFault.sparesOf(fault.spec(), nodes))
                .max()
                .orElse(0);
    }

    private boolean removes(FaultEntry fault) {
        return HostRemovalFault.removesHosts(fault.spec())
                && (hits(fault) || fault.target().filter(Selector::ofPlace).isPresent());
    }

    @Override
    public boolean hasDrainFaults() {
        return scenario.strikes().stream().anyMatch(this::removes);
    }

    @Override
    public boolean interruptsHosts() {
        return scenario.strikes().stream()
                .anyMatch(fault -> HostRemovalFault.isInterruption(fault.spec()) && removes(fault));
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
