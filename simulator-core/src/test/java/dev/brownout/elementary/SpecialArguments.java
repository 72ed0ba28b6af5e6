package dev.brownout.elementary;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Arguments at which an elementary function has a special case or changes its algorithm. */
final class SpecialArguments {
    /** Limits between two parts of an algorithm, of all functions. */
    private static final double[] LIMITS = {
        // exp and expm1
        0x1p-54,
        0x1p-28,
        0x1.62e43p-2,
        0x1.62e42fefa39efp-2,
        0x1.0a2b2p0,
        0x1.3687ap5,
        0x1.62e42fefa39efp9,
        0x1.74910d52d3051p9,
        0x1.6232bdd7abcd2p9,
        708.3964185322641,
        709.0895657128241,
        // log and log1p
        0x1p-29,
        0x1.2bec3p-2,
        0x1.2bec4p-2,
        0x1.a827ap-2,
        0x1.6a09cp0,
        0x1.6a09ep0,
        0x1.6a09e667f3bcdp0,
        0x1.6147ap0,
        0x1.6b851p0,
        0x1.fffffp0,
        0x1.ffffep0,
        0x1.00001p0,
        0x1.00002p0,
        0x1p53,
        // pow
        0x1.3988ep0,
        0x1.3988fp0,
        0x1.bb67ap0,
        0x1.bb67bp0,
        0x1.fffffp-1,
        0x1.ffffffffp-1,
        0x1.00000001p0,
        0x1p31,
        0x1.00001p31,
        0x1p32,
        0x1p52,
        0x1p64,
        0x1.00001p64,
        1023,
        1024,
        1074,
        1075,
        1076,
        // sin and cos
        0x1p-27,
        0x1p-26,
        0x1.33333p-2,
        0x1.9p-1,
        0x1.90001p-1,
        0x1.921fbp-1,
        0x1.921fcp-1,
        0x1.921fb54442d18p-1,
        0x1.921fbp0,
        0x1.921fcp0,
        0x1.921fb54442d18p0,
        0x1.2d97cp1,
        0x1.921fbp20,
        0x1.921fcp20,
        0x1p18,
        0x1p20,
        // asin and atan2
        0.5,
        0x1.f3333p-1,
        0x1.f3334p-1,
        0.4375,
        0.6875,
        1.1875,
        2.4375,
        0x1p60,
        0x1p61,
        0x1p66,
        0x1.8p-1
    };

    /** Large doubles near a multiple of pi/2, at which a reduction loses 55 to 62 bits. */
    private static final double[] NEAR_MULTIPLES = {
        0x1.6ac5b262ca1ffp849, 0x1.6ac5b262ca1ffp850, 0x1.b951f1572eba5p23, 0x1.504cac51f1eafp131,
        0x1.6ac5b262ca1ffp851, 0x1.e009c53148be1p991, 0x1.4c96c11134d36p577, 0x1.cfe482285f8edp860,
        0x1.db41f3cb71d7bp680, 0x1.e7e44a78ac18cp197, 0x1.b951f1572eba5p24, 0x1.c45cd11154dfdp295,
        0x1.504cac51f1eafp132, 0x1.83009e2e9e2ebp614, 0x1.b2196364d750bp253, 0x1.6ac5b262ca1ffp852,
        0x1.e009c53148be1p992, 0x1.69eab0985179bp246, 0x1.4c96c11134d36p578, 0x1.782b7a20df6d4p67,
        0x1.66bd5424e5655p90, 0x1.4117573397d42p939, 0x1.cfe482285f8edp861, 0x1.61a3db8c8d129p1021
    };

    private static final double[] UNITS = {
        0,
        Double.MIN_VALUE,
        0x0.123456789abcdp-1022,
        Double.MIN_NORMAL,
        0x1p-1000,
        0x1p-538,
        1e-300,
        1e-20,
        0.1,
        0.25,
        1 / 3.0,
        0.75,
        0.9,
        1,
        1.1,
        1.25,
        1.5,
        Math.E,
        Math.PI,
        3.5,
        10,
        12.5,
        100,
        1e6,
        1e9,
        1e15,
        1e22,
        0x1p538,
        1e300,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NaN
    };

    private SpecialArguments() {}

    /** Returns the arguments of functions with one argument. */
    static double[] ofOne() {
        DoubleStream powers = IntStream.rangeClosed(-1074, 1023).mapToDouble(k -> Math.scalb(1.0, k));
        DoubleStream decimals = IntStream.rangeClosed(-323, 308).mapToDouble(k -> Double.parseDouble("1e" + k));
        DoubleStream halves = IntStream.rangeClosed(1, 3000).mapToDouble(k -> k / 2.0);
        DoubleStream angles = IntStream.rangeClosed(1, 3000).mapToDouble(k -> k * (Math.PI / 4));
        DoubleStream logarithms = IntStream.rangeClosed(1, 2200).mapToDouble(k -> k * (0x1.62e42fefa39efp-1 / 2));
        return withNeighbours(
                8,
                DoubleStream.of(UNITS),
                DoubleStream.of(LIMITS),
                DoubleStream.of(NEAR_MULTIPLES),
                powers,
                decimals,
                halves,
                angles,
                logarithms);
    }

    /** Returns the arguments of functions with two arguments. Each is to be combined with each. */
    static double[] ofTwo() {
        DoubleStream integers = IntStream.rangeClosed(2, 9).mapToDouble(k -> k);
        DoubleStream parities = DoubleStream.of(0x1p52 + 1, 0x1p52 - 0.5, 0x1p53 - 1, 0x1p51 + 0.5, 0x1p31 + 1);
        return withNeighbours(1, DoubleStream.of(UNITS), DoubleStream.of(LIMITS), integers, parities);
    }

    /** Returns the limits between parts of the algorithms. */
    static double[] limits() {
        return LIMITS.clone();
    }

    private static double[] withNeighbours(int ulps, DoubleStream... values) {
        return Arrays.stream(values)
                .flatMapToDouble(each -> each)
                .flatMap(value -> IntStream.rangeClosed(-ulps, ulps)
                        .mapToDouble(k -> Double.longBitsToDouble(Double.doubleToLongBits(value) + k)))
                .flatMap(value -> DoubleStream.of(value, -value))
                .toArray();
    }
}
