package dev.brownout.chart.title;

import dev.brownout.chart.draw.AxisScale;
import dev.brownout.chart.model.LimitViolation;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.Series;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Title of a chart of several variants: the time that a number spends beyond a limit in each, the start, and the
 * extent. The limit is the bound of an assertion on the number, or a round value that separates spikes from usual
 * values.
 */
public final class LimitTitle {
    private static final double MINUTE = 60e9;
    /** Ratio of a value to its median above which the value is unusual. */
    private static final double UNUSUAL = 2;
    /** Minimum height of a spike, as a share of the highest value. */
    private static final double SPIKE = 0.1;
    /** Ratio of a hit ratio to its median below which it is unusual. */
    private static final double FEWER = 0.9;

    private static final double TWENTIETH = 0.05;
    /** Utilization from which something is considered full. */
    public static final double FULL = 0.95;

    private final Subject number;
    private final List<Line> lines;

    /** Kind of a number. */
    public enum Sort {
        /** Latency seen by users. An interval without a response is beyond every limit. */
        LATENCY,
        /** Utilization. */
        BUSY,
        /** Hit ratio. */
        FOUND,
        /** Level, age or delay of waiting items, such as a queue. */
        PILE
    }

    /**
     * The number that the title is about.
     *
     * @param name name of the number, which begins the title
     * @param metric metric in assertions; empty if there can be no assertion
     * @param unit unit of the values
     */
    public record Subject(String name, String metric, String unit, Sort sort) {}

    /**
     * Values of a variant over time.
     *
     * @param values one value per interval; {@code NaN} for no value
     * @param silent for each interval, whether it belongs to a longer period of requests without a response; empty for
     *     numbers other than latencies of users
     * @param caveat caveat of the variant, with its leading comma
     */
    public record Line(VariantResult variant, double[] values, boolean[] silent, String caveat) {
        private int first() {
            return Math.min(values.length, new ResultLookup(variant).firstMeasured());
        }

        private DoubleStream measured() {
            return Arrays.stream(values, first(), values.length).filter(value -> !Double.isNaN(value));
        }

