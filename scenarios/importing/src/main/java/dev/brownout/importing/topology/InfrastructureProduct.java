package dev.brownout.importing.topology;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Products that stand beside requests: every service names them as a host, and no request waits for them. */
public enum InfrastructureProduct {
    /** Whoever collects, keeps and shows spans, metrics and logs: exporters send to it in batches of their own. */
    TELEMETRY(
            "watches the others, which write to it beside their requests",
            "opentelemetry otel otelcol jaeger jaegertracing zipkin openzipkin prometheus prom grafana loki tempo"
                    + " mimir promtail alertmanager pushgateway fluentd fluent fluentbit filebeat metricbeat pyroscope"
                    + " cadvisor"),
    /** Whoever tells where others are: clients keep what it says and ask again now and then. */
    DISCOVERY("tells where others are, which is asked beside requests", "consul eureka zookeeper");

    private final String what;
    private final String words;

    /** By the words of which its name has one, with blanks between. */
    InfrastructureProduct(String what, String words) {
        this.what = what;
        this.words = words;
    }

    /** What it does, as it is said of it. */
    String what() {
        return what;
    }

    /** What an image is of, if that stands beside requests. */
    public static Optional<InfrastructureProduct> ofImage(String image) {
        String path = image.split("@", 2)[0];
        int tag = path.indexOf(':', path.lastIndexOf('/') + 1);
        return of((tag < 0 ? path : path.substring(0, tag)).replace('/', '-'));
    }

    /** What a service of that name is, if that stands beside requests. */
    public static Optional<InfrastructureProduct> of(String name) {
        List<String> parts = List.of(name.toLowerCase(Locale.ROOT).split("[-_.]", -1));
        return Arrays.stream(values())
                .filter(one -> parts.stream().anyMatch(List.of(one.words.split(" ", -1))::contains))
                .findFirst();
    }
}
