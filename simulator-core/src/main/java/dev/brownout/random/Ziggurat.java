package dev.brownout.random;

/**
 * Exponential and normal numbers by the ziggurat method: Marsaglia and Tsang, "The ziggurat method for generating
 * random variables", Journal of Statistical Software 5(8), 2000, with 256 layers.
 *
 * <p>The area under the density is covered by 256 horizontal layers of equal area. A layer is chosen by the low eight
 * bits of a number and a place in it by the high 53 bits, which are other bits (Doornik 2005). Nearly always the place
 * is left of where the next layer ends, hence under the density; else the edge or the tail decides.
 */
final class Ziggurat {

    /** Where the tails begin and the area of a layer, from the paper: of exp(-x), then of exp(-x²/2). */
    private static final double EXPONENTIAL_TAIL = 7.69711747013104972;

    private static final double EXPONENTIAL_AREA = 0.0039496598225815571993;
    private static final double NORMAL_TAIL = 3.6541528853610088;
    private static final double NORMAL_AREA = 0.00492867323399;

    /** The right ends of the layers, from the bottom up, and the density there. */
    private static final double[] EXPONENTIAL_X = new double[257];

    private static final double[] EXPONENTIAL_F = new double[257];
    private static final double[] NORMAL_X = new double[257];
    private static final double[] NORMAL_F = new double[257];

    static {
        double[] x = EXPONENTIAL_X;
        x[0] = EXPONENTIAL_AREA / StrictMath.exp(-EXPONENTIAL_TAIL);
        x[1] = EXPONENTIAL_TAIL;
        for (int i = 2; i < 256; i++) {
            x[i] = -StrictMath.log(EXPONENTIAL_AREA / x[i - 1] + StrictMath.exp(-x[i - 1]));
        }
        for (int i = 0; i < 257; i++) {
            EXPONENTIAL_F[i] = StrictMath.exp(-x[i]);
        }
        x = NORMAL_X;
        x[0] = NORMAL_AREA / bell(NORMAL_TAIL);
        x[1] = NORMAL_TAIL;
        for (int i = 2; i < 256; i++) {
            x[i] = StrictMath.sqrt(-2 * StrictMath.log(NORMAL_AREA / x[i - 1] + bell(x[i - 1])));
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
                shift += EXPONENTIAL_TAIL; // the tail is the law itself, moved: begin again
            } else if (between(EXPONENTIAL_F, layer, random) < StrictMath.exp(-x)) {
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
            if (between(NORMAL_F, layer, random) < bell(x)) {
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

    /** The law beyond the tail's beginning: Marsaglia 1964, as quoted in the paper. */
    private static double normalTail(KeyedRandom random) {
        while (true) {
            double beyond = random.exponential() / NORMAL_TAIL;
            double height = random.exponential();
            if (2 * height > beyond * beyond) {
                return NORMAL_TAIL + beyond;
            }
        }
    }

    /** A height uniform between the lower and the upper edge of a layer. */
    private static double between(double[] density, int layer, KeyedRandom random) {
        return density[layer] + random.uniform() * (density[layer + 1] - density[layer]);
    }

    private static double bell(double x) {
        return StrictMath.exp(-0.5 * x * x);
    }
}
