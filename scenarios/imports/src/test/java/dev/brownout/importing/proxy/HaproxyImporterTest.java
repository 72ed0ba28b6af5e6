package dev.brownout.importing.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.check.ImportCheck;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Import of configurations of HAProxy. */
class HaproxyImporterTest {
    private static ImportResult read(String text) throws ImportException {
        return ImportedFiles.read(
                new HaproxyImporter(),
                List.of(new ImportSource("haproxy.cfg", () -> new ByteArrayInputStream(text.getBytes(UTF_8)))));
    }

    private static ImportResult listen(String... lines) throws ImportException {
        return read("listen app\n  bind *:80\n  " + String.join("\n  ", lines) + "\n");
    }

    private static String reportText(ImportResult imported) {
        return String.join("\n", imported.summary());
    }

    @Test
    void backendBecomesABalancerBeforeATier() throws Exception {
        ImportResult imported = read("""
                defaults
                  mode http
                  timeout server 4s
                frontend web
                  bind :80
                  default_backend app
                backend app
                  server a 10.0.0.1:80
                  server b 10.0.0.2:80
                  server c 10.0.0.3:80 backup
                  server d 10.0.0.4:80 disabled
                backend other
                  server e 10.0.0.5:80
                """);
        assertThat(imported.scenario())
                .contains("  haproxy:\n    kind: load-balancer", "profile: haproxy", "try_timeout: 4s")
                .contains("health: none   # no server has 'check'")
                .contains("  app:\n    kind: server", "nodes: 2   #", "      - haproxy\n      - app   #")
                .doesNotContain("  other:");
        assertThat(reportText(imported))
                .contains(
                        "the server c, a backup", "the server d is disabled", "no frontend leads to the backend other");
        assertThat(imported.summary().get(0)).contains("(100 %)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "roundrobin | round-robin",
                "static-rr | round-robin",
                "leastconn | least-connections",
                "source | source-hash",
                "uri | ring-hash",
                "hdr(X-User) | ring-hash",
                "random | power-of-two",
                "random(1) | random"
            })
    void balanceIsTheAlgorithm(String balance, String algorithm) throws Exception {
        assertThat(listen("balance " + balance, "server a h:1", "server b h:2").scenario())
                .contains("algorithm: " + algorithm + "   #");
    }

    @Test
    void checksHaveTheirDefaultsAndOptions() throws Exception {
        assertThat(listen("server a h:1 check", "server b h:2 check").scenario())
                .contains("every: 2s   # HAProxy's default", "timeout: 2s   # HAProxy's default: inter", "type: tcp");
        assertThat(listen(
                                "option httpchk GET /up",
                                "timeout check 500",
                                "default-server check inter 3000 fall 4 rise 5",
                                "server a h:1",
                                "server b h:2")
                        .scenario())
                .contains("every: 3s", "timeout: 500ms", "fall: 4", "rise: 5", "type: http");
    }

    @Test
    void weightsAndTemplatesAreNodes() throws Exception {
        assertThat(listen("server-template x 1-3 app:80 weight 2", "server y h:1 weight 7")
                        .scenario())
                .contains("nodes: 4   #", "weights: [2, 2, 2, 7]");
        ImportResult zero = listen("server a h:1 weight 0", "server b h:2");
        assertThat(zero.scenario()).contains("nodes: 1   #");
        assertThat(reportText(zero)).contains("the server a has the weight 0");
    }

    @Test
    void redispatchIsTheNumberOfOtherServers() throws Exception {
        String a = "server a h:1";
        String b = "server b h:2";
        assertThat(listen("option redispatch", a, b).scenario()).contains("redispatch: 1   #");
        assertThat(listen("option redispatch 1", "retries 5", "retry-on conn-failure response-timeout", a, b)
                        .scenario())
                .contains("redispatch: 5   #", "redispatch_on: timeout   #");
        ImportResult same = listen("retries 5", a, b);
        assertThat(same.scenario()).doesNotContain("redispatch:");
        assertThat(reportText(same)).contains("retries: retries at the same server");
    }

    /** The limit of a server is its number of concurrent requests; further requests wait. */
    @Test
    void limitOfAServerIsItsWorkers() throws Exception {
        ImportResult imported = listen("timeout queue 3s", "server a h:1 maxconn 20", "server b h:2 maxconn 30");
        assertThat(imported.scenario()).contains("workers: 20   #", "queue: unlimited   #", "queue_timeout: 3s   #");
        assertThat(reportText(imported)).contains("maxconn differs among the servers of app");
    }

