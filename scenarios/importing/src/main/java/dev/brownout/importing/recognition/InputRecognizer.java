package dev.brownout.importing.recognition;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.loadtest.SummaryScenario;
import dev.brownout.importing.log.ImportedLog;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Recognition of the format of a file by its first 64 kB. The name of the file is not used. */
public final class InputRecognizer {
    private static final Set<String> SPRING_KEYS = Set.of(
            "spring",
            "resilience4j",
            "server",
            "management",
            "feign",
            "eureka",
            "logging",
            "hystrix",
            "ribbon",
            "zuul");
    private static final String SPRING_PROPERTY =
            "^(spring|resilience4j|server|management|feign|eureka|logging|hystrix|ribbon)[._][\\w.\\[\\]-]+[ \\t]*[=:]";

    /** Values of Helm, an action at the beginning of a line, or a value that YAML cannot parse. */
    private static final String HELM_EXPRESSION =
            "\\{\\{-?\\s*(\\.(Values|Release|Chart|Capabilities)\\b|(include|template) \"[^\"]+\" )"
                    + "|^\\s*(- )?\\{\\{-?\\s*(/\\*|if|range|with|end|else|define|include|template|\\.)"
                    + "|^[^\"'#\\n]*[:-] +\\{\\{";

    /** Part of a service of a compose file. */
    private static final String COMPOSE_SERVICE = "^\\s+(\\S+: *\\{ *)?(image|build|extends) *:";

    private InputRecognizer() {}

    /**
     * Returns the format of an input. The source is opened and closed.
     *
     * @throws ImportException if it cannot be read
     */
    public static InputFormat recognize(ImportSource source) throws ImportException {
        InputHead head = InputHead.of(source);
        if (head.text().isBlank()) {
            return InputFormat.EMPTY;
        }
        if (head.binary()) {
            return InputFormat.BINARY;
        }
        if (head.isJson()) {
            return json(head);
        }
        if (head.text().stripLeading().startsWith("<")) {
            return xml(head);
        }
        return text(head);
    }

    /**
     * Returns the refusal of an input without an importer.
     *
     * @throws ImportException if it cannot be read
     */
    static String refusal(ImportSource source, InputFormat format) throws ImportException {
        if (format == InputFormat.UNKNOWN) {
            String foreign = ImportedLog.foreign(InputHead.of(source).lines());
            if (!foreign.isEmpty()) {
                return source.name() + ": " + foreign;
            }
        }
        return format.refusal(source.name());
    }

    private static InputFormat json(InputHead head) {
        Set<String> fields = head.jsonFields();
        if (hasAny(fields, "resourceSpans", "resource_spans", "result.resourceSpans", "data.spans", "spans.traceID")
                || fields.contains("traceId")
                        && hasAny(fields, "localEndpoint", "remoteEndpoint", "kind", "duration")) {
            return InputFormat.SPANS;
        }
        if (fields.contains("data.resultType")) {
            return InputFormat.PROMETHEUS;
        }
        if (fields.contains("apiVersion") && fields.contains("kind")) {
            return InputFormat.KUBERNETES;
        }
        if (hasAny(fields, "planned_values", "values.root_module", "format_version", "terraform_version")) {
            return InputFormat.TERRAFORM;
        }
        if (fields.contains("services") && !fields.contains("openapi")) {
            return InputFormat.COMPOSE;
        }
        if (hasAny(fields, "resourceMetrics", "resource_metrics")) {
            return InputFormat.OTLP_METRICS;
        }
        if (hasAny(fields, "resourceLogs", "resource_logs")) {
            return InputFormat.OTLP_LOGS;
        }
        if (hasAny(fields, "openapi", "swagger")) {
            return InputFormat.OPENAPI;
        }
        if (hasAny(fields, "log.entries", "log.creator")) {
            return InputFormat.HAR;
        }
        if (hasAny(fields, "AWSTemplateFormatVersion", "Resources.Type")) {
            return InputFormat.CLOUDFORMATION;
        }
        if (hasAny(fields, "panels", "dashboard.panels", "__inputs")) {
            return InputFormat.DASHBOARD;
        }
        if (hasAny(fields, "static_resources", "dynamic_resources")) {
            return InputFormat.ENVOY;
        }
        return requests(head);
    }

    private static InputFormat xml(InputHead head) {
        if (head.has("<jmeterTestPlan")) {
            return InputFormat.JMETER_PLAN;
        }
        return requests(head);
    }

