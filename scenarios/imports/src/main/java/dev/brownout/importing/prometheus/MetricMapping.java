package dev.brownout.importing.prometheus;

import dev.brownout.importing.system.NameAnonymizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects series by the names of their metrics: those of OpenTelemetry's semantic conventions (HTTP metrics) as
 * Prometheus writes them, of Micrometer, Istio, Traefik, the controllers of nginx, gRPC's middlewares, cAdvisor and
 * kube-state-metrics, each as in its documentation.
 */
final class MetricMapping {
    /**
     * Request counters, with the most detailed first. Only one of the counters is used, as all count the same requests.
     */
    private static final List<String> REQUESTS = List.of(
            "http_server_request_duration_seconds_count",
            "http_server_requests_seconds_count",
            "http_request_duration_seconds_count",
            "http_server_duration_milliseconds_count",
            "http_requests_total",
            "http_server_requests_total",
            "istio_requests_total",
            "nginx_ingress_controller_requests",
            "traefik_service_requests_total",
            "envoy_cluster_upstream_rq_total",
            "nginx_http_requests_total",
            "grpc_server_handled_total");

    /** Histograms of request durations. */
    private static final List<String> TIMES = List.of(
            "http_server_request_duration_seconds_bucket",
            "http_server_requests_seconds_bucket",
            "http_request_duration_seconds_bucket",
            "http_server_duration_milliseconds_bucket",
            "istio_request_duration_milliseconds_bucket",
            "nginx_ingress_controller_request_duration_seconds_bucket",
            "traefik_service_request_duration_seconds_bucket",
            "grpc_server_handling_seconds_bucket");

    private static final List<String> PROCESSORS =
            List.of("container_cpu_usage_seconds_total", "process_cpu_seconds_total");
    private static final List<String> REPLICAS = List.of(
            "kube_deployment_status_replicas",
            "kube_deployment_status_replicas_available",
            "kube_deployment_status_replicas_ready",
            "kube_statefulset_status_replicas");
    private static final List<String> SERVICES = List.of("destination_service_name", "job");
    private static final List<String> METHODS =
            List.of("http_request_method", "http_method", "method", "request_method", "verb");
    private static final List<String> ROUTES =
            List.of("http_route", "route", "handler", "uri", "path", "grpc_method", "ingress");
    private static final List<String> STATUS =
            List.of("http_response_status_code", "http_status_code", "status_code", "response_code", "status", "code");

    /**
     * Counters of the requests of one kind.
     *
     * @param all number of requests
     * @param failed number of requests with a three-digit status that begins with 5
     */
    record Requests(CounterSeries all, CounterSeries failed) {}

    private final Map<String, Map<String, Requests>> requests = new TreeMap<>();
    private final Map<String, Map<String, Histogram>> times = new TreeMap<>();
    private final Map<String, Map<String, NativeHistogram>> natives = new TreeMap<>();
    private final Map<String, Map<String, CounterSeries>> sums = new TreeMap<>();
    private final Map<String, CounterSeries> processors = new TreeMap<>();
    private final Map<String, TreeMap<String, double[]>> replicas = new TreeMap<>();
    private final Map<String, Set<String>> services = new TreeMap<>();
    private final Map<String, Long> seriesOf = new TreeMap<>();
    private final Set<String> withStatus = new TreeSet<>();
    private final Set<List<Object>> seen = new HashSet<>();
    private long twice;

    /** Adds a series. Duplicate series are counted and ignored. */
    void addSeries(PrometheusSeries series) {
        if (!seen.add(List.of(
                series.labels(),
                series.times()[0],
                series.times().length,
                series.growth().isPresent()))) {
            twice++;
            return;
        }
        String name = series.name();
        seriesOf.merge(name, 1L, Long::sum);
        if (series.growth().isPresent()) {
            if (TIMES.contains(name + "_bucket")) {
                nativeHistogram(name, series);
            }
        } else if (REQUESTS.contains(name)) {
            services.computeIfAbsent(name, none -> new TreeSet<>()).add(series.first(SERVICES));
            requests(name, series);
        } else if (TIMES.contains(name)) {
            services.computeIfAbsent(name, none -> new TreeSet<>()).add(series.first(SERVICES));
            bucket(name, series);
        } else if (TIMES.contains(bucketOf(name))) {
            sums.computeIfAbsent(name, none -> new TreeMap<>())
                    .computeIfAbsent(kind(series), none -> new CounterSeries())
                    .add(series);
        } else if (PROCESSORS.contains(name)) {
            String container = series.labels().getOrDefault("container", "any");
            if (!container.isEmpty() && !container.equals("POD")) {
                processors.computeIfAbsent(name, none -> new CounterSeries()).add(series);
            }
        } else if (REPLICAS.contains(name)) {
            double[] mean = replicas.computeIfAbsent(name, none -> new TreeMap<>())
                    .computeIfAbsent(series.first(List.of("deployment", "statefulset")), none -> new double[2]);
            for (double value : series.values()) {
                mean[0] += value;
                mean[1]++;
            }
        }
    }

    /** Returns the metric of the buckets that belongs to a metric of sums, or the name itself. */
    private static String bucketOf(String name) {
        return name.replaceAll("_sum$", "_bucket");
    }