    @Test
    void namedDefaultsApplyToTheirSections() throws Exception {
        String scenario = read("""
                defaults slow
                  timeout server 9s
                defaults quick from slow
                  timeout server 1s
                listen one from slow
                  server a h:1
                listen two
                  server b h:2
                """).scenario();
        assertThat(scenario).containsPattern("(?s)haproxy-one:.*try_timeout: 9s.*haproxy-two:.*try_timeout: 1s");
    }

    @Test
    void countersOfClientsAreListed() throws Exception {
        ImportResult imported = listen(
                "stick-table type ip size 1m store http_req_rate(10s)",
                "http-request track-sc0 src",
                "http-request deny if { sc_http_req_rate(0) gt 20 }",
                "new-keyword 3",
                "server a h:1");
        assertThat(reportText(imported))
                .contains("haproxy.cfg:3: stick-table: counters for each client")
                .contains("haproxy.cfg:5: http-request: counters for each client")
                .contains("not parsed: haproxy.cfg:6: new-keyword");
    }

    @Test
    void wrongFilesAreRefused() {
        assertThatThrownBy(() -> read("server a h:1\n"))
                .isInstanceOf(ImportException.class)
                .hasMessage("haproxy.cfg:1: not readable as a configuration of HAProxy: the line is in no section");
        assertThatThrownBy(() -> read("global\n  maxconn 3\n"))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("haproxy.cfg: no scenario is possible: ");
    }

    /** Placeholders are shorter than the timeouts of the file. */
    @ParameterizedTest
    @CsvSource({"5ms,p99=1.67ms", "20ms,p99=6.67ms", "2s,p99=40ms"})
    void guessedTimesFitTheTimeout(String timeout, String expected) throws Exception {
        ImportResult imported = ImportCheck.checked(listen("server a 10.0.0.1:80", "timeout server " + timeout));
        assertThat(imported.scenario()).contains(expected);
        assertThat(reportText(imported)).contains("Checked by").doesNotContain("FAILS");
    }

    /** A section with other sections of the files as servers is a step before them, and users reach those. */
    @ParameterizedTest
    @CsvSource({"127.0.0.1", "localhost"})
    void serversOnTheOwnHostAreSections(String host) throws Exception {
        ImportResult imported =
                read("listen outer\n  bind :80\n  server a " + host + ":8001\n  server b " + host + ":8002\n"
                        + "listen one\n  bind 127.0.0.1:8001\n  server x 10.0.0.1:80\n"
                        + "listen two\n  bind *:8002\n  server y 10.0.0.2:80\n");
        assertThat(imported.scenario()).contains("  to-one:", "  to-two:").doesNotContain("  outer:");
        assertThat(reportText(imported)).contains("its servers are one, two of these files");
    }

    @ParameterizedTest
    @CsvSource({"5432,postgres", "3306,mysql", "6379,redis", "5672,rabbitmq"})
    void productsBehindPortsAreListed(String port, String product) throws Exception {
        assertThat(reportText(listen("mode tcp", "server a 10.0.0.1:" + port)))
                .contains("the servers of app are " + product + " by port " + port);
        assertThat(reportText(listen("mode http", "server a 10.0.0.1:" + port))).doesNotContain(product);
    }

