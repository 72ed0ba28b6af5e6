package dev.brownout.experiment;

import dev.brownout.chart.title.TitleText;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VariantLabels;
import dev.brownout.language.Loader;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.SlaResult;
import java.util.List;
import java.util.stream.Collectors;

/** Formats the curves of a sweep as sentences. A curve has a value for each point, {@code NaN} for none. */
public final class SweepFindings {
    /** Largest relative variation with which a metric counts as constant. */
    private static final double NEGLIGIBLE_VARIATION = 0.02;

    /**
     * Largest absolute variation with which an availability counts as constant. It is small, as the unavailability may
     * be small.
     */
    private static final double NEGLIGIBLE_AVAILABILITY_VARIATION = 5e-4;

    /** Share of the range of a curve by which a peak exceeds both ends. */
    private static final double PEAK_MARGIN = 0.1;

    private static final String ALL_PLACES = "everywhere";
    private static final String NOT_FOUND = "nowhere";

    private SweepFindings() {}

    /** Indices of the ends of a curve, and of its lowest and highest value. */
    private record CurveShape(int first, int last, int lowest, int highest) {
        static CurveShape of(List<Double> values) {
            int first = -1;
            int last = -1;
            int lowest = -1;
            int highest = -1;
            for (int i = 0; i < values.size(); i++) {
                if (Double.isFinite(values.get(i))) {
                    first = first < 0 ? i : first;
                    last = i;
                    lowest = lowest < 0 || values.get(i) < values.get(lowest) ? i : lowest;
                    highest = highest < 0 || values.get(i) > values.get(highest) ? i : highest;
                }
            }
            return new CurveShape(first, last, lowest, highest);
        }

        double range(List<Double> values) {
            return values.get(highest) - values.get(lowest);
        }
    }

    /**
     * Returns whether some curves change, differ from each other, or have gaps.
     *
     * @param availability whether the curves are availabilities
     */
    public static boolean vary(List<List<Double>> curves, boolean availability) {
        List<Double> values = sortedValues(curves);
        if (values.isEmpty()) {
            return false;
        }
        boolean gaps = curves.stream().flatMap(List::stream).anyMatch(value -> !Double.isFinite(value));
        double minimum = values.get(0);
        double maximum = values.get(values.size() - 1);
        double threshold = availability
                ? NEGLIGIBLE_AVAILABILITY_VARIATION
                : NEGLIGIBLE_VARIATION * Math.max(Math.abs(minimum), Math.abs(maximum));
        return gaps || maximum - minimum > threshold;
    }

    private static List<Double> sortedValues(List<List<Double>> curves) {
        return curves.stream()
                .flatMap(List::stream)
                .filter(Double::isFinite)
                .sorted()
                .toList();
    }

    /** Returns the value of a constant metric, preceded by a space; {@code " no data"} if it has none. */
    public static String constantValue(List<List<Double>> curves, String unit) {
        List<Double> values = sortedValues(curves);
        return values.isEmpty() ? " no data" : " " + QuantityFormat.format(values.get(values.size() / 2), unit);
    }

    /** Returns the clause of a finding: {@code everywhere:} for {@code is met everywhere}. */
    public static String clause(String finding) {
        return finding.replaceFirst("^is met ", "") + ":";
    }

