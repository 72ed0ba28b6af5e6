package dev.brownout.experiment.reliability;

import dev.brownout.experiment.reliability.ReliabilityResult.LongRunAvailability;
import dev.brownout.format.QuantityFormat;
import dev.brownout.spec.ScientificNotation;
import java.util.Locale;

/** Texts of availabilities and of probabilities of rare events. */
final class ReliabilityFormat {
    /** Smallest downtime in a year that is printed, in ns. */
    private static final double LEAST_NANOS = 0.001;

    private static final double SMALLEST_FIXED = 0.001;
    /** Smallest loss with a printed availability. */
    private static final double SMALLEST_LOSS = 1e-12;

    private static final String NEARLY_ALL = "> 99.9999999999 %";

    private ReliabilityFormat() {}

    /** Prints the availability with a loss: "100 %" without any. */
    static String availability(double loss) {
        if (loss <= 0) {
            return "100 %";
        }
        if (loss < SMALLEST_LOSS) {
            return NEARLY_ALL;
        }
        int decimals = Math.max(2, Math.min(12, (int) Math.ceil(LongRunAvailability.nines(loss)) - 1));
        return String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * (1 - loss));
    }

    /** Prints an availability that is below 100 %, even if its loss is too small for the precision of numbers. */
    static String imperfect(double loss) {
        return loss <= 0 ? NEARLY_ALL : availability(loss);
    }

    /** Prints a long-run availability. Without a loss in any enumerated state, it is a lower bound. */
    static String availability(LongRunAvailability found) {
        return found.loss() == 0 && found.highLoss() > 0
                ? "> " + availability(Math.max(found.highLoss(), SMALLEST_LOSS))
                : availability(found.loss());
    }

    /** Prints the number of nines of a loss. */
    static String nines(double loss) {
        double nines = LongRunAvailability.nines(loss);
        return Double.isInfinite(nines) ? "unlimited" : String.format(Locale.ROOT, "%.1f", nines);
    }

    /** Prints the downtime in a year with a loss. */
    static String downtime(double loss) {
        double nanos = LongRunAvailability.downtimeNanos(loss);
        return nanos > 0 && nanos < LEAST_NANOS
                ? "< " + QuantityFormat.nanos(LEAST_NANOS)
                : QuantityFormat.nanos(nanos);
    }

    /** Prints a probability: a percentage, or in scientific notation below 0.1 %. */
    static String probability(double value) {
        return value == 0 || value >= SMALLEST_FIXED
                ? QuantityFormat.percent(value)
                : ScientificNotation.format(value, 1).replace("e-0", "e-");
    }

    /** Prints an estimate with its interval, or {@code <} and an upper bound. */
    static String probability(RareEventEstimate risk) {
        if (risk == null) {
            return "";
        }
        if (risk.probability() == 0) {
            return risk.isBound() ? "< " + probability(risk.high()) : "0 %";
        }
        return risk.low() == risk.high()
                ? probability(risk.probability())
                : probability(risk.probability()) + " (" + probability(risk.low()) + " to " + probability(risk.high())
                        + ")";
    }

    /** Returns the form of a probability for programs. */
    static String form(RareEventEstimate risk) {
        if (risk == null) {
            return "";
        }
        return risk.isBound() ? "upper-bound" : risk.replications() == 0 ? "certain" : "estimate";
    }
}
