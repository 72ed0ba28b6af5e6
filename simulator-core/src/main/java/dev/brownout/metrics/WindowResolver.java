package dev.brownout.metrics;

import dev.brownout.instrument.TimeFormat;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Window;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Resolves windows to periods of a run. The start and end of each fault are known before the run. */
public final class WindowResolver {
    /** Name by which relations refer to the earliest fault. */
    public static final String FAULT = FaultEntry.UNNAMED;

    /** Highest number of windows of an assertion. */
    private static final int MOST_PARTS = 10_000;

    /**
     * Period of a run between two instants, in ns. Its methods are written explicitly because each run calls them:
     * docs/performance.md, Start.
     */
    public record Bounds(long fromNanos, long toNanos) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bounds bounds && bounds.fromNanos == fromNanos && bounds.toNanos == toNanos;
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(fromNanos) + Long.hashCode(toNanos);
        }
    }

    private final Scenario scenario;
    private final Map<String, Bounds> faults = new LinkedHashMap<>();

    /** Creates a resolver for the faults and relations of a scenario. */
    public WindowResolver(Scenario scenario) {
        this.scenario = scenario;
        for (FaultEntry fault : scenario.faults()) {
            Bounds bounds = bounds(fault, scenario.durationNanos());
            faults.putIfAbsent(FAULT, bounds);
            faults.putIfAbsent(fault.name(), bounds);
        }
    }

    /** Returns the period of a fault, limited by the end of the run. */
    public static Bounds bounds(FaultEntry fault, long endNanos) {
        long remainingNanos = endNanos - fault.startAt();
        long end = fault.durationNanos()
                .filter(d -> d < remainingNanos)
                .map(d -> fault.startAt() + d)
                .orElse(endNanos);
        return new Bounds(fault.startAt(), end);
    }

    /**
     * Returns the instants at which separately measured windows begin or end.
     *
     * @param additional additional instants, in ns
     */
    public List<Long> borders(Collection<Long> additional) {
        TreeSet<Long> borders = new TreeSet<>(additional);
        borders.add(scenario.warmupNanos());
        List<Bounds> all = new ArrayList<>(faults.values());
        scenario.evaluation().sla().values().forEach(relation -> all.addAll(existing(relation.window())));
        scenario.evaluation().predict().values().forEach(prediction -> all.addAll(existing(prediction.window())));
        scenario.evaluation().answer().forEach(metric -> all.addAll(existing(metric.window())));
        for (Bounds bounds : all) {
            borders.add(bounds.fromNanos());
            borders.add(bounds.toNanos());
        }
        return List.copyOf(borders);
    }

    /** Returns the periods of a window; empty if the run has no such window, which is an error found later. */
    private List<Bounds> existing(Window window) {
        try {
            return resolve(window, "");
        } catch (ScenarioException none) {
            return List.of();
        }
    }

    /** Returns the periods of the faults by name. */
    public Map<String, Bounds> faults() {
        return faults;
    }

    /**
     * Returns the period or periods of a window.
     *
     * @param path configuration path of the relation, for messages
     */
    public List<Bounds> resolve(Window window, String path) {
        long end = scenario.durationNanos();
        long start = scenario.warmupNanos();
        List<Bounds> parts = new ArrayList<>();
        if (window instanceof Window.Every every) {
            addEqualParts(every.spanNanos(), start, end, path, parts);
        } else if (window instanceof Window.FaultWindow during) {
            parts.add(fault(during.fault(), path));
        } else if (window instanceof Window.Before before) {
            parts.add(new Bounds(start, fault(before.fault(), path).fromNanos()));
        } else if (window instanceof Window.After after) {
            parts.add(new Bounds(instant(after.from(), path), end));
        } else if (window instanceof Window.Between between) {
            parts.add(new Bounds(instant(between.from(), path), instant(between.to(), path)));
        } else if (window instanceof Window.Within within) {
            long from = fault(within.fault(), path).fromNanos();
            parts.add(new Bounds(from, sum(from, within.spanNanos())));
        } else {
            parts.add(new Bounds(start, end));
        }
        for (Bounds part : parts) {
            if (part.fromNanos() < 0 || part.fromNanos() >= part.toNanos() || part.toNanos() > end) {
                throw new ScenarioException(
                        path,
                        "the window from {} to {} is not inside the run ({})",
                        TimeFormat.text(part.fromNanos()),
                        TimeFormat.text(part.toNanos()),
                        TimeFormat.text(end));
            }
        }
        return parts;
    }

    private static void addEqualParts(long span, long start, long end, String path, List<Bounds> parts) {
        long count = (end - start - 1) / span + 1;
        if (count > MOST_PARTS) {
            throw new ScenarioException(
                    path,
                    "every {} gives {} windows in this run; at most {} are allowed",
                    TimeFormat.text(span),
                    count,
                    MOST_PARTS);
        }
        for (long i = 0; i < count; i++) {
            long instant = start + i * span;
            parts.add(new Bounds(instant, i == count - 1 ? end : instant + span));
        }
    }

    private long instant(Window.Instant instant, String path) {
        return instant.fault()
                .map(f -> sum(fault(f, path).fromNanos(), instant.offsetNanos()))
                .orElse(instant.offsetNanos());
    }

    /** Returns the sum of a non-negative instant and an offset, limited to {@code Long.MAX_VALUE}. */
    private static long sum(long instant, long offset) {
        return offset > Long.MAX_VALUE - instant ? Long.MAX_VALUE : instant + offset;
    }

    /**
     * Returns the period of the fault with this name.
     *
     * @param path configuration path of the reference to the fault, for messages
     */
    public Bounds fault(String name, String path) {
        return Optional.ofNullable(faults.get(name)).orElseThrow(() -> unknown(name, faults.keySet(), path));
    }

    /**
     * Returns the exception for an unknown name of a fault.
     *
     * @param names names of the existing faults
     */
    public static ScenarioException unknown(String name, Collection<String> names, String path) {
        return new ScenarioException(
                path,
                names.isEmpty() && name.equals(FAULT)
                        ? Sentence.of("the scenario has no fault")
                        : Sentence.of("no fault is called {}", name),
                name,
                names.stream().filter(other -> !other.equals(FAULT)).toList());
    }
}
