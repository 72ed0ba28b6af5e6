package dev.brownout.reading;

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
        return new WindowReading(meaning.unit(), true, true, meaning.showing(), span -> {
            BigDecimal sum = BigDecimal.ZERO;
            for (String name : worth.keySet()) {
                sum = all || name.equals(of.name()) ? sum.add(dollars(name, lost, span)) : sum;
            }
            return sum.doubleValue();
        });
    }

    private BigDecimal dollars(String request, boolean lost, Span span) {
        RequestStats stats = readings.stats(request);
        long pieces = lost ? stats.failed(span) : RequestStats.sum(stats.good, span);
        return worth.get(request).multiply(BigDecimal.valueOf(pieces));
    }

    private Reading budget(Subject of, String path) {
        BigDecimal allowed = BigDecimal.ONE.subtract(BigDecimal.valueOf(requests.get(of.name())
                .objective()
                .orElseThrow(() -> new ScenarioException(
                        path,
                        "'" + Meaning.BUDGET_BURNED + "': request " + of.name()
                                + " promises nothing, as in objective: 99.9%"))
                .ratio()));
        return new WindowReading(Meaning.ofBusiness(Meaning.BUDGET_BURNED).unit(), false, true, Showing.PLAIN, span -> {
            RequestStats stats = readings.stats(of.name());
            Span measured = run.measured();
            BigDecimal offered =
                    BigDecimal.valueOf(RequestStats.sum(stats.offered, measured)).multiply(PROMISE_NANOS);
            BigDecimal failed =
                    BigDecimal.valueOf(stats.failed(span)).multiply(BigDecimal.valueOf(measured.nanos()));
            BigDecimal mayFail = allowed.multiply(offered);
            if (mayFail.signum() == 0) {
                return failed.signum() == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
            }
            return failed.divide(mayFail, MathContext.DECIMAL128).doubleValue();
        });
    }

    /** What each class brought in and lost in a window; none where none says what an answer is worth. */
    Map<String, Earned> revenue(Span span) {
        Map<String, Earned> earned = new TreeMap<>();
        for (String name : worth.keySet()) {
            earned.put(
                    name,
                    new Earned(
                            dollars(name, false, span).doubleValue(),
                            dollars(name, true, span).doubleValue()));
        }
        return earned;
    }
}
