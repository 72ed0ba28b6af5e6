package dev.brownout.runtime;

import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Selector;
import dev.brownout.spi.FaultSchedule;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.component.HostProvisioning;
import dev.brownout.spi.fault.HostFault;
import dev.brownout.spi.fault.TierFault;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The faults of a scenario, from the timeline and from alert actions, as seen by one component. */
record ComponentFaultSchedule(Scenario scenario, String component) implements FaultSchedule {
    @Override
    public boolean isFaultTarget() {
        return scenario.possibleFaults().stream().anyMatch(this::hits);
    }

    private boolean hits(FaultEntry fault) {
        return fault.hits(component);
    }

    @Override
    public int maxScheduledNodes() {
        return scenario.possibleFaults().stream()
                .filter(this::hits)
                .mapToInt(fault -> TierFault.of(fault.spec()).desiredHosts().orElse(0))
                .max()
                .orElse(0);
    }

    @Override
    public int maxSpareNodes(int nodes) {
        return scenario.possibleFaults().stream()
                .filter(this::removes)
                .mapToInt(fault -> TierFault.of(fault.spec()).spares(nodes))
                .max()
                .orElse(0);
    }

    private boolean removes(FaultEntry fault) {
        return TierFault.of(fault.spec()).removesHosts()
                && (hits(fault) || fault.target().filter(Selector::ofPlace).isPresent());
    }

    @Override
    public boolean hasDrainFaults() {
        return scenario.possibleFaults().stream().anyMatch(this::removes);
    }

    @Override
    public boolean changesHosts() {
        return scenario.possibleFaults().stream()
                .anyMatch(fault -> removes(fault)
                        || HostFault.of(fault.spec()).renewsHosts()
                        || TierFault.of(fault.spec()).desiredHosts().isPresent() && hits(fault));
    }

    @Override
    public boolean hasFailures() {
        return !scenario.possibleFaults().isEmpty()
                || scenario.components().values().stream().anyMatch(ComponentEntry::failsAtRandom);
    }

    @Override
    public boolean hasInterruptions() {
        return hasFailures()
                || scenario.components().values().stream().anyMatch(entry -> {
                    HostProvisioning.Processes processes =
                            HostProvisioning.of(entry.spec()).processes();
                    return processes.pauses()
                            || processes.terminates()
                            || HostProvisioning.of(entry.spec()).addsHosts();
                });
    }

    @Override
    public Set<String> deployedVersions() {
        Set<String> deployed = new TreeSet<>();
        scenario.possibleFaults().stream()
                .filter(this::removes)
                .flatMap(fault -> TierFault.of(fault.spec()).deployedVersion().stream())
                .forEach(deployed::add);
        return deployed;
    }

    @Override
    public boolean any(Predicate<FaultSpec> effect) {
        return scenario.possibleFaults().stream().anyMatch(fault -> effect.test(fault.spec()) && hits(fault));
    }

    @Override
    public boolean interruptsHosts() {
        return scenario.possibleFaults().stream()
                .anyMatch(fault -> TierFault.of(fault.spec()).interruptsHosts() && removes(fault));
    }

    @Override
    public boolean resizesHosts() {
        return any(fault -> TierFault.of(fault).desiredCores().isPresent());
    }

    @Override
    public List<ReshardCommand> shardOrders() {
        return scenario.shardOrders(component);
    }

    @Override
    public long clockErrorNanos() {
        long end = scenario.durationNanos();
        return scenario.possibleFaults().stream()
                .mapToLong(fault -> HostFault.of(fault.spec())
                        .clockErrorNanos(fault.durationNanos().orElse(end)))
                .sum();
    }
}
