package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.PossibleRange;
import dev.brownout.result.DisplayHints;
import dev.brownout.service.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Metric of requests: its definition, and how it is read from the counts of a class, of a region or of all requests.
 * This is the only list of request metrics. Assertions, predictions, charts and tables all use it.
 */
final class RequestMetric {
    private static final String RATIO = "ratio";
    private static final String COUNT = "1";
    private static final String TIME = "ns";
    private static final Map<String, RequestMetric> ALL = byName(list());

    private final MetricDefinition meaning;
    private final Sort sort;
    private final Reader reader;
    private final Counts part;
    private final Counts whole;
    private final RangeReader ranges;

    /** Rule by which the values of the parts of a window are combined. */
    private enum Sort {
        SUM,
        /** Not derivable from the values alone. */
        OTHER,
        /** Not combined: a distribution, which is read by its statistics. */
        SPREAD
    }

    @FunctionalInterface
    private interface Reader {
        double read(RequestStats stats, String stat, CellRange span);
    }

    /** Counter of a subset of the requests in a window. */
    @FunctionalInterface
    private interface Counts {
        long count(RequestStats stats, CellRange span);
    }

    /** Reader of the values that a window can still take after its overdue requests have ended. */
    @FunctionalInterface
    private interface RangeReader {
        PossibleRange read(RequestStats stats, String stat, CellRange span);
    }

    private RequestMetric(String name, String unit, Sort sort, String sentence, Reader reader) {
        this(name, unit, sort, sentence, reader, null, null);
    }

    private RequestMetric(
            String name, String unit, Sort sort, String sentence, Reader reader, Counts part, Counts whole) {
        this(new MetricDefinition(name, unit, sentence), sort, reader, part, whole, null);
    }

    private RequestMetric(
            MetricDefinition meaning, Sort sort, Reader reader, Counts part, Counts whole, RangeReader ranges) {
        this.meaning = meaning;
        this.sort = sort;
        this.reader = reader;
        this.part = part;
        this.whole = whole;
        this.ranges = ranges;
    }

    private RequestMetric ranging(RangeReader range) {
        return new RequestMetric(meaning, sort, reader, part, whole, range);
    }

    private RequestMetric shown(DisplayHints.As as, DisplayHints.In... in) {
        return showing(new DisplayHints(as, in).withTexts(meaning.showing().words()));
    }

    private RequestMetric titled(String title) {
        return showing(meaning.showing().withTexts(new DisplayHints.Words(title, "", meaning.sentence())));
    }

    private RequestMetric showing(DisplayHints showing) {
        MetricDefinition shown = new MetricDefinition(meaning.name(), meaning.unit(), meaning.sentence(), showing);
        return new RequestMetric(shown, sort, reader, part, whole, ranges);
    }

    /** Returns all metrics in display order. */
    static Collection<RequestMetric> all() {
        return ALL.values();
    }

    /** Returns the metric with this name; {@code null} if there is none. */
    static RequestMetric of(String name) {
        return ALL.get(name);
    }

    /** Returns the definition of the metric. */
    MetricDefinition meaning() {
        return meaning;
    }

    /** Returns whether the metric is read by its statistics, as in {@code latency.p99}. */
    boolean hasStatistics() {
        return sort == Sort.SPREAD;
    }

    /** Returns whether the metric counts only completed requests, by their outcome. */
    boolean ofEnded() {
        return sort == Sort.SUM
                && !meaning.name().equals("offered")
                && !meaning.name().equals("attempts")
                && !meaning.name().equals("unfinished")
                && !meaning.name().equals("overdue");
    }

    /** Returns the distributions behind the metric, which grow as requests end; empty for a metric without any. */
    List<LatencyHistogram> spreads(RequestStats stats) {
        if (!meaning.unit().equals(TIME) || meaning.name().equals("stale_age")) {
            return List.of();
        }
        return meaning.name().equals("all") ? stats.allLatencies() : List.of(stats.successLatencies);
    }

    /** Returns the unit of the metric or one of its statistics. */
    String unit(String stat) {
        return stat.equals("count") ? COUNT : meaning.unit();
    }

    /** Returns whether the metric is additive: the value of a window is the sum of the values of its parts. */
    boolean counts(String stat) {
        return sort == Sort.SUM || stat.equals("count");
    }

    /** Returns the percentile of successful requests that the metric is, 0 to 100; empty if it is none. */
    OptionalDouble percentile(String stat) {
        String name = sort == Sort.SPREAD && meaning.name().equals("latency") ? stat : meaning.name();
        return LatencyHistogram.percentile(name);
    }

    /** Returns the numerator and denominator of a share in a window; empty if the metric is not a share. */
    Optional<MetricReader.Parts> parts(RequestStats stats, CellRange span) {
        return part == null
                ? Optional.empty()
                : Optional.of(MetricReader.Parts.of(part.count(stats, span), whole.count(stats, span)));
    }

    /** Returns the value of a window. */
    double value(RequestStats stats, String stat, CellRange span) {
        return reader.read(stats, stat, span);
    }

