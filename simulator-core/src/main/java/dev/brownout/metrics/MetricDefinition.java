package dev.brownout.metrics;

import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.result.DisplayHints;
import dev.brownout.service.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Built-in metric of requests, components and hosts. It needs no declaration, since every subject of its type has it.
 *
 * @param name name in relations, in snake_case
 * @param unit {@code ratio}, {@code ns}, {@code 1/s}, {@code 1}, {@code $} or {@code $/h}
 * @param sentence meaning of the metric
 * @param showing display hints
 */
public record MetricDefinition(String name, String unit, String sentence, DisplayHints showing) {
    /** Adds the sentence to the texts for charts. */
    public MetricDefinition {
        DisplayHints.Words words = showing.words();
        showing = showing.said(new DisplayHints.Words(words.title(), words.each(), sentence));
    }

    /** Creates a metric that is displayed only on request. */
    MetricDefinition(String name, String unit, String sentence) {
        this(name, unit, sentence, DisplayHints.PLAIN);
    }

    /** Name of the number of calls that wait before paused or hung hosts. */
    static final String WAITING = "waiting";

    /** Name of the number of calls that are open at the end of the run and older than usual. */
    static final String OVERDUE = "overdue";

    private static final Map<String, MetricDefinition> COMPONENTS = byName(components());

    private static final String BYTES = "B";

    /** Name of the cost per user. The metric requires a known number of users. */
    static final String COST_PER_USER = "cost_per_user";

    private static final List<MetricDefinition> COSTS = List.of(
            new MetricDefinition(
                    "cost", "$", "What the component, or all of them, cost at the prices of the scenario."),
            new MetricDefinition("cost_per_hour", "$/h", "The same for an hour of such a time."),
            new MetricDefinition("cost_per_million", "$", "The same for a million requests of users."),
            new MetricDefinition(
                    COST_PER_USER,
                    "$",
                    "The same for each user: each of users(...), of other journeys each visitor who began, and of other"
                            + " loads each of those whose sessions are kept."),
            new MetricDefinition(
                    DataTransferCosts.TO_ZONES,
                    BYTES,
                    "Bytes that machines of the component, or of all, sent to machines of other zones of their region:"
                            + " those of requests whose size is written."),
            new MetricDefinition(
                    DataTransferCosts.TO_REGIONS,
                    BYTES,
                    "Bytes that machines of the component, or of all, sent to machines of other regions: those of"
                            + " requests whose size is written."));

    /** Name of the used share of the error budget. The metric requires an objective. */
    static final String BUDGET_BURNED = "budget_burned";

    private static final List<MetricDefinition> BUSINESS = List.of(
            new MetricDefinition(
                    "revenue", "$", "What the good answers brought in, of requests that say what one is worth."),
            new MetricDefinition(
                    "lost_revenue",
                    "$",
                    "What the requests would have brought in that were not answered well and in time.",
                    new DisplayHints(DisplayHints.As.DAMAGE)),
            new MetricDefinition(
                    BUDGET_BURNED,
                    "ratio",
                    "Failed requests over the error budget of 30 days: of as many requests as the load of the run comes"
                            + " to in that time, the share that the objective lets fail."));

    /** Time until requests succeed again after a fault. It belongs to a fault, not to a window. */
    static final MetricDefinition RECOVERY = new MetricDefinition(
            "rto",
            "ns",
            "Of a fault, as in save.rto(outage): from its start to the first moment from which success holds: 99% of"
                    + " the requests of the next 10 s succeed, and in no 10 s do significantly more than 1% fail again"
                    + " before another fault begins or the run ends.");

    /** Age of the oldest acknowledged write lost by a fault. It belongs to a fault, not to a window. */
    static final MetricDefinition RECOVERY_POINT = new MetricDefinition(
            "rpo",
            "ns",
            "Of a fault, as in put.rpo(outage): the age that the oldest acknowledged write which it lost had when the"
                    + " fault began; 0 where it lost none. Of a class of requests, of a component or of all.");

    /** Number of acknowledged writes lost by a fault. It belongs to a fault, not to a window. */
    static final MetricDefinition LOST_TO_FAULT = new MetricDefinition(
            "rpo_writes",
            "1",
            "Of a fault, as in put.rpo_writes(outage): the acknowledged writes and messages that it lost and that did"
                    + " not come back. Of a class of requests, of a component or of all.");

    /** Time from a fault to the first alert. It belongs to a fault, not to a window. */
    static final MetricDefinition DETECTION = new MetricDefinition(
            "mttd",
            "ns",
            "Of a fault, as in burn.mttd(outage): from its start until the alert first began to fire while it held, or"
                    + " while the alert still looked back to when it did.");

    /** Returns the metrics of alerts that do not belong to a window. */
    public static List<MetricDefinition> ofAlerts() {
        return List.of(DETECTION);
    }

    /** Returns whether a metric is the detection time of an alert. */
    public static boolean detects(String name) {
        return name.equals(DETECTION.name());
    }

