package dev.brownout.page;

import dev.brownout.capacity.BusiestStation;
import dev.brownout.capacity.CapacityForecast;
import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/**
 * The value of a setting at which the analytical model saturates the busiest resource. The utilization is monotone in
 * the setting; a search by intervals finds the value.
 */
final class CapacityPoint {
    private static final int MOST_STEPS = 14;
    private static final double PRECISION = 1e-3;
    private static final double CLOSE = 1e-4;
    private static final MathContext DIGITS = new MathContext(3);

    private final ScenarioSetting setting;
    private final String text;
    private final Reader reader;

    /** Reader of a scenario with another text. */
    @FunctionalInterface
    interface Reader {
        /** Returns the scenario with a text. */
        ScenarioFile read(String text) throws InvalidScenarioException;
    }

    /**
     * The busiest resource at a value of the setting.
     *
     * @param value the value
     * @param station the name of the resource; empty without an estimate
     * @param utilization offered load over capacity
     */
    private record Point(double value, String station, double utilization) {
        boolean isSaturated() {
            return utilization >= 1;
        }
    }

    CapacityPoint(ScenarioSetting setting, String text, Reader reader) {
        this.setting = setting;
        this.text = text;
        this.reader = reader;
    }

    /**
     * Returns {@code at}, the value or {@code null} if the range of the setting does not contain it, and {@code words}.
     * For an integer, it is the last value without saturation.
     *
     * @throws InvalidScenarioException if the scenario is invalid at an end of the range
     */
    Map<String, Object> view() throws InvalidScenarioException {
        if (Double.isNaN(setting.number())) {
            return unavailable("the value is no number");
        }
        Point low = pointAt(setting.range().min());
        Point high = pointAt(setting.range().max());
        String range = written(low.value()) + " to " + written(high.value());
        if (low.station().isEmpty()) {
            return unavailable("no analytical estimate");
        }
        if (low.isSaturated() == high.isSaturated()) {
            boolean falling = low.utilization() > high.utilization();
            Point busier = falling ? low : high;
            Point other = falling ? high : low;
            return low.isSaturated()
                    ? unavailable(other.station() + " is saturated from " + range)
                    : unavailable("utilization of " + busier.station() + " at most "
                            + QuantityFormat.percent(busier.utilization()) + " from " + range);
        }
        return searched(low, high);
    }

    private static Map<String, Object> unavailable(String words) {
        return PageJson.object("at", null, "words", words);
    }

    /**
     * Narrows a range with the saturation in it. Every second value is the middle, which bounds the number of steps.
     */
    private Map<String, Object> searched(Point low, Point high) throws InvalidScenarioException {
        boolean integer = setting.range().integer();
        Point from = low;
        Point to = high;
        Point best = low;
        for (int step = 0; isWide(from, to, integer) && !(isClose(best) && !integer) && step < MOST_STEPS; step++) {
            double next = step % 2 == 0 ? interpolated(from, to) : middle(from, to);
            best = pointAt(integer ? Math.max(from.value() + 1, Math.min(to.value() - 1, Math.rint(next))) : next);
            boolean lower = best.isSaturated() == from.isSaturated();
            from = lower ? best : from;
            to = lower ? to : best;
        }
        Point busiest = from.isSaturated() ? from : to;
        if (integer) {
            double last = (from.isSaturated() ? to : from).value();
            String side = from.isSaturated() ? " is saturated below" : " is saturated above";
            return PageJson.object("at", last, "words", "capacity " + written(last) + ": " + busiest.station() + side);
        }
        double value = new BigDecimal(best.value()).round(DIGITS).doubleValue();
        return PageJson.object(
                "at", value, "words", "capacity " + written(value) + ": " + busiest.station() + " is saturated");
    }

    private static boolean isWide(Point from, Point to, boolean integer) {
        return to.value() - from.value() > (integer ? 1 : PRECISION * to.value());
    }

    private static boolean isClose(Point point) {
        return Math.abs(point.utilization() - 1) < CLOSE;
    }

    private static double middle(Point from, Point to) {
        return (from.value() + to.value()) / 2;
    }

    /**
     * Returns a value between two points at which the utilization is about 1. The logarithm of the utilization is
     * nearly linear in that of the setting.
     */
    private static double interpolated(Point from, Point to) {
        boolean curved = from.value() > 0
                && from.utilization() > 0
                && to.utilization() > 0
                && Double.isFinite(from.utilization() + to.utilization());
        if (!curved) {
            return middle(from, to);
        }
        double first = ElementaryFunctions.log(from.utilization());
        double share = first / (first - ElementaryFunctions.log(to.utilization()));
        double start = ElementaryFunctions.log(from.value());
        double value = ElementaryFunctions.exp(start + share * (ElementaryFunctions.log(to.value()) - start));
        return value > from.value() && value < to.value() ? value : middle(from, to);
    }

    private Point pointAt(double value) throws InvalidScenarioException {
        String number = setting.range().integer()
                ? Long.toString((long) value)
                : new BigDecimal(value)
                        .round(new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString();
        ScenarioFile file = reader.read(setting.replace(text, number + setting.unit()));
        Variant variant = file.variants().stream()
                .filter(each -> setting.path().startsWith("variants." + each.name() + "."))
                .findFirst()
                .orElse(file.variants().get(0));
        BusiestStation busiest = CapacityForecast.of(variant.scenario()).busiest();
        return new Point(Double.parseDouble(number), busiest.name(), busiest.load());
    }

    /** Returns a value with its unit, with a thousands separator. */
    private String written(double value) {
        return QuantityFormat.count(value) + setting.unit();
    }
}
