package dev.brownout.verify;

import dev.brownout.verify.VerificationResult.RowFinding;
import java.math.BigDecimal;
import java.math.MathContext;

/** Formats numbers for display, in the unit of their reference value. */
final class ReferenceNumberFormat {
    private static final MathContext FIVE_DIGITS = new MathContext(5);
    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final MathContext TWO_DIGITS = new MathContext(2);
    /** Largest relative bias that is printed. A greater one occurs only if the expected value is almost 0. */
    private static final double MAX_RELATIVE_BIAS = 10;

    private static final double PLAIN_FROM = 1e-4;
    private static final double PLAIN_TO = 1e9;

    private ReferenceNumberFormat() {}

    /** Returns the number with five significant digits. */
    static String format(double number) {
        return format(number, FIVE_DIGITS);
    }

    private static String format(double number, MathContext digits) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        BigDecimal rounded = new BigDecimal(number).round(digits).stripTrailingZeros();
        double magnitude = Math.abs(number);
        boolean plain = magnitude == 0 || magnitude >= PLAIN_FROM && magnitude < PLAIN_TO;
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
        return bound + format(number) + unit(row);
    }

    /** Returns the simulated value with its unit. */
    static String simulated(RowFinding finding) {
        Object fact = finding.estimate().fact();
        boolean isText = fact != null && !(fact instanceof Double);
        return isText
                ? String.valueOf(fact)
                : format(finding.estimate().value() / finding.row().scale()) + unit(finding.row());
    }

    /** Returns the confidence interval; empty for a deterministic value. */
    static String interval(RowFinding finding) {
        double scale = finding.row().scale();
        return finding.estimate().fact() != null
                ? ""
                : format(finding.low() / scale, FOUR_DIGITS) + " .. " + format(finding.high() / scale, FOUR_DIGITS);
    }

    /** Returns the smallest bias that is detected; empty if it is more than ten times the expected value. */
    static String bias(RowFinding finding) {
        if (finding.bias() == 0) {
            return "any";
        }
        if (finding.relative() && finding.bias() > MAX_RELATIVE_BIAS) {
            return "";
        }
        return finding.relative()
                ? format(100 * finding.bias(), TWO_DIGITS) + " %"
                : format(finding.bias() / finding.row().scale(), TWO_DIGITS) + unit(finding.row());
    }

    /** Returns the deviation of a family, in standard deviations. */
    static String deviation(FamilyBias bias) {
        return (bias.deviation() < 0 ? "" : "+") + format(bias.deviation(), TWO_DIGITS);
    }

    private static String unit(ReferenceValue row) {
        return row.unit().isEmpty()
                ? ""
                : row.unit().startsWith("1/") ? row.unit().substring(1) : " " + row.unit();
    }
}
