package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Selector;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.fault.TierFault;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Check that a deployment precedes each rollback of the timeline. Alert actions have no known time: their rollbacks are
 * accepted, and their deployments precede all rollbacks.
 */
record DeploymentOrder(Scenario scenario) {
    /**
     * Rejects a rollback of hosts of which none has a deployed version at that time.
     *
     * @param tiers hosts of each tier that the fault hits
     * @param path configuration path of the fault, for the message
     */
    void check(FaultEntry fault, Collection<List<Host>> tiers, String path) {
        if (!TierFault.of(fault.spec()).rollsBack() || !scenario.faults().contains(fault)) {
            return;
        }
        for (List<Host> hosts : tiers) {
            String name = hosts.get(0).component();
            List<FaultEntry> deployments = scenario.possibleFaults().stream()
                    .filter(other -> deploys(other, name))
                    .toList();
            Optional<FaultEntry> first = deployments.stream().min(Comparator.comparingLong(FaultEntry::startAt));
            if (first.isPresent() && deployments.stream().noneMatch(other -> precedes(other, fault))) {
                throw new ScenarioException(
                        path,
                        "{} cannot be rolled back at {}: no deployment precedes it, the first is at {}; "
                                + "move the rollback after it",
                        name,
                        TimeFormat.text(fault.startAt()),
                        TimeFormat.text(first.get().startAt()));
            }
        }
    }

    private static boolean deploys(FaultEntry fault, String component) {
        boolean hits = fault.hits(component)
                || fault.target().filter(Selector::ofPlace).isPresent();
        return hits && TierFault.of(fault.spec()).deployedVersion().isPresent();
    }

    private boolean precedes(FaultEntry deployment, FaultEntry rollback) {
        int index = scenario.faults().indexOf(deployment);
        if (index < 0 || deployment.startAt() < rollback.startAt()) {
            return true;
        }
        return deployment.startAt() == rollback.startAt()
                && index < scenario.faults().indexOf(rollback);
    }
}