    private void requests(String name, PrometheusSeries series) {
        String status = series.first(STATUS);
        Requests kind = requests.computeIfAbsent(name, none -> new TreeMap<>())
                .computeIfAbsent(kind(series), none -> new Requests(new CounterSeries(), new CounterSeries()));
        kind.all().add(series);
        if (!status.isEmpty()) {
            withStatus.add(name);
        }
        if (status.startsWith("5") && status.length() == 3) {
            kind.failed().add(series);
        }
    }

    /** Adds a native histogram, which counts requests and their durations under one name. */
    private void nativeHistogram(String name, PrometheusSeries series) {
        natives.computeIfAbsent(name, none -> new TreeMap<>())
                .computeIfAbsent(kind(series), none -> new NativeHistogram())
                .add(series.growth().orElseThrow());
        services.computeIfAbsent(name, none -> new TreeSet<>()).add(series.first(SERVICES));
        requests(name, series);
    }

    private void bucket(String name, PrometheusSeries series) {
        String bound = series.labels().getOrDefault("le", "");
        double le;
        try {
            le = bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
        } catch (NumberFormatException none) {
            return;
        }
        times.computeIfAbsent(name, none -> new TreeMap<>())
                .computeIfAbsent(kind(series), none -> new Histogram())
                .add(le, series.increase());
        if (le == Double.POSITIVE_INFINITY) {
            requests(name, series);
        }
    }

    /** Returns the method and the route, with identifiers of objects replaced. */
    private static String kind(PrometheusSeries series) {
        String route = series.first(ROUTES);
        String kind = series.first(METHODS) + " " + (route.isEmpty() ? "" : NameAnonymizer.operation(route));
        return kind.isBlank() ? "requests" : kind.strip();
    }

    /** Returns the metric of the load: the first request counter with an increase; empty if there is none. */
    String loadFrom() {
        List<String> names = new ArrayList<>(REQUESTS);
        names.addAll(TIMES);
        names.addAll(natives.keySet());
        return names.stream()
                .filter(requests::containsKey)
                .filter(name -> requests.get(name).values().stream()
                        .anyMatch(kind -> kind.all().sum() > 0))
                .findFirst()
                .orElse("");
    }

    /**
     * Returns the metric of request durations: the histogram of the load metric, else the first one; empty if there is
     * none.
     */
    String timesFrom() {
        String load = loadFrom();
        String same = load.replaceAll("_count$", "_bucket");
        if (times.containsKey(same) || natives.containsKey(load)) {
            return same;
        }
        return TIMES.stream()
                .filter(times::containsKey)
                .findFirst()
                .orElse(natives.isEmpty() ? "" : natives.keySet().iterator().next());
    }

    /** Returns the metric of the sums of request durations that belongs to the histogram; empty if there is none. */
    private String sumsFrom() {
        String name = timesFrom().replaceAll("_bucket$", "_sum");
        return sums.containsKey(name) ? name : "";
    }

    /** Returns the requests of a metric by their kind. */
    Map<String, Requests> requests(String metric) {
        return requests.get(metric);
    }

    /** Returns the durations of the requests of the given kinds; an empty histogram if there are none. */
    Histogram times(String metric, List<String> kinds) {
        if (natives.containsKey(metric)) {
            NativeHistogram all = new NativeHistogram();
            kinds.forEach(kind -> all.add(natives.get(metric).getOrDefault(kind, new NativeHistogram())));
            return all.cumulative();
        }
        Histogram all = new Histogram();
        kinds.stream()
                .map(kind -> times.getOrDefault(metric, Map.of()).get(kind))
                .filter(Objects::nonNull)
                .forEach(all::add);
        Map<String, CounterSeries> known = sums.getOrDefault(sumsFrom(), Map.of());
        if (sumsFrom().equals(metric.replaceAll("_bucket$", "_sum"))
                && known.keySet().containsAll(kinds)) {
            kinds.forEach(kind -> all.addSum(known.get(kind).sum()));
        }
        return all;
    }

    /** Returns the services of the requests that a metric counts. */
    Set<String> services(String metric) {
        return services.getOrDefault(metric, Set.of());
    }

    /** Returns whether a metric has a status label. */
    boolean hasStatusLabel(String metric) {
        return withStatus.contains(metric);
    }

    /** Returns the name of the CPU metric; empty if there is none. */
    String processorsFrom() {
        return PROCESSORS.stream().filter(processors::containsKey).findFirst().orElse("");
    }

    /** Returns the CPU time used, in seconds. */
    CounterSeries processors(String metric) {
        return processors.get(metric);
    }

    /** Returns the replica metric if it covers exactly one deployment; empty otherwise. */
    String replicasFrom() {
        return REPLICAS.stream()
                .filter(name -> replicas.containsKey(name) && replicas.get(name).size() == 1)
                .findFirst()
                .orElse("");
    }

    /** Returns the mean number of replicas. */
    double replicas(String metric) {
        double[] mean = replicas.get(metric).firstEntry().getValue();
        return mean[0] / mean[1];
    }

    /** Returns the unused metrics with their number of series. */
    Map<String, Long> unused() {
        Map<String, Long> unused = new TreeMap<>(seriesOf);
        List<String> used = List.of(loadFrom(), timesFrom(), sumsFrom(), processorsFrom(), replicasFrom());
        unused.keySet().removeIf(name -> !name.isEmpty() && used.contains(name));
        return unused;
    }

    /** Returns the number of duplicate series. */
    long duplicates() {
        return twice;
    }
}
