package dev.brownout.chart.draw;

import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Round tick values of an axis, with their labels. */
public final class AxisScale {

    private static final double SECOND = 1e9;
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double DAY = 86400;
    private static final double[] CLOCK_STEPS = {
        0.001,
        0.002,
        0.005,
        0.01,
        0.02,
        0.05,
        0.1,
        0.2,
        0.5,
        1,
        2,
        5,
        10,
        15,
        30,
        60,
        120,
        300,
        600,
        900,
        1800,
        3600,
        7200,
        14400,
        21600,
        43200,
        DAY,
        2 * DAY,
        5 * DAY,
        10 * DAY,
        20 * DAY,
        50 * DAY,
        100 * DAY,
        200 * DAY,
        500 * DAY,
        1000 * DAY,
        2000 * DAY,
        5000 * DAY
    };
    private static final double[] ROUND = {1, 2, 5, 10};

    /** Divisor of the tick step if fewer than two ticks would lie on the axis. */
    private static final double FINER = 2.5;

    private AxisScale() {}

    /** A tick at a value of the axis, with its label. */
    public record Tick(double at, String label) {}

    /**
     * Returns ticks at round times between {@code from} and {@code to}, both in s. The step is the smallest round one
     * that divides the range into at most {@code most} intervals.
     */
    public static List<Tick> moments(double from, double to, int most) {
        double step = CLOCK_STEPS[CLOCK_STEPS.length - 1];
        for (int i = CLOCK_STEPS.length - 1; i >= 0 && (to - from) / CLOCK_STEPS[i] <= most; i--) {
            step = CLOCK_STEPS[i];
        }
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step); i * step <= to + step * 1e-6; i++) {
            ticks.add(new Tick(i * step, moment(i * step, step)));
        }
        return ticks;
    }

    private static String moment(double seconds, double step) {
        if (step < 1) {
            return QuantityFormat.count(seconds) + " s";
        }
        return step < DAY
                ? SimulatedTimeFormat.at(Math.round(seconds * 1e9))
                : QuantityFormat.count(seconds / DAY) + " d";
    }

    /**
     * Returns equidistant ticks at round values between {@code from} and {@code to}. There are at most {@code most}
     * intervals, unless fewer than two ticks would fit. Nanoseconds above 1 s get ticks at round durations.
     */
    public static List<Tick> linear(double from, double to, int most, String unit) {
        if (unit.equals("ns") && to > SECOND) {
            return times(from, to, most);
        }
        double step = roundUp((to - from) / Math.max(most, 1));
        if (Math.floor(to / step) - Math.ceil(from / step) < 1) {
            step = roundUp(step / FINER);
        }
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-6; i++) {
            ticks.add(new Tick(i * step, QuantityFormat.format(i * step, unit)));
        }
        return ticks;
    }

    /**
     * Returns ticks for values in ns that reach beyond 1 s. All labels have the same unit: s, min, or h, depending on
     * the step.
     */
    private static List<Tick> times(double from, double to, int most) {
        double seconds = (to - from) / SECOND;
        double step = CLOCK_STEPS[CLOCK_STEPS.length - 1];
        for (int i = CLOCK_STEPS.length - 1; i >= 0 && seconds / CLOCK_STEPS[i] <= most; i--) {
            step = CLOCK_STEPS[i];
        }
        double unit = step < MINUTE ? 1 : step < HOUR ? MINUTE : HOUR;
        String name = step < MINUTE ? " s" : step < HOUR ? " min" : " h";
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / SECOND / step - 1e-9); i * step <= to / SECOND + step * 1e-6; i++) {
            ticks.add(new Tick(i * step * SECOND, QuantityFormat.count(i * step / unit) + name));
        }
        return ticks;
    }

    /**
     * Returns ticks at powers of ten between two positive values, with their multiples by 2 and 5. If there are more
     * than {@code most}, the multiples are reduced to 3, then to none, and finally powers of ten are skipped.
     */
    public static List<Tick> logarithmic(double from, double to, int most, String unit) {
        for (double[] steps : new double[][] {{1, 2, 5}, {1, 3}, {1}}) {
            List<Tick> ticks = new ArrayList<>();
            for (double decade = decadeBelow(from); decade <= to; decade *= 10) {
                for (double step : steps) {
                    if (decade * step >= from && decade * step <= to) {
                        ticks.add(new Tick(decade * step, QuantityFormat.format(decade * step, unit)));
                    }
                }
            }
            if (ticks.size() <= most || steps.length == 1) {
                return thinned(ticks, most);
            }
        }
        return List.of();
    }

    /** Keeps every n-th tick, counted back from the last one, so that at most {@code most} remain. */
    private static List<Tick> thinned(List<Tick> ticks, int most) {
        int each = Math.max(1, (ticks.size() + most - 1) / Math.max(1, most));
        return IntStream.range(0, ticks.size())
                .filter(i -> (ticks.size() - 1 - i) % each == 0)
                .mapToObj(ticks::get)
                .toList();
    }

    /**
     * Returns the smallest number not below {@code value} that is 1, 2 or 5 times a power of ten. Returns 1 if the
     * value is not positive or not finite.
     */
    public static double roundUp(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            return 1;
        }
        double decade = decadeBelow(value);
        for (double step : ROUND) {
            if (step * decade >= value * (1 - 1e-9)) {
                return step * decade;
            }
        }
        return 10 * decade;
    }

    private static double decadeBelow(double value) {
        double decade = 1;
        while (decade * 10 <= value) {
            decade *= 10;
        }
        while (decade > value) {
            decade /= 10;
        }
        return decade;
    }
}
