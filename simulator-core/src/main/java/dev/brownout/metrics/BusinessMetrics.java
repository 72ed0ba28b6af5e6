package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.PossibleRange;
import dev.brownout.result.CostResult.ClassRevenue;
import dev.brownout.result.DisplayHints;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ScenarioException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongBiFunction;

/**
 * Business metrics of requests: revenue of good responses, revenue lost by failures, and the used share of the error
 * budget of 30 days. A request class sets the worth of a response and its objective. Amounts are exact: counts times a
 * decimal fraction.
 */
final class BusinessMetrics {
    private static final BigDecimal PROMISE_NANOS = BigDecimal.valueOf(30L * 24 * 3600 * 1_000_000_000);

    private final RunMeasurements run;
    private final MetricResolver readings;
    private final Map<String, RequestSpec> requests;
    private final Map<String, BigDecimal> valueByRequest = new TreeMap<>();

    BusinessMetrics(RunMeasurements run, MetricResolver readings) {
        this.run = run;
        this.readings = readings;
        Scenario scenario = run.scenario();
        this.requests = scenario.workload().requests();
        requests.forEach(
                (name, request) -> request.worth().ifPresent(amount -> valueByRequest.put(name, amount.amount())));
    }

    /**
     * Returns a reader of a business metric of a request class. For money, the subject can also be all classes that set
     * the worth of a response.
     *
     * @param path configuration path of the reference to the metric, for messages
     * @throws ScenarioException if the scenario does not set the worth or objective that the metric needs
     */
    MetricReader reading(MetricSubject of, String measure, String path) {
        if (measure.equals(MetricDefinition.BUDGET_BURNED)) {
            return budget(of, path);
        }
        boolean all = of.sort() == MetricSubject.Sort.WHOLE;
        if (all ? valueByRequest.isEmpty() : !valueByRequest.containsKey(of.name())) {
            throw new ScenarioException(
                    path,
                    all
                            ? Sentence.of("'{}': no request has a 'worth', as in worth: $0.02", measure)
                            : Sentence.of("'{}': request {} has a 'worth', as in worth: $0.02", measure, of.name()));
        }
        boolean lost = measure.equals("lost_revenue");
        MetricDefinition meaning = MetricDefinition.ofBusiness(measure);
        return new WindowMetricReader(
                        meaning.unit(),
                        true,
                        true,
                        meaning.showing(),
                        span -> dollars(of, lost ? BusinessMetrics::lostRequests : BusinessMetrics::good, span))
                .ranging(span -> new PossibleRange(
                        dollars(of, lost ? BusinessMetrics::certainlyLost : BusinessMetrics::good, span),
                        dollars(of, lost ? BusinessMetrics::lostRequests : BusinessMetrics::possiblyGood, span)));
    }

    private double dollars(MetricSubject of, ToLongBiFunction<RequestStats, CellRange> pieces, CellRange span) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String name : valueByRequest.keySet()) {
            boolean isMatch = of.sort() == MetricSubject.Sort.WHOLE || name.equals(of.name());
            sum = isMatch ? sum.add(dollars(name, pieces, span)) : sum;
        }
        return sum.doubleValue();
    }

    private BigDecimal dollars(String request, ToLongBiFunction<RequestStats, CellRange> pieces, CellRange span) {
        return valueByRequest
                .get(request)
                .multiply(BigDecimal.valueOf(pieces.applyAsLong(readings.stats(request), span)));
    }

    private MetricReader budget(MetricSubject of, String path) {
        BigDecimal allowed = BigDecimal.ONE.subtract(BigDecimal.valueOf(requests.get(of.name())
                .objective()
                .orElseThrow(() -> new ScenarioException(
                        path,
                        "'" + MetricDefinition.BUDGET_BURNED
                                + "': request {} has no 'objective', as in objective: 99.9%",
                        of.name()))
                .ratio()));
        return new WindowMetricReader(
                        MetricDefinition.ofBusiness(MetricDefinition.BUDGET_BURNED)
                                .unit(),
                        false,
                        true,
                        DisplayHints.PLAIN,
                        span -> burnedShare(of, allowed, BusinessMetrics::lostRequests, span))
                .ranging(span -> new PossibleRange(
                        burnedShare(of, allowed, BusinessMetrics::certainlyLost, span),
                        burnedShare(of, allowed, BusinessMetrics::lostRequests, span)));
    }

    private double burnedShare(
            MetricSubject of, BigDecimal allowed, ToLongBiFunction<RequestStats, CellRange> lost, CellRange span) {
        RequestStats stats = readings.stats(of.name());
        CellRange measured = run.measuredRange();
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

    /**
     * Returns the earned and lost revenue of each class in a window. Empty if no class sets the worth of a response.
     */
    Map<String, ClassRevenue> revenue(CellRange span) {
        Map<String, ClassRevenue> earned = new TreeMap<>();
        for (String name : valueByRequest.keySet()) {
            earned.put(
                    name,
                    new ClassRevenue(
                            dollars(name, BusinessMetrics::good, span).doubleValue(),
                            dollars(name, BusinessMetrics::lostRequests, span).doubleValue()));
        }
        return earned;
    }

    private static long good(RequestStats stats, CellRange span) {
        return RequestStats.sum(stats.onTime, span);
    }

    /** Returns the number of good responses plus the overdue requests that can still be answered in time. */
    private static long possiblyGood(RequestStats stats, CellRange span) {
        return good(stats, span) + stats.overdueInTime(span);
    }

    /**
     * Returns the number of failures plus all overdue requests. Overdue requests have earned nothing by the end of the
     * run.
     */
    private static long lostRequests(RequestStats stats, CellRange span) {
        return stats.failed(span) + stats.overdue(span);
    }

    /** Returns the number of lost requests minus the overdue ones that can still be answered in time. */
    private static long certainlyLost(RequestStats stats, CellRange span) {
        return lostRequests(stats, span) - stats.overdueInTime(span);
    }
}