    /** Returns whether a metric is the recovery time of requests. */
    public static boolean recovers(String name) {
        return name.equals(RECOVERY.name());
    }

    /** Returns whether a metric measures the acknowledged writes lost by a fault. */
    public static boolean loses(String name) {
        return name.equals(RECOVERY_POINT.name()) || name.equals(LOST_TO_FAULT.name());
    }

    /** Returns whether a metric of requests belongs to a fault. */
    public static boolean ofFault(String name) {
        return recovers(name) || loses(name);
    }

    /** Returns the metrics of requests: of a class, of a region, or of all requests. */
    public static List<MetricDefinition> ofRequests() {
        return Stream.concat(
                        RequestMetric.all().stream().map(RequestMetric::meaning),
                        Stream.of(RECOVERY, RECOVERY_POINT, LOST_TO_FAULT))
                .toList();
    }

    /** Returns the metrics of components and their hosts. They are measured at the host, without network transfer. */
    public static List<MetricDefinition> ofComponents() {
        return List.copyOf(COMPONENTS.values());
    }

    /** Returns the cost metrics: of a whole component, and of all components together. */
    public static List<MetricDefinition> ofCosts() {
        return COSTS;
    }

    /** Returns whether a metric counts transferred bytes, which are billed to no single kind. */
    static boolean bytes(String name) {
        return ofCosts(name) != null && ofCosts(name).unit().equals(BYTES);
    }

    /** Returns the cost metric with this name; {@code null} if there is none. */
    public static MetricDefinition ofCosts(String name) {
        return COSTS.stream().filter(m -> m.name().equals(name)).findFirst().orElse(null);
    }

    /**
     * Returns the metrics that depend on the worth or objective of requests. Those of money also exist for all
     * requests.
     */
    public static List<MetricDefinition> ofBusiness() {
        return BUSINESS;
    }

    /** Returns the business metric with this name; {@code null} if there is none. */
    static MetricDefinition ofBusiness(String name) {
        return BUSINESS.stream().filter(m -> m.name().equals(name)).findFirst().orElse(null);
    }

    /** Returns whether a metric is an amount of money: a cost or a revenue. */
    public static boolean money(String name) {
        return Stream.concat(COSTS.stream(), BUSINESS.stream())
                .anyMatch(m -> m.name().equals(name) && m.unit().startsWith("$"));
    }

    /** Returns the metric of components with this name; {@code null} if there is none. */
    static MetricDefinition ofComponents(String name) {
        return COMPONENTS.get(name);
    }

    private static List<MetricDefinition> components() {
        List<MetricDefinition> all = new ArrayList<>();
        all.add(new MetricDefinition(
                "availability",
                "ratio",
                "Calls answered well, of all that ended or are overdue.",
                new DisplayHints(DisplayHints.As.AVAILABILITY)));
        all.add(count("offered", "Calls that came to {}", "Calls that arrived."));
        all.add(count(
                "failed", "Calls that failed at {}", "Calls that were not answered well, or whose caller is dead."));
        all.add(new MetricDefinition(
                "throughput",
                "1/s",
                "Calls answered well, per second.",
                DisplayHints.PLAIN.said(new DisplayHints.Words("Calls answered by {}", "", ""))));
        all.add(count("in_flight", "Calls inside {}", "Calls inside, waiting or in service, time-weighted."));
        all.add(count(
                WAITING,
                "Calls waiting before {}",
                "Calls that have arrived at machines that stand still, paused or hung, and that nobody has taken up"
                        + " yet, time-weighted."));
        all.add(count(
                OVERDUE,
                "Calls to {} without a response",
                "Calls that were still inside when the run ended, and older than any usual stay."));
        all.add(time("latency", "Stay of the calls that were answered well; with .p99 and the like."));
        for (String percentile : LatencyHistogram.percentiles()) {
            all.add(time(percentile, "Stay that " + share(percentile) + " of the calls answered well do not exceed."));
        }
        all.add(time("mean", "Mean stay of the calls that were answered well."));
        all.add(time("max", "Longest stay of a call that was answered well."));
        for (Outcome outcome : Outcome.values()) {
            all.add(count(
                    outcome.metric(),
                    "Calls to {} that end '" + outcome.metric().replace('_', ' ') + "'",
                    "Calls that ended so: " + outcome.sentence()));
        }
        return all;
    }

    private static String share(String percentile) {
        return percentile.substring(1) + "%";
    }

    private static MetricDefinition count(String name, String title, String sentence) {
        return new MetricDefinition(
                name, "1", sentence, DisplayHints.PLAIN.said(new DisplayHints.Words(title, "", sentence)));
    }

    private static MetricDefinition time(String name, String sentence) {
        return new MetricDefinition(name, "ns", sentence);
    }

    private static Map<String, MetricDefinition> byName(List<MetricDefinition> all) {
        Map<String, MetricDefinition> named = new LinkedHashMap<>();
        for (MetricDefinition meaning : all) {
            if (named.put(meaning.name(), meaning) != null) {
                throw new IllegalStateException("two measures of components are called " + meaning.name());
            }
        }
        return named;
    }
}
