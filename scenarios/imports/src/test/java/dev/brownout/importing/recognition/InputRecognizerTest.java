package dev.brownout.importing.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.combined.RecognizedImport;
import dev.brownout.importing.log.LogImporter;
import dev.brownout.importing.recognition.InputRecognizer.Recognition;
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
import org.junit.jupiter.params.provider.CsvSource;
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
                arguments("a compose file", COMPOSE_TEXT),
                arguments(
                        "a compose file",
                        "# comment\nversion: '3'\nx-common: &c { restart: always }\nservices: { a: { image: b } }"),
                arguments("a compose file", "include:\n  - other.yaml\n"),
                arguments("a compose file", "web:\n  image: nginx\n  links: [db]\ndb:\n  image: postgres\n"),
                arguments("a compose file", "{\"services\":{\"web\":{\"image\":\"nginx\"}}}"),
                arguments(
                        "a compose file", "services:\n  app:\n    labels: ['traefik.http.routers.a.rule=Host(`a`)']\n"),
                arguments("Kubernetes manifests", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\n"),
                arguments(
                        "Kubernetes manifests",
                        "---\n# Source: chart/templates/a.yaml\napiVersion: v1\nkind: Service\n"),
                arguments("Kubernetes manifests", "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[]}"),
                arguments("Kubernetes manifests", "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: {}\n"),
                arguments(
                        "a Spring Boot configuration",
                        "services:\n  a: { url: http://b }\nspring:\n  application: { name: a }\n"),
                arguments("a compose file", "services:\n  a:\n    image: b\n    hostname: \"{{.Node.Hostname}}\"\n"),
                arguments(
                        "a compose file",
                        "services:\n  a:\n    image: b\n    command: ['--url={{.Expr|queryEscape}}']\n"),
                arguments(
                        "Kubernetes manifests",
                        "apiVersion: a/v1\nkind: AnalysisTemplate\nspec: { a: \"{{args.name}}\" }\n"),
                arguments(
                        "JSON of terraform show",
                        "[command]/bin/terraform show -json\n{\"format_version\":\"1.2\",\"values\":{}}"),
                arguments("a Spring Boot configuration", "spring:\n  application: { name: a }\n"),
                arguments(
                        "a Spring Boot configuration",
                        "resilience4j.retry:\n  instances: { a: { max-attempts: 3 } }\n"),
                arguments(
                        "a Spring Boot configuration",
                        "# settings\nserver.port=8080\nspring.datasource.url=jdbc:postgresql://db/a\n"),
                arguments("a Spring Boot configuration", "server:\n  tomcat: { threads: { max: 20 } }\n"),
                arguments(
                        "an nginx configuration",
                        "upstream api {\n  server a:80;\n}\nserver {\n  location / { proxy_pass http://api; }\n}\n"),
                arguments(
                        "an nginx configuration",
                        "worker_processes auto;\nevents { worker_connections 1024; }\nhttp { include x; }\n"),
                arguments(
                        "an HAProxy configuration",
                        "global\n  maxconn 100\ndefaults\n  mode http\nfrontend in\n  bind :80\n"),
                arguments(
                        "an HAProxy configuration", "backend api\n  balance leastconn\n  server a 10.0.0.1:80 check\n"),
                arguments(
                        "JSON of terraform show",
                        "{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.0\",\"values\":{}}"),
                arguments("JSON of terraform show", "{\"planned_values\":{\"root_module\":{\"resources\":[]}}}"),
                arguments("an access log", "1.2.3.4 - - [10/Oct/2025:13:55:36 +0000] \"GET /a HTTP/1.1\" 200 23\n"),
                arguments("an access log", "::1 - - [10/Oct/2025:13:55:36 +0000] \"GET /a HTTP/1.1\" 200 23\n"),
                arguments(
                        "JSON of terraform show",
                        "::debug::stdout\n[command]terraform show -json\n{\"planned_values\":{\"root_module\":{}}}"),
                arguments(
                        "an access log",
                        "{\"time\":\"2025-10-10T13:55:36Z\",\"method\":\"GET\",\"path\":\"/a\",\"status\":200}\n"),
                arguments(
                        "results of a load test",
                        "timeStamp,elapsed,label,responseCode,success,allThreads\n1700000000000,12,home,200,true,5\n"),
                arguments(
                        "results of a load test",
                        "{\"attack\":\"\",\"seq\":0,\"code\":200,\"timestamp\":\"2025-10-10T13:55:36"
                                + "Z\",\"latency\":12000000,\"bytes_out\":0,\"bytes_in\":9,\"error\":\"\","
                                + "\"method\":\"GET\",\"url\":\"http://a/b\"}\n"),
                arguments("spans", "{\"resourceSpans\":[]}"),
                arguments("spans", "{\"resource_spans\":[{}]}\n{\"resource_spans\":[{}]}"),
                arguments("spans", "{\"data\":[{\"traceID\":\"a\",\"spans\":[{\"spanID\":\"b\"}],\"processes\":{}}]}"),
                arguments(
                        "spans",
                        "[{\"traceId\":\"a\",\"id\":\"b\",\"kind\":\"SERVER\",\"timestamp\":1,\"duration\":2}]"));
    }

    private static Stream<Arguments> refused() {
        return Stream.of(
                arguments("a Brownout scenario", "scenario: a\nload: 1/s\ncomponents: { web: { kind: server } }\n"),
                arguments("an Envoy bootstrap", "admin: {}\nstatic_resources:\n  listeners: []\n"),
                arguments("an Envoy bootstrap", "{\"static_resources\":{\"clusters\":[]}}"),
                arguments("a summary of Gatling", "{\"name\":\"All\",\"numberOfRequests\":{\"total\":8}}"),
                arguments("a report of Artillery", "{\"aggregate\":{\"counters\":{\"http.requests\":3}}}"),
                arguments("a result of fortio", "{\"RunType\":\"HTTP\",\"DurationHistogram\":{\"Count\":3}}"),
                arguments(
                        "spans of the standard output of OpenTelemetry",
                        "{\"Name\":\"a\",\"SpanContext\":{\"TraceID\":\"0af7\"}}"),
                arguments(
                        "a trace of requests to a language model",
                        "{\"timestamp\":2,\"input_length\":6,\"output_length\":5,\"hash_ids\":[4]}\n"),
                arguments(
                        "a trace of requests to a language model",
                        "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46,374,44\n"),
                arguments(
                        "a trace of requests to a language model",
                        "Timestamp,Model,Request tokens,Response tokens,Total tokens\n5,ChatGPT,472,18,490\n"),
                arguments("spans in CSV", "traceID,spanID,parentID,service\na,b,,web\n"),
                arguments(
                        "a configuration of the Serverless Framework",
                        "service: a\nprovider: { name: aws }\nfunctions: { a: { handler: b } }\nresources: {}\n"),
                arguments("a configuration of Patroni", "scope: a\nbootstrap: { dcs: { ttl: 30 } }\n"),
                arguments("a file with several runs of wrk", """
                        replicas 1
                        Running 3s test @ http://a/
                        Requests/sec: 1.5
                        Running 3s test @ http://a/
                        Requests/sec: 2.5
                        """),
                arguments(
                        "a file with several runs of ab",
                        "static\nConcurrency Level:      100\nwith a form\nConcurrency Level:      100\n"),
                arguments(
                        "the printed summary of k6",
                        "k6 run a.js\n  HTTP\n    http_req_duration..............: avg=16.12ms min=3ms\n"),
                arguments("a report of vegeta", "Requests      [total, rate, throughput]         84, 70.00, 69.68\n"),
                arguments("a configuration of pgbouncer", "[databases]\na = host=b\n[pgbouncer]\n"),
                arguments("a configuration of Redis Sentinel", "sentinel monitor a 10.0.0.1 6379 2\n"),
                arguments("a configuration of Redis", "port 6379\nmaxmemory 2gb\n"),
                arguments("a configuration of Kafka", "broker.id=1\nnum.partitions=3\n"),
                arguments("a configuration of Quarkus", "quarkus.http.port=80\nquarkus.http.io-threads=8\n"),
                arguments("a Caddyfile", "a.example {\n  reverse_proxy b:80 c:80\n}\n"),
                arguments(
                        "a Traefik configuration",
                        "entryPoints:\n  web: { address: ':80' }\nproviders: { docker: {} }\n"),
                arguments("a Traefik configuration", "http:\n  routers:\n    a: { rule: x }\n  services: {}\n"),
                arguments("a Helm template", "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n"),
                arguments("a Helm template", "{{- if .Values.a }}\napiVersion: v1\n{{- end }}\n"),
                arguments("a part of a Helm chart", "apiVersion: v2\nname: a\nversion: 0.1.0\n"),
                arguments("a part of a Helm chart", "replicaCount: 2\nimage:\n  repository: nginx\n"),
                arguments("a kustomization", "resources:\n  - a.yaml\nnamePrefix: b-\n"),
                arguments("a kustomization", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"),
                arguments("a Terraform configuration", "resource \"aws_lb\" \"a\" {\n  name = \"a\"\n}\n"),
                arguments("a CloudFormation template", "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n"),
                arguments(
                        "a CloudFormation template",
                        "{\"Resources\":{\"A\":{\"Type\":\"AWS::S3::Bucket\"}},\"AWSTemplateFormatVersion\":\"a\"}"),
                arguments("a Prometheus configuration", "global: { scrape_interval: 15s }\nscrape_configs: []\n"),
                arguments("a Prometheus configuration", "groups:\n  - name: a\n    rules: []\n"),
                arguments(
                        "metrics in the text format of Prometheus",
                        "# HELP a_total Requests.\n# TYPE a_total counter\na_total 3\n"),
                arguments(
                        "a response of Prometheus",
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}"),
                arguments("metrics of OpenTelemetry", "{\"resourceMetrics\":[]}"),
                arguments("log records of OpenTelemetry", "{\"resourceLogs\":[]}"),
                arguments("a Grafana dashboard", "{\"title\":\"a\",\"panels\":[]}"),
                arguments("an HTTP archive of a browser", "{\"log\":{\"version\":\"1.2\",\"entries\":[]}}"),
                arguments("an OpenAPI description", "openapi: 3.0.0\npaths: {}\n"),
                arguments("a JMeter test plan", "<?xml version=\"1.0\"?>\n<jmeterTestPlan version=\"1.2\">\n"),
                arguments("a script of a load test", "import http from 'k6/http';\nexport default function () {}\n"),
                arguments("a script of a load test", "from locust import HttpUser\nclass A(HttpUser):\n  pass\n"),
                arguments("a CI workflow", "name: CI\non: [push]\njobs:\n  build: {}\n"),
                arguments("binary data", "a\0b"),
                arguments("empty", " \n"),
                arguments("of no known format", "The quick brown fox.\n"),
                arguments("of no known format", "a,b\n1,2\n"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void formatIsRecognizedByContent(String format, String text) throws Exception {
        assertThat(format(source(text))).isEqualTo(format);
        assertThat(format(source("\uFEFF" + text))).isEqualTo(format);
        assertThat(format(source("input.gz", zipped(text)))).isEqualTo(format);
        if (!format.equals("binary data")) {
            byte[] wide = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
            assertThat(format(source("input", wide))).isEqualTo(format);
        }
    }

    /** Returns the name of the recognized format. */
    private static String format(ImportSource source) throws ImportException {
        Recognition found = InputRecognizer.recognize(source);
        return found.importer()
                .map(importer -> importer.format().label())
                .orElse(found.refusal().replaceFirst("is ([^,;]*)[,;].*", "$1"));
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
        assertThat(format(source("{\"data\":[" + item.repeat(5000) + "{}]}"))).isEqualTo("spans");
        String service = "  web%d:\n    image: nginx\n".repeat(5000);
        assertThat(format(source("services:\n" + service))).isEqualTo("a compose file");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusalNamesTheFormatAndTheAlternative(String format, String text) throws Exception {
        assertThatThrownBy(() -> RecognizedImport.read(List.of(source(text), source(COMPOSE_TEXT)), List.of()))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("input: is " + format)
                .hasMessageContaining("; ")
                .hasNoCause();
        assertThat(InputRecognizer.recognize(source(text)).refusal())
                .doesNotContain("\n")
                .hasSizeLessThan(253);
    }

    /** The command of one format names another format, with its command or the alternative. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "services: { web: { image: nginx } } | has the form of a compose file; 'brownout import compose'",
                "'{\"resourceSpans\":[]}' | has the form of spans; 'brownout import spans' imports it",
                "sentinel monitor a 10.0.0.1 6379 2 | is a configuration of Redis Sentinel, which is not imported"
            })
    void commandOfLogsNamesOtherFormats(String text, String expected) {
        assertThatThrownBy(() -> ImportedFiles.read(new LogImporter(), List.of(source(text))))
                .hasMessageStartingWith("input: " + expected);
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
        assertThat(RecognizedImport.read(List.of(wide), List.of()).result().scenario())
                .contains("kind: server");
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
        String scenario = RecognizedImport.read(List.of(compose, proxy), List.of())
                .result()
                .scenario();
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
