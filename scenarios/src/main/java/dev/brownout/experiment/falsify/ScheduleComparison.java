package dev.brownout.experiment.falsify;

import dev.brownout.language.overlay.Variation.Value;
import java.util.List;
import java.util.Map;

/**
 * Comparison of schedules.
 *
 * @param usual values of varied settings in the scenario, if they are known
 */
record ScheduleComparison(Map<String, Value> usual) {
    /**
     * Returns whether a schedule contains another one: each of its faults, for at least the same time and with at least
     * the same strength, and each of its settings, at least as far from the value of the scenario.
     */
    boolean contains(InjectionSchedule smaller, InjectionSchedule schedule) {
        return smaller.faults().stream()
                        .allMatch(fault -> schedule.faults().stream().anyMatch(other -> covers(other, fault)))
                && smaller.settings().entrySet().stream()
                        .allMatch(entry -> covers(
                                schedule.settings().get(entry.getKey()), entry.getValue(), usual.get(entry.getKey())));
    }

    private static boolean covers(InjectedFault stronger, InjectedFault fault) {
        return stronger.candidate().equals(fault.candidate())
                && stronger.durationNanos() >= fault.durationNanos()
                && stronger.strength() >= fault.strength();
    }

    private static boolean covers(Value farther, Value value, Value base) {
        if (farther == null) {
            return false;
        }
        boolean sameText = farther.text().equals(value.text());
        if (base == null || Double.isNaN(base.number()) || Double.isNaN(farther.number())) {
            return sameText;
        }
        double distance = value.number() - base.number();
        return sameText || (farther.number() - base.number()) / distance >= 1;
    }

    /** Returns a schedule without the faults and settings of another one. */
    static InjectionSchedule difference(InjectionSchedule schedule, InjectionSchedule other) {
        List<InjectedFault> rest = schedule.faults().stream()
                .filter(fault ->
                        other.faults().stream().noneMatch(its -> its.candidate().equals(fault.candidate())))
                .toList();
        InjectionSchedule without = schedule.with(rest);
        for (String path : other.settings().keySet()) {
            without = without.with(path, null);
        }
        return without;
    }
}
