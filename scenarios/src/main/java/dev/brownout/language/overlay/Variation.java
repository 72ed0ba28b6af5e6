package dev.brownout.language.overlay;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.Amount;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting that an experiment varies, with its values: {@code web.nodes=2..16}, {@code load=100/s..500/s/8},
 * {@code lb.algorithm=round-robin,random}.
 *
 * @param path the path with dots; {@code load} is the peak of the whole load profile
 * @param values the values in the order in which they are written; empty if only a path is given
 */
public record Variation(String path, List<Value> values) {
    /** Path of the load. */
    public static final String LOAD = DeclaredNames.LOAD;

    private static final int MOST_ONE_BY_ONE = 32;
    private static final int MOST_OF_EACH = 10_000;
    private static final int STEPS = 10;
    private static final int MOST_STEPS = 1000;
    private static final Pattern RANGE = Pattern.compile("([^(]+?)\\.\\.([^(]+?)(?:/(\\d+))?");
    private static final Pattern UNIT = Pattern.compile("\\$?\\d+(?:\\.\\d+)?(.*)");
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");
    /** Number of significant digits of the step of a range to which its values are rounded. */
    private static final int STEP_DIGITS = 3;

    /**
     * A value of a varied setting.
     *
     * @param text the value as the language writes it
     * @param number the value in the unit of results; {@code NaN} if it is not a number
     * @param unit {@code ns}, {@code ratio}, {@code 1}, {@code 1/s}, {@code B}, {@code bps}, {@code $} or {@code $/s};
     *     {@code 1} if the value is not a number
     */
    public record Value(String text, double number, String unit) {
        static Value of(String text) {
            try {
                Amount amount = UnitParser.read(text);
                return new Value(text, amount.value().doubleValue(), unit(amount.dimension()));
            } catch (ValueException other) {
                return new Value(text, Double.NaN, "1");
            }
        }

        /** Returns another number in the same unit; rounded to a whole number for a count. */
        public Value withNumber(double other) {
            Dimension dimension = UnitParser.read(text).dimension();
            BigDecimal value = BigDecimal.valueOf(other);
            boolean whole = dimension == Dimension.COUNT;
            return of(UnitParser.write(new Amount(whole ? value.setScale(0, RoundingMode.HALF_UP) : value, dimension)));
        }

        private static String unit(Dimension dimension) {
            return switch (dimension) {
                case COUNT -> "1";
                case TIME -> "ns";
                case RATIO -> "ratio";
                case RATE -> "1/s";
                case SIZE -> "B";
                case BANDWIDTH -> "bps";
                case MONEY -> "$";
                case MONEY_RATE -> "$/s";
            };
        }
    }

    /** Copies the list. */
    public Variation {
        values = List.copyOf(values);
    }

    /**
     * Parses {@code PATH=A..B}, {@code PATH=A..B/n}, {@code PATH=a,b,c}, or a path alone.
     *
     * <p>A range of at most 32 whole numbers includes each of them. Any other range is divided into ten equal steps, or
     * into n.
     *
     * @throws IllegalArgumentException if the text has none of these forms; the message states the expected forms
     */
    public static Variation of(String typed) {
        return of(typed, MOST_ONE_BY_ONE);
    }

    /**
     * Parses the forms of {@link #of(String)}. A range of at most 10,000 whole numbers includes each of them.
     *
     * @throws IllegalArgumentException if the text has none of these forms; the message states the expected forms
     */
    public static Variation ofEachNumber(String typed) {
        return of(typed, MOST_OF_EACH);
    }

    private static Variation of(String typed, int oneByOne) {
        int equals = typed.indexOf('=');
        if (equals == 0 || typed.isBlank()) {
            throw new InvalidValueException("'{}' varies nothing; expected PATH=A..B, such as web.nodes=2..16", typed);
        }
        if (equals < 0) {
            return new Variation(typed.strip(), List.of());
        }
        try {
            return of(
                    typed.substring(0, equals).strip(),
                    typed.substring(equals + 1).strip(),
                    oneByOne);
        } catch (ValueException wrong) {
            throw new InvalidValueException(Sentence.of("{}: {}", typed, Sentence.reason(wrong)), wrong);
        }
    }

