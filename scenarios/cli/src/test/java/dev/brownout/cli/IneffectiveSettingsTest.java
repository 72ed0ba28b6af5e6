package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that would have no effect in their scenario are errors, with their location and a correction. */
class IneffectiveSettingsTest extends SettingReview {
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

    /** The number of client processes of users matters only for a tier that users call. */
    @Test
    void clientsOfUsersNeedCallsOfUsers() throws IOException {
        String clients = "nodes: 2, client_connections: { clients: 5 } }";
        assertThat(errors(replaceParts(SITE, "web: { kind: server, nodes: 2 }", "web: { kind: server, " + clients)))
                .isEmpty();
        assertThat(errors(replaceParts(SITE, "api: { kind: server, nodes: 2 }", "api: { kind: server, " + clients)))
                .containsExactly("5:65: 'clients' has no effect: it is the number of client processes of users, and the"
                        + " callers of api are components (web), each node of which is one client; call it from users,"
                        + " or remove it");
    }

    /** A choice of the node for reads needs a read that may go to several nodes. */
    @Test
    void choiceOfANodeNeedsReadsFromReplicas() throws IOException {
        String session = replaceParts(SITE, "replicas: 1", "replicas: 1, reads: { from: primary, session: sticky }");
        assertThat(errors(session))
                .containsExactly("6:71: 'session' has no effect: all reads of db are sent to the primary"
                        + " (from: primary); read from other nodes, such as from: replicas, or remove it");
        assertThat(errors(replaceParts(session, "session: sticky", "max_lag: 1s")))
                .containsExactly("6:71: 'max_lag' has no effect: all reads of db are sent to the primary"
                        + " (from: primary); read from other nodes, such as from: replicas, or remove it");
        assertThat(errors(replaceParts(session, "read: db]", "{ read: db, from: replicas }]")))
                .isEmpty();
        assertThat(errors(replaceParts(
                        replaceParts(SITE, "replicas: 1", "replicas: 1, reads: { session: sticky }"),
                        "read: cache, read: db]",
                        "{ read: db, from: primary }]")))
                .singleElement()
                .asString()
                .startsWith("6:56: 'session' has no effect");
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
        List<String> errors = errors(replaceParts(
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
        String text = replaceParts(
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
        assertThat(errors(replaceParts(SITE, "read: cache, read: db]", "transaction: [read: cache]]")))
                .singleElement()
                .asString()
                .startsWith("9:52: a transaction begins with its first query of a database, and none of its steps is"
                        + " one");
        assertThat(errors(replaceParts(SITE, "read: cache, read: db]", "transaction: [read: cache, read: db]]")))
                .isEmpty();
    }

    /** Parallel reads of caches are no queries, and parallel queries are rejected at any depth. */
    @Test
    void queriesOfATransactionAreSequential() throws IOException {
        String parallel = replaceParts(
                SITE,
                "read: cache, read: db]",
                "transaction: [read: db, parallel: [read: cache, { read: cache, key: uniform(5) }]]]");
        assertThat(errors(parallel)).isEmpty();
        String message = "the queries of a transaction share a connection, which runs one after the other; write them"
                + " outside of 'parallel'";
        assertThat(errors(replaceParts(parallel, "{ read: cache, key: uniform(5) }", "write: db")))
                .singleElement()
                .asString()
                .endsWith(message);
        assertThat(errors(replaceParts(
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
        assertThat(errors(replaceParts(
                        SITE, "web: { kind: server, nodes: 2", "web: { kind: server, nodes: 2, " + setting)))
                .singleElement()
                .asString()
                .startsWith(message);
    }

    /** Components without nodes name the possible targets of a fault. */
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
        List<String> errors = errors(replaceParts(SITE, "source: db", settings + ", source: db"));
        if (message == null) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).singleElement().asString().startsWith("7:25: " + message);
        }
    }

    @Test
    void scatterWidthNeedsSeveralCopies() throws IOException {
        String store = replaceParts(
                SITE, "kind: database, replicas: 1", "kind: store, nodes: 9, copies: 1, placement: copysets");
        assertThat(errors(store)).isEmpty();
        assertThat(errors(replaceParts(store, "placement: copysets", "placement: copysets, scatter_width: 4")))
                .containsExactly(
                        "6:64: 'scatter_width' has no effect: with copies: 1 no node shares the data of another"
                                + " one; remove it, or set copies: 3");
    }

    /** A database without replicas has no settings of replicas. The error is at the setting, with a correction. */
    @ParameterizedTest
    @ChosenRows({2, 7})
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            replication: { mode: sync }                | 6:59: 'mode' has
            replication: { mode: quorum, apply: 10/s } | 6:74: 'apply' and 'mode' have
            replication: { backlog: 5ms }              | 6:62: 'backlog' has
            reads: { from: any, algorithm: random }    | 6:69: 'algorithm' and 'from' have
            reads: { health: { every: 3s } }           | 6:47: 'health' has
            reads: { max_lag: 1s }                     | 6:56: 'max_lag' has
            replace: {}                                | 6:38: 'replace' has
            """)
    void settingsOfReplicasNeedReplicas(String setting, String start) throws IOException {
        String alone = replaceParts(SITE, "replicas: 1", "replicas: 0, " + setting);
        assertThat(errors(alone))
                .singleElement()
                .asString()
                .startsWith(start)
                .contains(" no effect: db has no replica; add, for example, replicas: 1, or remove ");
        String primary = replaceParts(alone, "read: db]", "{ read: db, from: replicas }]");
        assertThat(errors(replaceParts(primary, "replicas: 0", "replicas: 1"))).isEmpty();
    }

    /** The primary of a single node loses its lease as well, so that a failover has an effect without replicas. */
    @Test
    void failoverNeedsNoReplica() throws IOException {
        assertThat(errors(replaceParts(SITE, "replicas: 1", "replicas: 0, failover: { profile: patroni }")))
                .isEmpty();
    }

    /** Units, counters, versions and migrations need the step or the fault that uses them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            replicas: 1 | replicas: 1, stock: { units: 5 }\
             | 'stock' has no effect: no step reserves a unit of db; add, for example, reserve: db, or remove it
            replicas: 1 | replicas: 1, counters: {}\
             | 'counters' has no effect: no step increments a counter of db; add, for example, increment: db, or
            replicas: 1 | replicas: 1, move: { data: 1GB }\
             | 'move' has no effect: no fault reshards db; add, for example, at 5m: reshard db to 2, or remove it
            kind: server, nodes: 2 } | kind: server, nodes: 2, versions: { v2: {} } }\
             | 'v2' has no effect: no fault deploys this version; add, for example, at 5m: deploy
            """)
    void partsNeedTheirUse(String part, String replacement, String message) throws IOException {
        List<String> errors = errors(SITE.replace(part, replacement));
        assertThat(errors).isNotEmpty().allSatisfy(error -> assertThat(error).contains(message));
    }

    @Test
    void usedPartsAreValid() throws IOException {
        String used = replaceParts(
                replaceParts(SITE, "replicas: 1", "replicas: 1, counters: {}"),
                "page: { rate: 10/s, steps: [",
                "page: { rate: 10/s, key: uniform(5), steps: [increment: db, ");
        String deployed = replaceParts(
                        used, "web: { kind: server, nodes: 2", "web: { kind: server, nodes: 2, versions: { v2: {} }")
                + "faults: [at 10s: deploy web v2]\n";
        assertThat(errors(deployed)).isEmpty();
    }

    /** A parameter that only works with another one is an error without it, at its value. */
    @ParameterizedTest
    @ChosenRows({1, 6, 9})
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            source: db | source: db, eject_for: 5s | it needs eject_after; set that, or remove it
            source: db | source: db, flush_interval: 5s | it needs write_policy: back; set that, or remove
            source: db | source: db, eviction: lfu | it needs entries or memory; set that, or remove it
            source: db | source: db, virtual_nodes: 50 | it needs hashing: ring; set that, or remove
            source: db | source: db, queue: 5 | it needs cores; set that, or remove it
            source: db | source: db, failover: 5s | it needs copies of at least 2; set that, or remove it
            replicas: 1 | replicas: 1, replication: { timeout: 3s } | it needs mode: semi-sync; set that, or remove
            replicas: 1 | replicas: 1, disk: { access: 1ms } | all rows are in memory; add 'memory', or remove it
            nodes: 2, | "nodes: 2, memory: { size: 1GB, per_session: 5kB }," | no session is held on a node of web
            name_servers: { count: 2 } | retry: { attempts: 1, budget: 10% } | it needs attempts of at least 2; set
            name_servers: { count: 2 } | hedge: { attempts: 1, after: 5ms } | it needs attempts of at least 2; set
            """)
    void dependentParametersNeedTheOther(String part, String replacement, String message) throws IOException {
        String site =
                replaceParts(SITE, "web: { kind: server, nodes: 2 }", "web: { kind: server, nodes: 2, cores: 4 }");
        assertThat(errors(replaceParts(site, part, replacement)))
                .singleElement()
                .asString()
                .contains(" has no effect: " + message);
    }

    /** Settings of steps and of one of several policies are checked as those of components. */
    @ParameterizedTest
    @ChosenRows({1, 5})
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            web, call: api, | web, { call: api, retry: { attempts: 1, budget: 10% } }, | 9:84: 'budget'
            web, call: api, | web, parallel: [{ call: api, hedge: { attempts: 1, after: 5ms } }, web], | 9:94: 'after'
            web, call: api, | "web, choose: [50%: { call: api, bulkhead: { concurrent: 5, queue: 5 } }, rest: []],"\
             | 9:102: 'queue'
            nodes: 2 } | "nodes: 2, circuit_breaker: {}, retry: { attempts: 1, budget: 10% } }" | 4:85: 'budget'
            page: { | "page: { hedge: { attempts: 1, after: 5ms }, retry: {}," | 9:40: 'after'
            page: { | "page: { policies: [retry: { attempts: 1, budget: 1% }, bulkhead: { concurrent: 9 }],"\
             | 9:52: 'budget'
            nodes: 2 } | "nodes: 2, endpoints: { q: { steps: [{ read: db, retry: { attempts: 1, budget: 1% } }] } } }"\
             | 4:102: 'budget'
            """)
    void settingsOfStepsAndOfSeveralPoliciesNeedTheOther(String part, String replacement, String start)
            throws IOException {
        String changed = SITE.replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(replacement));
        assertThat(errors(changed)).singleElement().asString().startsWith(start + " has no effect: it needs ");
    }

