package dev.brownout.importing.recognition;

import java.util.List;
import java.util.function.Predicate;

/**
 * Format without an importer.
 *
 * @param evidence strength of the evidence of the recognizer
 * @param refusal end of a sentence about a file of this format, with advice
 * @param recognizer returns whether an input has the format
 */
record UnsupportedFormat(Evidence evidence, String refusal, Predicate<InputHead> recognizer) {
    /** Refusal of a file of any other format. */
    static final String UNKNOWN =
            "is of no known format; expected an access log, results of a load test, spans, a compose file,"
                    + " Kubernetes manifests, a configuration of nginx, HAProxy or Spring Boot, or JSON of terraform"
                    + " show";

    /** Values of Helm, an action at the beginning of a line, or a value that YAML cannot parse. */
    private static final String HELM_EXPRESSION =
            "\\{\\{-?\\s*(\\.(Values|Release|Chart|Capabilities)\\b|(include|template) \"[^\"]+\" )"
                    + "|^\\s*(- )?\\{\\{-?\\s*(/\\*|if|range|with|end|else|define|include|template|\\.)"
                    + "|^[^\"'#\\n]*[:-] +\\{\\{";

    private static final String HELM_CHART = refusal("a part of a Helm chart", "import the output of 'helm template'");
    private static final String KUSTOMIZATION = refusal("a kustomization", "import the output of 'kubectl kustomize'");
    private static final String ENVOY = refusal(
            "an Envoy bootstrap",
            "import the access log of Envoy, or the manifests of Istio or Kubernetes that generate its configuration");
    private static final String OPENAPI = refusal(
            "an OpenAPI description", "it has no load and no components; import an access log or a compose file");
    private static final String CLOUDFORMATION =
            refusal("a CloudFormation template", "there is no importer; describe the components in a scenario");

    private static final String SUMMARY =
            "it has no single requests; import an access log, or state its rate and percentiles in a scenario";
    private static final String METRICS =
            "write the rate as 'load: 120/s' and the percentiles as 'service: lognormal(p50=20ms p99=200ms)', or"
                    + " import an access log";
    private static final String LLM_TRACE = refusal(
            "a trace of requests to a language model",
            "use its tokens as 'prompt: file(...)' and 'output: file(...)' of 'kind: inference'");