    /** Returns the values that a window can still take after its overdue requests; exact if none is overdue. */
    PossibleRange range(RequestStats stats, String stat, CellRange span) {
        return ranges == null || stats.overdue(span) == 0
                ? PossibleRange.exactly(value(stats, stat, span))
                : ranges.read(stats, stat, span);
    }

    private static List<RequestMetric> list() {
        List<RequestMetric> all = new ArrayList<>();
        shares(all);
        counts(all);
        open(all);
        times(all);
        staleness(all);
        // User requests never end with NOT_FOUND, and a user that cancels a request sees a timeout.
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.NOT_FOUND && outcome != Outcome.CANCELLED) {
                all.add(count(
                                outcome.metric(),
                                "Requests that ended with this outcome: " + outcome.sentence(),
                                (stats, span) -> stats.count(outcome, span))
                        .ranging((stats, stat, span) ->
                                PossibleRange.count(stats.count(outcome, span), stats.overdue(span)))
                        .titled("Requests of {} that end '" + outcome.metric().replace('_', ' ') + "'")
                        .shown(showing(outcome).as()));
            }
        }
        return all;
    }

    /** Returns the display hints for the number of requests with an outcome. */
    static DisplayHints showing(Outcome outcome) {
        return new DisplayHints(outcome.good() ? DisplayHints.As.PLAIN : DisplayHints.As.FAILURE);
    }

    private static void shares(List<RequestMetric> all) {
        all.add(share(
                        "availability",
                        "Successful requests within good_within, if set, of all that ended or are overdue.",
                        RequestMetric::good,
                        RequestStats::completedOrOverdue)
                .ranging((stats, stat, span) -> PossibleRange.share(
                        good(stats, span),
                        stats.completedOrOverdue(span) - stats.overdueInTime(span),
                        stats.overdueInTime(span)))
                .shown(DisplayHints.As.AVAILABILITY, DisplayHints.In.CHART));
        all.add(share(
                        "success_rate",
                        "Successful requests, including late ones, of all that ended or are overdue.",
                        RequestMetric::succeeded,
                        RequestStats::completedOrOverdue)
                .ranging((stats, stat, span) ->
                        PossibleRange.share(succeeded(stats, span), stats.finished(span), stats.overdue(span)))
                .shown(DisplayHints.As.AVAILABILITY));
        all.add(new RequestMetric(
                        "error_rate",
                        RATIO,
                        Sort.OTHER,
                        "Failed and overdue requests of all that ended or are overdue: 1 minus the success rate.",
                        (stats, stat, span) -> share(
                                stats.completedOrOverdue(span) - succeeded(stats, span),
                                stats.completedOrOverdue(span)),
                        (stats, span) -> stats.completedOrOverdue(span) - succeeded(stats, span),
                        RequestStats::completedOrOverdue)
                .ranging((stats, stat, span) -> PossibleRange.share(
                        stats.finished(span) - succeeded(stats, span), stats.finished(span), stats.overdue(span))));
    }

    private static void counts(List<RequestMetric> all) {
        all.add(count("offered", "Requests sent by users.", (stats, span) -> RequestStats.sum(stats.offered, span))
                .titled("Requests of {} sent")
                .shown(DisplayHints.As.REQUESTS));
        all.add(count("good", "Successful requests within good_within.", (stats, span) -> good(stats, span))
                .ranging((stats, stat, span) -> PossibleRange.count(good(stats, span), stats.overdueInTime(span)))
                .titled("Good requests of {}")
                .shown(DisplayHints.As.REQUESTS));
        all.add(count(
                        "late",
                        "Successful requests slower than good_within.",
                        (stats, span) -> RequestStats.sum(stats.aboveThreshold, span))
                .ranging((stats, stat, span) ->
                        PossibleRange.count(RequestStats.sum(stats.aboveThreshold, span), stats.overdue(span)))
                .titled("Late requests of {}")
                .shown(DisplayHints.As.REQUESTS));
        all.add(count("failed", "Failed or late requests.", RequestStats::failed)
                .ranging((stats, stat, span) -> new PossibleRange(
                        stats.failed(span) + stats.overdue(span) - stats.overdueInTime(span),
                        stats.failed(span) + stats.overdue(span)))
                .titled("Failed requests of {}")
                .shown(DisplayHints.As.FAILED));
        all.add(new RequestMetric(
                        "throughput",
                        "1/s",
                        Sort.OTHER,
                        "Good requests per second, by the time at which they were sent; requests that are "
                                + "open at the end of the run, and not overdue, count like those that ended.",
                        (stats, stat, span) -> stats.throughput(span, good(stats, span)))
                .ranging((stats, stat, span) -> new PossibleRange(
                        stats.throughput(span, good(stats, span)),
                        stats.throughput(span, good(stats, span) + stats.overdueInTime(span))))
                .titled("Good requests of {} per second"));
        all.add(count("attempts", "Attempts of all requests, retries included.", RequestMetric::attempts)
                .titled("Attempts of requests of {}"));
        all.add(new RequestMetric(
                "retry_amplification",
                COUNT,
                Sort.OTHER,
                "Attempts of the whole request, per request: 1 without retries in its policies.",
                (stats, stat, span) -> share(attempts(stats, span), RequestStats.sum(stats.offered, span))));
    }

    private static void open(List<RequestMetric> all) {
        all.add(count(
                        "unfinished",
                        "Requests that had not ended at the end of the run.",
                        (stats, span) -> RequestStats.sum(stats.offered, span) - stats.finished(span))
                .titled("Requests of {} that have not ended"));
        all.add(count(
                        "overdue",
                        "Requests that had not ended at the end of the run and were older than the usual "
                                + "latency of their class, or in a growing backlog of it.",
                        RequestStats::overdue)
                .titled("Requests of {} without a response")
                .shown(DisplayHints.As.FAILED));
    }

    private static void times(List<RequestMetric> all) {
        all.add(time("mean", "Mean latency of the successful requests."));
        all.add(time("max", "Maximum latency of a successful request."));
        all.add(new RequestMetric(
                        "latency",
                        TIME,
                        Sort.SPREAD,
                        "Round-trip latency of the successful requests, with .p99 and similar.",
                        (stats, stat, span) -> stats.successLatencies.value(span, stat))
                .ranging((stats, stat, span) ->
                        stats.successLatencies.samples(span).range(stat, stats.overdue(span))));
        all.add(new RequestMetric(
                        "all",
                        TIME,
                        Sort.SPREAD,
                        "Latency of all requests, with failures; timeouts count with their timeout, and "
                                + "overdue requests with their age at the end of the run. With .p99 and similar.",
                        (stats, stat, span) -> LatencyHistogram.combine(stats.latenciesWithOverdue(), span)
                                .value(stat))
                .ranging((stats, stat, span) -> new PossibleRange(
                        LatencyHistogram.combine(stats.latenciesWithOverdue(), span)
                                .value(stat),
                        LatencyHistogram.combine(stats.allLatencies(), span)
                                .range(stat, stats.overdue(span))
                                .high())));
        for (String percentile : LatencyHistogram.percentiles()) {
            all.add(time(
                    percentile,
                    "Latency that " + percentile.substring(1) + "% of the successful requests stay within."));
        }
    }

    private static void staleness(List<RequestMetric> all) {
        all.add(share(
                        "stale_share",
                        "Stale responses of all successful ones, late ones included.",
                        (stats, span) -> stats.count(Outcome.STALE, span),
                        RequestMetric::succeeded)
                .ranging((stats, stat, span) -> new PossibleRange(
                        share(stats.count(Outcome.STALE, span), succeeded(stats, span) + stats.overdue(span)),
                        share(
                                stats.count(Outcome.STALE, span) + stats.overdue(span),
                                succeeded(stats, span) + stats.overdue(span))))
                .titled("Stale responses of {}"));
        all.add(new RequestMetric(
                "stale_age",
                TIME,
                Sort.SPREAD,
                "Staleness of stale responses: time since the acknowledgement of the oldest write "
                        + "that one of their reads missed.",
                (stats, stat, span) -> stats.staleAge.value(span, stat)));
    }

    private static RequestMetric share(String name, String sentence, Counts part, Counts whole) {
        return new RequestMetric(
                name,
                RATIO,
                Sort.OTHER,
                sentence,
                (stats, stat, span) -> share(part.count(stats, span), whole.count(stats, span)),
                part,
                whole);
    }

    private static RequestMetric count(String name, String sentence, Plain reader) {
        return new RequestMetric(name, COUNT, Sort.SUM, sentence, (stats, stat, span) -> reader.read(stats, span));
    }

    private static RequestMetric time(String name, String sentence) {
        return new RequestMetric(
                        name,
                        TIME,
                        Sort.OTHER,
                        sentence,
                        (stats, stat, span) -> stats.successLatencies.value(span, name))
                .ranging((stats, stat, span) ->
                        stats.successLatencies.samples(span).range(name, stats.overdue(span)));
    }

    /** Reader of a metric without statistics. */
    @FunctionalInterface
    private interface Plain {
        double read(RequestStats stats, CellRange span);
    }

    /** Returns the metrics by name. Rejects duplicate names. */
    private static Map<String, RequestMetric> byName(List<RequestMetric> all) {
        Map<String, RequestMetric> named = new LinkedHashMap<>();
        for (RequestMetric metric : all) {
            if (named.put(metric.meaning.name(), metric) != null) {
                throw new IllegalStateException("two measures of requests are called " + metric.meaning.name());
            }
        }
        return Collections.unmodifiableMap(named);
    }

    static long attempts(RequestStats stats, CellRange span) {
        long counted = RequestStats.sum(stats.attempts, span);
        return counted == 0 ? RequestStats.sum(stats.offered, span) : counted;
    }

    private static long good(RequestStats stats, CellRange span) {
        return RequestStats.sum(stats.onTime, span);
    }

    private static long succeeded(RequestStats stats, CellRange span) {
        return RequestStats.sum(stats.onTime, span) + RequestStats.sum(stats.aboveThreshold, span);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