    @ParameterizedTest
    @CsvSource({
        "'frontend f\n  default_backend nodes\nbackend nodes\n  balance first\n',the backend nodes has no server",
        "'frontend f\n  bind :80\n',no frontend leads to a backend"
    })
    void refusalNamesTheReason(String text, String reason) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n"))).hasMessageContaining(reason);
    }

    @Test
    void backendsWithoutAFrontendAreCalledByUsers() throws Exception {
        ImportResult imported = read("backend one\n  server a 10.0.0.1:80\nbackend two\n  server b 10.0.0.2:80\n");
        assertThat(imported.scenario()).contains("  to-one:", "  to-two:");
        assertThat(reportText(imported)).contains("no frontend leads to a backend; here users call each backend");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "option allbackups | servers that are backups are left out",
                "option httpclose | connections to servers are opened without a delay here",
                "option abortonclose | a balancer here does not see that a client closes its connection",
                "option persist | sessions that stay at one server",
                "hash-balance-factor 150 | the algorithm is no consistent hashing",
                "timeout server-fin 1s | connections after an upgrade",
                "timeout tunnel 1h | connections after an upgrade"
            })
    void linesWithoutEffectHaveTheirReason(String line, String reason) throws Exception {
        assertThat(reportText(listen(line, "server a 10.0.0.1:80"))).contains("1 directive): " + reason);
    }

    @Test
    void checksOfOtherAddressesAndConnectionsOfTcpAreListed() throws Exception {
        assertThat(reportText(listen("mode tcp", "server a 10.0.0.1:80 check port 81")))
                .contains("server: 'port': the health check connects to another address", "mode tcp: a connection");
        assertThat(reportText(listen("mode http", "server a 10.0.0.1:80 check addr 10.0.0.9")))
                .contains("server: 'addr': the health check connects to another address")
                .doesNotContain("mode tcp");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check on-marked-down shutdown-sessions | on-marked-down: the requests under way",
                "maxconn 10 minconn 2 | minconn: a limit that grows with the load",
                "maxconn 10 maxqueue 5 | maxqueue: the length of the queue",
                "check observe layer7 error-limit 9 | error-limit: passive checks"
            })
    void wordsOfServersWithoutAPlaceAreListed(String words, String reason) throws Exception {
        ImportResult imported = listen("server a 10.0.0.1:80 " + words);
        assertThat(reportText(imported))
                .contains("haproxy.cfg:3: server: '" + reason.replace(":", "':"))
                .contains("(100 %)");
    }

    @Test
    void unknownWordOfAServerLowersTheShare() throws Exception {
        ImportResult imported = listen("server a 10.0.0.1:80 check ssl no-sslv3 verify none shape-shift 3");
        assertThat(reportText(imported))
                .contains("haproxy.cfg:3: server: 'shape-shift' is not parsed", "not parsed: haproxy.cfg:3")
                .doesNotContain("(100 %)", "'ssl'", "'none'");
    }

    @Test
    void namesResolvedAgainDelayTheDiscovery() throws Exception {
        String text = """
                resolvers dns
                  nameserver a 10.0.0.2:53
                  hold valid 7s
                listen app
                  bind :80
                  server-template web 3 app.internal:80 check resolvers dns
                """;
        assertThat(read(text).scenario())
                .contains("discovery_delay: 7s   # origin: haproxy.cfg:3")
                .contains("nodes: 3   # unknown: A GUESS: the slots of haproxy.cfg:6");
        assertThat(read(text.replace("  hold valid 7s\n", "")).scenario())
                .contains("discovery_delay: 10s   # HAProxy's default of hold valid");
    }

    /** Backends with the same servers are one tier; servers on the same hosts are listed. */
    @Test
    void sharedServersAreOneTier() throws Exception {
        ImportResult imported = read("""
                frontend web
                  bind :80
                  use_backend fast if { path /fast }
                  use_backend live if { path /live }
                  default_backend slow
                backend fast
                  server a 10.0.0.1:80 maxconn 10
                backend slow
                  server b 10.0.0.1:80 maxconn 20
                backend live
                  server c 10.0.0.1:81
                """);
        assertThat(imported.scenario())
                .contains("      - haproxy-fast\n      - fast   #", "      - haproxy-slow\n      - fast   #")
                .contains("workers: 10   #");
        assertThat(reportText(imported))
                .contains("slow has the same servers as fast: one tier here, with the limits of fast")
                .contains("servers of several upstreams share the cores of 10.0.0.1");
    }

    @Test
    void balanceFactorBoundsConsistentHashing() throws Exception {
        assertThat(listen("balance uri", "hash-type consistent", "hash-balance-factor 150", "server a 10.0.0.1:80")
                        .scenario())
                .contains("algorithm: ring-hash", "hash_balance_factor: x1.5");
    }

    /** The check of a protocol needs a response; rules of HTTP without their option are ignored. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "option mysql-check user a | http | a check of a response",
                "option tcp-check; tcp-check expect string +PONG | http | a check of a response",
                "http-check expect status 200 | tcp | HAProxy ignores it without 'option httpchk'",
                "option tcp-check; tcp-check expect string role:master | http | only the primary passes this check"
            })
    void checksNeedWhatTheirLinesSay(String lines, String type, String text) throws Exception {
        List<String> all = new ArrayList<>(List.of(lines.split("; ", -1)));
        all.add("server a 10.0.0.1:6379 check port 6379");
        ImportResult imported = listen(all.toArray(String[]::new));
        assertThat(imported.scenario()).contains("type: " + type, text);
        assertThat(reportText(imported)).doesNotContain("connects to another address");
    }
}
