package dev.brownout.run;

import dev.brownout.service.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A measure that nobody declares because everything of its sort has it: what requests, components and machines are
 * measured by in any case.
 *
 * @param name its name in relations, in snake_case
 * @param unit {@code ratio}, {@code ns}, {@code 1/s}, {@code 1}, {@code $} or {@code $/h}
 * @param sentence what it means
 */
public record Meaning(String name, String unit, String sentence) {
    /** What waits before machines that stand still. */
    static final String WAITING = "waiting";

    private static final List<String> PERCENTILES = List.of("p50", "p90", "p95", "p99", "p99.9", "p99.99");
    private static final Map<String, Meaning> REQUESTS = byName(requests());
    private static final Map<String, Meaning> COMPONENTS = byName(components());

    private static final List<Meaning> COSTS = List.of(
            new Meaning("cost", "$", "What the component, or all of them, cost at the prices of the scenario."),
            new Meaning("cost_per_hour", "$/h", "The same for an hour of such a time."),
            new Meaning("cost_per_million", "$", "The same for a million requests of users."));

    /** The measures of requests: of a class, of a region, or of all together. */
    public static List<Meaning> ofRequests() {
        return List.copyOf(REQUESTS.values());
    }

    /** The measures of components and of their machines, taken at the door: without the way there and back. */
    public static List<Meaning> ofComponents() {
        return List.copyOf(COMPONENTS.values());
    }

    /** The measures of money: of a whole component, and of all components together. */
    public static List<Meaning> ofCosts() {
        return COSTS;
    }

    /** The measure of money of that name; {@code null} if there is none. */
    static Meaning ofCosts(String name) {
        return COSTS.stream().filter(m -> m.name().equals(name)).findFirst().orElse(null);
    }

    /** The measure of requests of that name; {@code null} if there is none. */
    static Meaning ofRequests(String name) {
        return REQUESTS.get(name);
    }

    /** The measure of components of that name; {@code null} if there is none. */
    static Meaning ofComponents(String name) {
        return COMPONENTS.get(name);
    }

    private static List<Meaning> requests() {
        List<Meaning> all = new ArrayList<>();
        all.add(ratio("availability", "Good answers, in time where the request says good_within, of all that ended."));
        all.add(ratio("success_rate", "Successful answers, late ones too, of all that ended."));
        all.add(ratio("error_rate", "Failures of all that ended: 1 minus the success rate."));
        all.add(count("offered", "Requests that users sent."));
        all.add(count("good", "Requests answered well and in time."));
        all.add(count("late", "Requests answered well, but later than good_within."));
        all.add(count("failed", "Requests that were not answered well."));
        all.add(new Meaning("throughput", "1/s", "Requests answered well and in time, per second."));
        all.add(count("attempts", "Attempts of all requests, first ones and retries."));
        all.add(count("retry_amplification", "Attempts for each request: 1 where nothing is tried again."));
        all.add(time("mean", "Mean latency of the successful requests."));
        all.add(time("max", "Longest latency of a successful request."));
        all.add(time("latency", "Latency of the successful requests, from the user and back; with .p99 and the like."));
        all.add(time(
                "all", "Latency of all requests, failures too, timeouts at their timeout; with .p99 and the like."));
        all.add(time(
                "rto",
                "Of a fault, as in save.rto(outage): from its start to the first moment after which 99% of the requests"
                        + " succeed for 10 s."));
        for (String percentile : PERCENTILES) {
            all.add(time(percentile, "Latency that " + share(percentile) + " of the successful requests stay within."));
        }
        for (Outcome outcome : Outcome.values()) {
            all.add(count(outcome.label(), "Requests that ended so: " + outcome.sentence()));
        }
        return all;
    }

    private static List<Meaning> components() {
        List<Meaning> all = new ArrayList<>();
        all.add(ratio("availability", "Calls answered well, of all that ended."));
        all.add(count("offered", "Calls that arrived."));
        all.add(count("failed", "Calls that were not answered well, or whose caller is dead."));
        all.add(new Meaning("throughput", "1/s", "Calls answered well, per second."));
        all.add(count("in_flight", "Calls inside, waiting or in service, time-weighted."));
        all.add(count(
                WAITING,
                "Calls that have arrived at machines that stand still, paused or hung, and that nobody has taken up"
                        + " yet, time-weighted."));
        all.add(time("latency", "Stay of the calls that were answered well; with .p99 and the like."));
        for (String percentile : PERCENTILES) {
            all.add(time(percentile, "Stay that " + share(percentile) + " of the calls answered well do not exceed."));
        }
        all.add(time("mean", "Mean stay of the calls that were answered well."));
        all.add(time("max", "Longest stay of a call that was answered well."));
        for (Outcome outcome : Outcome.values()) {
            all.add(count(outcome.label(), "Calls that ended so: " + outcome.sentence()));
        }
        return all;
    }

    private static String share(String percentile) {
        return percentile.substring(1) + "%";
    }

    private static Meaning ratio(String name, String sentence) {
        return new Meaning(name, "ratio", sentence);
    }

    private static Meaning count(String name, String sentence) {
        return new Meaning(name, "1", sentence);
    }

    private static Meaning time(String name, String sentence) {
        return new Meaning(name, "ns", sentence);
    }

    private static Map<String, Meaning> byName(List<Meaning> all) {
        Map<String, Meaning> named = new LinkedHashMap<>();
        all.forEach(meaning -> named.putIfAbsent(meaning.name(), meaning));
        return named;
    }
}
