package dev.brownout.sla;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;

/**
 * An assertion: {@code page.p99 < 150ms during fault}.
 *
 * @param metric its left side
 * @param comparison how the sides compare
 * @param bound its right side
 * @param window where it must hold
 * @param text as written
 */
@Kind("relation")
@Doc("An assertion: a metric, a comparison, a number with its unit, and the window in which it must hold.")
@Example("""
        sla:
          site up: availability >= 99.9%
          fast: page.p99 < 400ms during outage
        """)
public record Relation(Metric metric, Comparison comparison, Quantity bound, Window window, String text) {
    /** The six comparisons. */
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
        UNEQUAL("!=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /**
         * The comparison that is written so.
         *
         * @throws IllegalArgumentException if none is
         */
        public static Comparison of(String sign) {
            for (Comparison comparison : values()) {
                if (comparison.sign.equals(sign)) {
                    return comparison;
                }
            }
            throw new IllegalArgumentException("no comparison is written '" + sign + "'");
        }

        /** As it is written. */
        public String sign() {
            return sign;
        }

        /** Whether the comparison holds; never for {@code NaN}. */
        public boolean holds(double left, double right) {
            return switch (this) {
                case LESS -> left < right;
                case AT_MOST -> left <= right;
                case MORE -> left > right;
                case AT_LEAST -> left >= right;
                case EQUAL -> left == right;
                case UNEQUAL -> left < right || left > right;
            };
        }
    }
}
