package dev.brownout.importing.calibrate;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.Amount;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time distribution with parameters that can be fitted to the response times of a log. The family of the distribution
 * stays the same.
 */
enum FittableDistribution {
    /** Constant time. */
    CONSTANT("(\\S+)", "%s", "time"),
    /** Exponential distribution, given by its mean. */
    EXPONENTIAL("exp\\((\\S+)\\)", "exp(%s)", "mean"),
    /** Lognormal distribution, given by two percentiles. The second free parameter is the distance between them. */
    LOGNORMAL("lognormal\\(p50=(\\S+) p99=(\\S+)\\)", "lognormal(p50=%s p99=%s)", "p50 p99");

    private static final int DIGITS = 4;

    /**
     * Upper limit for times: one hour, in ns. The ratio of two percentiles is limited to 1.02 to 22,000, given as
     * natural logarithms.
     */
    private static final double MAX_NANOS = 3600e9;

    private static final double MIN_LOG_RATIO = 0.02;
    private static final double MAX_LOG_RATIO = 10;

    private final Pattern pattern;
    private final String text;
    private final String names;

    FittableDistribution(String pattern, String text, String names) {
        this.pattern = Pattern.compile(pattern);
        this.text = text;
        this.names = names;
    }

    /**
     * Returns the distribution that a value has.
     *
     * @throws IllegalArgumentException if the value is not supported
     */
    static FittableDistribution of(String path, String value) {
        for (FittableDistribution distribution : values()) {
            if (distribution.pattern.matcher(value).matches() && distribution.times(value) != null) {
                return distribution;
            }
        }
        throw new IllegalArgumentException("'" + path + "' is " + value
                + "; allowed are a time such as 5ms, exp(5ms) or lognormal(p50=5ms p99=20ms)");
    }

    /** Returns the names of the times. */
    List<String> names() {
        return List.of(names.split(" ", -1));
    }

    /** Returns the times of a value, in ns, or {@code null} if the value does not have this form. */
    private double[] times(String value) {
        Matcher matcher = pattern.matcher(value);
        if (!matcher.matches()) {
            return null;
        }
        double[] times = new double[names().size()];
        for (int i = 0; i < times.length; i++) {
            try {
                Amount amount = UnitParser.read(matcher.group(i + 1));
                times[i] = amount.value().doubleValue();
                if (amount.dimension() != Dimension.TIME || times[i] <= 0 || i > 0 && times[i] <= times[i - 1]) {
                    return null;
                }
            } catch (ValueException invalid) {
                return null;
            }
        }
        return times;
    }

    /** Returns the parameters of a value as unbounded numbers for the search. */
    double[] free(String value) {
        double[] times = times(value);
        double[] free = new double[times.length];
        free[0] = ElementaryFunctions.log(times[0]);
        if (times.length > 1) {
            free[1] = ElementaryFunctions.log(ElementaryFunctions.log(times[1] / times[0]));
        }
        return free;
    }

    /** Returns the times, in ns, of unbounded parameters. */
    double[] times(double... free) {
        double[] times = new double[free.length];
        times[0] = Math.min(MAX_NANOS, Math.max(1, ElementaryFunctions.exp(free[0])));
        if (free.length > 1) {
            double logRatio = Math.min(MAX_LOG_RATIO, Math.max(MIN_LOG_RATIO, ElementaryFunctions.exp(free[1])));
            times[1] = times[0] * ElementaryFunctions.exp(logRatio);
        }
        return times;
    }

    /** Returns the value in the notation of the scenario language. */
    String text(double... free) {
        Object[] times = new Object[free.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = LanguageNumbers.nanos(times(free)[i], DIGITS);
        }
        return String.format(Locale.ROOT, text, times);
    }
}
