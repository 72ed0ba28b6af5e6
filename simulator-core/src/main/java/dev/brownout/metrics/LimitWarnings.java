package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Instrument;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Warnings for limits that bind in a run, by the metrics that are marked with {@link LimitMetric}: workers, connections
 * and instances that are all in use, and limits that refuse calls. They rest on measurements alone, so that they also
 * name a limit for which the capacity model has no estimate.
 */
public final class LimitWarnings {
    /** Share of a limit in use from which it binds, over an interval. */
    private static final double SATURATED = 0.95;

    /** Share of the offered calls from which refused calls count. */
    private static final double NOTABLE = 0.01;

    /** Number of intervals of the measured part of a run. */
    private static final int INTERVALS = 20;

    /**
     * Number of saturated intervals in a row from which a limit binds, a tenth of the measured part. Shorter times
     * without a free worker are normal under random arrivals.
     */
    private static final int ROW = 2;

    /** Maximum number of nodes of a component that are examined one by one. */
    private static final int NODES = 64;

    private final RunMeasurements run;
    private final MetricResolver readings;

    /** Creates the warnings for the limits of a run. */
    public LimitWarnings(RunMeasurements run, MetricResolver readings) {
        this.run = run;
        this.readings = readings;
    }

    /**
     * Returns one sentence per binding limit.
     *
     * @param known warnings of the capacity model; a limit of a component is left out if they state its overload
     */
    public List<Sentence> warnings(List<Sentence> known) {
        List<Sentence> warnings = new ArrayList<>();
        run.forEachOwner((name, instruments) -> add(warnings, known, name, instruments));
        run.components().forEach((name, component) -> {
            if (known.stream().noneMatch(warning -> statesOverload(warning, name))) {
                nodes(name, component.hosts()).ifPresent(warnings::add);
            }
        });
        return warnings;
    }

    /**
     * Returns the warning for the nodes of a component, or for the node that is saturated for the longest time. High
     * utilization alone is no overload: calls also fail, or many wait.
     */
    private Optional<Sentence> nodes(String name, List<Host> hosts) {
        if (!suffers(name)) {
            return Optional.empty();
        }
        Optional<Sentence> whole =
                busy(Sentence.of("the nodes of {}", name), span -> utilization(name, List.of(), span));
        CellRange longest = null;
        String node = "";
        boolean isAlone = whole.isPresent() || hosts.size() == 1 || hosts.size() > NODES;
        for (Host host : isAlone ? List.<Host>of() : hosts) {
            CellRange busy = longestSaturation(span -> utilization(name, List.of(host.node()), span));
            if (longest == null || busy.nanos() > longest.nanos()) {
                longest = busy;
                node = host.node();
            }
        }
        String busiest = node;
        return whole.or(() -> busiest.isEmpty()
                ? Optional.empty()
                : busy(
                        Sentence.of("the nodes of {}", name + "/" + busiest),
                        span -> utilization(name, List.of(busiest), span)));
    }

    /** Returns whether a notable share of the calls to a component failed or waited at one time. */
    private boolean suffers(String name) {
        CellRange measured = run.measuredRange();
        double affected = 0;
        for (String metric : List.of("rejected", "timed_out", "cancelled", "queue.max", "queued.max")) {
            double value = readings.stage(name, List.of(), metric, measured.startAt(), measured.endAt());
            affected += Double.isNaN(value) ? 0 : value;
        }
        double offered = readings.stage(name, List.of(), "offered", measured.startAt(), measured.endAt());
        return offered > 0 && affected >= NOTABLE * offered;
    }

    private double utilization(String name, List<String> nodes, CellRange span) {
        return readings.stage(name, nodes, "utilization", span.startAt(), span.endAt());
    }

    /** Returns the warning for the longest time in which a limit is saturated; empty if it is short. */
    private Optional<Sentence> busy(Sentence limit, ToDoubleFunction<CellRange> use) {
        CellRange measured = run.measuredRange();
        CellRange busy = longestSaturation(use);
        return measured.nanos() > 0 && busy.nanos() >= ROW * (measured.nanos() / INTERVALS)
                ? Optional.of(Sentence.of(
                        "{} are {} in use from {} to {}{}",
                        limit,
                        percent(use.applyAsDouble(busy)),
                        TimeFormat.text(busy.startAt()),
                        TimeFormat.text(busy.endAt()),
                        faultsAt(busy.startAt())))
                : Optional.empty();
    }

    /** Returns the faults that are active at an instant, after a comma; empty if there are none. */
    private Sentence faultsAt(long instant) {
        Sentence faults = FaultEntry.labels(run.scenario().faults().stream()
                .filter(fault -> fault.startAt() <= instant
                        && instant < fault.endAt(run.scenario().durationNanos()))
                .toList());
        return faults.isEmpty() ? faults : Sentence.of(", starting during: {}", faults);
    }

    private void add(List<Sentence> warnings, List<Sentence> known, String name, InstrumentRegistry instruments) {
        if (known.stream().anyMatch(warning -> statesOverload(warning, name))) {
            return;
        }
        for (String metric : instruments.names()) {
            String limit = instruments.showing(metric).limit();
            if (!limit.isEmpty()) {
                warn(warnings, Sentence.of("the {} of {}", limit, name), name, instruments.of(metric));
            }
        }
    }

    private static boolean statesOverload(Sentence warning, String component) {
        String withoutCauses = warning.toString().replaceAll("\\([^)]*\\)", "");
        List<String> words = List.of(withoutCauses.split("[\\s:,/]+"));
        return words.contains(component) && (words.contains("overloaded") || words.contains("admits"));
    }

    private void warn(List<Sentence> warnings, Sentence limit, String name, Instrument instrument) {
        CellRange measured = run.measuredRange();
        if (instrument instanceof Occupancy) {
            busy(limit, span -> instrument.value(span, "")).ifPresent(warnings::add);
            return;
        }
        double refused = instrument.value(measured, "");
        double offered = readings.stage(name, List.of(), "offered", measured.startAt(), measured.endAt());
        if (refused >= 1 && !(refused < NOTABLE * offered)) {
            warnings.add(Sentence.of("{} refuse {} calls", limit, String.format(Locale.ROOT, "%,.0f", refused)));
        }
    }

    /** Returns the longest sequence of intervals in which the limit is saturated; an empty range if there is none. */
    private CellRange longestSaturation(ToDoubleFunction<CellRange> use) {
        CellRange measured = run.measuredRange();
        CellRange longest = new CellRange(run.grid(), measured.from(), measured.from());
        long from = measured.startAt();
        for (int i = 0; i < INTERVALS; i++) {
            long start = intervalStart(measured, i);
            long end = intervalStart(measured, i + 1);
            if (use.applyAsDouble(run.grid().span(start, end)) >= SATURATED) {
                CellRange busy = run.grid().span(from, end);
                longest = busy.nanos() > longest.nanos() ? busy : longest;
            } else {
                from = end;
            }
        }
        return longest;
    }

    private static long intervalStart(CellRange measured, int interval) {
        return measured.startAt() + measured.nanos() / INTERVALS * interval;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
