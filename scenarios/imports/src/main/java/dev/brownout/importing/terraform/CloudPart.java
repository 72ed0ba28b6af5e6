package dev.brownout.importing.terraform;

import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Component of a system in a cloud, with the components that it calls. */
final class CloudPart {
    /** Mean in seconds of lognormal(p50=8ms p99=40ms), the placeholder of a server. */
    private static final double PAGE_SECONDS = 0.0102;

    private static final double QUERY_SECONDS = 0.008;
    private static final double PAGE_P50_MILLIS = 8;
    private static final double PAGE_P99_MILLIS = 40;

    /** Place of a component in the path of a request. */
    enum Place {
        /** Component that forwards requests: name resolution, a content delivery network or a load balancer. */
        FRONT,
        /** Server, which works and calls other components. */
        SERVER,
        /** Database, cache or storage, which requests read. */
        STORE,
        /** Queue or topic, to which requests publish. */
        QUEUE
    }

    private final ImportedComponent component;
    private final Place place;
    private final Map<CloudPart, String> calls = new LinkedHashMap<>();
    private long nodes = 1;
    private double processors;
    private double limit = Double.POSITIVE_INFINITY;
    private CloudPart consumed;

    /**
     * Creates a part.
     *
     * @param name identifier in the scenario language
     * @param kind kind of the component
     * @param origin origin of the kind
     */
    CloudPart(String name, Place place, String kind, String origin) {
        this.component = new ImportedComponent(name);
        this.place = place;
        component.settings().set("kind", kind, origin);
    }

    /** Returns the component. */
    ImportedComponent component() {
        return component;
    }

    /** Returns the name of the component. */
    String name() {
        return component.name();
    }

    /** Returns the place in the path of a request. */
    Place place() {
        return place;
    }

    /** Returns the kind of the component. */
    String kind() {
        return settings().get("kind").value();
    }

    /** Returns the settings of the component. */
    ImportedSettings settings() {
        return component.settings();
    }

    /** Sets a value of the component. */
    CloudPart set(String path, String value, String origin) {
        settings().set(path, value, origin);
        return this;
    }

    /** Sets the number of nodes. */
    void nodes(long number, String origin) {
        nodes = Math.max(1, number);
        set("nodes", Long.toString(nodes), origin);
    }

    /** Returns the number of nodes. */
    long nodes() {
        return nodes;
    }

    /**
     * Sets the processors of each node, and the placeholder of the service time of a server or database. A fraction of
     * a processor is one processor with a longer service time.
     */
    void processors(double number, String origin) {
        processors = number;
        double cores = Math.ceil(number);
        double slower = cores / number;
        String longer = slower > 1
                ? ": " + LanguageNumbers.format(number, 3) + " of them, so the service time is multiplied by "
                        + LanguageNumbers.format(slower, 3)
                : "";
        set("cores", LanguageNumbers.format(cores, 9), origin + longer);
        if (place == Place.SERVER) {
            set("service", service(), "unknown: A PLACEHOLDER, to be measured");
        } else {
            set(
                    "read",
                    "exp(" + LanguageNumbers.nanos(QUERY_SECONDS * slower * 1e9) + ")",
                    "unknown: A PLACEHOLDER, to be measured");
        }
    }

    /** Returns the placeholder of the service time of a server. */
    String service() {
        double slower = Math.ceil(processors) / processors;
        return "lognormal(p50=" + LanguageNumbers.format(PAGE_P50_MILLIS * slower, 3) + "ms p99="
                + LanguageNumbers.format(PAGE_P99_MILLIS * slower, 3) + "ms)";
    }

    /** Sets the limit of calls per second. */
    void limit(double perSecond) {
        limit = perSecond;
    }

    /** Returns the calls per second that the nodes can serve with the placeholders; infinite if nothing waits. */
    double capacity() {
        if (processors == 0) {
            return limit;
        }
        return Math.min(limit, place == Place.SERVER ? nodes * processors / PAGE_SECONDS : processors / QUERY_SECONDS);
    }

    /** Adds a call of another part. The first origin is kept. */
    void calls(CloudPart other, String origin) {
        if (other != this) {
            calls.putIfAbsent(other, origin);
        }
    }

    /** Replaces the calls of a balancer by calls of the servers behind it. */
    void replaceBalancerCalls(CloudPart balancer) {
        String origin = calls.remove(balancer);
        balancer.calls.keySet().forEach(server -> calls(server, origin));
    }

    /** Removes the call of a balancer, as the path of the requests leads through it. */
    void passes(CloudPart balancer) {
        calls.remove(balancer);
    }

    /** Returns the called parts, with the origin of each call. */
    Map<CloudPart, String> calls() {
        return Collections.unmodifiableMap(calls);
    }

    /** Makes a server a consumer of the messages of a queue. */
    void consumes(CloudPart queue) {
        consumed = queue;
    }

    /** Returns the queue that a server consumes, or {@code null}. */
    CloudPart consumed() {
        return consumed;
    }
}
