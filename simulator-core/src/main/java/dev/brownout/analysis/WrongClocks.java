package dev.brownout.analysis;

import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import java.util.NavigableMap;
import java.util.TreeMap;

/** By how much the fault timeline sets the clocks of machines. */
final class WrongClocks {
    private WrongClocks() {}

    /** Nanoseconds that the clock of a machine is ahead, from each instant on at which it is set. */
    static NavigableMap<Long, Long> of(Scenario scenario, String component, String node, String place) {
        NavigableMap<Long, Long> steps = new TreeMap<>();
        for (FaultEntry fault : scenario.faults()) {
            long ahead = fault.spec().clockAheadNanos();
            if (ahead != 0 && Stage.takes(fault, component, node, place)) {
                steps.merge(fault.startAt(), ahead, Long::sum);
                fault.durationNanos().ifPresent(held -> steps.merge(fault.startAt() + held, -ahead, Long::sum));
            }
        }
        long all = 0;
        for (var step : steps.entrySet()) {
            all += step.getValue();
            step.setValue(all);
        }
        return steps;
    }
}
