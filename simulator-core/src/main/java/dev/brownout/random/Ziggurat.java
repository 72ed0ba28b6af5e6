package dev.brownout.random;

import dev.brownout.elementary.ElementaryFunctions;

/**
 * Sampler of exponential and normal numbers by the ziggurat method: Marsaglia and Tsang, "The ziggurat method for
 * generating random variables", Journal of Statistical Software 5(8), 2000, with 256 layers.
 *
 * <p>The area under the density is covered by 256 horizontal layers of equal area. The low eight bits of a random
 * number choose a layer. The high 53 bits, which are other bits (Doornik 2005), choose a position in it. In nearly all
 * cases, the position is left of the end of the next layer, and thus under the density. Otherwise, the edge of the
 * layer or the tail decides.
 */
final class Ziggurat {

    /** Start of the tail and area of a layer, from the paper: for exp(-x), and below for exp(-x²/2). */
    private static final double EXPONENTIAL_TAIL = 7.69711747013104972;

    private static final double EXPONENTIAL_AREA = 0.0039496598225815571993;
    private static final double NORMAL_TAIL = 3.6541528853610088;
    private static final double NORMAL_AREA = 0.00492867323399;

    /** Right ends of the layers, from the bottom up, and the density there. */
    private static final double[] EXPONENTIAL_X = new double[257];

    private static final double[] EXPONENTIAL_F = new double[257];
    private static final double[] NORMAL_X = new double[257];
    private static final double[] NORMAL_F = new double[257];

    static {
        double[] x = EXPONENTIAL_X;
        x[0] = EXPONENTIAL_AREA / ElementaryFunctions.exp(-EXPONENTIAL_TAIL);
        x[1] = EXPONENTIAL_TAIL;
        for (int i = 2; i < 256; i++) {
            x[i] = -ElementaryFunctions.log(EXPONENTIAL_AREA / x[i - 1] + ElementaryFunctions.exp(-x[i - 1]));
        }
        for (int i = 0; i < 257; i++) {
            EXPONENTIAL_F[i] = ElementaryFunctions.exp(-x[i]);
        }
        x = NORMAL_X;
        x[0] = NORMAL_AREA / bell(NORMAL_TAIL);
        x[1] = NORMAL_TAIL;
        for (int i = 2; i < 256; i++) {
            x[i] = Math.sqrt(-2 * ElementaryFunctions.log(NORMAL_AREA / x[i - 1] + bell(x[i - 1])));
        }
        for (int i = 0; i < 257; i++) {
            NORMAL_F[i] = bell(x[i]);
        }
    }

    private Ziggurat() {}

    static double exponential(KeyedRandom random) {
        long bits = random.next();
        int layer = (int) bits & 255;
        double x = (bits >>> 11) * 0x1.0p-53 * EXPONENTIAL_X[layer];
        return x < EXPONENTIAL_X[layer + 1] ? x : exponentialEdge(random, layer, x);
    }

    private static double exponentialEdge(KeyedRandom random, int firstLayer, double firstX) {
        int layer = firstLayer;
        double x = firstX;
        double shift = 0;
        while (true) {
            if (layer == 0) {
                shift += EXPONENTIAL_TAIL; // the tail is the same distribution, shifted: start again
            } else if (uniformHeight(EXPONENTIAL_F, layer, random) < ElementaryFunctions.exp(-x)) {
                return shift + x;
            }
            long bits = random.next();
            layer = (int) bits & 255;
            x = (bits >>> 11) * 0x1.0p-53 * EXPONENTIAL_X[layer];
            if (x < EXPONENTIAL_X[layer + 1]) {
                return shift + x;
            }
        }
    }

    static double normal(KeyedRandom random) {
        long bits = random.next();
        int layer = (int) bits & 255;
        double x = (bits >> 11) * 0x1.0p-52 * NORMAL_X[layer];
        return Math.abs(x) < NORMAL_X[layer + 1] ? x : normalEdge(random, layer, x);
    }

    private static double normalEdge(KeyedRandom random, int firstLayer, double firstX) {
        int layer = firstLayer;
        double x = firstX;
        while (true) {
            if (layer == 0) {
                return x < 0 ? -normalTail(random) : normalTail(random);
            }
            if (uniformHeight(NORMAL_F, layer, random) < bell(x)) {
                return x;
            }
            long bits = random.next();
            layer = (int) bits & 255;
            x = (bits >> 11) * 0x1.0p-52 * NORMAL_X[layer];
            if (Math.abs(x) < NORMAL_X[layer + 1]) {
                return x;
            }
        }
    }

    /** Returns a number from the tail of the normal distribution: Marsaglia 1964, as quoted in the paper. */
    private static double normalTail(KeyedRandom random) {
        while (true) {
            double beyond = random.exponential() / NORMAL_TAIL;
            double height = random.exponential();
            if (2 * height > beyond * beyond) {
                return NORMAL_TAIL + beyond;
            }
        }
    }

    /** Returns a height uniform between the lower and the upper edge of a layer. */
    private static double uniformHeight(double[] density, int layer, KeyedRandom random) {
        return density[layer] + random.uniform() * (density[layer + 1] - density[layer]);
    }

    private static double bell(double x) {
        return ElementaryFunctions.exp(-0.5 * x * x);
    }
}