    /** A step of the file has its settings for all variants. */
    @Test
    void stepsAreJudgedByAllVariants() throws IOException {
        String step = replaceParts(SITE, "call: api", "{ call: api, retry: { attempts: 1, budget: 10% } }");
        String used = "steps: [{ call: api, retry: { attempts: 2, budget: 10% } }]";
        assertThat(errors(step + "variants: { a: {}, b: { set: { requests: { page: { " + used + " } } } } }\n"))
                .singleElement()
                .asString()
                .contains("9:84: 'budget' has no effect");
    }

    /** A setting without effect in one variant is valid if another variant uses it. */
    @Test
    void variantsAreJudgedTogether() throws IOException {
        String base = replaceParts(SITE, "source: db", "source: db, eject_for: 5s");
        String variants =
                base + "variants: { plain: {}, ejecting: { set: { cache.nodes: 2, cache.eject_after: 3 } } }\n";
        assertThat(errors(variants)).isEmpty();
        String own = SITE + "variants: { plain: {}, odd: { set: { cache.eject_for: 5s } } }\n";
        assertThat(errors(own)).singleElement().asString().contains("'eject_for' has no effect: it needs eject_after");
    }

    /** Settings of a profile and of a parent are never errors, and a change from outside gives a warning. */
    @Test
    void onlyTheFileItselfIsJudged() throws IOException {
        String profiled = replaceParts(SITE, "kind: cache,", "kind: cache, profile: memcached,");
        assertThat(errors(profiled)).isEmpty();
        Files.writeString(folder.resolve("parent.yaml"), replaceParts(SITE, "source: db", "source: db, eject_for: 5s"));
        assertThat(errors("use: parent.yaml\nrun: 2m\n")).isEmpty();
        Path file = Files.writeString(
                folder.resolve("set.yaml"), replaceParts(SITE, "source: db", "source: db, eject_for: 5s"));
        assertThat(problems(Session.of("explain", file.toString(), "--set", "cache.nodes=2"), file))
                .anySatisfy(problem ->
                        assertThat(problem).contains("warning: 'eject_for' has no effect: it needs eject_after"));
    }

