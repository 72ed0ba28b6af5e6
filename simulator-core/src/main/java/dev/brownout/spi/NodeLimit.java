package dev.brownout.spi;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.MachineCount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Number of nodes, or share of the nodes of a tier, written {@code 2} or {@code 25%}. Kubernetes has the same values as
 * {@code IntOrString}.
 *
 * @param written text in the scenario
 */
public record NodeLimit(String written) {
    /** Regular expression of the valid texts. */
    public static final String PATTERN = "\\d{1,5}|\\d{1,3}(\\.\\d+)?%";

    private static final Pattern VALID = Pattern.compile(PATTERN);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * Validates the text.
     *
     * @throws IllegalArgumentException if it is neither a number of nodes nor a share of at most 100 %
     */
    public NodeLimit {
        if (!VALID.matcher(written).matches()
                || written.endsWith("%") && number(written).compareTo(HUNDRED) > 0
                || !written.endsWith("%") && number(written).intValue() > MachineCount.MAXIMUM) {
            throw new InvalidValueException(
                    "'{}' is neither a number of nodes, such as 2 (at most {}), nor a share of them, such as "
                            + "25% (at most 100%)",
                    written, MachineCount.MAXIMUM);
        }
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
    }

    /** Returns the number among {@code nodes}; a share is rounded up. */
    public int roundedUp(int nodes) {
        return roundShare(nodes, RoundingMode.CEILING);
    }

    /** Returns the number among {@code nodes}; a share is rounded down. */
    public int roundedDown(int nodes) {
        return roundShare(nodes, RoundingMode.FLOOR);
    }

    private int roundShare(int nodes, RoundingMode mode) {
        BigDecimal number = number(written);
        return written.endsWith("%")
                ? number.multiply(BigDecimal.valueOf(nodes))
                        .divide(HUNDRED, 0, mode)
                        .intValue()
                : number.intValue();
    }

    /** Returns the text as written in a scenario. */
    @Override
    public String toString() {
        return written;
    }
}
