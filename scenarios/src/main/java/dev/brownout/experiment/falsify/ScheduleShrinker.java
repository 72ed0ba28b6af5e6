package dev.brownout.experiment.falsify;

import dev.brownout.language.overlay.Variation.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Shrinks a schedule that violates an assertion: first to the fewest faults (delta debugging: Zeller and Hildebrandt,
 * Simplifying and Isolating Failure-Inducing Input, IEEE Transactions on Software Engineering 28, 2002), then to the
 * values of the scenario, then to the shortest duration and the least strength of each fault, by bisection. The result
 * violates the assertion, and no single fault of it can be left out.
 */
final class ScheduleShrinker {
    /** Greatest ratio of a violating number to the greatest one below it that was tested without a violation. */
    private static final double PRECISION = 1.1;

    private static final double SETTING_PRECISION = 0.05;

    private final Predicate<InjectionSchedule> violates;
    private final Map<String, Value> usual;

    /**
     * Creates a shrinker.
     *
     * @param violates returns whether a schedule violates the assertion
     * @param usual values of the varied settings in the scenario, if they are known
     */
    ScheduleShrinker(Predicate<InjectionSchedule> violates, Map<String, Value> usual) {
        this.violates = violates;
        this.usual = usual;
    }

    /** Returns the smallest schedule. */
    InjectionSchedule shrink(InjectionSchedule schedule) {
        InjectionSchedule smallest = fewestFaults(schedule);
        for (String path : schedule.settings().keySet()) {
            smallest = usualSetting(smallest, path);
        }
        for (int i = 0; i < smallest.faults().size(); i++) {
            smallest = weakest(shortest(smallest, i), i);
        }
        return smallest;
    }

    private InjectionSchedule fewestFaults(InjectionSchedule schedule) {
        List<InjectedFault> faults = schedule.faults();
        if (!faults.isEmpty() && !schedule.settings().isEmpty() && violates.test(schedule.with(List.of()))) {
            return schedule.with(List.of());
        }
        int parts = 2;
        while (faults.size() >= 2) {
            List<InjectedFault> smaller = smaller(schedule, faults, parts);
            if (smaller != null) {
                parts = smaller.size() * parts > faults.size() ? Math.max(parts - 1, 2) : 2;
                faults = smaller;
            } else if (parts < faults.size()) {
                parts = Math.min(2 * parts, faults.size());
            } else {
                break;
            }
            parts = Math.min(parts, Math.max(2, faults.size()));
        }
        return schedule.with(faults);
    }

    /** Returns the first part, or the first complement of a part, that violates the assertion; {@code null} if none. */
    private List<InjectedFault> smaller(InjectionSchedule schedule, List<InjectedFault> faults, int parts) {
        List<List<InjectedFault>> complements = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int from = i * faults.size() / parts;
            int to = (i + 1) * faults.size() / parts;
            List<InjectedFault> part = faults.subList(from, to);
            if (!part.isEmpty() && violates.test(schedule.with(part))) {
                return List.copyOf(part);
            }
            List<InjectedFault> rest = new ArrayList<>(faults.subList(0, from));
            rest.addAll(faults.subList(to, faults.size()));
            complements.add(rest);
        }
        if (parts > 2) {
            for (List<InjectedFault> rest : complements) {
                if (violates.test(schedule.with(rest))) {
                    return rest;
                }
            }
        }
        return null;
    }

    /** Returns the schedule with the value of the scenario for a setting, or with the nearest violating value to it. */
    private InjectionSchedule usualSetting(InjectionSchedule schedule, String path) {
        InjectionSchedule without = schedule.with(path, null);
        if (violates.test(without)) {
            return without;
        }
        Value high = schedule.settings().get(path);
        double low = usual.containsKey(path) ? usual.get(path).number() : Double.NaN;
        if (Double.isNaN(low) || Double.isNaN(high.number())) {
            return schedule;
        }
        InjectionSchedule nearest = schedule;
        while (Math.abs(high.number() - low) > SETTING_PRECISION * Math.abs(high.number())) {
            Value middle = high.withNumber(InjectedFault.round((low + high.number()) / 2));
            boolean between = (middle.number() - low) * (high.number() - middle.number()) > 0;
            if (!between) {
                break;
            }
            InjectionSchedule tested = nearest.with(path, middle);
            if (violates.test(tested)) {
                nearest = tested;
                high = middle;
            } else {
                low = middle.number();
            }
        }
        return nearest;
    }

    private InjectionSchedule shortest(InjectionSchedule schedule, int index) {
        InjectedFault fault = schedule.faults().get(index);
        if (!fault.isExtendable()) {
            return schedule;
        }
        double low = fault.candidate().type().shortestNanos();
        return bisected(schedule, index, low, fault.durationNanos(), nanos -> fault.withDuration(Math.round(nanos)));
    }

    private InjectionSchedule weakest(InjectionSchedule schedule, int index) {
        InjectedFault fault = schedule.faults().get(index);
        FaultStrength strength = fault.candidate().type().strength();
        return strength == FaultStrength.NONE
                ? schedule
                : bisected(schedule, index, strength.mildest(), fault.strength(), fault::strong);
    }

    /** Function that returns a fault with a number changed. */
    @FunctionalInterface
    private interface ChangedFault {
        InjectedFault with(double number);
    }

    /**
     * Returns the schedule with the smallest violating number of a fault. A bisection of the logarithm: the numbers
     * between are tested as if a greater one always violates more.
     */
    private InjectionSchedule bisected(
            InjectionSchedule schedule, int index, double mildest, double violating, ChangedFault changed) {
        double low = mildest;
        double high = violating;
        if (low >= high) {
            return schedule;
        }
        InjectionSchedule least = schedule.with(index, changed.with(low));
        if (violates.test(least)) {
            return least;
        }
        InjectionSchedule best = schedule;
        while (high / low > PRECISION) {
            double middle = InjectedFault.round(Math.sqrt(low * high));
            if (middle <= low || middle >= high) {
                break;
            }
            InjectionSchedule tested = schedule.with(index, changed.with(middle));
            if (violates.test(tested)) {
                best = tested;
                high = middle;
            } else {
                low = middle;
            }
        }
        return best;
    }
}