    /**
     * Settings of starts and stops describe the real system, so that they are only warnings, one for each component.
     */
    @Test
    @Tag("change")
    void settingsOfStopsAreWarningsWithoutStops() throws IOException {
        String stops = replaceParts(
                SITE,
                "web: { kind: server, nodes: 2",
                "web: { kind: server, nodes: 2, pre_stop: 5s, grace: 40s, readiness: {}, warm_up: {}");
        assertThat(errors(stops)).isEmpty();
        assertThat(warnings(stops))
                .containsExactly(
                        "4:55: 'grace', 'pre_stop' and 'readiness' have no effect: no fault, 'autoscale' or 'spot'"
                                + " starts or stops a node of web; add one, such as drain web/1, or remove them",
                        "4:75: 'warm_up' has no effect: all processes of web run from the start to the end; add a"
                                + " fault, such as restart web/1, or remove it");
        assertThat(warnings(stops + "faults: [at 10s: crash web/1 for 5s]\n")).hasSize(1);
        assertThat(warnings(stops + "faults: [at 10s: drain web/1 for 5s]\n")).isEmpty();
        String scaled = replaceParts(stops, "readiness: {}", "readiness: {}, autoscale: { target: 60%, max: 4 }");
        assertThat(warnings(scaled)).isEmpty();
    }

