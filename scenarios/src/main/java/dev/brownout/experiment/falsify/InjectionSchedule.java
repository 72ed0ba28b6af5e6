package dev.brownout.experiment.falsify;

import dev.brownout.language.overlay.Variation.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Faults that are added to a scenario, and the values of varied settings.
 *
 * @param faults faults, ordered by start and cause
 * @param settings values by path; a path without a value keeps the value of the scenario
 */
public record InjectionSchedule(List<InjectedFault> faults, Map<String, Value> settings) {
    /** Sorts the faults and copies the settings. */
    public InjectionSchedule {
        List<InjectedFault> sorted = new ArrayList<>(faults);
        sorted.sort(Comparator.comparingLong(InjectedFault::startNanos)
                .thenComparing(fault -> fault.candidate().cause()));
        faults = List.copyOf(sorted);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Returns the schedule with other faults. */
    InjectionSchedule with(Collection<InjectedFault> others) {
        return new InjectionSchedule(List.copyOf(others), settings);
    }

    /** Returns the schedule with one fault replaced. */
    InjectionSchedule with(int index, InjectedFault other) {
        List<InjectedFault> changed = new ArrayList<>(faults);
        changed.set(index, other);
        return with(changed);
    }

    /** Returns the schedule with another value of a setting; {@code null} for that of the scenario. */
    InjectionSchedule with(String path, Value value) {
        Map<String, Value> changed = new LinkedHashMap<>(settings);
        if (value == null) {
            changed.remove(path);
        } else {
            changed.put(path, value);
        }
        return new InjectionSchedule(faults, changed);
    }

    /** Returns the causes: the type and place of each fault, and the varied settings. */
    public SortedSet<String> causes() {
        SortedSet<String> causes = new TreeSet<>(settings.keySet());
        faults.forEach(fault -> causes.add(fault.candidate().cause()));
        return causes;
    }

    /** Returns the causes as one text, such as {@code crash web/1 + slow db/primary}. */
    public String cause() {
        return String.join(" + ", causes());
    }

    /** Returns the faults and settings as sentences. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        settings.forEach((path, value) -> sentences.add(path + " = " + value.text()));
        faults.forEach(fault -> sentences.add(fault.sentence()));
        return sentences;
    }

    /** Returns the sum of the durations, in nanoseconds. */
    long totalNanos() {
        return faults.stream().mapToLong(InjectedFault::durationNanos).sum();
    }

    /** Returns the sum of the relative positions of the strengths in their ranges. */
    double strength() {
        return faults.stream().mapToDouble(InjectedFault::relativeStrength).sum();
    }

    /** Returns the schedule on one line. */
    @Override
    public String toString() {
        return sentences().stream().collect(Collectors.joining("; "));
    }
}
