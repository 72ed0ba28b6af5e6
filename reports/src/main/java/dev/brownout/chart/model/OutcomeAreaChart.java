package dev.brownout.chart.model;

import dev.brownout.chart.draw.Palette;
import dev.brownout.result.EdgeResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Stacked areas of the outcomes of a request class: success, slow, and the failures by kind. Kinds beyond the number of
 * colours are merged. The areas add up to the offered load, except for requests still in flight at the end of the run.
 * If there are retries, the attempts are an outline above the areas.
 */
public final class OutcomeAreaChart {
    private static final String OFFERED = "offered";
    /** Maximum number of points per line. */
    private static final int POINTS = 120;

    private final ChartPlan plan;
    private final List<VariantResult> variants;
    private final RateUnit rate;
    private final boolean retried;
    private final List<Integer> parts;
    private final List<Integer> rest;

    /** Creates the areas of a plan. */
    public OutcomeAreaChart(ChartPlan plan, List<VariantResult> variants, RateUnit rate) {
        this.plan = plan;
        this.variants = variants;
        this.rate = rate;
        this.retried = variants.stream().flatMap(this::sent).anyMatch(edge -> edge.retries() > 0);
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            if (!measure(i).equals(OFFERED)) {
                all.add(i);
            }
        }
        int capacity = Palette.LINES - outlines();
        if (all.size() > capacity) {
            all.sort(Comparator.comparing((Integer i) -> failure(i)).thenComparing(i -> -total(i)));
        }
        this.parts = List.copyOf(all.subList(0, all.size() > capacity ? capacity - 1 : all.size()));
        this.rest = List.copyOf(all.subList(parts.size(), all.size()));
    }

    /** Returns whether a column of a request class is a part of the offered load. */
    public static boolean part(Column column) {
        return switch (column.showing().as()) {
            case REQUESTS, FAILED, FAILURE -> true;
            default -> false;
        };
    }

    private String measure(int column) {
        return plan.columns().get(column).substring(plan.subject().length() + 1);
    }

    private boolean failure(int column) {
        return !measure(column).equals("good") && !measure(column).equals("late");
    }

    private double total(int column) {
        return variants.stream()
                .flatMap(variant ->
                        new ResultLookup(variant).column(plan.columns().get(column)).stream())
                .mapToDouble(found -> Arrays.stream(found.values()).sum())
                .sum();
    }

    private Stream<EdgeResult> sent(VariantResult variant) {
        return variant.edges().stream()
                .filter(edge -> edge.users() && edge.caller().equals(plan.subject()));
    }

    /** Returns the number of outlines before the areas. */
    public int outlines() {
        return retried ? 2 : 1;
    }

    /**
     * Returns the outlines and then the areas, from bottom to top, not stacked yet. If an interval has few requests,
     * all lines are smoothed over the same stretches.
     */
    public List<SeriesLine> tracks(VariantResult variant) {
        Map<String, double[]> counts = new LinkedHashMap<>();
        counts.put(Messages.text("chart.requests"), counts(variant, plan.subject() + "." + OFFERED));
        if (retried) {
            double[] sums = new double[length(variant)];
            sent(variant).forEach(edge -> Arrays.setAll(sums, i -> sums[i] + edge.sentByStep()[i]));
            counts.put(Messages.text("chart.attempts"), sums);
        }
        parts.forEach(i ->
                counts.put(plan.labels().get(i), counts(variant, plan.columns().get(i))));
        if (!rest.isEmpty()) {
            double[] sums = new double[length(variant)];
            for (int i : rest) {
                double[] values = counts(variant, plan.columns().get(i));
                Arrays.setAll(sums, step -> sums[step] + values[step]);
            }
            counts.put(Messages.text("chart.other_failures"), sums);
        }
        double[][] even = RateUnit.even(variant, counts.values().toArray(double[][]::new));
        List<SeriesLine> tracks = new ArrayList<>();
        counts.keySet().forEach(label -> tracks.add(track(variant, label, even[tracks.size()])));
        return tracks;
    }

    private static int length(VariantResult variant) {
        return variant.series().columns().get(0).values().length;
    }

    private static double[] counts(VariantResult variant, String column) {
        return new ResultLookup(variant).column(column).map(Column::values).orElse(new double[length(variant)]);
    }

    private SeriesLine track(VariantResult variant, String label, double[] counts) {
        Column column = new Column(label, "", "1", null, counts, new long[0], new long[0]);
        return rate.exact(label, variant, column).downsampled(POINTS);
    }
}