    /** Parses values. Throws {@code ValueException} if they are invalid. */
    public static Variation of(String path, String values) {
        return of(path, values, MOST_ONE_BY_ONE);
    }

    private static Variation of(String path, String values, int oneByOne) {
        Matcher range = RANGE.matcher(values);
        List<String> texts = range.matches()
                ? range(range.group(1).strip(), range.group(2).strip(), range.group(3), oneByOne)
                : List.of(COMMA.split(values, -1));
        if (texts.stream().anyMatch(String::isBlank)) {
            throw new ValueException(values, "a value is empty; expected A..B, or a,b,c");
        }
        return listed(path, texts.stream().map(String::strip).distinct().toList());
    }

    /** Returns a variation with a list of values as the language writes them. */
    public static Variation listed(String path, List<String> values) {
        return new Variation(path, values.stream().map(Value::of).toList());
    }

    /** Returns whether the values are numbers in strictly increasing order. */
    public boolean isOrdered() {
        for (int i = 0; i < values.size(); i++) {
            if (Double.isNaN(values.get(i).number())
                    || i > 0 && values.get(i).number() <= values.get(i - 1).number()) {
                return false;
            }
        }
        return true;
    }

    /** Returns the variation with its values in increasing numeric order; values that are not numbers are last. */
    public Variation growing() {
        return new Variation(
                path,
                values.stream()
                        .sorted(Comparator.comparingDouble(Value::number))
                        .toList());
    }

    /** Returns overrides of the command line with this setting changed as well. */
    public Overrides addTo(Overrides others, String value) {
        return path.equals(LOAD) ? others.withPeak(value) : others.with(path, value);
    }

    /** Returns the peak of the load in the settings of a variant, as the language writes it; empty if it has none. */
    public static Optional<Value> peak(List<Setting> settings) {
        return LoadScale.described(settings).map(Value::of);
    }

    private static List<String> range(String from, String to, String steps, int oneByOne) {
        Matcher unit = UNIT.matcher(to);
        boolean isBare = from.matches("\\d+(\\.\\d+)?");
        Amount end = UnitParser.read(to);
        String begin = isBare && unit.matches() ? from + unit.group(1) : from;
        Amount start = UnitParser.read(begin);
        if (start.dimension() != end.dimension()) {
            throw new ValueException(from, "'{}' and '{}' are not of the same type", from, to);
        }
        BigDecimal span = end.value().subtract(start.value());
        if (span.signum() <= 0) {
            throw new ValueException(from, "a range is ascending, not from {} to {}", from, to);
        }
        boolean whole = start.dimension() == Dimension.COUNT && isInteger(start.value()) && isInteger(end.value());
        int count = steps != null
                ? Integer.parseInt(steps.length() > 4 ? "9999" : steps)
                : whole && span.compareTo(BigDecimal.valueOf(oneByOne)) < 0 ? span.intValueExact() : STEPS;
        if (count < 1 || count > MOST_STEPS) {
            throw new ValueException(to, "a range has 1 to {} steps, not {}", MOST_STEPS, steps);
        }
        BigDecimal step = span.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
        int decimals = step.scale() - step.precision() + STEP_DIGITS;
        List<String> texts = new ArrayList<>();
        for (int i = 0; i <= count; i++) {
            BigDecimal value = start.value()
                    .add(span.multiply(BigDecimal.valueOf(i))
                            .divide(BigDecimal.valueOf(count), MathContext.DECIMAL128));
            BigDecimal round = value.setScale(whole ? 0 : decimals, RoundingMode.HALF_UP);
            texts.add(i == 0 ? begin : i == count ? to : UnitParser.write(new Amount(round, end.dimension())));
        }
        return texts;
    }

    private static boolean isInteger(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }
}
