package dev.brownout.importing.calibrate;

import dev.brownout.importing.fitting.ArrivalFit;
import dev.brownout.importing.fitting.ArrivalFit.Kind;
import dev.brownout.importing.fitting.LanguageNumbers;
import java.util.List;
import java.util.stream.Collectors;

/** Conversion of fitted arrivals to the load of a scenario. */
final class ArrivalLoad {
    private static final int DIGITS = 5;
    private static final int STEP_DIGITS = 4;
    private static final double SECOND = 1e9;

    private ArrivalLoad() {}

    /**
     * Returns whether a load expression of the scenario language can describe the arrivals. Otherwise the recorded
     * arrivals are replayed.
     */
    static boolean said(ArrivalFit arrivals) {
        return arrivals.kind() == Kind.POISSON || arrivals.kind() == Kind.CONSTANT && arrivals.steady();
    }

    /** Returns the load expression. */
    static String text(ArrivalFit arrivals) {
        String rate = LanguageNumbers.bare(arrivals.rate(), DIGITS) + "/s";
        if (arrivals.kind() == Kind.CONSTANT) {
            return "constant(" + rate + ")";
        }
        if (arrivals.steady()) {
            return rate;
        }
        return arrivals.rates().stream()
                .map(one -> LanguageNumbers.bare(one, STEP_DIGITS) + "/s")
                .collect(Collectors.joining(
                        " ", "step(", " every=" + LanguageNumbers.nanos(arrivals.everyNanos(), DIGITS) + ")"));
    }

    /**
     * Returns a closed loop with as many clients as there were concurrent requests at most. The mean think time follows
     * from the interactive response time law: number of clients divided by throughput, less the mean response time
     * (Denning and Buzen 1978).
     */
    static String loop(Calibration fitted) {
        CallSample calls = fitted.logs().get(0).calls();
        int clients = fitted.atOnce();
        long span = calls.arrivedNanos()[calls.size() - 1] - calls.arrivedNanos()[0];
        double answer = 0;
        for (long took : calls.tookNanos()) {
            answer += (double) took / calls.size();
        }
        double think = (double) clients * span / Math.max(1, calls.size() - 1) - answer;
        return think < answer / 1000
                ? "users(" + clients + " think=0ms)"
                : "users(" + clients + " think=exp(" + LanguageNumbers.nanos(think, STEP_DIGITS) + "))";
    }

    /** Returns a human-readable description of the arrivals. */
    static List<String> words(ArrivalFit arrivals) {
        double half = 1.96 * StrictMath.sqrt((double) arrivals.requests()) / arrivals.spanNanos() * SECOND;
        String index = "index of dispersion " + LanguageNumbers.bare(arrivals.dispersion(), 3) + " in windows of "
                + LanguageNumbers.nanos(arrivals.windowNanos()) + "; chance makes "
                + LanguageNumbers.bare(arrivals.least(), 3) + " to " + LanguageNumbers.bare(arrivals.most(), 3)
                + " of Poisson arrivals";
        String kind = switch (arrivals.kind()) {
            case POISSON -> "Poisson";
            case CONSTANT -> "at equal intervals";
            case REGULAR -> "more regular than Poisson: no load says so, they are played back";
            case BURSTS -> "in bursts: no load says so, they are played back";
        };
        String rate = LanguageNumbers.bare(arrivals.rate(), 4) + "/s ("
                + LanguageNumbers.bare(arrivals.rate() - half, 4) + "/s to "
                + LanguageNumbers.bare(arrivals.rate() + half, 4) + "/s), "
                + (arrivals.steady()
                        ? "steady"
                        : "not steady: " + arrivals.rates().size() + " parts differ by more than chance");
        return List.of(kind + ", " + rate, index);
    }
}