    /**
     * Returns the title of an assertion: the region in which it is met. If that is everywhere or nowhere, adds the
     * value nearest to the bound.
     *
     * @param regions one clause per variant, such as {@code up to load 230/s}
     */
    public static String title(
            String name, SlaResult sla, List<String> regions, List<String> variants, List<List<Double>> curves) {
        List<List<Integer>> groups = VariantLabels.groups(regions, String::equals);
        String start = name + ": met ";
        if (groups.size() > 1) {
            String all = groups.stream()
                    .map(group -> regions.get(group.get(0)) + " ("
                            + VariantLabels.all(
                                    group.stream().map(variants::get).toList()) + ")")
                    .collect(Collectors.joining(", "));
            return groups.size() == 2
                    ? TitleText.fitting(start + all, name + ": met in different ranges")
                    : TitleText.fitting(name + ": met in different ranges");
        }
        List<Double> values = sortedValues(curves);
        OptimizationDirection direction = OptimizationDirection.of(sla);
        boolean isEverywhere = regions.get(0).equals(ALL_PLACES);
        if (values.isEmpty()
                || direction == OptimizationDirection.NEITHER
                || !isEverywhere && !regions.get(0).equals(NOT_FOUND)) {
            return TitleText.fitting(start + regions.get(0));
        }
        boolean useMaximum = isEverywhere == (direction == OptimizationDirection.LESS);
        double nearest = values.get(useMaximum ? values.size() - 1 : 0);
        boolean isWithin = direction == OptimizationDirection.LESS ? nearest < sla.bound() : nearest > sla.bound();
        String verdict = isWithin && !isEverywhere ? name + ": undecided at best" : start + regions.get(0);
        return TitleText.fitting(
                verdict + ", " + sla.metric() + (useMaximum ? " at most " : " at least ")
                        + QuantityFormat.distinguishable(nearest, sla.bound(), sla.unit()),
                verdict);
    }

    /**
     * Returns the title of a metric. If the curves end apart, it states the lowest and highest end. Otherwise it states
     * the peak of the curve with the highest end, or its first and last value.
     *
     * @param pointNames descriptions of the points
     */
    public static String title(
            String name, String unit, List<String> pointNames, List<String> variants, List<List<Double>> curves) {
        int last = curves.stream()
                .mapToInt(curve -> CurveShape.of(curve).last())
                .max()
                .orElse(-1);
        if (last < 0) {
            return TitleText.fitting(name + ": no data");
        }
        CurveShape ends =
                CurveShape.of(curves.stream().map(curve -> curve.get(last)).toList());
        double minimum = curves.get(ends.lowest()).get(last);
        double maximum = curves.get(ends.highest()).get(last);
        if (maximum - minimum > PEAK_MARGIN * Math.abs(maximum)) {
            List<String> values = QuantityFormat.together(List.of(minimum, maximum), unit);
            return TitleText.fitting(
                    name + ": " + values.get(0) + " (" + variants.get(ends.lowest()) + ") to " + values.get(1) + " ("
                            + variants.get(ends.highest()) + ")",
                    name + ": " + values.get(0) + " to " + values.get(1) + " (" + variants.get(ends.highest()) + ")",
                    name + ": " + values.get(0) + " to " + values.get(1));
        }
        return describe(name, unit, pointNames, curves.get(ends.highest()));
    }

    private static String describe(String name, String unit, List<String> pointNames, List<Double> curve) {
        CurveShape shape = CurveShape.of(curve);
        double from = curve.get(shape.first());
        double to = curve.get(shape.last());
        double margin = PEAK_MARGIN * shape.range(curve);
        double maximum = curve.get(shape.highest());
        double minimum = curve.get(shape.lowest());
        if (maximum > Math.max(from, to) + margin) {
            String max = name + ": max " + QuantityFormat.format(maximum, unit);
            return TitleText.fitting(max + " at " + pointNames.get(shape.highest()), max);
        }
        if (minimum < Math.min(from, to) - margin) {
            String min = name + ": min " + QuantityFormat.format(minimum, unit);
            return TitleText.fitting(min + " at " + pointNames.get(shape.lowest()), min);
        }
        List<String> values = QuantityFormat.together(List.of(from, to), unit);
        return TitleText.fitting(
                name + ": " + values.get(0) + (values.get(0).equals(values.get(1)) ? "" : " to " + values.get(1)));
    }

    /** Returns whether a metric is an availability. */
    public static boolean isAvailability(String metric) {
        String name = Loader.metric(metric).name();
        return MetricDefinition.ofRequests().stream()
                .anyMatch(definition ->
                        definition.name().equals(name) && definition.showing().as() == DisplayHints.As.AVAILABILITY);
    }
}
