package dev.brownout.runtime;

import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Selector;
import dev.brownout.spi.FaultSchedule;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.component.HostAutoscaling;
import dev.brownout.spi.component.ProcessLifecycle;
import dev.brownout.spi.fault.ClockFault;
import dev.brownout.spi.fault.ContentFault;
import dev.brownout.spi.fault.HostRemovalFault;
import dev.brownout.spi.fault.RenewalFault;
import dev.brownout.spi.fault.ScalingFault;
import dev.brownout.spi.fault.VersionFault;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
    public boolean changesHosts() {
        return scenario.strikes().stream()
                .anyMatch(fault -> removes(fault)
                        || RenewalFault.renews(fault.spec())
                        || ScalingFault.nodesOf(fault.spec()).isPresent() && hits(fault));
    }

    @Override
    public boolean hasFailures() {
        return !scenario.strikes().isEmpty()
                || scenario.components().values().stream().anyMatch(ComponentEntry::failsAtRandom);
    }

    @Override
    public boolean hasInterruptions() {
        return hasFailures()
                || scenario.components().values().stream().anyMatch(entry -> {
                    ProcessLifecycle.Processes processes = ProcessLifecycle.processes(entry.spec());
                    return processes.pauses() || processes.terminates() || HostAutoscaling.addsHosts(entry.spec());
                });
    }

    @Override
    public Set<String> deployedVersions() {
        Set<String> deployed = new TreeSet<>();
        scenario.strikes().stream()
                .filter(this::removes)
                .flatMap(fault -> VersionFault.of(fault.spec()).stream())
                .flatMap(fault -> fault.versionWanted().stream())
                .forEach(deployed::add);
        return deployed;
    }

    @Override
    public boolean releasesContent() {
        return scenario.strikes().stream().anyMatch(fault -> ContentFault.isRelease(fault.spec()) && hits(fault));
    }

    @Override
    public boolean purgesContent() {
        return scenario.strikes().stream().anyMatch(fault -> ContentFault.isPurge(fault.spec()) && hits(fault));
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