        private double median() {
            double[] sorted = measured().sorted().toArray();
            return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) / 2];
        }
    }

    private LimitTitle(Subject number, List<Line> lines) {
        this.number = number;
        this.lines = lines;
    }

    /**
     * Returns the title; empty if no variant exceeds the limit.
     *
     * @param apart place at which the lines of two variants are far apart; empty for none
     */
    public static Optional<String> of(Subject number, List<Line> lines, String apart) {
        return new LimitTitle(number, lines).title(apart);
    }

    private Optional<String> title(String apart) {
        double limit = asserted();
        if (Double.isNaN(limit)
                || fates(limit).stream().allMatch(one -> one.violation().never())) {
            limit = usual();
        }
        if (Double.isNaN(limit)) {
            return Optional.empty();
        }
        List<ViolationSentence.VariantViolation> told = fates(limit);
        return told.stream().allMatch(one -> one.violation().never())
                ? Optional.empty()
                : Optional.of(ViolationSentence.of(number.name() + words(limit), told, apart));
    }

    private String words(double limit) {
        String value = QuantityFormat.of(limit, number.unit());
        return switch (number.sort()) {
            case LATENCY, PILE -> " is above " + value;
            case BUSY -> " is at least " + value;
            case FOUND -> " is below " + value;
        };
    }

    private List<ViolationSentence.VariantViolation> fates(double limit) {
        List<LimitViolation> fates =
                lines.stream().map(line -> fate(line, limit)).toList();
        List<String> far = far(fates, limit);
        List<ViolationSentence.VariantViolation> told = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            LimitViolation fate = fates.get(i);
            boolean said = !far.get(i).isEmpty();
            boolean known = said || (number.sort() == Sort.BUSY ? !fate.never() : fate.never());
            String caveat = known ? line.caveat() : "";
            told.add(new ViolationSentence.VariantViolation(
                    fate,
                    fate.words(),
                    far.get(i) + silence(line, fate, said) + caveat,
                    number.sort() == Sort.FOUND ? -worst(line) : worst(line)));
        }
        return told;
    }

    private LimitViolation fate(Line line, double limit) {
        boolean[] beyond = new boolean[line.values().length];
        for (int i = 0; i < beyond.length; i++) {
            beyond[i] = i < line.silent().length && line.silent()[i] || beyond(line.values()[i], limit);
        }
        return LimitViolation.of(line.variant(), beyond, line.values());
    }

    /**
     * Returns the extent of each variant beyond the limit, with a leading comma. Empty for variants within the limit,
     * and for utilizations.
     */
    private List<String> far(List<LimitViolation> fates, double limit) {
        List<Double> said = new ArrayList<>();
        for (int i = 0; i < fates.size(); i++) {
            double worst = worst(lines.get(i));
            boolean some = !fates.get(i).never() && number.sort() != Sort.BUSY && beyond(worst, limit);
            said.add(some ? worst : Double.NaN);
        }
        List<String> values = QuantityFormat.together(said, number.unit());
        String words = number.sort() == Sort.FOUND ? ", down to " : ", up to ";
        return IntStream.range(0, values.size())
                .mapToObj(i -> Double.isNaN(said.get(i)) ? "" : words + values.get(i))
                .toList();
    }

    /** Returns a note that there were intervals without any response; empty if there were none. */
    private static String silence(Line line, LimitViolation fate, boolean others) {
        boolean some = false;
        for (int i = line.first(); i < line.silent().length; i++) {
            some |= line.silent()[i];
        }
        return fate.never() || !some ? "" : others ? ", partly without any answer" : ", without any answer";
    }

    private boolean beyond(double value, double limit) {
        return switch (number.sort()) {
            case LATENCY, PILE -> value > limit;
            case BUSY -> value >= limit;
            case FOUND -> value < limit;
        };
    }

    /** Returns the most extreme value of a line; {@code NaN} if it has no value. */
    private double worst(Line line) {
        DoubleStream values = line.measured();
        return (number.sort() == Sort.FOUND ? values.min() : values.max()).orElse(Double.NaN);
    }

    /**
     * Returns the bound of the assertion on the number, or {@code NaN} for none. Variants with different bounds have no
     * common bound.
     */
    private double asserted() {
        double[] bounds = lines.stream()
                .flatMap(line -> line.variant().sla().values().stream())
                .filter(sla -> sla.column().equals(Series.columnOf(number.metric())))
                .filter(sla -> sla.comparison().startsWith(number.sort() == Sort.FOUND ? ">" : "<"))
                .mapToDouble(SlaResult::bound)
                .distinct()
                .toArray();
        return bounds.length == 1 && number.sort() != Sort.BUSY ? bounds[0] : Double.NaN;
    }

    private double usual() {
        double least = lines.stream()
                .mapToDouble(Line::median)
                .filter(median -> !Double.isNaN(median))
                .min()
                .orElse(Double.NaN);
        double most = lines.stream()
                .mapToDouble(Line::median)
                .filter(median -> !Double.isNaN(median))
                .max()
                .orElse(Double.NaN);
        double highest = lines.stream().flatMapToDouble(Line::measured).max().orElse(Double.NaN);
        return switch (number.sort()) {
            case LATENCY -> round(UNUSUAL * least);
            case PILE ->
                Double.isNaN(highest) || highest <= 0 ? Double.NaN : round(Math.max(UNUSUAL * least, SPIKE * highest));
            case BUSY -> FULL;
            case FOUND -> {
                double low = Math.floor(FEWER * most / TWENTIETH) * TWENTIETH;
                yield low > 0 ? low : Double.NaN;
            }
        };
    }

    private double round(double value) {
        boolean minutes = number.unit().equals("ns") && value > MINUTE;
        return Double.isNaN(value) || value <= 0
                ? Double.NaN
                : minutes ? MINUTE * AxisScale.roundUp(value / MINUTE) : AxisScale.roundUp(value);
    }
}
