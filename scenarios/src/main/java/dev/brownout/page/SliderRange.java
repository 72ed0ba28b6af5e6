package dev.brownout.page;

import dev.brownout.elementary.ElementaryFunctions;

/**
 * Range of a slider, in the unit of its number.
 *
 * @param min the least value
 * @param max the greatest value
 * @param integer whether the number is an integer
 * @param logarithmic whether equal steps multiply the number
 */
record SliderRange(double min, double max, boolean integer, boolean logarithmic) {
    private static final double WIDE = 100;
    private static final double PERCENT = 100;
    private static final double DECADE = 10;
    private static final double INTEGER_FACTOR = 3;
    private static final double[] STEPS = {1, 2, 5, 10};

    /** Returns the range that a scenario declares. */
    static SliderRange declared(double min, double max, boolean integer) {
        return new SliderRange(min, max, integer, min > 0 && max / min >= WIDE);
    }

    /**
     * Returns the range around a number without a declared range: percentages to 100, integers to three times the
     * number, and other numbers from a tenth to ten times.
     */
    static SliderRange ofValue(double number, String unit, boolean integer) {
        if (unit.equals("%") && number <= PERCENT) {
            return new SliderRange(0, PERCENT, false, false);
        }
        if (number == 0) {
            return new SliderRange(0, DECADE, integer, false);
        }
        if (integer) {
            return declared(1, round(INTEGER_FACTOR * number), true);
        }
        return declared(-round(-number / DECADE), round(number * DECADE), false);
    }

    /** Returns the next number of 1, 2 or 5 times a power of ten, away from zero; towards zero for negative ones. */
    private static double round(double number) {
        double size = Math.abs(number);
        int decade = (int) Math.floor(ElementaryFunctions.log10(size));
        double power = Double.parseDouble("1e" + decade);
        double best = power;
        for (double step : STEPS) {
            double candidate = Double.parseDouble((int) step + "e" + decade);
            if (number < 0 && candidate <= size * (1 + 1e-9)) {
                best = candidate;
            } else if (number > 0 && candidate >= size * (1 - 1e-9)) {
                return candidate;
            }
        }
        return number < 0 ? -best : best;
    }
}
