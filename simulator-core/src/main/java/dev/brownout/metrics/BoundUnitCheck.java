package dev.brownout.metrics;

import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Prediction;
import dev.brownout.sla.Quantity;
import dev.brownout.sla.Relation;
import dev.brownout.sla.Relation.Comparison;
import dev.brownout.spi.ScenarioException;
import java.math.BigDecimal;

/** Checks whether the bound of an assertion or prediction is comparable with its metric. */
final class BoundUnitCheck {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private BoundUnitCheck() {}

    /** Rejects an assertion if its bound and its metric have different units, or if no measurement could decide it. */
    static void check(Relation relation, String unit, String path) {
        Quantity bound = relation.bound();
        String metric = relation.metric().toString();
        check(metric, unit, bound, path);
        Comparison comparison = relation.comparison();
        if (comparison == Comparison.NEAR) {
            checkPredictedValue(metric, unit, bound, path);
            return;
        }
        boolean share = unit.equals("ratio");
        double maxValue = share ? 1 : Double.POSITIVE_INFINITY;
        boolean always = alwaysHolds(comparison, bound.value(), maxValue);
        if (!always && !neverHolds(comparison, bound.value(), maxValue)) {
            return;
        }
        String range = bound.value() >= maxValue ? "above 100%" : share ? "below 0%" : "below 0";
        String relationText = share ? metric + " " + comparison.sign() + " " + percent(bound.value()) : relation.text();
        throw new ScenarioException(
                path,
                (share ? "'{}' is a share, never " : "'{}' is never ")
                        + range
                        + (always ? ": '{}' is always met" : ": '{}' can never be met"),
                metric,
                relationText);
    }

    /** Rejects a prediction if its value and its metric have different units, or if its value cannot be measured. */
    static void check(Prediction prediction, String unit, String path) {
        Quantity predicted = prediction.predicted();
        String metric = prediction.metric().toString();
        check(metric, unit, predicted, path);
        checkPredictedValue(metric, unit, predicted, path);
    }

    private static void checkPredictedValue(String metric, String unit, Quantity predicted, String path) {
        if (unit.equals("ratio") && (predicted.value() < 0 || predicted.value() > 1)) {
            throw new ScenarioException(
                    path, "'{}' is a share from 0% to 100%, never {}", metric, percent(predicted.value()));
        } else if (predicted.value() < 0) {
            throw new ScenarioException(path, "'{}' is never below 0, so the prediction can never be met", metric);
        }
    }

    /** Returns whether no value from 0 to {@code maxValue} satisfies the comparison with the bound. */
    private static boolean neverHolds(Comparison comparison, double bound, double maxValue) {
        return switch (comparison) {
            case LESS -> bound <= 0;
            case AT_MOST -> bound < 0;
            case MORE -> bound >= maxValue;
            case AT_LEAST -> bound > maxValue;
            case EQUAL -> bound < 0 || bound > maxValue;
            case UNEQUAL, NEAR -> false;
        };
    }

    /**
     * Returns whether every value from 0 to {@code maxValue} satisfies the comparison, since the bound is outside this
     * range. {@code >= 0} is not counted: users write it to display a metric.
     */
    private static boolean alwaysHolds(Comparison comparison, double bound, double maxValue) {
        return switch (comparison) {
            case LESS, AT_MOST -> bound > maxValue;
            case MORE, AT_LEAST -> bound < 0;
            case UNEQUAL -> bound < 0 || bound > maxValue;
            case EQUAL, NEAR -> false;
        };
    }

    private static void check(String metric, String unit, Quantity right, String path) {
        Quantity.Unit expectedUnit = Quantity.Unit.of(unit);
        boolean unitless = right.unit() == Quantity.Unit.COUNT;
        if (right.unit() == expectedUnit || unitless && right.value() == 0) {
            return;
        }
        if (unitless && expectedUnit == Quantity.Unit.TIME) {
            String number = plainText(right.value());
            throw new ScenarioException(
                    path, "'{}' is a time and needs a unit, such as '{}ms' or '{}s'", metric, number, number);
        }
        boolean needsPercent = unitless && (expectedUnit == Quantity.Unit.RATIO || expectedUnit == Quantity.Unit.SIZE);
        throw new ScenarioException(
                path,
                needsPercent
                        ? Sentence.of(
                                "'{}' is {}, and '{}' has no unit; did you mean {}?",
                                metric,
                                expectedUnit == Quantity.Unit.SIZE ? "a size" : "a share",
                                plainText(right.value()),
                                expectedUnit == Quantity.Unit.SIZE
                                        ? "'" + sizeText(right.value()) + "'"
                                        : suggestion(right.value()))
                        : Sentence.of(
                                "'{}' is {}, but the bound is {}",
                                metric,
                                unitExample(expectedUnit),
                                unitExample(right.unit())));
    }

    /**
     * Returns the suggested spelling of a bare number as a share. Below 1, the number can be a share itself, or a
     * percentage without its sign.
     */
    private static String suggestion(double number) {
        String sign = "'" + plainText(number) + "%'";
        return Math.abs(number) < 1 ? "'" + percent(number) + "' or " + sign : sign;
    }

    private static String sizeText(double bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        BigDecimal size = BigDecimal.valueOf(bytes);
        int unit = 0;
        for (; unit < units.length - 1 && size.compareTo(THOUSAND) >= 0; unit++) {
            size = size.movePointLeft(3);
        }
        return text(size) + units[unit];
    }

    private static String percent(double share) {
        return text(BigDecimal.valueOf(share).movePointRight(2)) + "%";
    }

    private static String plainText(double number) {
        return text(BigDecimal.valueOf(number));
    }

    private static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String unitExample(Quantity.Unit unit) {
        return switch (unit) {
            case TIME -> "a time such as 250ms";
            case RATIO -> "a share such as 99.9%";
            case RATE -> "a rate such as 100/s";
            case SIZE -> "a size such as 64MB";
            case BANDWIDTH -> "bytes per time such as 4MB/s";
            case MONEY -> "an amount of money such as $5";
            case MONEY_RATE -> "an amount of money per time such as $0.05/h";
            case COUNT -> "a plain number";
        };
    }
}
