package dev.brownout.importing.recognition;

import static dev.brownout.importing.recognition.InputFormat.BINARY;
import static dev.brownout.importing.recognition.InputFormat.CLOUDFORMATION;
import static dev.brownout.importing.recognition.InputFormat.COMPOSE;
import static dev.brownout.importing.recognition.InputFormat.DASHBOARD;
import static dev.brownout.importing.recognition.InputFormat.EMPTY;
import static dev.brownout.importing.recognition.InputFormat.ENVOY;
import static dev.brownout.importing.recognition.InputFormat.EXPOSITION;
import static dev.brownout.importing.recognition.InputFormat.HAPROXY;
import static dev.brownout.importing.recognition.InputFormat.HAR;
import static dev.brownout.importing.recognition.InputFormat.HCL;
import static dev.brownout.importing.recognition.InputFormat.HELM_CHART;
import static dev.brownout.importing.recognition.InputFormat.HELM_TEMPLATE;
import static dev.brownout.importing.recognition.InputFormat.JMETER_PLAN;
import static dev.brownout.importing.recognition.InputFormat.KUBERNETES;
import static dev.brownout.importing.recognition.InputFormat.KUSTOMIZATION;
import static dev.brownout.importing.recognition.InputFormat.LOAD_TEST;
import static dev.brownout.importing.recognition.InputFormat.LOAD_TEST_SCRIPT;
import static dev.brownout.importing.recognition.InputFormat.LOG;
import static dev.brownout.importing.recognition.InputFormat.NGINX;
import static dev.brownout.importing.recognition.InputFormat.OPENAPI;
import static dev.brownout.importing.recognition.InputFormat.OTLP_LOGS;
import static dev.brownout.importing.recognition.InputFormat.OTLP_METRICS;
import static dev.brownout.importing.recognition.InputFormat.PROMETHEUS;
import static dev.brownout.importing.recognition.InputFormat.PROMETHEUS_CONFIGURATION;
import static dev.brownout.importing.recognition.InputFormat.SCENARIO;
import static dev.brownout.importing.recognition.InputFormat.SPANS;
import static dev.brownout.importing.recognition.InputFormat.SPRING;
import static dev.brownout.importing.recognition.InputFormat.TERRAFORM;
import static dev.brownout.importing.recognition.InputFormat.TRAEFIK;
import static dev.brownout.importing.recognition.InputFormat.UNKNOWN;
import static dev.brownout.importing.recognition.InputFormat.WORKFLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InputRecognizerTest {
    private static final String COMPOSE_TEXT = "services:\n  web:\n    image: nginx\n    ports: ['80:80']\n";

    private static ImportSource source(String text) {
        return source("input", text.getBytes(StandardCharsets.UTF_8));
    }

    private static ImportSource source(String name, byte[] bytes) {
        return new ImportSource(name, () -> new ByteArrayInputStream(bytes));
    }

    static Stream<Arguments> texts() {
        return Stream.concat(importable(), refused());
    }

    private static Stream<Arguments> importable() {
        return Stream.of(
                arguments(COMPOSE, COMPOSE_TEXT),
                arguments(
                        COMPOSE,
                        "# comment\nversion: '3'\nx-common: &c { restart: always }\nservices: { a: { image: b } }"),
                arguments(COMPOSE, "include:\n  - other.yaml\n"),
                arguments(COMPOSE, "web:\n  image: nginx\n  links: [db]\ndb:\n  image: postgres\n"),
                arguments(COMPOSE, "{\"services\":{\"web\":{\"image\":\"nginx\"}}}"),
                arguments(COMPOSE, "services:\n  app:\n    labels: ['traefik.http.routers.a.rule=Host(`a`)']\n"),
                arguments(KUBERNETES, "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\n"),
                arguments(KUBERNETES, "---\n# Source: chart/templates/a.yaml\napiVersion: v1\nkind: Service\n"),
                arguments(KUBERNETES, "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[]}"),
                arguments(KUBERNETES, "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: {}\n"),
                arguments(SPRING, "services:\n  a: { url: http://b }\nspring:\n  application: { name: a }\n"),
                arguments(COMPOSE, "services:\n  a:\n    image: b\n    hostname: \"{{.Node.Hostname}}\"\n"),
                arguments(COMPOSE, "services:\n  a:\n    image: b\n    command: ['--url={{.Expr|queryEscape}}']\n"),
                arguments(KUBERNETES, "apiVersion: a/v1\nkind: AnalysisTemplate\nspec: { a: \"{{args.name}}\" }\n"),
                arguments(TERRAFORM, "[command]/bin/terraform show -json\n{\"format_version\":\"1.2\",\"values\":{}}"),
                arguments(SPRING, "spring:\n  application: { name: a }\n"),
                arguments(SPRING, "resilience4j.retry:\n  instances: { a: { max-attempts: 3 } }\n"),
                arguments(SPRING, "# settings\nserver.port=8080\nspring.datasource.url=jdbc:postgresql://db/a\n"),
                arguments(SPRING, "server:\n  tomcat: { threads: { max: 20 } }\n"),
                arguments(
                        NGINX,
                        "upstream api {\n  server a:80;\n}\nserver {\n  location / { proxy_pass http://api; }\n}\n"),
                arguments(NGINX, "worker_processes auto;\nevents { worker_connections 1024; }\nhttp { include x; }\n"),
                arguments(HAPROXY, "global\n  maxconn 100\ndefaults\n  mode http\nfrontend in\n  bind :80\n"),
                arguments(HAPROXY, "backend api\n  balance leastconn\n  server a 10.0.0.1:80 check\n"),
                arguments(TERRAFORM, "{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.0\",\"values\":{}}"),
                arguments(TERRAFORM, "{\"planned_values\":{\"root_module\":{\"resources\":[]}}}"),
                arguments(LOG, "1.2.3.4 - - [10/Oct/2025:13:55:36 +0000] \"GET /a HTTP/1.1\" 200 23\n"),
                arguments(
                        LOG, "{\"time\":\"2025-10-10T13:55:36Z\",\"method\":\"GET\",\"path\":\"/a\",\"status\":200}\n"),
                arguments(
                        LOAD_TEST,
                        "timeStamp,elapsed,label,responseCode,success,allThreads\n1700000000000,12,home,200,true,5\n"),
                arguments(
                        LOAD_TEST,
                        "{\"attack\":\"\",\"seq\":0,\"code\":200,\"timestamp\":\"2025-10-10T13:55:36"
                                + "Z\",\"latency\":12000000,\"bytes_out\":0,\"bytes_in\":9,\"error\":\"\","
                                + "\"method\":\"GET\",\"url\":\"http://a/b\"}\n"),
                arguments(SPANS, "{\"resourceSpans\":[]}"),
                arguments(SPANS, "{\"resource_spans\":[{}]}\n{\"resource_spans\":[{}]}"),
                arguments(SPANS, "{\"data\":[{\"traceID\":\"a\",\"spans\":[{\"spanID\":\"b\"}],\"processes\":{}}]}"),
                arguments(
                        SPANS, "[{\"traceId\":\"a\",\"id\":\"b\",\"kind\":\"SERVER\",\"timestamp\":1,\"duration\":2}]"),
                arguments(PROMETHEUS, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}"));
    }

    private static Stream<Arguments> refused() {
        return Stream.of(
                arguments(SCENARIO, "scenario: a\nload: 1/s\ncomponents: { web: { kind: server } }\n"),
                arguments(ENVOY, "admin: {}\nstatic_resources:\n  listeners: []\n"),
                arguments(ENVOY, "{\"static_resources\":{\"clusters\":[]}}"),
                arguments(TRAEFIK, "entryPoints:\n  web: { address: ':80' }\nproviders: { docker: {} }\n"),
                arguments(TRAEFIK, "http:\n  routers:\n    a: { rule: x }\n  services: {}\n"),
                arguments(HELM_TEMPLATE, "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n"),
                arguments(HELM_TEMPLATE, "{{- if .Values.a }}\napiVersion: v1\n{{- end }}\n"),
                arguments(HELM_CHART, "apiVersion: v2\nname: a\nversion: 0.1.0\n"),
                arguments(HELM_CHART, "replicaCount: 2\nimage:\n  repository: nginx\n"),
                arguments(KUSTOMIZATION, "resources:\n  - a.yaml\nnamePrefix: b-\n"),
                arguments(KUSTOMIZATION, "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"),
                arguments(HCL, "resource \"aws_lb\" \"a\" {\n  name = \"a\"\n}\n"),
                arguments(CLOUDFORMATION, "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n"),
                arguments(
                        CLOUDFORMATION,
                        "{\"Resources\":{\"A\":{\"Type\":\"AWS::S3::Bucket\"}},\"AWSTemplateFormatVersion\":\"a\"}"),
                arguments(PROMETHEUS_CONFIGURATION, "global: { scrape_interval: 15s }\nscrape_configs: []\n"),
                arguments(PROMETHEUS_CONFIGURATION, "groups:\n  - name: a\n    rules: []\n"),
                arguments(EXPOSITION, "# HELP a_total Requests.\n# TYPE a_total counter\na_total 3\n"),
                arguments(OTLP_METRICS, "{\"resourceMetrics\":[]}"),
                arguments(OTLP_LOGS, "{\"resourceLogs\":[]}"),
                arguments(DASHBOARD, "{\"title\":\"a\",\"panels\":[]}"),
                arguments(HAR, "{\"log\":{\"version\":\"1.2\",\"entries\":[]}}"),
                arguments(OPENAPI, "openapi: 3.0.0\npaths: {}\n"),
                arguments(JMETER_PLAN, "<?xml version=\"1.0\"?>\n<jmeterTestPlan version=\"1.2\">\n"),
                arguments(LOAD_TEST_SCRIPT, "import http from 'k6/http';\nexport default function () {}\n"),
                arguments(LOAD_TEST_SCRIPT, "from locust import HttpUser\nclass A(HttpUser):\n  pass\n"),
                arguments(WORKFLOW, "name: CI\non: [push]\njobs:\n  build: {}\n"),
                arguments(BINARY, "a\0b"),
                arguments(EMPTY, " \n"),
                arguments(UNKNOWN, "The quick brown fox.\n"),
                arguments(UNKNOWN, "a,b\n1,2\n"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void formatIsRecognizedByContent(InputFormat format, String text) throws Exception {
        assertThat(InputRecognizer.recognize(source(text))).isEqualTo(format);
        assertThat(InputRecognizer.recognize(source("\uFEFF" + text))).isEqualTo(format == EMPTY ? EMPTY : format);
        assertThat(InputRecognizer.recognize(source("input.gz", zipped(text)))).isEqualTo(format);
        if (format != BINARY) {
            byte[] wide = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
            assertThat(InputRecognizer.recognize(source("input", wide))).isEqualTo(format);
        }
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void longTextIsRecognizedByItsBeginning() throws Exception {
        String item = "{\"traceID\":\"a\",\"spans\":[{\"spanID\":\"b\",\"operationName\":\"c\"}]},";
        assertThat(InputRecognizer.recognize(source("{\"data\":[" + item.repeat(5000) + "{}]}")))
                .isEqualTo(SPANS);
        String service = "  web%d:\n    image: nginx\n".repeat(5000);
        assertThat(InputRecognizer.recognize(source("services:\n" + service))).isEqualTo(COMPOSE);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusalNamesTheFormatAndTheAlternative(InputFormat format, String text) {
        assertThatThrownBy(() -> RecognizedImport.read(List.of(source(text), source(COMPOSE_TEXT)), List.of()))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("input: is " + format.label())
                .hasMessageContaining("; ")
                .hasNoCause();
        assertThat(format.refusal("input")).doesNotContain("\n").hasSizeLessThan(260);
    }

    @Test
    void refusalOfALogWithoutRequestsNamesItsKind() {
        String messages = "{\"time\":\"2025-10-10T13:55:36Z\",\"level\":\"info\",\"msg\":\"started\"}\n".repeat(3);
        assertThatThrownBy(() -> RecognizedImport.read(List.of(source(messages)), List.of()))
                .hasMessageStartingWith("input: this is JSON without requests");
        assertThatThrownBy(() -> RecognizedImport.read(
                        List.of(source("2025-10-10 13:55:36 INFO started\n".repeat(3))), List.of()))
                .hasMessageStartingWith("input: this is an application log");
    }

    @Test
    void filesOfDifferentSystemsAreNotCombined() {
        String manifests = "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\n";
        assertThatThrownBy(() -> RecognizedImport.read(List.of(source(COMPOSE_TEXT), source(manifests)), List.of()))
                .hasMessageContaining("is a compose file")
                .hasMessageContaining("is Kubernetes manifests");
    }

    @Test
    void filesOfAFolderWithoutAnImporterAreListed() throws Exception {
        List<ImportSource> found = List.of(source("name: a\nversion: 0.1.0\napiVersion: v2\n"), source(COMPOSE_TEXT));
        assertThat(RecognizedImport.read(List.of(), found).summary())
                .startsWith("input is a compose file")
                .anyMatch(line -> line.startsWith("not imported: input: is a part of a Helm chart"));
        assertThatThrownBy(() -> RecognizedImport.read(List.of(), found.subList(0, 1)))
                .hasMessageContaining("is a part of a Helm chart");
    }

    @Test
    void textsInUtf16AreImported() throws Exception {
        String text = COMPOSE_TEXT + "# \uD83D\uDE00 \u00E9 \uD55C\n".repeat(2000);
        ImportSource wide = source("input", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE));
        assertThat(new String(wide.unpacked().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(RecognizedImport.read(List.of(wide), List.of()).scenario()).contains("kind: server");
    }

    @Test
    void configurationOfAProxyComplementsAComposeFile() throws Exception {
        ImportSource compose = source("""
                services:
                  lb:
                    image: haproxy
                    ports: ["80:80"]
                    depends_on: [a, log]
                  a: { image: shop }
                  log: { image: collector }
                """);
        ImportSource proxy = source("""
                defaults
                  mode http
                frontend in
                  bind :80
                  default_backend api
                backend api
                  balance leastconn
                  server a a:80 check inter 7s
                """);
        String scenario =
                RecognizedImport.read(List.of(compose, proxy), List.of()).scenario();
        assertThat(scenario)
                .contains("algorithm: least-connections", "every: 7s")
                .doesNotContain("- log");
        ImportSource nginx =
                source("upstream a {\n  server a:80;\n}\nserver {\n  location / { proxy_pass http://a; }\n}\n");
        assertThatThrownBy(() -> RecognizedImport.read(List.of(compose, nginx), List.of()))
                .hasMessageContaining("no service of input is nginx");
    }

    @Test
    void resultBeginsWithTheFormatOfEachFile() throws Exception {
        assertThat(RecognizedImport.read(List.of(source(COMPOSE_TEXT)), List.of())
                        .summary())
                .first()
                .isEqualTo("input is a compose file");
    }
}
