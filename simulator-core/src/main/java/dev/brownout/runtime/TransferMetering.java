package dev.brownout.runtime;

import dev.brownout.network.TransferCounters;
import dev.brownout.random.AssumedDistribution;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.MetersOwnTraffic;
import dev.brownout.spi.component.HostProvisioning;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Creates the counters of the bytes sent between zones and regions. Requires at least two zones or regions and a
 * request class with a size.
 */
final class TransferMetering {
    private TransferMetering() {}

    /** Returns the counters, or empty if there is nothing to count. */
    static Optional<TransferCounters> counters(RunEnvironment run) {
        Scenario scenario = run.scenario;
        boolean[] written = new boolean[scenario.workload().requests().size()];
        boolean any = false;
        int number = 0;
        for (var request : scenario.workload().requests().values()) {
            written[number] = !(request.size() instanceof AssumedDistribution);
            any |= written[number++];
        }
        if (!any || !inSeveralRegions(run)) {
            return Optional.empty();
        }
        TransferCounters transfers = new TransferCounters(
                run.simulation,
                run.grid,
                written,
                name -> counts(scenario.components().get(name)),
                () -> audit(run));
        return Optional.of(transfers);
    }

    /** Adds the accounting identity of the bytes sent. Called only if bytes were sent. */
    private static void audit(RunEnvironment run) {
        run.audit.identity(
                "bytes sent to other zones and regions = bytes counted at their receivers",
                () -> run.network.transfers().sent(),
                () -> run.network.transfers().totalBytes());
    }

    private static boolean inSeveralRegions(RunEnvironment run) {
        Set<String> regions = new TreeSet<>();
        for (ComponentEntry entry : run.scenario.components().values()) {
            if (counts(entry) && !HostProvisioning.of(entry.spec()).isAtEdge()) {
                if (entry.zones() > 1) {
                    return true;
                }
                regions.addAll(run.regions.placesOf(entry));
            }
        }
        return regions.size() > 1;
    }

    private static boolean counts(ComponentEntry entry) {
        return entry != null && !(entry.spec() instanceof MetersOwnTraffic);
    }
}
