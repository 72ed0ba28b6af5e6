package dev.brownout.importing.topology;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Infrastructure products outside of the request path. Services reference them as hosts, but no request waits for them.
 */
public enum InfrastructureProduct {
    /** Load generators. Their load is in scripts or in a browser. */
    LOAD_GENERATOR(
            "a load generator without its load in the files; 'load' of the scenario takes its place",
            "k6 locust artillery jmeter vegeta gatling"),
    /** Collectors, stores and dashboards of traces, metrics and logs. Exporters send to them in separate batches. */
    TELEMETRY(
            "monitoring, which is not part of requests",
            "opentelemetry otel otelcol jaeger jaegertracing zipkin openzipkin prometheus prom grafana loki tempo"
                    + " mimir promtail alertmanager pushgateway fluentd fluent fluentbit filebeat metricbeat pyroscope"
                    + " cadvisor rsyslog syslog honeytail logspout"),
    /** Service discovery. Clients cache its data and refresh it periodically. */
    DISCOVERY("service discovery, which is not part of requests", "consul eureka zookeeper"),
    /** Monitors that promote a replica after a failure. Clients ask them only when they connect. */
    FAILOVER("monitors of a failover, which are not part of requests", "sentinel"),
    /** User interfaces for the administration of databases, queues and containers. */
    CONSOLE(
            "user interfaces for administration, which are not part of requests",
            "pgadmin pgadmin4 adminer phpmyadmin mongo-express redis-commander redisinsight kafka-ui kafdrop akhq"
                    + " kowl portainer kibana dozzle rabbitmq-management-ui cerebro flower mailhog mailpit maildev");

    private final String description;
    private final String words;

    /** Creates a product with its description and the words that identify it in a name, separated by blanks. */
    InfrastructureProduct(String name, String words) {
        this.description = name;
        this.words = words;
    }

    /** Returns the description for messages: the function of the product. */
    String description() {
        return description;
    }

    /** Returns the infrastructure product of a container image, if it is one. */
    public static Optional<InfrastructureProduct> ofImage(String image) {
        String path = image.split("@", 2)[0];
        int tag = path.indexOf(':', path.lastIndexOf('/') + 1);
        return of((tag < 0 ? path : path.substring(0, tag)).replace('/', '-'));
    }

    /** Returns the infrastructure product of a service name, if it is one. */
    public static Optional<InfrastructureProduct> of(String name) {
        List<String> parts = List.of(name.toLowerCase(Locale.ROOT).split("[-_.]", -1));
        return Arrays.stream(values())
                .filter(one -> Arrays.stream(one.words.split(" ", -1))
                        .anyMatch(word -> Collections.indexOfSubList(parts, List.of(word.split("-", -1))) >= 0))
                .findFirst();
    }
}
