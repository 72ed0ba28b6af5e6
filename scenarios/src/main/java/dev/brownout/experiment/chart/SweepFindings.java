package dev.brownout.experiment.chart;

import dev.brownout.experiment.OptimizationDirection;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.SlaResult;
import java.util.List;

/** Formats the curves of a sweep as sentences. A curve has a value for each point, {@code NaN} for none. */
final class SweepFindings {
    /** Relative variation up to which a metric counts as constant. */
    private static final double STILL = 0.02;

    /**
     * Absolute variation up to which an availability counts as constant. It is small, as the unavailability may be
     * small.
     */
    private static final double STILL_GOOD = 5e-4;

    /** Share of the range of a curve by which a peak exceeds both ends. */
    private static final double PEAK = 0.1;

    private SweepFindings() {}

    /** Indices of the ends of a curve, and of its lowest and highest value. */
    private record Course(int first, int last, int lowest, int highest) {
        static Course of(List<Double> values) {
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
            return new Course(first, last, lowest, highest);
        }

        double range(List<Double> values) {
            return values.get(highest) - values.get(lowest);
        }
    }

    /**
     * Returns whether some curves change, differ from each other, or have gaps.
     *
     * @param good whether the curves are availabilities
     */
    static boolean moves(List<List<Double>> lines, boolean good) {
        List<Double> all = all(lines);
        if (all.isEmpty()) {
            return false;
        }
        boolean gaps = lines.stream().flatMap(List::stream).anyMatch(value -> !Double.isFinite(value));
        double least = all.get(0);
        double most = all.get(all.size() - 1);
        double still = good ? STILL_GOOD : STILL * Math.max(Math.abs(least), Math.abs(most));
        return gaps || most - least > still;
    }

    private static List<Double> all(List<List<Double>> lines) {
        return lines.stream()
                .flatMap(List::stream)
                .filter(Double::isFinite)
                .sorted()
                .toList();
    }

    /** Returns the value of a constant metric, preceded by a space; {@code " no data"} if it has none. */
    static String some(List<List<Double>> lines, String unit) {
        List<Double> all = all(lines);
        return all.isEmpty() ? " no data" : " " + QuantityFormat.of(all.get(all.size() / 2), unit);
    }

    /** Returns the clause of a finding: {@code everywhere:} for {@code holds everywhere}. */
    static String clause(String finding) {
        return finding.replaceFirst("^holds ", "") + ":";
    }

    /**
     * Returns the region in which an assertion is met. If that is everywhere or nowhere, adds the value nearest to the
     * bound.
     */
    static String title(String name, SlaResult sla, String finding, List<List<Double>> lines) {
        List<Double> all = all(lines);
        OptimizationDirection better = OptimizationDirection.of(sla);
        boolean everywhere = finding.equals("holds everywhere");
        if (all.isEmpty()
                || better == OptimizationDirection.NEITHER
                || !everywhere && !finding.equals("holds nowhere")) {
            return name + " " + finding;
        }
        boolean most = everywhere == (better == OptimizationDirection.LESS);
        double nearest = all.get(most ? all.size() - 1 : 0);
        boolean within = better == OptimizationDirection.LESS ? nearest < sla.bound() : nearest > sla.bound();
        String doubt = within && !everywhere ? " for sure" : "";
        return name + " " + finding + doubt + ": " + sla.metric() + " is " + (most ? "at most " : "at least ")
                + QuantityFormat.beside(nearest, sla.bound(), sla.unit()) + ", asserted is "
                + VerdictWording.bound(sla);
    }

    /**
     * Returns a sentence about a metric. If the curves end apart, it states the lowest and highest end. Otherwise it
     * states the peak of the curve with the highest end, or its first and last value.
     *
     * @param at descriptions of the points
     */
    static String title(String name, String unit, List<String> at, List<String> variants, List<List<Double>> lines) {
        int last = lines.stream().mapToInt(line -> Course.of(line).last()).max().orElse(-1);
        if (last < 0) {
            return name + " has no data";
        }
        Course ends = Course.of(lines.stream().map(line -> line.get(last)).toList());
        double least = lines.get(ends.lowest()).get(last);
        double most = lines.get(ends.highest()).get(last);
        if (most - least > PEAK * Math.abs(most)) {
            List<String> values = QuantityFormat.together(List.of(least, most), unit);
            return name + " at " + at.get(last) + " is " + values.get(0) + " ("
                    + variants.get(ends.lowest()) + ") to " + values.get(1) + " ("
                    + variants.get(ends.highest()) + ")";
        }
        return name + course(unit, at, lines.get(ends.highest()));
    }

    private static String course(String unit, List<String> at, List<Double> line) {
        Course course = Course.of(line);
        double from = line.get(course.first());
        double to = line.get(course.last());
        double beyond = PEAK * course.range(line);
        double most = line.get(course.highest());
        double least = line.get(course.lowest());
        if (most > Math.max(from, to) + beyond) {
            return " is highest at " + at.get(course.highest()) + ", " + QuantityFormat.of(most, unit);
        }
        if (least < Math.min(from, to) - beyond) {
            return " is lowest at " + at.get(course.lowest()) + ", " + QuantityFormat.of(least, unit);
        }
        List<String> values = QuantityFormat.together(List.of(from, to), unit);
        return " goes from " + values.get(0) + " at " + at.get(course.first()) + " to " + values.get(1) + " at "
                + at.get(course.last());
    }
}
