package dev.brownout.verify;

import dev.brownout.verify.VerificationResult.RowFinding;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people read them, in the unit of their row. */
final class ReferenceNumberFormat {
    private static final MathContext FIVE = new MathContext(5);
    private static final MathContext FOUR = new MathContext(4);
    private static final MathContext TWO = new MathContext(2);
    /** A bias that is more than ten times the truth is told of truths that are all but 0. */
    private static final double SENSELESS = 10;

    private static final double PLAIN_FROM = 1e-4;
    private static final double PLAIN_TO = 1e9;

    private ReferenceNumberFormat() {}

    /** Five significant digits. */
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

    /** What is expected, with its unit. */
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

    /** What was simulated, with its unit. */
    static String simulated(RowFinding finding) {
        Object fact = finding.estimate().fact();
        boolean words = fact != null && !(fact instanceof Double);
        return words
                ? String.valueOf(fact)
                : of(finding.estimate().value() / finding.row().scale()) + unit(finding.row());
    }

    /** The interval; empty where there is none. */
    static String interval(RowFinding finding) {
        double scale = finding.row().scale();
        return finding.estimate().fact() != null
                ? ""
                : of(finding.low() / scale, FOUR) + " .. " + of(finding.high() / scale, FOUR);
    }

    /** The smallest bias that is caught. */
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

    /** A deviation in standard deviations. */
    static String deviation(FamilyBias joint) {
        return (joint.deviation() < 0 ? "" : "+") + of(joint.deviation(), TWO);
    }

    private static String unit(ReferenceValue row) {
        return row.unit().isEmpty()
                ? ""
                : row.unit().startsWith("1/") ? row.unit().substring(1) : " " + row.unit();
    }
}
