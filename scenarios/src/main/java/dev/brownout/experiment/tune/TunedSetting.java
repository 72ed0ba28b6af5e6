package dev.brownout.experiment.tune;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.language.parse.Amount;
import dev.brownout.language.parse.UnitParser;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A setting to tune, with its range or its list of values. Positions between 0 and 1 are mapped to values. Each whole
 * number of a range and each value of a list has the same share of the positions.
 *
 * @param variation path of the setting; its values are the two ends of a range, or the whole list
 * @param scale mapping of positions to values
 * @param whole whether only whole numbers are values of the range
 * @param sweepValues number of values that a sweep of the same text has
 */
public record TunedSetting(Variation variation, Scale scale, boolean whole, int sweepValues) {
    /** Ratio of the ends of a range from which it has a logarithmic scale. */
    private static final double WIDE_RATIO = 100;

    /** Significant digits of a value between the ends of a range. */
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

    private static final Pattern RANGE = Pattern.compile("[^(]+?\\.\\.[^(]+");
    private static final Pattern STEPS = Pattern.compile(".*\\.\\..*/\\d+");

    /** Mapping of positions to values. */
    public enum Scale {
        /** Equal differences between values of equally distant positions. */
        LINEAR,
        /** Equal ratios between values of equally distant positions. */
        LOGARITHMIC,
        /** Values of a list. */
        LISTED
    }

    /**
     * Parses {@code PATH=A..B} as a range, and {@code PATH=a,b,c} or {@code PATH=A..B/n} as a list. A range has a
     * logarithmic scale if its upper end is at least 100 times its lower end.
     *
     * @throws IllegalArgumentException if the text has none of these forms, or fewer than two values
     */
    public static TunedSetting of(String typed) {
        Variation variation = Variation.of(typed);
        List<Value> values = variation.values();
        if (values.size() < 2) {
            throw new IllegalArgumentException(
                    "'" + typed + "' has " + (values.isEmpty() ? "no values" : "a single value")
                            + "; expected PATH=A..B or PATH=a,b,c, such as web.queue=10..1000");
        }
        String text = typed.substring(typed.indexOf('=') + 1).strip();
        if (!RANGE.matcher(text).matches() || STEPS.matcher(text).matches()) {
            return listed(variation);
        }
        Value low = values.get(0);
        Value high = values.get(values.size() - 1);
        boolean wide = low.number() > 0 && high.number() >= WIDE_RATIO * low.number();
        return new TunedSetting(
                new Variation(variation.path(), List.of(low, high)),
                wide ? Scale.LOGARITHMIC : Scale.LINEAR,
                low.unit().equals("1") && isWhole(low) && isWhole(high),
                values.size());
    }

    /** Creates a setting with a list of values. */
    public static TunedSetting listed(Variation variation) {
        return new TunedSetting(
                variation, Scale.LISTED, false, variation.values().size());
    }

    private static boolean isWhole(Value value) {
        return value.number() == Math.rint(value.number());
    }

    /** Returns the path of the setting. */
    public String path() {
        return variation.path();
    }

    /** Returns the lower end of the range, or the first value of the list. */
    public Value low() {
        return variation.values().get(0);
    }

    /** Returns the upper end of the range, or the last value of the list. */
    public Value high() {
        return variation.values().get(variation.values().size() - 1);
    }

    /** Returns whether the values are numbers in increasing order. */
    public boolean isOrdered() {
        return variation.isOrdered();
    }

    /**
     * Returns the value at a position. A value between the ends of a range has three significant digits, or all digits
     * if it is a whole number.
     *
     * @param position between 0 and 1
     */
    public Value value(double position) {
        if (scale == Scale.LISTED) {
            List<Value> values = variation.values();
            return values.get(Math.min(values.size() - 1, (int) (position * values.size())));
        }
        double bottom = low().number();
        double top = high().number() + (whole ? 1 : 0);
        double number = scale == Scale.LINEAR
                ? bottom + position * (top - bottom)
                : bottom * ElementaryFunctions.pow(top / bottom, position);
        BigDecimal rounded = whole
                ? BigDecimal.valueOf((long) Math.floor(number))
                : BigDecimal.valueOf(number).round(DIGITS);
        if (rounded.doubleValue() <= low().number()) {
            return low();
        }
        if (rounded.doubleValue() >= high().number()) {
            return high();
        }
        String text = UnitParser.write(
                new Amount(rounded, UnitParser.read(high().text()).dimension()));
        return Variation.listed(path(), List.of(text)).values().get(0);
    }

    /** Returns the position of a value: the middle of the positions that are mapped to it. */
    public double position(Value value) {
        if (scale == Scale.LISTED) {
            int count = variation.values().size();
            return (variation.values().indexOf(value) + 0.5) / count;
        }
        double bottom = low().number();
        double top = high().number() + (whole ? 1 : 0);
        double number = value.number() + (whole ? 0.5 : 0);
        return scale == Scale.LINEAR
                ? (number - bottom) / (top - bottom)
                : ElementaryFunctions.log(number / bottom) / ElementaryFunctions.log(top / bottom);
    }
}
