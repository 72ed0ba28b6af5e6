package dev.brownout.elementary;

import java.util.SplittableRandom;

/** Deterministic random arguments of one function, in turn of several shapes. */
final class RandomArguments {
    private static final double[] LIMITS = SpecialArguments.limits();
    private static final double LN2 = 0x1.62e42fefa39efp-1;
    private static final int SHAPES = 8;

    private final ReferenceFunction function;
    private final SplittableRandom random;

    RandomArguments(ReferenceFunction function, long seed) {
        this.function = function;
        this.random = new SplittableRandom(seed);
    }

    /** Compares the results of both functions for a number of arguments. */
    void compare(int calls) {
        for (int i = 0; i < calls; i++) {
            double x = argument(i % SHAPES);
            double y = 0;
            if (function == ReferenceFunction.POW && i % 5 != 0) {
                y = exponent(x, i % 7);
            } else if (function.binary()) {
                y = argument(random.nextInt(SHAPES));
            }
            function.compare(x, y);
        }
    }

    private double argument(int shape) {
        return switch (shape) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1, 2 -> function.low() + (function.high() - function.low()) * random.nextDouble();
            case 3 -> signed(Math.scalb(1 + random.nextDouble(), random.nextInt(-70, 70)));
            case 4 -> signed(nearbyDouble(LIMITS[random.nextInt(LIMITS.length)], random.nextInt(1, 48)));
            case 5 ->
                signed(nearbyDouble(random.nextInt(1 << random.nextInt(1, 31)) * (Math.PI / 4), random.nextInt(1, 5)));
            case 6 -> signed(nearbyDouble(random.nextInt(2200) * (LN2 / 2), random.nextInt(1, 5)));
            default -> signed(nearbyDouble(Math.scalb(1.0, random.nextInt(-1074, 1024)), random.nextInt(1, 48)));
        };
    }

    /** Returns an exponent for a base: a simple one, or one with a result near an end of the range of doubles. */
    private double exponent(double x, int shape) {
        double log = StrictMath.log(Math.abs(x)) / LN2;
        return switch (shape) {
            case 0 -> random.nextInt(-40, 40);
            case 1 -> random.nextInt(-40, 40) / 4.0;
            case 2 -> nearbyDouble(1024 / log, random.nextInt(1, 40));
            case 3 -> nearbyDouble(-1074.5 / log, random.nextInt(1, 50));
            case 4 -> nearbyDouble(-1022 / log, random.nextInt(1, 40));
            case 5 -> random.nextLong(1L << random.nextInt(1, 63));
            default -> (random.nextDouble() * 2110 - 1080) / log;
        };
    }

    /** Returns a double at most 2<sup>bits</sup> ulp from a value. */
    private double nearbyDouble(double value, int bits) {
        long distance = random.nextLong(2L << bits) - (1L << bits);
        return Double.longBitsToDouble(Double.doubleToLongBits(value) + distance);
    }

    private double signed(double value) {
        return random.nextBoolean() ? value : -value;
    }
}