    @Test
    void endpointsWithoutCallsAreWarnings() throws IOException {
        String quote = replaceParts(SITE, "api: { kind: server,", "api: { kind: server, endpoints: { quote: {} },");
        assertThat(warnings(quote))
                .singleElement()
                .asString()
                .endsWith("'quote' has no effect: no step calls it; add, for example, call: api/quote, or remove it");
        assertThat(warnings(replaceParts(quote, "call: api", "call: api/quote")))
                .isEmpty();
    }

    /** A distribution of absences may reach beyond the end of the run, but not wholly. */
    @Test
    @Tag("change")
    void usersReturnBeforeTheEndOfTheRun() throws IOException {
        String visits = SITE + """
                  extra: { steps: [web] }
                journeys:
                  shopper: { rate: 1/s, returns: { share: 50%, after: AFTER }, steps: [extra] }
                """;
        assertThat(errors(visits.replace("AFTER", "exp(1h)"))).isEmpty();
        assertThat(errors(visits.replace("AFTER", "uniform(50s 2h)"))).isEmpty();
        assertThat(errors(visits.replace("AFTER", "2m")))
                .containsExactly("12:55: 'after' has no effect: the run ends after 1m, before any user returns; use a"
                        + " longer run or shorter absences, or remove it");
        assertThat(errors(visits.replace("AFTER }", "exp(5s), left: 10% }")))
                .singleElement()
                .asString()
                .contains("'left' has no effect: no user leaves a visit early; add 'leaves', or remove it");
    }
}
