package dev.brownout.component.dns;

import dev.brownout.healthcheck.HealthCheck;
import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hosts of one component in one region.
 *
 * @param name name of the region; empty if the scenario has none
 * @param hosts at least one
 */
record RegionalBackends(String name, List<Host> hosts) {
    static List<RegionalBackends> of(List<Host> hosts) {
        Map<String, List<Host>> byName = new TreeMap<>();
        for (Host host : hosts) {
            byName.computeIfAbsent(host.site().region(), name -> new ArrayList<>())
                    .add(host);
        }
        return byName.entrySet().stream()
                .map(entry -> new RegionalBackends(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns whether at least one of its hosts is up. */
    boolean answers() {
        for (Host host : hosts) {
            if (host.isUp()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the health check of the region from outside the network. It passes when a host responds, and fails when
     * the checks of all hosts have failed.
     *
     * @param checker name of the component that checks
     */
    HealthCheck.Question check(Simulation simulation, String checker, long timeoutNanos) {
        List<Probe> probes = new ArrayList<>();
        for (Host host : hosts) {
            Host from = new Host(simulation, checker, "checks", host.site(), null);
            probes.add(Probe.external(simulation, from, host, timeoutNanos));
        }
        return verdict -> new RegionCheck(verdict, probes.size()).probe(probes);
    }

    /** Check of a region, which checks its hosts until one of them responds. */
    private static final class RegionCheck implements Probe.Verdict {
        private final Probe.Verdict verdict;
        private int open;

        RegionCheck(Probe.Verdict verdict, int hosts) {
            this.verdict = verdict;
            this.open = hosts;
        }

        void probe(List<Probe> probes) {
            for (int i = 0; i < probes.size() && open > 0; i++) {
                probes.get(i).run(this);
            }
        }

        @Override
        public void onResult(boolean passed) {
            if (open > 0) {
                open = passed ? 0 : open - 1;
                if (open == 0) {
                    verdict.onResult(passed);
                }
            }
        }
    }
}
