package dev.brownout.importing.calibrate;

import dev.brownout.importing.fitting.ArrivalFit;
import dev.brownout.importing.fitting.ArrivalFit.Kind;
import dev.brownout.importing.fitting.LanguageNumbers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Load of a scenario for fitted arrivals, in the notation of the scenario language. */
public final class ArrivalLoad {
    private static final int DIGITS = 5;

    /** Significant digits of the rates of a step load and of a think time. */
    private static final int STEP_DIGITS = 4;

    private static final double SECOND = 1e9;

    private ArrivalLoad() {}

    /** Returns whether a load expression can describe the arrivals. Otherwise the recorded arrivals are replayed. */
    public static boolean isExpressible(ArrivalFit arrivals) {
        return arrivals.kind() == Kind.POISSON || arrivals.kind() == Kind.CONSTANT && arrivals.steady();
    }

    /** Returns the load expression of the arrivals. */
    public static String text(ArrivalFit arrivals) {
        String rate = LanguageNumbers.format(arrivals.rate(), DIGITS) + "/s";
        if (arrivals.kind() == Kind.CONSTANT) {
            return "constant(" + rate + ")";
        }
        if (arrivals.steady()) {
            return rate;
        }
        return arrivals.rates().stream()
                .map(stepRate -> LanguageNumbers.format(stepRate, STEP_DIGITS) + "/s")
                .collect(Collectors.joining(
                        " ", "step(", " every=" + LanguageNumbers.nanos(arrivals.partNanos(), DIGITS) + ")"));
    }

    /**
     * Returns a human-readable description of the arrivals: one sentence about their type and rate, and one about their
     * index of dispersion.
     */
    public static List<String> describe(ArrivalFit arrivals) {
        double halfWidth = 1.96 * Math.sqrt((double) arrivals.requests()) / arrivals.spanNanos() * SECOND;
        String dispersionText =
                "index of dispersion " + LanguageNumbers.format(arrivals.dispersion(), 3) + " in windows of "
                        + LanguageNumbers.nanos(arrivals.windowNanos()) + "; random variation gives "
                        + LanguageNumbers.format(arrivals.dispersionLow(), 3) + " to "
                        + LanguageNumbers.format(arrivals.dispersionHigh(), 3)
                        + " of Poisson arrivals";
        String kindText = switch (arrivals.kind()) {
            case POISSON -> "Poisson";
            case CONSTANT -> "at equal intervals";
            case REGULAR -> "more regular than Poisson: no load of the language is, so they are replayed";
            case BURSTS -> "in bursts: no load of the language has them, so they are replayed";
        };
        String rateText = LanguageNumbers.format(arrivals.rate(), 4) + "/s ("
                + LanguageNumbers.format(arrivals.rate() - halfWidth, 4) + "/s to "
                + LanguageNumbers.format(arrivals.rate() + halfWidth, 4) + "/s), "
                + (arrivals.steady()
                        ? "steady"
                        : "not steady: " + arrivals.rates().size() + " parts differ significantly");
        return List.of(kindText + ", " + rateText, dispersionText);
    }

    /** Returns a file with the times of arrivals in nanoseconds, one in a line. */
    public static String trace(long... arrivals) {
        return LongStream.of(arrivals).mapToObj(nanos -> nanos + "ns\n").collect(Collectors.joining());
    }
}
