package dev.brownout.sla;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import java.util.Optional;

/**
 * Assertion: {@code page.p99 < 150ms during fault}.
 *
 * @param metric left side
 * @param comparison comparison of the sides
 * @param bound right side
 * @param tolerance for {@link Comparison#NEAR}, the allowed difference of the sides as a share of the right one; else 0
 * @param window window in which the assertion must hold
 * @param text assertion as written
 */
@Kind("relation")
@Doc("An assertion: a metric, a comparison, a bound with its unit, and the window in "
        + "which it must hold; or the form of a prediction, " + Prediction.FORM + ".")
@Example("""
        sla:
          site up: availability >= 99.9%
          fast: page.p99 < 400ms during outage
          half busy: web.utilization ~ 50% +/- 10%
        """)
public record Relation(
        Metric metric, Comparison comparison, Quantity bound, double tolerance, Window window, String text) {
    /** Returns whether the assertion is met by a measured value; never by {@code NaN}. */
    public boolean isMet(double measured) {
        return comparison.holds(measured, bound.value(), tolerance);
    }

    /**
     * Returns the distance to the bound as a share of it, or absolute if the bound is 0. The distance is at least 0 if
     * the assertion is met.
     */
    public double margin(double measured) {
        double right = bound.value();
        double scale = right == 0 ? 1 : Math.abs(right);
        return switch (comparison) {
            case LESS, AT_MOST -> (right - measured) / scale;
            case MORE, AT_LEAST -> (measured - right) / scale;
            case EQUAL -> -Math.abs(measured - right) / scale;
            case UNEQUAL -> Math.abs(measured - right) / scale;
            case NEAR -> Prediction.margin(measured, right, tolerance);
        };
    }

    /**
     * Returns whether a count that only grows has permanently exceeded the upper bound. Returns false for an assertion
     * without an upper bound.
     */
    public boolean isPermanentlyExceeded(double count) {
        return switch (comparison) {
            case LESS, AT_MOST -> !isMet(count);
            case EQUAL, NEAR -> !isMet(count) && count > bound.value();
            case MORE, AT_LEAST, UNEQUAL -> false;
        };
    }

    /** Decides the assertion for a measurement between two numbers; empty if it is met by only some of them. */
    public Optional<Boolean> decided(double low, double high) {
        return comparison.decided(low, high, bound.value(), tolerance);
    }

    /** Comparison of a metric with a bound. */
    public enum Comparison {
        /** {@code <}. */
        LESS("<"),
        /** {@code <=}. */
        AT_MOST("<="),
        /** {@code >}. */
        MORE(">"),
        /** {@code >=}. */
        AT_LEAST(">="),
        /** {@code ==}. */
        EQUAL("=="),
        /** {@code !=}. */
        UNEQUAL("!="),
        /** {@code ~}: equal within a tolerance. */
        NEAR("~");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /**
         * Returns the comparison with this sign.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Comparison of(String sign) {
            for (Comparison comparison : values()) {
                if (comparison.sign.equals(sign)) {
                    return comparison;
                }
            }
            throw new InvalidValueException("there is no comparison '{}'", sign);
        }

        /** Returns the sign of the comparison as written. */
        public String sign() {
            return sign;
        }

        /** Returns whether the right side is an upper or a lower bound. */
        public boolean isOneSided() {
            return this == LESS || this == AT_MOST || this == MORE || this == AT_LEAST;
        }

        /**
         * Decides the comparison for a left side between two numbers.
         *
         * @param low lowest value of the left side
         * @param high highest value of the left side
         * @param tolerance for {@link #NEAR}, as a share of the right side
         * @return true if it holds for each number between them, false if it holds for none, else empty; false for
         *     {@code NaN}
         */
        public Optional<Boolean> decided(double low, double high, double right, double tolerance) {
            boolean atLow = holds(low, right, tolerance);
            boolean atHigh = holds(high, right, tolerance);
            boolean isWithin = low < right && right < high;
            if (this == EQUAL || this == UNEQUAL) {
                boolean open = low < high && low <= right && right <= high;
                return open ? Optional.empty() : Optional.of(atLow && atHigh);
            }
            if (this == NEAR && isWithin && !atLow && !atHigh) {
                return Optional.empty();
            }
            return atLow == atHigh ? Optional.of(atLow) : Optional.empty();
        }

        /**
         * Returns whether the comparison holds; never for {@code NaN}.
         *
         * @param tolerance for {@link #NEAR}, as a share of the right side
         */
        public boolean holds(double left, double right, double tolerance) {
            return switch (this) {
                case LESS -> left < right;
                case AT_MOST -> left <= right;
                case MORE -> left > right;
                case AT_LEAST -> left >= right;
                case EQUAL -> left == right;
                case UNEQUAL -> left < right || left > right;
                case NEAR -> Prediction.isWithin(left, right, tolerance);
            };
        }
    }
}
