package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Instrument;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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
    public List<String> warnings(List<String> known) {
        List<String> warnings = new ArrayList<>();
        add(warnings, known, run.instruments());
        add(warnings, known, run.policyInstruments());
        return warnings;
    }

    private void add(List<String> warnings, List<String> known, Map<String, InstrumentRegistry> owners) {
        new TreeMap<>(owners).forEach((name, instruments) -> {
            if (known.stream().anyMatch(warning -> statesOverload(warning, name))) {
                return;
            }
            for (String metric : instruments.names()) {
                String limit = instruments.showing(metric).limit();
                if (!limit.isEmpty()) {
                    warn(warnings, "the " + limit + " of " + name, name, instruments.of(metric));
                }
            }
        });
    }

    private static boolean statesOverload(String warning, String component) {
        List<String> words = List.of(warning.split("[\\s:,/]+"));
        return words.contains(component)
                && (words.contains("overloaded") || words.contains("saturation") || words.contains("admits"));
    }

    private void warn(List<String> warnings, String limit, String name, Instrument instrument) {
        CellRange measured = run.measured();
        if (instrument instanceof Occupancy) {
            CellRange busy = longestSaturation(instrument, measured);
            if (measured.nanos() > 0 && busy.nanos() >= ROW * (measured.nanos() / INTERVALS)) {
                warnings.add(limit + " are " + percent(instrument.value(busy, "")) + " in use from "
                        + TimeFormat.text(busy.startAt()) + " to " + TimeFormat.text(busy.endAt()));
            }
            return;
        }
        double refused = instrument.value(measured, "");
        double offered = readings.stage(name, List.of(), "offered", measured.startAt(), measured.endAt());
        if (refused >= 1 && !(refused < NOTABLE * offered)) {
            warnings.add(limit + " refuse " + String.format(Locale.ROOT, "%,.0f", refused) + " calls");
        }
    }

    /** Returns the longest sequence of intervals in which the limit is saturated; an empty range if there is none. */
    private CellRange longestSaturation(Instrument instrument, CellRange measured) {
        CellRange longest = new CellRange(run.grid(), measured.from(), measured.from());
        long from = measured.startAt();
        for (int i = 0; i < INTERVALS; i++) {
            long start = at(measured, i);
            long end = at(measured, i + 1);
            if (instrument.value(run.grid().span(start, end), "") >= SATURATED) {
                CellRange busy = run.grid().span(from, end);
                longest = busy.nanos() > longest.nanos() ? busy : longest;
            } else {
                from = end;
            }
        }
        return longest;
    }

    private static long at(CellRange measured, int interval) {
        return measured.startAt() + measured.nanos() / INTERVALS * interval;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
