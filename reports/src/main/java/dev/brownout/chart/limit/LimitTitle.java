package dev.brownout.chart.limit;

import dev.brownout.chart.AxisScale;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The title of a chart of several variants: for how long a number lies beyond a limit in each, from when on, and how
 * far. The limit is that of an assertion on the number, or a round one that tells its spikes from its usual values.
 */
public final class LimitTitle {
    private static final double MINUTE = 60e9;
    /** A number that is more than so many times its median is not usual. */
    private static final double UNUSUAL = 2;
    /** What reaches less than this share of the highest value is no spike. */
    private static final double SPIKE = 0.1;
    /** Below this share of its median, the share of what is found is not usual. */
    private static final double FEWER = 0.9;

    private static final double TWENTIETH = 0.05;
    /** From this share on, something is called full. */
    public static final double FULL = 0.95;

    private final Subject number;
    private final List<Line> lines;

    /** What a number is. */
    public enum Sort {
        /** A time that users wait; one without an answer is beyond every limit. */
        LATENCY,
        /** How busy something is. */
        BUSY,
        /** A share of what is found. */
        FOUND,
        /** What piles up. */
        PILE
    }

    /**
     * The number.
     *
     * @param name its name, which begins the title
     * @param metric as assertions call it; empty where none can
     * @param unit of the values
     */
    public record Subject(String name, String metric, String unit, Sort sort) {}

    /**
     * The number of a variant over time.
     *
     * @param values one for each step; {@code NaN} without a value
     * @param silent whether in a step requests came and none was answered for long; nothing of what users do not wait
     *     for
     * @param caveat what must be said of the variant, with its own comma in front
     */
    public record Line(VariantResult variant, double[] values, boolean[] silent, String caveat) {
        private int first() {
            long step = variant.series().stepNanos();
            long past = Math.max(0, variant.warmupNanos() - variant.series().startNanos());
            return (int) Math.min(values.length, (past + step - 1) / step);
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
     * The title; empty where no variant passes the limit.
     *
     * @param apart where the lines of two variants are far from each other; empty for nowhere
     */
    public static Optional<String> of(Subject number, List<Line> lines, String apart) {
        return new LimitTitle(number, lines).title(apart);
    }

    private Optional<String> title(String apart) {
        double limit = asserted();
        if (Double.isNaN(limit)
                || fates(limit).stream().allMatch(one -> one.fate().never())) {
            limit = usual();
        }
        if (Double.isNaN(limit)) {
            return Optional.empty();
        }
        List<ViolationSentence.VariantViolation> told = fates(limit);
        return told.stream().allMatch(one -> one.fate().never())
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

    /** How far each went, with a comma in front; empty where it never went beyond the limit, and of what is full. */
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

    /** That nobody was answered in some of the steps, where it was so. */
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

    /** How far it went; {@code NaN} without a value. */
    private double worst(Line line) {
        DoubleStream values = line.measured();
        return (number.sort() == Sort.FOUND ? values.min() : values.max()).orElse(Double.NaN);
    }

    /** The bound of an assertion on it, where all that have one say the same; {@code NaN} for none. */
    private double asserted() {
        double[] bounds = lines.stream()
                .flatMap(line -> line.variant().sla().values().stream())
                .filter(sla -> sla.metric().equals(number.metric()))
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