    /** All formats. Of formats with equal evidence, the first is that of the input. */
    static final List<UnsupportedFormat> ALL = List.of(
            new UnsupportedFormat(
                    Evidence.SYNTAX,
                    "is empty; expected a file with content",
                    head -> head.text().isBlank()),
            new UnsupportedFormat(
                    Evidence.SYNTAX,
                    refusal("binary data", "expected text, or text compressed with gzip"),
                    InputHead::binary),
            new UnsupportedFormat(
                    Evidence.SYNTAX,
                    refusal("a Helm template", "import the output of 'helm template'"),
                    head -> head.has(HELM_EXPRESSION)),
            new UnsupportedFormat(
                    Evidence.SIGNATURE,
                    refusal("a Brownout scenario", "'brownout run' runs it"),
                    head -> head.hasKey("scenario") && head.hasKey("components", "requests", "use")),
            new UnsupportedFormat(Evidence.SIGNATURE, KUSTOMIZATION, head -> head.has("^kind:\\s*Kustomization")),
            yaml(HELM_CHART, head -> head.hasKey("apiVersion") && head.hasKey("name") && head.hasKey("version")),
            yaml(ENVOY, head -> head.hasKey("static_resources", "dynamic_resources")),
            yaml(
                    refusal(
                            "a CI workflow",
                            "it describes no servers; import the compose file or the manifests that it deploys"),
                    head -> head.hasKey("on") && head.hasKey("jobs")
                            || head.hasKey("stages") && head.has("^\\s+script:")),
            yaml(OPENAPI, head -> head.hasKey("openapi", "swagger")),
            yaml(CLOUDFORMATION, head -> head.hasKey("AWSTemplateFormatVersion", "Resources")),
            yaml(
                    refusal("a Prometheus configuration", METRICS),
                    head -> head.hasKey("scrape_configs", "rule_files", "groups")),
            yaml(
                    refusal(
                            "a Traefik configuration",
                            "import the compose file or the manifests with the labels of its services"),
                    head -> head.hasKey("entryPoints", "providers")
                            || head.hasKey("http") && head.has("^\\s+(routers|middlewares):")),
            json(refusal("metrics of OpenTelemetry", METRICS), "resourceMetrics", "resource_metrics"),
            json(refusal("a response of Prometheus", METRICS), "data.resultType"),
            json(
                    refusal("log records of OpenTelemetry", "import access logs or spans"),
                    "resourceLogs",
                    "resource_logs"),
            json(OPENAPI, "openapi", "swagger"),
            json(
                    refusal("an HTTP archive of a browser", "it has the requests of one page; import an access log"),
                    "log.entries",
                    "log.creator"),
            json(CLOUDFORMATION, "AWSTemplateFormatVersion", "Resources.Type"),
            json(
                    refusal(
                            "a Grafana dashboard",
                            "it has queries but no values; import responses of /api/v1/query_range"),
                    "panels",
                    "dashboard.panels",
                    "__inputs"),
            json(ENVOY, "static_resources", "dynamic_resources"),
            new UnsupportedFormat(
                    Evidence.SIGNATURE,
                    refusal("a JMeter test plan", "import its results: jmeter -n -t PLAN -l results.jtl"),
                    head -> head.text().stripLeading().startsWith("<")
                            && head.text().contains("<jmeterTestPlan")),
            json(
                    refusal("a summary of Gatling", "import its simulation.log"),
                    "numberOfRequests",
                    "meanNumberOfRequestsPerSecond"),
            json(refusal("a report of Artillery", SUMMARY), "aggregate.counters", "aggregate.scenariosCreated"),
            json(refusal("a result of fortio", SUMMARY), "DurationHistogram"),
            json(
                    refusal(
                            "spans of the standard output of OpenTelemetry",
                            "import OTLP JSON, such as that of the file exporter of the Collector"),
                    "SpanContext",
                    "SpanContext.TraceID"),
            json(LLM_TRACE, "input_length", "hash_ids"),
            yaml(
                    refusal(
                            "a configuration of the Serverless Framework",
                            "describe its functions as 'kind: function'"),
                    head -> head.hasKey("provider") && head.hasKey("functions", "frameworkVersion")),
            yaml(
                    refusal("a configuration of Patroni", "use a database with 'profile: postgres-patroni'"),
                    head -> head.hasKey("scope") && head.hasKey("bootstrap", "restapi", "patroni")),
            text(
                    "a file with several runs of wrk",
                    "import a file with one run",
                    "\\ARunning \\S+ test @ [\\s\\S]*^Requests/sec:[\\s\\S]*^Running \\S+ test @ "
                            + "|^Running \\S+ test @ [\\s\\S]*^Requests/sec:[\\s\\S]*^Requests/sec:"),
            text(
                    "a file with several runs of ab",
                    "import a file with one run",
                    "^Concurrency Level:[\\s\\S]*^Concurrency Level:"),
            text(
                    "the printed summary of k6",
                    "run it with '--summary-export=summary.json' or '--out json=points.json', and import that file",
                    "^\\s*(http_req_duration|iteration_duration)\\.{2,}: *avg="),
            text(
                    "a report of vegeta",
                    "import the output of 'vegeta encode --to json'",
                    "^Requests +\\[total, rate(, throughput)?] "),
            text(
                    "spans in CSV",
                    "import JSON of Jaeger or Zipkin, or OTLP JSON",
                    "\\A(?i)(?=.*\\btrace_?id\\b)(?=.*\\bspan_?id\\b)[^\\n{]*,"),
            new UnsupportedFormat(
                    Evidence.SIGNATURE,
                    LLM_TRACE,
                    head -> head.has("\\A(?i)[^\\n{]*(ContextTokens|Request tokens|input_?length|input_?tokens)[^\\n]*"
                            + "(GeneratedTokens|Response tokens|output_?length|output_?tokens)")),
            text(
                    "a configuration of pgbouncer",
                    "describe it as 'kind: pooler'",
                    "^\\[pgbouncer]|^\\s*default_pool_size\\s*="),
            text(
                    "a configuration of Redis Sentinel",
                    "describe it as 'copies' and 'failover' of a cache",
                    "^sentinel (monitor|down-after-milliseconds) "),
            text(
                    "a configuration of Redis",
                    "describe a cache, with 'memory' and 'eviction'",
                    "^(maxmemory(-policy)?|appendonly|appendfsync|replicaof|cluster-enabled) \\S"),
            text(
                    "a configuration of Kafka",
                    "describe a topic, with 'partitions' and 'copies'",
                    "^(broker\\.id|node\\.id|process\\.roles|log\\.dirs|zookeeper\\.connect|num\\.partitions)\\s*="),
            text(
                    "a configuration of Quarkus",
                    "describe its pools and thread limits in a scenario",
                    "^%?[a-z.]*quarkus\\.[a-z0-9.\"-]+\\s*="),
            text(
                    "a Caddyfile",
                    "describe its 'reverse_proxy' as a load balancer",
                    "^\\s*(reverse_proxy|php_fastcgi)\\s[^;]*$"),
            new UnsupportedFormat(
                    Evidence.LINES,
                    KUSTOMIZATION,
                    head -> head.hasKey("resources", "bases", "patches", "namePrefix", "configMapGenerator")),
            new UnsupportedFormat(
                    Evidence.LINES, HELM_CHART, head -> head.hasKey("replicaCount", "image", "nameOverride")),
            new UnsupportedFormat(
                    Evidence.LINES,
                    refusal("a Terraform configuration", "import the output of 'terraform show -json'"),
                    head -> head.has(
                            "^\\s*(resource|data|module|provider|variable)\\s+\"[^\"]+\"(\\s+\"[^\"]+\")?\\s*\\{"
                                    + "|^terraform\\s*\\{")),
            new UnsupportedFormat(
                    Evidence.HINTS,
                    refusal("metrics in the text format of Prometheus", METRICS),
                    head -> head.has("^# (HELP|TYPE) \\S+")),
            new UnsupportedFormat(
                    Evidence.HINTS,
                    refusal(
                            "a script of a load test",
                            "run it and import its results, such as k6 run --out json=points.json"),
                    head -> head.has("\\bfrom ['\"]k6/|\\bfrom locust\\b|\\bextends Simulation\\b|io\\.gatling\\.")));

    private static String refusal(String label, String advice) {
        return "is " + label + ", which is not imported; " + advice;
    }

    /** Returns a format with YAML keys that a manifest of Kubernetes can have too. */
    private static UnsupportedFormat yaml(String refusal, Predicate<InputHead> recognizer) {
        return new UnsupportedFormat(
                Evidence.SIGNATURE,
                refusal,
                head -> !(head.hasKey("apiVersion") && head.hasKey("kind")) && recognizer.test(head));
    }

    private static UnsupportedFormat text(String label, String advice, String pattern) {
        return new UnsupportedFormat(Evidence.SIGNATURE, refusal(label, advice), head -> head.has(pattern));
    }

    private static UnsupportedFormat json(String refusal, String... fields) {
        return new UnsupportedFormat(Evidence.KEYS, refusal, head -> head.hasField(fields));
    }
}
