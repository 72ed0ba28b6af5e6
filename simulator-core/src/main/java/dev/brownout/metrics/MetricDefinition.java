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
        showing = showing.withTexts(new DisplayHints.Words(words.title(), words.each(), sentence));
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

    /** Name of the cost per million tokens. The metric requires a component that generates tokens. */
    static final String COST_PER_MILLION_TOKENS = "cost_per_million_tokens";

    private static final List<MetricDefinition> COSTS = List.of(
            new MetricDefinition(
                    "cost", "$", "Cost of the component, or of all components, at the prices of the scenario."),
            new MetricDefinition("cost_per_hour", "$/h", "Cost per hour."),
            new MetricDefinition("cost_per_million", "$", "Cost per million user requests."),
            new MetricDefinition(
                    COST_PER_USER,
                    "$",
                    "Cost per user: of users(...), of started visits of other journeys, and of the users "
                            + "of sessions for other loads."),
            new MetricDefinition(
                    COST_PER_MILLION_TOKENS,
                    "$",
                    "Cost per million tokens, prompt and output together: of a component of the kind inference, or of "
                            + "all components per token of all of them."),
            new MetricDefinition(
                    DataTransferCosts.TO_ZONES,
                    BYTES,
                    "Bytes sent by nodes of the component, or of all components, to other zones of their "
                            + "region, for requests with a 'size'."),
            new MetricDefinition(
                    DataTransferCosts.TO_REGIONS,
                    BYTES,
                    "Bytes sent by nodes of the component, or of all components, to other regions, for "
                            + "requests with a 'size'."));

    /** Name of the used share of the error budget. The metric requires an objective. */
    static final String BUDGET_BURNED = "budget_burned";

    private static final List<MetricDefinition> BUSINESS = List.of(
            new MetricDefinition("revenue", "$", "Revenue of the successful requests with a 'worth'."),
            new MetricDefinition(
                    "lost_revenue",
                    "$",
                    "Lost revenue of the requests that failed or were late.",
                    new DisplayHints(DisplayHints.As.DAMAGE)),
            new MetricDefinition(
                    BUDGET_BURNED,
                    "ratio",
                    "Failed requests over the error budget of 30 days at the load of the run: the share "
                            + "that the objective allows to fail."));

    /** Time until requests succeed again after a fault. It belongs to a fault, not to a window. */
    static final MetricDefinition RECOVERY = new MetricDefinition(
            "rto",
            "ns",
            "Recovery time of a fault, as in save.rto(outage): from its start to the first time "
                    + "from which requests succeed. 99% of the requests of the next 10 s succeed, and in "
                    + "no 10 s do significantly more than 1% fail before another fault begins or the run "
                    + "ends.");

    /** Age of the oldest acknowledged write lost by a fault. It belongs to a fault, not to a window. */
    static final MetricDefinition RECOVERY_POINT = new MetricDefinition(
            "rpo",
            "ns",
            "Recovery point of a fault, as in put.rpo(outage): age of the oldest acknowledged "
                    + "write that the fault lost, at the start of the fault; 0 without lost writes. Of a "
                    + "class of requests, of a component or of all.");

    /** Number of acknowledged writes lost by a fault. It belongs to a fault, not to a window. */
    static final MetricDefinition LOST_TO_FAULT = new MetricDefinition(
            "rpo_writes",
            "1",
            "Acknowledged writes and messages lost by a fault and not recovered, as in "
                    + "put.rpo_writes(outage). Of a class of requests, of a component or of all.");

    /** Time from a fault to the first alert. It belongs to a fault, not to a window. */
    static final MetricDefinition DETECTION = new MetricDefinition(
            "mttd",
            "ns",
            "Detection time of a fault, as in burn.mttd(outage): from its start until the alert "
                    + "first fires while the fault is active or within the alert's lookback window.");

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
    public static boolean isLossMetric(String name) {
        return name.equals(RECOVERY_POINT.name()) || name.equals(LOST_TO_FAULT.name());
    }

    /** Returns whether a metric of requests belongs to a fault. */
    public static boolean ofFault(String name) {
        return recovers(name) || isLossMetric(name);
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
                "Successful calls of all that ended or are overdue.",
                new DisplayHints(DisplayHints.As.AVAILABILITY)));
        all.add(count("offered", "Calls to {}", "Arrived calls."));
        all.add(count("failed", "Failed calls of {}", "Failed calls, and calls of dead callers."));
        all.add(new MetricDefinition(
                "throughput",
                "1/s",
                "Successful calls per second.",
                DisplayHints.PLAIN.withTexts(new DisplayHints.Words("Successful calls of {}", "", ""))));
        all.add(count("in_flight", "Calls in flight at {}", "Calls in flight, waiting or in service, time-weighted."));
        all.add(count(
                WAITING,
                "Calls waiting at paused {}",
                "Calls that arrived at paused or hung nodes and are not yet accepted, time-weighted."));
        all.add(count(
                OVERDUE,
                "Calls to {} without a response",
                "Calls in flight at the end of the run that are older than the usual latency, or in a growing"
                        + " backlog."));
        all.add(time("latency", "Latency of the successful calls, with .p99 and similar."));
        for (String percentile : LatencyHistogram.percentiles()) {
            all.add(time(percentile, "Latency that " + share(percentile) + " of the successful calls do not exceed."));
        }
        all.add(time("mean", "Mean latency of the successful calls."));
        all.add(time("max", "Maximum latency of a successful call."));
        for (Outcome outcome : Outcome.values()) {
            all.add(count(
                    outcome.metric(),
                    "Calls to {} that end '" + outcome.metric().replace('_', ' ') + "'",
                    "Calls that ended with this outcome: " + outcome.sentence()));
        }
        return all;
    }

    private static String share(String percentile) {
        return percentile.substring(1) + "%";
    }

    private static MetricDefinition count(String name, String title, String sentence) {
        return new MetricDefinition(
                name, "1", sentence, DisplayHints.PLAIN.withTexts(new DisplayHints.Words(title, "", sentence)));
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
