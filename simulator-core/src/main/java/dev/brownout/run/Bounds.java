package dev.brownout.run;

import dev.brownout.sla.Prediction;
import dev.brownout.sla.Quantity;
import dev.brownout.sla.Relation;
import dev.brownout.sla.Relation.Comparison;
import dev.brownout.spec.ScenarioException;
import java.math.BigDecimal;

/** Says whether the right side of an assertion or prediction can be compared with what is measured on its left. */
final class Bounds {
    private Bounds() {}

    /** Refuses an assertion whose right side is of another unit, or which no measurement could decide. */
    static void check(Relation relation, String unit, String path) {
        Quantity bound = relation.bound();
        String metric = relation.metric().toString();
        check(metric, unit, bound, path);
        Comparison comparison = relation.comparison();
        if (comparison == Comparison.NEAR) {
            share(metric, unit, bound, path);
            return;
        }
        if (!unit.equals("ratio") || possible(comparison, bound.value()) && !certain(comparison, bound.value())) {
            return;
        }
        boolean high = bound.value() >= 1;
        throw new ScenarioException(
                path,
                "'" + metric + "' is a share, never " + (high ? "above 100%" : "below 0%") + ": '" + metric + " "
                        + comparison.sign() + " " + percent(bound.value()) + "' "
                        + (certain(comparison, bound.value()) ? "always holds" : "can never hold"));
    }

    /** Refuses a prediction of another unit, or of what cannot be measured. */
    static void check(Prediction prediction, String unit, String path) {
        Quantity predicted = prediction.predicted();
        String metric = prediction.metric().toString();
        check(metric, unit, predicted, path);
        share(metric, unit, predicted, path);
    }

    private static void share(String metric, String unit, Quantity foretold, String path) {
        if (unit.equals("ratio") && (foretold.value() < 0 || foretold.value() > 1)) {
            throw new ScenarioException(
                    path, "'" + metric + "' is a share from 0% to 100%, never " + percent(foretold.value()));
        }
    }

    /** Whether some share between 0 and 1 compares so with a bound. */
    private static boolean possible(Comparison comparison, double bound) {
        return comparison.holds(0, bound, 0)
                || comparison.holds(1, bound, 0)
                || comparison == Comparison.EQUAL && bound > 0 && bound < 1;
    }

    /** Whether every share does, because the bound itself is none. */
    private static boolean certain(Comparison comparison, double bound) {
        return (bound < 0 || bound > 1) && comparison.holds(0, bound, 0) && comparison.holds(1, bound, 0);
    }

    private static void check(String metric, String unit, Quantity right, String path) {
        Quantity.Unit wanted = switch (unit) {
            case "ns" -> Quantity.Unit.TIME;
            case "ratio" -> Quantity.Unit.RATIO;
            case "1/s" -> Quantity.Unit.RATE;
            case "B" -> Quantity.Unit.SIZE;
            case "$" -> Quantity.Unit.MONEY;
            case "$/h" -> Quantity.Unit.MONEY_RATE;
            default -> Quantity.Unit.COUNT;
        };
        boolean bare = right.unit() == Quantity.Unit.COUNT;
        if (right.unit() == wanted || bare && right.value() == 0) {
            return;
        }
        throw new ScenarioException(
                path,
                wanted == Quantity.Unit.RATIO && bare
                        ? "'" + metric + "' is a share, and '" + plain(right.value()) + "' has no unit; did you mean "
                                + meant(right.value()) + "?"
                        : "'" + metric + "' is " + words(wanted) + ", and the right side is " + words(right.unit()));
    }

    /** Below 1, a bare number may be a share itself, or a percentage without its sign. */
    private static String meant(double bare) {
        String sign = "'" + plain(bare) + "%'";
        return StrictMath.abs(bare) < 1 ? "'" + percent(bare) + "' or " + sign : sign;
    }

    private static String percent(double share) {
        return text(BigDecimal.valueOf(share).movePointRight(2)) + "%";
    }

    private static String plain(double number) {
        return text(BigDecimal.valueOf(number));
    }

    private static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String words(Quantity.Unit unit) {
        return switch (unit) {
            case TIME -> "a time such as 250ms";
            case RATIO -> "a share such as 99.9%";
            case RATE -> "a rate such as 100/s";
            case SIZE -> "a size such as 64MB";
            case MONEY -> "an amount of money such as $5";
            case MONEY_RATE -> "an amount of money per time such as $0.05/h";
            case COUNT -> "a plain number";
        };
    }
}
