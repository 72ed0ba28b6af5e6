package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that would have no effect in their scenario are errors, with their location and a correction. */
class IneffectiveSettingsTest {
    private static final String SITE = """
            run: 1m
            components:
              dns: { kind: dns, name_servers: { count: 2 } }
              web: { kind: server, nodes: 2 }
              api: { kind: server, nodes: 2 }
              db: { kind: database, replicas: 1 }
              cache: { kind: cache, source: db }
            requests:
              page: { rate: 10/s, steps: [dns, web, call: api, read: cache, read: db] }
            """;

    @TempDir
    private Path folder;

    private List<String> errors(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("it.yaml"), text);
        Session session = Session.of("validate", file.toString());
        return session.err()
                .lines()
                .filter(line -> line.startsWith(file.toString()) && !line.contains("warning: "))
                .map(line -> line.substring(file.toString().length() + 1))
                .toList();
    }

    /** The number of client processes of users matters only for a tier that users call. */
    @Test
    void clientsOfUsersNeedCallsOfUsers() throws IOException {
        String clients = "nodes: 2, client_connections: { clients: 5 } }";
        assertThat(errors(replaced(SITE, "web: { kind: server, nodes: 2 }", "web: { kind: server, " + clients)))
                .isEmpty();
        assertThat(errors(replaced(SITE, "api: { kind: server, nodes: 2 }", "api: { kind: server, " + clients)))
                .containsExactly("5:65: 'clients' has no effect: it is the number of client processes of users, and the"
                        + " callers of api are components (web), each node of which is one client; remove it");
    }

    /** A choice of the node for reads needs a read that may go to several nodes. */
    @Test
    void choiceOfANodeNeedsReadsFromReplicas() throws IOException {
        String session = replaced(SITE, "replicas: 1", "replicas: 1, reads: { from: primary, session: sticky }");
        assertThat(errors(session))
                .containsExactly("6:71: 'reads.session' has no effect: all reads of db are sent to the primary"
                        + " (from: primary); remove it, or read from other nodes, such as from: replicas");
        assertThat(errors(replaced(session, "session: sticky", "max_lag: 1s")))
                .containsExactly("6:71: 'reads.max_lag' has no effect: all reads of db are sent to the primary"
                        + " (from: primary); remove it, or read from other nodes, such as from: replicas");
        assertThat(errors(replaced(session, "read: db]", "{ read: db, from: replicas }]")))
                .isEmpty();
        assertThat(errors(replaced(
                        replaced(SITE, "replicas: 1", "replicas: 1, reads: { session: sticky }"),
                        "read: cache, read: db]",
                        "{ read: db, from: primary }]")))
                .singleElement()
                .asString()
                .startsWith("6:56: 'reads.session' has no effect");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            algorithm: fixed-window, burst: 5 | 4:85: 'burst' applies to token-bucket and leaky-bucket;
            algorithm: sliding-window-log, window: 5s |
            algorithm: leaky-bucket, window: 5s | 4:85: 'window' applies to fixed-window, sliding-window-log and
            window: 5s | 4:60: 'window' applies to fixed-window, sliding-window-log and
            algorithm: leaky-bucket, burst: 5 |
            """)
    void rateLimitsHaveABurstOrAWindow(String settings, String message) throws IOException {
        List<String> errors = errors(replaced(
                SITE,
                "web: { kind: server, nodes: 2",
                "web: { kind: server, nodes: 2, rate_limit: { rate: 10/s, " + settings + " }"));
        if (message == null) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).singleElement().asString().startsWith(message);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fixed-window, 20/s burst=5, true",
        "sliding-window-counter, burst=5, true",
        "fixed-window, 20/s, false",
        "token-bucket, burst=5, false",
        "leaky-bucket, 20/s burst=5, false"
    })
    void changeOfABurstNeedsABucket(String algorithm, String change, boolean error) throws IOException {
        String text = replaced(
                        SITE,
                        "web: { kind: server, nodes: 2",
                        "web: { kind: server, nodes: 2, rate_limit: { rate: 10/s, algorithm: " + algorithm + " }")
                + "faults: [at 10s: set-rate-limit web " + change + "]\n";
        if (error) {
            assertThat(errors(text))
                    .containsExactly("10:18: the burst has no effect: the rate_limit of web counts the calls of a"
                            + " window; remove the burst, or use algorithm: token-bucket");
        } else {
            assertThat(errors(text)).isEmpty();
        }
    }

    /** Caches and stores have no transactions; only queries of a database begin one. */
    @Test
    void transactionsNeedAQueryOfADatabase() throws IOException {
        assertThat(errors(replaced(SITE, "read: cache, read: db]", "transaction: [read: cache]]")))
                .singleElement()
                .asString()
                .startsWith("9:52: a transaction begins with its first query of a database, and none of its steps is"
                        + " one");
        assertThat(errors(replaced(SITE, "read: cache, read: db]", "transaction: [read: cache, read: db]]")))
                .isEmpty();
    }

    /** Parallel reads of caches are no queries, and parallel queries are rejected at any depth. */
    @Test
    void queriesOfATransactionAreSequential() throws IOException {
        String parallel = replaced(
                SITE,
                "read: cache, read: db]",
                "transaction: [read: db, parallel: [read: cache, { read: cache, key: uniform(5) }]]]");
        assertThat(errors(parallel)).isEmpty();
        String message = "the queries of a transaction share a connection, which runs one after the other; write them"
                + " outside of 'parallel'";
        assertThat(errors(replaced(parallel, "{ read: cache, key: uniform(5) }", "write: db")))
                .singleElement()
                .asString()
                .endsWith(message);
        assertThat(errors(replaced(
                        parallel,
                        "{ read: cache, key: uniform(5) }",
                        "choose: [50%: { write: db }, rest: { read: cache }]")))
                .singleElement()
                .asString()
                .endsWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            on_start: {} | 4:34: on_start of server 'web' needs steps, such as steps: [read: db]
            on_start: { steps: [transaction: [read: db]] }\
             | 4:46: 'transaction' is not possible in start steps, which hold no connection
            """)
    void startStepsHaveTextsOfTheirOwn(String setting, String message) throws IOException {
        assertThat(errors(replaced(SITE, "web: { kind: server, nodes: 2", "web: { kind: server, nodes: 2, " + setting)))
                .singleElement()
                .asString()
                .startsWith(message);
    }

    /** Components without nodes name what a fault can affect. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            crash dns/3 | 10:18: dns/3 does not exist: dns has the servers 1, 2
            crash dns/2 |
            crash web/3 | 10:24: web/3 does not exist: web has 2 nodes
            """)
    void nameServersAreNoNodes(String fault, String message) throws IOException {
        List<String> errors = errors(SITE + "faults: [at 10s: " + fault + "]\n");
        if (message == null) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).containsExactly(message);
        }
        assertThat(errors(SITE + "sla: { a: dns/1.queries > 1 }\n"))
                .singleElement()
                .asString()
                .contains("dns/1 has no metrics of its own; use those of dns");
    }

    /** Settings of expiry and of copies need entries that expire, or copies. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ttl_jitter: 10% | 'ttl_jitter' has no effect: without a 'ttl' no entry expires; add, for example, ttl: 5m,
            ttl_renewed: access | 'ttl_renewed' has no effect: without a 'ttl' no entry expires; add, for example,
            copy_lag: 5ms | 'copy_lag' has no effect: each entry is on one node only; add, for example, copies: 2, or
            ttl_jitter: 0% |
            ttl_renewed: load |
            ttl: 1m, ttl_jitter: 10%, ttl_renewed: access |
            nodes: 2, copies: 2, copy_lag: 5ms |
            """)
    void settingsOfACacheNeedExpiryOrCopies(String settings, String message) throws IOException {
        List<String> errors = errors(replaced(SITE, "source: db", settings + ", source: db"));
        if (message == null) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).singleElement().asString().startsWith("7:25: " + message);
        }
    }

    @Test
    void scatterWidthNeedsSeveralCopies() throws IOException {
        String store =
                replaced(SITE, "kind: database, replicas: 1", "kind: store, nodes: 9, copies: 1, placement: copysets");
        assertThat(errors(store)).isEmpty();
        assertThat(errors(replaced(store, "placement: copysets", "placement: copysets, scatter_width: 4")))
                .containsExactly(
                        "6:64: 'scatter_width' has no effect: with copies: 1 no node shares the data of another"
                                + " one; remove it, or set copies: 3");
    }
}