    /** Recognizes configuration files, then logs and results of load tests. */
    private static InputFormat text(InputHead head) {
        if (head.has(HELM_EXPRESSION)) {
            return InputFormat.HELM_TEMPLATE;
        }
        InputFormat requests = requests(head);
        if (requests != InputFormat.UNKNOWN) {
            return requests;
        }
        Set<String> keys = head.yamlKeys();
        InputFormat yaml = keys.isEmpty() ? InputFormat.UNKNOWN : yaml(head, keys);
        return yaml == InputFormat.UNKNOWN ? otherText(head) : yaml;
    }

    private static InputFormat yaml(InputHead head, Set<String> keys) {
        if (keys.contains("scenario") && hasAny(keys, "components", "requests", "use")) {
            return InputFormat.SCENARIO;
        }
        if (head.has("^kind:\\s*Kustomization")) {
            return InputFormat.KUSTOMIZATION;
        }
        if (keys.contains("apiVersion") && keys.contains("kind")) {
            return InputFormat.KUBERNETES;
        }
        if (keys.contains("apiVersion") && keys.contains("name") && keys.contains("version")) {
            return InputFormat.HELM_CHART;
        }
        if (hasAny(keys, "static_resources", "dynamic_resources")) {
            return InputFormat.ENVOY;
        }
        if (keys.contains("on") && keys.contains("jobs") || keys.contains("stages") && head.has("^\\s+script:")) {
            return InputFormat.WORKFLOW;
        }
        if (hasAny(keys, "openapi", "swagger")) {
            return InputFormat.OPENAPI;
        }
        if (hasAny(keys, "AWSTemplateFormatVersion", "Resources")) {
            return InputFormat.CLOUDFORMATION;
        }
        if (hasAny(keys, "scrape_configs", "rule_files", "groups")) {
            return InputFormat.PROMETHEUS_CONFIGURATION;
        }
        if (hasAny(keys, "entryPoints", "providers")
                || keys.contains("http") && head.has("^\\s+(routers|middlewares):")) {
            return InputFormat.TRAEFIK;
        }
        if (hasAny(keys, "services")
                && !head.has(COMPOSE_SERVICE)
                && hasAny(keys, SPRING_KEYS.toArray(String[]::new))) {
            return InputFormat.SPRING;
        }
        if (hasAny(keys, "services", "include", "extends") || head.has("^ {1,4}image:\\s") && !hasAny(keys, "image")) {
            return InputFormat.COMPOSE;
        }
        if (hasAny(keys, SPRING_KEYS.toArray(String[]::new)) || head.has(SPRING_PROPERTY)) {
            return InputFormat.SPRING;
        }
        if (hasAny(keys, "resources", "bases", "patches", "namePrefix", "configMapGenerator")) {
            return InputFormat.KUSTOMIZATION;
        }
        return hasAny(keys, "replicaCount", "image", "nameOverride") ? InputFormat.HELM_CHART : InputFormat.UNKNOWN;
    }

    private static InputFormat otherText(InputHead head) {
        if (head.has("^\\s*(resource|data|module|provider|variable)\\s+\"[^\"]+\"(\\s+\"[^\"]+\")?\\s*\\{")
                || head.has("^terraform\\s*\\{")) {
            return InputFormat.HCL;
        }
        if (head.has("^(frontend|backend|listen)\\s+\\S+") || head.has("^defaults\\b") && head.has("^global\\b")) {
            return InputFormat.HAPROXY;
        }
        if (head.has("^\\s*(upstream\\s+\\S+|server|http|events|location\\s+[^{]+)\\s*\\{")
                || head.has("^\\s*proxy_pass\\s")) {
            return InputFormat.NGINX;
        }
        if (head.has(SPRING_PROPERTY)) {
            return InputFormat.SPRING;
        }
        if (head.has("^# (HELP|TYPE) \\S+")) {
            return InputFormat.EXPOSITION;
        }
        if (head.has("\\bfrom ['\"]k6/|\\bfrom locust\\b|\\bextends Simulation\\b|io\\.gatling\\.")) {
            return InputFormat.LOAD_TEST_SCRIPT;
        }
        return InputFormat.UNKNOWN;
    }

    private static InputFormat requests(InputHead head) {
        List<String> lines = head.lines();
        if (!SummaryScenario.form(head.text()).isEmpty()) {
            return InputFormat.LOAD_TEST;
        }
        if (!ImportedLog.recognizes(lines)) {
            return InputFormat.UNKNOWN;
        }
        return ImportedLog.recognizesLoadTest(lines) ? InputFormat.LOAD_TEST : InputFormat.LOG;
    }

    private static boolean hasAny(Set<String> names, String... expected) {
        return !Collections.disjoint(names, Set.of(expected));
    }
}
