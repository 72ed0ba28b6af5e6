package dev.brownout.verify;

import dev.brownout.verify.VerificationResult.RowFinding;
import java.math.BigDecimal;
import java.math.MathContext;

/** Formats numbers for display, in the unit of their reference value. */
final class ReferenceNumberFormat {
    private static final MathContext FIVE = new MathContext(5);
    private static final MathContext FOUR = new MathContext(4);
    private static final MathContext TWO = new MathContext(2);
    /** Largest relative bias that is printed. A greater one occurs only if the expected value is almost 0. */
    private static final double SENSELESS = 10;

    private static final double PLAIN_FROM = 1e-4;
    private static final double PLAIN_TO = 1e9;

    private ReferenceNumberFormat() {}

    /** Returns the number with five significant digits. */
    static String of(double number) {
        return of(number, FIVE);
    }

    private static String of(double number, MathContext digits) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        BigDecimal rounded = new BigDecimal(number).round(digits).stripTrailingZeros();
        double size = Math.abs(number);
        boolean plain = size == 0 || size >= PLAIN_FROM && size < PLAIN_TO;
        return plain
                ? rounded.toPlainString()
                : rounded.toString().replace("E+", "e").replace("E", "e");
    }

    /** Returns the expected value with its unit. */
    static String expected(ReferenceValue row) {
        if (!(row.expected() instanceof Double number)) {
            return String.valueOf(row.expected());
        }
        String bound = switch (row.kind()) {
            case UPPER -> "<= ";
            case LOWER -> ">= ";
            default -> "";
        };
        return bound + of(number) + unit(row);
    }

    /** Returns the simulated value with its unit. */
    static String simulated(RowFinding finding) {
        Object fact = finding.estimate().fact();
        boolean words = fact != null && !(fact instanceof Double);
        return words
                ? String.valueOf(fact)
                : of(finding.estimate().value() / finding.row().scale()) + unit(finding.row());
    }

    /** Returns the confidence interval; empty for a deterministic value. */
    static String interval(RowFinding finding) {
        double scale = finding.row().scale();
        return finding.estimate().fact() != null
                ? ""
                : of(finding.low() / scale, FOUR) + " .. " + of(finding.high() / scale, FOUR);
    }

    /** Returns the smallest bias that is detected; empty if it is more than ten times the expected value. */
    static String bias(RowFinding finding) {
        if (finding.bias() == 0) {
            return "any";
        }
        if (finding.relative() && finding.bias() > SENSELESS) {
            return "";
        }
        return finding.relative()
                ? of(100 * finding.bias(), TWO) + " %"
                : of(finding.bias() / finding.row().scale(), TWO) + unit(finding.row());
    }

    /** Returns the deviation of a family, in standard deviations. */
    static String deviation(FamilyBias joint) {
        return (joint.deviation() < 0 ? "" : "+") + of(joint.deviation(), TWO);
    }

    private static String unit(ReferenceValue row) {
        return row.unit().isEmpty()
                ? ""
                : row.unit().startsWith("1/") ? row.unit().substring(1) : " " + row.unit();
    }
}
