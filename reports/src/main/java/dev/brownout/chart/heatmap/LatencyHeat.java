package dev.brownout.chart.heatmap;

import dev.brownout.chart.draw.AxisScale;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.model.EventRail;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.format.ProminentItems;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Slug;
import dev.brownout.result.LatencyCounts;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Heat map of the latencies of a request class over time. The colour of a cell is the rate of responses with a latency
 * in its range. Unlike percentiles, it shows bimodal distributions.
 */
public final class LatencyHeat {
    /** Maximum number of rows. */
    private static final int ROWS = 28;
    /** Minimum change of the median or the p99 over time or between variants, in histogram buckets: a factor of two. */
    private static final int MOVES = 4;

    private static final int CARRIES_P99 = 100;
    private static final int LEVELS = 6;
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double DAY = 86_400;
    private static final int LABELS = 8;

    private final RunResult result;
    private final String request;
    private final List<VariantResult> variants;
    private final StepColumns columns;

    private LatencyHeat(RunResult result, String request) {
        this.result = result;
        this.request = request;
        this.variants = result.variants().stream()
                .filter(variant -> variant.series().latencies().containsKey(request))
                .toList();
        this.columns = new StepColumns(result.variants());
    }

    /**
     * Returns a chart for each of the busiest classes with latencies that change over time or differ between variants.
     */
    public static List<Chart> charts(RunResult result) {
        return ProminentItems.classes(result).stream()
                .flatMap(request -> new LatencyHeat(result, request).chart().stream())
                .toList();
    }

    private Optional<Chart> chart() {
        if (variants.isEmpty() || !moves()) {
            return Optional.empty();
        }
        long[] all = new long[0];
        for (VariantResult variant : variants) {
            long[] sums = of(variant).sum(0, of(variant).steps().length);
            all = Arrays.copyOf(all, Math.max(all.length, sums.length));
            for (int i = 0; i < sums.length; i++) {
                all[i] += sums[i];
            }
        }
        int lowest = 0;
        while (all[lowest] == 0) {
            lowest++;
        }
        int merged = 1;
        while ((all.length - lowest + merged - 1) / merged > ROWS) {
            merged *= 2;
        }
        Ranges ranges = new Ranges(lowest, merged, (all.length - lowest + merged - 1) / merged);
        double most = maximum(ranges);
        Unit unit = Unit.of(most);
        double[] levels = levels(most, unit);
        List<HeatMapChart.Panel> panels = new ArrayList<>();
        for (VariantResult variant : variants) {
            panels.add(new HeatMapChart.Panel("", EventRail.of(List.of(variant)), cells(variant, ranges, levels)));
        }
        List<String> names = Arrays.stream(levels)
                .mapToObj(level -> "≥ " + unit.words(level))
                .toList();
        List<String> legend = new ArrayList<>(names);
        legend.set(0, "> 0");
        SlowShare slow = new SlowShare(request, variants);
        return Optional.of(new HeatMapChart(
                        slow.title(),
                        Messages.text("chart.responses_by_latency", SentenceTranslation.text(unit.name()))
                                + result.scenario(),
                        legend,
                        new HeatMapChart.Rows(ranges.count(), ranges.ticks(), ranges.tick(slow.limitNanos())),
                        columns.time(),
                        HeatMapChart.Panel.join(panels, variants))
                .chart(Slug.text(request + " latency over time", "heat")));
    }

    private LatencyCounts of(VariantResult variant) {
        return variant.series().latencies().get(request);
    }

    /** Returns whether the median or the p99 changes by a factor of two over time or between variants. */
    private boolean moves() {
        for (double share : new double[] {0.5, 0.99}) {
            int least = Integer.MAX_VALUE;
            int most = 0;
            for (VariantResult variant : variants) {
                int first = new ResultLookup(variant).firstMeasured();
                for (int column = 0; column < columns.count(); column++) {
                    int from = Math.max(first, columns.firstStep(column));
                    int index = rank(of(variant).sum(from, columns.firstStep(column + 1)), share);
                    least = index < 0 ? least : Math.min(least, index);
                    most = Math.max(most, index);
                }
            }
            if (most - least >= MOVES && least <= most) {
                return true;
            }
        }
        return false;
    }

