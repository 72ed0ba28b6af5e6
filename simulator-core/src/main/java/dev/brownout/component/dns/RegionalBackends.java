package dev.brownout.component.dns;

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
            if (host.up()) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether all of its hosts refuse connections. */
    private boolean refuses() {
        return hosts.stream().allMatch(host -> host.state() == Host.State.CRASHED);
    }

    /**
     * An external health check. It passes immediately if a host is up, and fails immediately if all hosts refuse.
     * Otherwise the state at the end of the timeout decides.
     */
    record Check(Simulation simulation, RegionalBackends region, long timeoutNanos) {
        void ask(Probe.Verdict verdict) {
            if (region.answers() || region.refuses()) {
                verdict.told(region.answers());
            } else {
                simulation.after(timeoutNanos, step -> verdict.told(region.answers()), 0);
            }
        }
    }
}
