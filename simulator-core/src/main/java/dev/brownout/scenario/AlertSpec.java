package dev.brownout.scenario;

import dev.brownout.sla.Condition;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spi.DeclaresMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An alert: its condition, windows and evaluation interval. Requests are counted when they end, as in Prometheus
 * instrumentation. Requests in flight are not visible. With several windows, the condition must hold over all of them,
 * as in the multiwindow alerts of the Site Reliability Workbook (chapter 5, "Alerting on SLOs"). The evaluation
 * interval and {@code for} are those of Prometheus ({@code evaluation_interval} and the {@code for} of a rule).
 */
@Doc("An alert: its condition, its lookback windows, and its evaluation interval.")
@DeclaresMetrics(AlertMetrics.class)
public record AlertSpec(
        @Doc("Condition: a metric, a comparison and an amount. A request counts when it ends, as "
                + "in monitoring systems: an alert on availability or failures does not fire while all "
                + "requests hang without a timeout. Use a level instead: waiting of the hanging "
                + "component, or in_flight of its caller.")
        @DefaultSource(
                "Prometheus, client_golang: InstrumentHandlerCounter and InstrumentHandlerDuration count when the"
                        + " handler returns")
        Condition if_,

        @Doc("Lookback window: a duration, or a list of them; the condition must hold over each. "
                + "Without it, the current value of a level, such as web.utilization, is used; shares "
                + "and counts need a window.")
        @AtLeast(1_000_000)
        List<Duration> over,

        @Doc("Evaluation interval; the time of the first evaluation is random.")
        @Default("1m")
        @AtLeast(1_000_000)
        @DefaultSource("Prometheus, evaluation_interval")
        Duration every,

        @Doc("Time for which the condition must hold at each evaluation before the alert fires.")
        @Default("none")
        @NoneKeyword("none")
        Optional<Duration> for_,

        @Doc("Actions of each firing: the verb of a fault, and a delay; actions at the same time "
                + "are done in this order.")
        List<AlertAction> then) {
    /** Maximum number of evaluations in a window. */
    private static final long MAX_EVALUATIONS = 100_000;

    /** Copies the lists. Throws an exception if a window spans too many evaluations. */
    public AlertSpec {
        over = List.copyOf(over);
        then = List.copyOf(then);
        long most =
                every.toNanos() > Long.MAX_VALUE / MAX_EVALUATIONS ? Long.MAX_VALUE : every.toNanos() * MAX_EVALUATIONS;
        if (over.stream().anyMatch(window -> window.toNanos() > most)) {
            throw new InvalidParameterException(
                    "over",
                    "a window has at most {} evaluations; shorten the window, or lengthen 'every'",
                    MAX_EVALUATIONS);
        }
    }

    /** Returns the length of the longest window, in nanoseconds; 0 for a condition on the present value. */
    public long reachNanos() {
        return over.stream().mapToLong(Duration::toNanos).max().orElse(0);
    }
}
