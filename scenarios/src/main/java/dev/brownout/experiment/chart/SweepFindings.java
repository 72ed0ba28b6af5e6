package dev.brownout.experiment.chart;

import dev.brownout.experiment.OptimizationDirection;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.SlaResult;
import java.util.List;

/** What the lines of a sweep say, in sentences. A line has a value for each point, {@code NaN} for none. */
final class SweepFindings {
    /** A number that varies by less than such a share of itself does not move. */
    private static final double STILL = 0.02;

    /** A share of what went well moves if it varies by more than this, for what is missing may be little. */
    private static final double STILL_GOOD = 5e-4;

    /** What lies beyond both ends by such a share of the whole range is a peak. */
    private static final double PEAK = 0.1;

    private SweepFindings() {}

    /** The ends of a line, and where it is lowest and highest. */
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
     * Whether some lines move, or differ from each other.
     *
     * @param good whether they are shares of what went well
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

    /** The value of what does not move, behind a blank; empty where it has none. */
    static String some(List<List<Double>> lines, String unit) {
        List<Double> all = all(lines);
        return all.isEmpty() ? " no data" : " " + QuantityFormat.of(all.get(all.size() / 2), unit);
    }

    /** {@code everywhere:} of {@code holds everywhere}. */
    static String clause(String finding) {
        return finding.replaceFirst("^holds ", "") + ":";
    }

    /** Where an assertion holds; where that is everywhere or nowhere, how near it comes to its bound. */
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
     * How a number moves: of lines that end apart how far that is, else from where to where, or what the peak is.
     *
     * @param at the points in words
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