    /** Returns the histogram bucket that contains a quantile, or -1 if there are too few responses. */
    private static int rank(long[] counts, double share) {
        long all = Arrays.stream(counts).sum();
        if (all < CARRIES_P99) {
            return -1;
        }
        long left = (long) Math.ceil(all * share);
        int bucket = -1;
        while (left > 0) {
            bucket++;
            left -= counts[bucket];
        }
        return bucket;
    }

    /** TimeColumns unit of the response rates. */
    private record Unit(String name, double seconds) {
        /** Returns the shortest unit in which the highest rate of a cell is at least 1. */
        static Unit of(double most) {
            if (most >= 1) {
                return new Unit("second", 1);
            }
            return most * MINUTE >= 1
                    ? new Unit("minute", MINUTE)
                    : most * HOUR >= 1 ? new Unit("hour", HOUR) : new Unit("day", DAY);
        }

        String words(double perSecond) {
            return QuantityFormat.count(perSecond * seconds) + "/" + (name.equals("minute") ? "min" : name.charAt(0));
        }
    }

    /** Returns the highest response rate of a cell, per second. */
    private double maximum(Ranges ranges) {
        double most = 0;
        for (VariantResult variant : variants) {
            for (int column = 0; column < columns.count(); column++) {
                for (double rate : rates(variant, column, ranges)) {
                    most = Math.max(most, rate);
                }
            }
        }
        return most;
    }

    /**
     * Returns the lower limit of each colour, in responses per second. In the chosen unit the limits are numbers such
     * as 1, 5, 20, 100.
     */
    private static double[] levels(double most, Unit unit) {
        double[] levels = new double[LEVELS];
        double level = most * unit.seconds() / 2.5;
        for (int i = LEVELS - 1; i > 0; i--) {
            levels[i] = AxisScale.roundUp(level) / unit.seconds();
            level = levels[i] * unit.seconds() / 5;
        }
        return levels;
    }

    /** Returns the response rates in the rows of a column, per second. */
    private double[] rates(VariantResult variant, int column, Ranges ranges) {
        long[] counts = of(variant).sum(columns.firstStep(column), columns.firstStep(column + 1));
        double[] rates = new double[ranges.count()];
        for (int bucket = ranges.lowest(); bucket < counts.length; bucket++) {
            rates[(bucket - ranges.lowest()) / ranges.merged()] += counts[bucket] / columns.seconds(column);
        }
        return rates;
    }

    private int[][] cells(VariantResult variant, Ranges ranges, double[] levels) {
        int[][] cells = new int[ranges.count()][columns.count()];
        for (int column = 0; column < columns.count(); column++) {
            double[] rates = rates(variant, column, ranges);
            for (int row = 0; row < rates.length; row++) {
                while (cells[row][column] < LEVELS && rates[row] > 0 && rates[row] >= levels[cells[row][column]]) {
                    cells[row][column]++;
                }
            }
        }
        return cells;
    }

    /**
     * Rows of the heat map, each of which covers several histogram buckets.
     *
     * @param lowest first bucket of the lowest row
     * @param merged number of buckets per row
     * @param count number of rows
     */
    private record Ranges(int lowest, int merged, int count) {
        List<AxisScale.Tick> ticks() {
            double from = Math.max(1, LatencyCounts.minimum(lowest));
            double to = LatencyCounts.minimum(lowest + merged * count);
            List<AxisScale.Tick> ticks = new ArrayList<>();
            for (AxisScale.Tick tick : AxisScale.logarithmic(from, to, LABELS, "ns")) {
                ticks.add(new AxisScale.Tick(row(tick.at()), tick.label()));
            }
            return ticks;
        }

        /** Returns the tick of a latency; empty if it is in none of the rows. */
        Optional<AxisScale.Tick> tick(double nanos) {
            double row = row(nanos);
            return row < 0 || row > count
                    ? Optional.empty()
                    : Optional.of(new AxisScale.Tick(row, QuantityFormat.nanos(nanos)));
        }

        private double row(double nanos) {
            int bucket = LatencyCounts.bucket((long) nanos);
            double from = LatencyCounts.minimum(bucket);
            double to = LatencyCounts.minimum(bucket + 1);
            return (bucket - lowest + (nanos - from) / (to - from)) / merged;
        }
    }
}
