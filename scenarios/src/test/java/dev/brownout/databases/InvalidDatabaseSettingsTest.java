package dev.brownout.databases;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioTexts;
import dev.brownout.language.diagnostic.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid settings of databases, stores and their queries are rejected with an error that names the correction. */
class InvalidDatabaseSettingsTest {
    private static final String SITE = """
            version: 1
            scenario: site
            run: 2s
            load: constant(50/s)
            components:
              lb: { kind: load-balancer }
              web: { kind: server }
              cache: { kind: cache, source: db }
              plain: { kind: database }
              db: { kind: database, DATABASE }
              kv: { kind: store, STORE }
              columns: { kind: store, model: wide-column, queries: { slice: 2ms } }
              papers: { kind: database, model: document, queries: { point: 2ms } }
            requests:
              page: { steps: [STEPS], key: zipf(1.0 100) }
              other: { steps: [web, read: plain] }
            """;
    private static final String QUERIES = "queries: { join: exp(20ms) }";

    private static List<String> problems(String database, String steps) {
        return all(database, steps).stream().map(Problem::message).toList();
    }

    private static List<Problem> all(String database, String steps) {
        return all(database, "nodes: 3", steps);
    }

    private static List<Problem> all(String database, String store, String steps) {
        String text = SITE.replace("DATABASE", database).replace("STORE", store).replace("STEPS", steps);
        String shared = replaceParts(text, "page: {", "page: { share: 50%,", "other: {", "other: { share: 50%,");
        return ScenarioTexts.rejection(shared).all();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            web, read: db/jion              | unknown query of db 'jion'; did you mean 'join'?
            web, read: plain/join           | 'plain' has no query 'join'
            web, read: cache/join           | 'cache' has no query 'join'
            web, read: kv/join              | a key-value store has no join: read both keys, or store together what is
            web, read: kv/traversal         | a key-value store has no traversal: each hop is a read of its own
            web, read: kv/scan              | a key-value store has no scan: it finds by key
            web, read: kv/slice             | a key-value store has no slice: it gives out the whole value of a key
            web, read: columns/join         | a wide-column store has no join: store the rows of one read under one key
            web, read: columns/scan         | a wide-column store has no scan: it finds by key
            web, read: columns/slcie        | unknown query of columns 'slcie'; did you mean 'slice'?
            web, read: papers/join          | a document database has no join: store together what is
            web, write: db/join             | an endpoint is called by a step: write steps: [call: db/join]
            web, call: db/join              | 'db' has no endpoint
            web, { read: db, from: west }   | unknown from 'west'
            web, { read: cache, from: any } | 'from' selects nodes of a database
            { visit: web, times: 3 }        | times is not allowed with 'visit'
            { visit: web, key: uniform(3) } | key is not allowed with 'visit'
            cache, { read: db, times: 3 }   | cache forwards each request once
            web, { cpu: 1ms, times: 3 }     | times applies to a call, and 'cpu' makes no call
            web, { read: db, times: 0 }     | times '0' is too small
            """)
    void rejectsInvalidSteps(String steps, String message) {
        assertThat(problems(QUERIES, steps))
                .anySatisfy(problem -> assertThat(problem).startsWith(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            model: document, queries: { join: 20ms }       | a document database has no join: store together what is
            model: document, queries: { traversal: 20ms }  | a document database has no traversal: each hop is a read
            model: graph, queries: { join: 20ms }          | a graph database has no join: its queries follow edges
            queries: { traversal: 20ms }                   | a relational database has no traversal: each hop is a join
            queries: { primary: 20ms }                     | 'primary' is not a valid query name
            queries: { Top10: 20ms }                       | 'Top10' is not a valid query name
            """)
    void rejectsInvalidDatabaseQueries(String database, String message) {
        assertThat(problems(database, "web, read: db"))
                .anySatisfy(problem -> assertThat(problem).startsWith(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            queries: { join: 20ms }                       | a key-value store has no join: read both keys
            queries: { slice: 20ms }                      | a key-value store has no slice: it gives out the whole
            model: wide-column, queries: { join: 20ms }   | a wide-column store has no join: store the rows
            model: wide-column, queries: { scan: 20ms }   | a wide-column store has no scan: it finds by key
            model: wide-column, queries: { Slice: 20ms }  | 'Slice' is not a valid query name
            model: column                                 | unknown model 'column' for store 'kv'
            model: graph                                  | unknown model 'graph' for store 'kv'
            ttl: 0s                                       | ttl '0s' is too small; at least 1ns is allowed
            ttl: 75                                       | ttl '75' has no unit; did you mean '75s'?
            ttl: 75s, conflicts: vector-clock             | siblings cannot have a TTL: set conflicts: last-write
            """)
    void rejectsInvalidStoreSettings(String store, String message) {
        assertThat(all("cores: 8", store, "web, read: db"))
                .anySatisfy(problem -> assertThat(problem.message()).startsWith(message));
    }

    /** The error is reported at the step that has the unsupported query. */
    @Test
    void reportsAnUnsupportedJoinAtItsStep() {
        assertThat(all("cores: 8", "web, read: kv/join"))
                .filteredOn(problem -> problem.message().contains("has no join"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.text().substring(problem.column() - 1))
                        .startsWith("kv/join"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            replicas: 1, replication: { mode: none }         | replication none has one node per region
            shards: 2, replication: { mode: none }           | replication none has one node per region
            failover: {}, replication: { mode: none }        | replication none has one node per region
            replication: { mode: multi-primary }             | replication multi-primary has one primary per region
            replicas: 1, replication: { mode: multi-primary } | replication multi-primary has one node per region
            shards: 2, replication: { mode: multi-primary }  | replication multi-primary has one node per region
            disk: {}, replication: { mode: multi-primary }   | replication multi-primary has one node per region
            replication: { conflicts: last-write }           | 'conflicts' requires mode: multi-primary
            failover: { recover: { after: 1m, rate: 0/s } }  | rate must be more than 0/s
            failover: { recover: { rate: 5/s } }             | recover of failover of database 'db' needs 'after'
            """)
    void rejectsInvalidReplicationAndRecovery(String database, String message) {
        assertThat(problems(database, "web, read: db"))
                .anySatisfy(problem -> assertThat(problem).startsWith(message));
    }

    /** Contradictory settings are reported at the setting that lacks its precondition. */
    @ParameterizedTest
    @ValueSource(strings = {"disk: {}, memory: 8GB", "memory: 8GB, storage: { data: 40GB }"})
    void reportsMemoryWithoutDiskOrDataAtItsSetting(String database) {
        assertThat(all(database, "web, read: db"))
                .filteredOn(problem -> problem.message().startsWith("'memory' requires a disk and initial data"))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.text().substring(problem.column() - 1))
                        .startsWith("memory:"));
    }
}
