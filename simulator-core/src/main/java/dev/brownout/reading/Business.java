package dev.brownout.reading;

import dev.brownout.measure.PossibleRange;
import dev.brownout.measure.Span;
import dev.brownout.result.CostResult.Earned;
import dev.brownout.result.Showing;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.wiring.ScenarioException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongBiFunction;

/**
 * What requests mean to those who run the site: what good answers brought in, what was lost with those that failed, and
 * how much of a promise of 30 days that used up. A class of requests says what an answer is worth and what it promises;
 * amounts are exact, counts times a decimal fraction.
 */
final class Business {
    private static final BigDecimal PROMISE_NANOS = BigDecimal.valueOf(30L * 24 * 3600 * 1_000_000_000);

    private final Measurements run;
    private final Readings readings;
    private final Map<String, RequestSpec> requests;
    private final Map<String, BigDecimal> worth = new TreeMap<>();

    Business(Measurements run, Readings readings) {
        this.run = run;
        this.readings = readings;
        Scenario scenario = run.scenario();
        this.requests = scenario.requests();
        requests.forEach((name, request) -> request.worth().ifPresent(amount -> worth.put(name, amount.amount())));
    }

    /**
     * A measure of a class of requests; of money of all classes that say what an answer is worth, too.
     *
     * @param path configuration path of what asks, for messages
     * @throws ScenarioException where nothing is said that it could be reckoned from
     */
    Reading reading(Subject of, String measure, String path) {
        if (measure.equals(Meaning.BUDGET_BURNED)) {
            return budget(of, path);
        }
        boolean all = of.sort() == Subject.Sort.WHOLE;
        if (all ? worth.isEmpty() : !worth.containsKey(of.name())) {
            throw new ScenarioException(
                    path,
                    "'" + measure + "': " + (all ? "no request" : "request " + of.name())
                            + " says what a good answer is worth, as in worth: $0.02");
        }
        boolean lost = measure.equals("lost_revenue");
        Meaning meaning = Meaning.ofBusiness(measure);
        return new WindowReading(
                        meaning.unit(),
                        true,
                        true,
                        meaning.showing(),
                        span -> dollars(of, lost ? Business::lost : Business::good, span))
                .ranging(span -> new PossibleRange(
                        dollars(of, lost ? Business::surelyLost : Business::good, span),
                        dollars(of, lost ? Business::lost : Business::perhapsGood, span)));
    }

    private double dollars(Subject of, ToLongBiFunction<RequestStats, Span> pieces, Span span) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String name : worth.keySet()) {
            boolean meant = of.sort() == Subject.Sort.WHOLE || name.equals(of.name());
            sum = meant ? sum.add(dollars(name, pieces, span)) : sum;
        }
        return sum.doubleValue();
    }

    private BigDecimal dollars(String request, ToLongBiFunction<RequestStats, Span> pieces, Span span) {
        return worth.get(request).multiply(BigDecimal.valueOf(pieces.applyAsLong(readings.stats(request), span)));
    }

    private Reading budget(Subject of, String path) {
        BigDecimal allowed = BigDecimal.ONE.subtract(BigDecimal.valueOf(requests.get(of.name())
                .objective()
                .orElseThrow(() -> new ScenarioException(
                        path,
                        "'" + Meaning.BUDGET_BURNED + "': request " + of.name()
                                + " promises nothing, as in objective: 99.9%"))
                .ratio()));
        return new WindowReading(
                        Meaning.ofBusiness(Meaning.BUDGET_BURNED).unit(),
                        false,
                        true,
                        Showing.PLAIN,
                        span -> burned(of, allowed, Business::lost, span))
                .ranging(span -> new PossibleRange(
                        burned(of, allowed, Business::surelyLost, span), burned(of, allowed, Business::lost, span)));
    }

    private double burned(Subject of, BigDecimal allowed, ToLongBiFunction<RequestStats, Span> lost, Span span) {
        RequestStats stats = readings.stats(of.name());
        Span measured = run.measured();
        BigDecimal offered =
                BigDecimal.valueOf(RequestStats.sum(stats.offered, measured)).multiply(PROMISE_NANOS);
        BigDecimal failed =
                BigDecimal.valueOf(lost.applyAsLong(stats, span)).multiply(BigDecimal.valueOf(measured.nanos()));
        BigDecimal mayFail = allowed.multiply(offered);
        if (mayFail.signum() == 0) {
            return failed.signum() == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        return failed.divide(mayFail, MathContext.DECIMAL128).doubleValue();
    }

    /** What each class brought in and lost in a window; none where none says what an answer is worth. */
    Map<String, Earned> revenue(Span span) {
        Map<String, Earned> earned = new TreeMap<>();
        for (String name : worth.keySet()) {
            earned.put(
                    name,
                    new Earned(
                            dollars(name, Business::good, span).doubleValue(),
                            dollars(name, Business::lost, span).doubleValue()));
        }
        return earned;
    }

    private static long good(RequestStats stats, Span span) {
        return RequestStats.sum(stats.good, span);
    }

    /** Returns the good responses with the overdue requests that may still be answered in time. */
    private static long perhapsGood(RequestStats stats, Span span) {
        return good(stats, span) + stats.overdueInTime(span);
    }

    /** Returns the failures with all overdue requests, which have brought in nothing by the end of the run. */
    private static long lost(RequestStats stats, Span span) {
        return stats.failed(span) + stats.overdue(span);
    }

    /** Returns the lost requests without the overdue ones that may still be answered in time. */
    private static long surelyLost(RequestStats stats, Span span) {
        return lost(stats, span) - stats.overdueInTime(span);
    }
}
