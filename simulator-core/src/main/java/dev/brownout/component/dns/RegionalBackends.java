package dev.brownout.component.dns;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The machines of one component in one region.
 *
 * @param name of the region; empty where the scenario has none
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

    /** Whether one of its machines answers now. */
    boolean answers() {
        for (Host host : hosts) {
            if (host.up()) {
                return true;
            }
        }
        return false;
    }

    /** Whether all of its machines say that nobody is there. */
    private boolean refuses() {
        return hosts.stream().allMatch(host -> host.state() == Host.State.CRASHED);
    }

    /**
     * A check from outside: passed at once where a machine answers, failed at once where all refuse, else after
     * silence.
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
