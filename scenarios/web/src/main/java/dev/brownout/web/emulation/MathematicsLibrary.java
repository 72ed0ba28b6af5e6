package dev.brownout.web.emulation;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;

/** Parts of Apache Commons Math that would make the compiled program large. */
public final class MathematicsLibrary {
    /** Class that computes the tables of {@code FastMath}. */
    static final String CALCULATION = "org.apache.commons.math3.util.FastMathCalc";

    private MathematicsLibrary() {}

    /** Methods of {@code ExceptionContext}. Its messages need formats and data of all languages. */
    public static final class OfExceptions {
        private OfExceptions() {}

        /** Returns a message without parameters. */
        public static String buildMessage(Locale locale, String separator) {
            return "number out of the range of a function";
        }
    }

    /** Methods of {@code FastMathCalc}. The compiled program calls them directly. */
    public static final class Calculation {
        private Calculation() {}

        /** Computes a power of e, as a sum of two numbers. */
        public static double slowexp(double exponent, double[] result) {
            return (Double) call("slowexp", exponent, result);
        }

        /** Returns a logarithm, as a sum of two numbers. */
        public static double[] slowLog(double number) {
            return (double[]) call("slowLog", number);
        }

        private static Object call(String name, Object... arguments) {
            try {
                Method method = Arrays.stream(Class.forName(CALCULATION).getDeclaredMethods())
                        .filter(each -> each.getName().equals(name))
                        .findFirst()
                        .orElseThrow();
                method.setAccessible(true);
                return method.invoke(null, arguments);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Methods of {@code FastMathLiteralArrays}: computes tables that the library has as literals. */
    public static final class OfTables {
        private static final int FRACTIONS = 1025;
        private static final int MANTISSAS = 1024;
        private static final int MANTISSA_SHIFT = 42;
        private static final long ONE_BITS = 0x3ff0000000000000L;

        private OfTables() {}

        /** Returns the upper parts of powers of e with exponents from 0 to 1. */
        public static double[] loadExpFracA() {
            return fractions(0);
        }

        /** Returns the lower parts of powers of e with exponents from 0 to 1. */
        public static double[] loadExpFracB() {
            return fractions(1);
        }

        /** Returns logarithms of numbers from 1 to 2, each as a sum of two numbers. */
        public static double[][] loadLnMant() {
            double[][] logarithms = new double[MANTISSAS][];
            for (int i = 0; i < MANTISSAS; i++) {
                logarithms[i] = Calculation.slowLog(Double.longBitsToDouble((long) i << MANTISSA_SHIFT | ONE_BITS));
            }
            return logarithms;
        }

        private static double[] fractions(int part) {
            double[] powers = new double[FRACTIONS];
            double[] power = new double[2];
            double step = 1.0 / (FRACTIONS - 1);
            for (int i = 0; i < FRACTIONS; i++) {
                Calculation.slowexp(i * step, power);
                powers[i] = power[part];
            }
            return powers;
        }
    }
}
