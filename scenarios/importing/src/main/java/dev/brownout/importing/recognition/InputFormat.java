package dev.brownout.importing.recognition;

import java.util.Optional;

/**
 * Format of an input file. A format without an importer has advice instead.
 *
 * @see InputRecognizer
 */
public enum InputFormat {
    /** Compose file. */
    COMPOSE("a compose file", Group.TOPOLOGY),
    /** Kubernetes or Istio manifests. */
    KUBERNETES("Kubernetes manifests", Group.TOPOLOGY),
    /** Configuration of nginx. */
    NGINX("an nginx configuration", Group.TOPOLOGY),
    /** Configuration of HAProxy. */
    HAPROXY("an HAProxy configuration", Group.TOPOLOGY),
    /** Plan or state of Terraform as JSON. */
    TERRAFORM("JSON of terraform show", Group.TOPOLOGY),
    /** Configuration of a Spring Boot application. */
    SPRING("a Spring Boot configuration", Group.POLICIES),
    /** Access log. */
    LOG("an access log", Group.REQUESTS),
    /** Results of a load test. */
    LOAD_TEST("results of a load test", Group.REQUESTS),
    /** Spans of traces. */
    SPANS("spans", Group.TRACES),
    /** Response of Prometheus to a range query. */
    PROMETHEUS("a response of Prometheus", Group.METRICS),
    /** Scenario of this program. */
    SCENARIO("a Brownout scenario", "'brownout run' runs it"),
    /** Envoy bootstrap or listener configuration. */
    ENVOY(
            "an Envoy bootstrap",
            "import the access log of Envoy, or the manifests of Istio or Kubernetes that generate its configuration"),
    /** Dynamic or static configuration of Traefik. */
    TRAEFIK("a Traefik configuration", "import the compose file or the manifests with the labels of its services"),
    /** Template of a Helm chart. */
    HELM_TEMPLATE("a Helm template", "import the output of 'helm template'"),
    /** Values or description of a Helm chart. */
    HELM_CHART("a part of a Helm chart", "import the output of 'helm template'"),
    /** Kustomization. */
    KUSTOMIZATION("a kustomization", "import the output of 'kubectl kustomize'"),
    /** Terraform configuration in HCL. */
    HCL("a Terraform configuration", "import the output of 'terraform show -json'"),
    /** CloudFormation template. */
    CLOUDFORMATION("a CloudFormation template", "there is no importer; describe the components in a scenario"),
    /** Configuration or rules of Prometheus. */
    PROMETHEUS_CONFIGURATION(
            "a Prometheus configuration", "import responses of /api/v1/query_range, which have measurements"),
    /** Current values of metrics in the text format of Prometheus. */
    EXPOSITION(
            "metrics in the text format of Prometheus",
            "it has current values only; import responses of /api/v1/query_range, which have values over time"),
    /** Metrics of OpenTelemetry. */
    OTLP_METRICS("metrics of OpenTelemetry", "import responses of Prometheus to range queries"),
    /** Log records of OpenTelemetry. */
    OTLP_LOGS("log records of OpenTelemetry", "import access logs or spans"),
    /** Dashboard of Grafana. */
    DASHBOARD("a Grafana dashboard", "it has queries but no values; import responses of /api/v1/query_range"),
    /** HTTP archive of a browser. */
    HAR("an HTTP archive of a browser", "it has the requests of one page; import an access log"),
    /** Description of an interface. */
    OPENAPI("an OpenAPI description", "it has no load and no components; import an access log or a compose file"),
    /** Plan of JMeter. */
    JMETER_PLAN("a JMeter test plan", "import its results: jmeter -n -t PLAN -l results.jtl"),
    /** Script of a load test. */
    LOAD_TEST_SCRIPT("a script of a load test", "run it and import its results, such as k6 run --out json=points.json"),
    /** Text format of a Gatling binary log. */
    BINARY("binary data", "expected text, or text compressed with gzip"),
    /** Workflow of a CI system. */
    WORKFLOW("a CI workflow", "it describes no servers; import the compose file or the manifests that it deploys"),
    /** File without content. */
    EMPTY("empty", "expected a file with content"),
    /** Anything else. */
    UNKNOWN(
            "of no known format",
            "expected an access log, results of a load test, spans, responses of Prometheus, a compose file, Kubernetes"
                    + " manifests, a configuration of nginx, HAProxy or Spring Boot, or JSON of terraform show");

    /** Information that a format contains. Files of different groups can complement each other. */
    public enum Group {
        /** Components and their connections, without load and times. */
        TOPOLOGY,
        /** Policies of calls. */
        POLICIES,
        /** Individual requests with times. */
        REQUESTS,
        /** Call trees with times. */
        TRACES,
        /** Time series of counters. */
        METRICS
    }

    private final String label;
    private final Group group;
    private final String advice;

    InputFormat(String label, Group group) {
        this.label = label;
        this.group = group;
        this.advice = "";
    }

    InputFormat(String label, String advice) {
        this.label = label;
        this.group = null;
        this.advice = advice;
    }

    /** Returns the name of the format with an article, such as {@code a compose file}. */
    public String label() {
        return label;
    }

    /** Returns the group of an importable format; empty if there is no importer. */
    public Optional<Group> group() {
        return Optional.ofNullable(group);
    }

    /** Returns the refusal of a file with this format. The format has no importer. */
    public String refusal(String file) {
        boolean named = this != EMPTY && this != UNKNOWN;
        return file + ": is " + label + (named ? ", which is not imported" : "") + "; " + advice;
    }
}
