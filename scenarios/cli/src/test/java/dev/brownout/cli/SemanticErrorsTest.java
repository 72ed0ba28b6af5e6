package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inconsistencies between parts of a scenario. All errors of a file are reported together, sorted by place. */
class SemanticErrorsTest {
    private static final String SYSTEM = """
            run: 10m
            load: 100/s
            components:
              lb: { kind: load-balancer }
              web: { kind: server, nodes: 2 }
              cache: { kind: cache, source: db }
              db: { kind: database, replicas: 1 }
            requests:
              page: { path: [lb, web, db] }
            """;

    @TempDir
    private Path folder;

    private List<String> errors(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("it.yaml"), text);
        Session session = Session.of("validate", file.toString());
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        return session.err()
                .lines()
                .filter(line -> line.startsWith(file.toString()) && !line.contains("warning: "))
                .map(line -> line.substring(file.toString().length() + 1))
                .toList();
    }

    @Test
    void rejectsReferencesToTheWrongKind() throws IOException {
        assertThat(errors(replaceParts(SYSTEM, "[lb, web, db]", "[lb, db]")))
                .singleElement()
                .asString()
                .endsWith(
                        "lb: no target; the next step of the path must be a component with nodes, such as a server, or"
                                + " 'backends' must name it, such as backends: { api: 1 }");
        assertThat(errors(replaceParts(SYSTEM, "path: [lb, web, db]", "steps: [lb, web, call: db]")))
                .containsExactly("9:34: 'db' is a database, which cannot be called; write read: db or write: db");
        assertThat(errors(replaceParts(SYSTEM, "path: [lb, web, db]", "steps: [lb, web, read: web]")))
                .containsExactly("9:34: 'web' is a server, which has no data to read; write call: web");
    }

    @Test
    void metricErrorNamesTheRequiredParameter() throws IOException {
        assertThat(errors(SYSTEM + """
                sla:
                  a: web/1.memory < 50%
                  b: db.disk < 50%
                  c: web.memroy < 50%
                """))
                .containsExactly(
                        "11:6: 'memory' exists for a server only with 'heap' or 'memory', and web has" + " none",
                        "12:6: 'disk' exists for a database only with 'disk', and db has none",
                        "13:6: no metric 'memroy'; web has availability, offered, failed, throughput, in_flight and 31"
                                + " others ('brownout explain' alone shows all)");
    }

    @Test
    void ratioWithoutPercentSignIsRejectedWithSuggestion() throws IOException {
        assertThat(errors(SYSTEM + """
                sla:
                  a: error_rate < 1
                  b: availability > 99.9
                  c: page.availability >= 0.999 every 1m
                  d: error_rate == 0
                predict:
                  e: web.utilization ~ 50 +/- 5%
                """))
                .containsExactly(
                        "11:6: 'error_rate' is a share, and '1' has no unit; did you mean '1%'?",
                        "12:6: 'availability' is a share, and '99.9' has no unit; did you mean '99.9%'?",
                        "13:6: 'page.availability' is a share, and '0.999' has no unit; did you mean '99.9%' or"
                                + " '0.999%'?",
                        "16:6: 'web.utilization' is a share, and '50' has no unit; did you mean '50%'?");
    }

    @Test
    void rejectsBoundsOutsideTheRangeOfARatio() throws IOException {
        assertThat(errors(SYSTEM + """
                sla:
                  a: availability > 100%
                  b: availability >= 101%
                  c: error_rate < 0%
                  d: error_rate <= 150%
                  e: web.utilization != -5%
                  f: availability >= 100%
                  g: error_rate <= 0%
                  h: web.utilization < 100%
                  i: availability >= 0%
                predict:
                  j: web.utilization ~ 120% +/- 5%
                """))
                .containsExactly(
                        "11:6: 'availability' is a share, never above 100%: 'availability > 100%' can never be met",
                        "12:6: 'availability' is a share, never above 100%: 'availability >= 101%' can never be met",
                        "13:6: 'error_rate' is a share, never below 0%: 'error_rate < 0%' can never be met",
                        "14:6: 'error_rate' is a share, never above 100%: 'error_rate <= 150%' is always met",
                        "15:6: 'web.utilization' is a share, never below 0%: 'web.utilization != -5%' is always met",
                        "21:6: 'web.utilization' is a share from 0% to 100%, never 120%");
    }

    @Test
    void rejectsNegativeBoundsOfNonNegativeMetrics() throws IOException {
        assertThat(errors(SYSTEM + """
                sla:
                  a: page.p99 < -1s
                  b: page.p99 >= -1s
                  c: page.offered != -1 from 1m to 2m
                  d: cost <= -$1
                  e: web.throughput > -1/s
                  f: page.p99 ~ -1s +/- 5%
                  g: page.failed <= 0
                  h: page.offered >= 0
                predict:
                  i: page.p99 ~ -1s +/- 5%
                """))
                .containsExactly(
                        "11:6: 'page.p99' is never below 0: 'page.p99 < -1s' can never be met",
                        "12:6: 'page.p99' is never below 0: 'page.p99 >= -1s' is always met",
                        "13:6: 'page.offered' is never below 0: 'page.offered != -1 from 1m to 2m' is always met",
                        "14:6: 'cost' is never below 0: 'cost <= -$1' can never be met",
                        "15:6: 'web.throughput' is never below 0: 'web.throughput > -1/s' is always met",
                        "16:6: 'page.p99' is never below 0, so the prediction can never be met",
                        "20:6: 'page.p99' is never below 0, so the prediction can never be met");
    }

    @Test
    void rejectsUnknownStatistics() throws IOException {
        assertThat(errors(SYSTEM + """
                sla:
                  a: page.latency.p9x < 1s
                  b: web.offered.p99 < 1
                  c: web.latency.foo < 1s
                  d: web.latency.p99 < 1s
                """))
                .containsExactly(
                        "11:6: 'latency' has no statistic 'p9x'; did you mean 'p90', 'p95' or 'p99'?",
                        "12:6: 'offered' has no statistic 'p99'",
                        "13:6: 'latency' has no statistic 'foo'; expected one of mean, max, p50, p90, p95, p99, p99.9,"
                                + " p99.99, count");
    }

    @Test
    void rejectsImpossibleCombinationsWithReason() throws IOException {
        assertThat(errors(replaceParts(
                        SYSTEM, "replicas: 1", "replicas: 1, replication: { mode: semi-sync, wait_for: 2 }")))
                .containsExactly("7:3: wait_for must not exceed the number of replicas, 1");
        assertThat(errors(replaceParts(SYSTEM, "kind: load-balancer", "kind: load-balancer, algorithm: weighted")))
                .containsExactly("4:3: algorithm: weighted needs 'weights', or 'backends' with weights");
        assertThat(errors(replaceParts(SYSTEM, "replicas: 1", "replicas: 1, failover: { lease: 5s }")))
                .containsExactly("7:38: lease must be longer than loop, otherwise it expires between two renewals");
    }

    @Test
    void rejectsCyclicCalls() throws IOException {
        String cycle = replaceParts(
                SYSTEM,
                "nodes: 2",
                "nodes: 2, endpoints: { a: { steps: [call: web/b] }, b: { steps: [call: web/a] } }");
        assertThat(errors(cycle))
                .containsExactly("5:95: this call closes a cycle of calls: " + "web/a -> web/b -> web/a");
        assertThat(errors(replaceParts(
                        SYSTEM,
                        "nodes: 2 }",
                        "nodes: 2, endpoints: { a: { steps: [call: app/b] } } }\n"
                                + "  app: { kind: server, endpoints: { b: { steps: [parallel: [call: web/a]] } } }")))
                .containsExactly("6:67: this call closes a cycle of calls: " + "web/a -> app/b -> web/a");
        assertThat(errors(replaceParts(cycle, "call: web/a", "call: web/b")))
                .singleElement()
                .asString()
                .endsWith("closes a cycle of calls: web/b -> web/b");
    }

    @Test
    void allErrorsAreReportedInFileOrder() throws IOException {
        assertThat(errors(replaceParts(
                                SYSTEM,
                                "[lb, web, db] }",
                                "[lb, wbe, db], share: 90% }\n  list: { share: 5%, path: [web] }")
                        + """
                        faults:
                          - at 12m: crash web/3
                          - at 2m: crash wbe/1
                        sla:
                          soon: page.p99 < 1s from 5m to 20m
                          back: page.rto(outage) < 1s
                        """))
                .containsExactly(
                        "9:22: unknown component 'wbe'; did you mean 'web'?",
                        "12:5: the fault at 12m begins after the end of the run (10m)",
                        "12:19: web/3 does not exist: web has 2 nodes",
                        "13:18: unknown component 'wbe'; did you mean 'web'?",
                        "15:9: the window reaches to 20m, but the run ends at 10m",
                        "16:9: no fault is called outage");
    }

    @Test
    void sharesAreSummedOnlyIfAllRequestsAreValid() throws IOException {
        String text = replaceParts(
                SYSTEM,
                "path: [lb, web, db] }",
                "share: 90%, path: [lb, web, db] }\n  list: { share: 5%, path: [web] }");
        assertThat(errors(text)).containsExactly("8:1: shares add to 95%, not to 100%");
        assertThat(errors(replaceParts(text, "path: [web]", "path: [wbe]"))).hasSize(1);
    }

    @Test
    void reportsUnmeasuredRelationsAndFaultsWithoutTarget() throws IOException {
        assertThat(errors(SYSTEM + """
                        faults:
                          - at 2m: crash db/replica-7
                          - at 3m: flush cache/1
                        sla:
                          one: db.lost_write == 0
                          two: web.hit_ratio > 50%
                          three: page.p99 < 50%
                        """).stream().map(line -> line.replaceFirst("; web has .*", "")))
                .containsExactly(
                        "11:12: db/replica-7 does not exist: db has 2 nodes: primary, replica-1",
                        "12:12: flush applies to whole components, such as web, not to cache/1",
                        "14:8: no metric 'lost_write'; did you mean 'lost_writes'?"
                                + " ('brownout explain' alone shows all)",
                        "15:8: no metric 'hit_ratio'",
                        "16:10: 'page.p99' is a time such as 250ms, but the bound is a share such as 99.9%");
    }

    @Test
    void rejectsMisusedBackends() throws IOException {
        String site = """
                run: 1m
                components:
                  lb: { kind: load-balancer, backends: { big: 4, small: 1 } }
                  big: { kind: server, nodes: 2, endpoints: { quote: {}, list: {} } }
                  small: { kind: server, endpoints: { list: {} } }
                  db: { kind: database }
                requests:
                  page: { rate: 10/s, path: [lb] }
                  list: { rate: 10/s, steps: [call: lb/list, read: db] }
                """;
        assertThat(errors(replaceParts(site, "small: 1 }", "smal: 0 }")))
                .containsExactlyInAnyOrder(
                        "3:56: backends '0' is too small; at least 1 is allowed",
                        "3:50: unknown component 'smal'; did you mean 'small'?");
        assertThat(errors(replaceParts(site, "path: [lb]", "path: [lb, big]")))
                .containsExactly("3:47: big is behind lb by its 'backends'; remove it from the path after lb, or remove"
                        + " 'backends'");
        assertThat(errors(replaceParts(site, "call: lb/list", "call: lb/quote")))
                .containsExactly("9:37: unknown endpoint of lb 'quote'; expected 'list'");
        assertThat(errors(replaceParts(site, "small: 1 }", "db: 1 }")))
                .contains("3:54: db has no nodes to choose from; use a component with nodes, such as a server");
        assertThat(errors(replaceParts(site, "small: 1 }", "lb: 1 }")))
                .contains("3:54: lb has no nodes to choose from; use a component with nodes, such as a server");
        assertThat(errors(replaceParts(site, "small: { kind: server", "small: { kind: server, retry: { attempts: 2 }")))
                .containsExactly("3:57: small has policies for its calls, which would apply to one of several servers"
                        + " behind the balancer; write them on lb, or at its callers");
        assertThat(errors(replaceParts(site, "small: { kind: server", "small: { kind: server, sessions: memory(10)")))
                .containsExactly("3:57: small keeps sessions in the memory of its nodes, and users would have one in"
                        + " each server behind lb; use sessions in a shared store or a token");
        assertThat(errors(replaceParts(site, "small: { kind: server", "small: { kind: server, connections: 10")))
                .containsExactly("3:57: small keeps connections of users, which 'backends' does not support; remove"
                        + " 'backends' and write path: [lb, small]");
        assertThat(errors(replaceParts(site, "backends: {", "weights: [2, 1], backends: {")))
                .containsExactly("3:3: 'backends' has the weights of the nodes; remove 'weights', or write the tier"
                        + " behind the balancer in the path");
        assertThat(errors(replaceParts(
                        site,
                        "small: { kind: server, endpoints: { list: {} }",
                        "small: { kind: server, endpoints: { list: { steps: [call: lb/list] } }")))
                .containsExactly("3:50: this call closes a cycle of calls: small/list -> lb/list -> small/list");
    }
}
