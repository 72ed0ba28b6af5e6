package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output of {@code explain} and {@code validate} for scenarios with numbers computed by hand. */
class ExplainEstimatesTest {
    private static final String COMPONENTS = """
            run: 10m
            components:
              lb: { kind: load-balancer, redispatch: 1 }
              web: { kind: server, nodes: 2, service: 1ms }
              cache: { kind: cache, entries: 600, source: db }
              db: { kind: database, read: 1ms, write: 1ms, replicas: 1 }
            """;

    private static final String NOTHING = " is never used: no request path or component refers to it";

    @TempDir
    private Path folder;

    private Session command(String command, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("it.yaml"), text);
        Session session = Session.of(command, file.toString());
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
        return session;
    }

    private List<String> explained(String text) throws IOException {
        return command("explain", COMPONENTS + text).out().lines().toList();
    }

    /** Returns the warnings without file name, place, source line and caret. */
    private List<String> warnings(String text) throws IOException {
        return command("validate", text)
                .err()
                .lines()
                .filter(line -> line.contains(": warning: "))
                .map(line -> line.replaceFirst(".*?: warning: ", ""))
                .filter(line -> !line.contains(" is never used: "))
                .toList();
    }

    @Test
    void callTreeShowsPoliciesAndTimeouts() throws IOException {
        assertThat(explained("""
                        load: 100/s
                        requests:
                          page:
                            deadline: 9s
                            retry: { attempts: 3, backoff: none, budget: 10% }
                            steps:
                              - lb
                              - { visit: web, timeout: 5s }
                              - { read: db, timeout: 1s, retry: { attempts: 2, backoff: none } }
                              - read: db
                        """))
                .containsSubsequence(
                        "Calls and their policies, outermost first",
                        "page: deadline 9s > retry(attempts=3 backoff=none budget=10%)",
                        "  lb: timeout 10s",
                        "    web: timeout 5s",
                        "      db (read): retry(attempts=2 backoff=none) > timeout 1s",
                        "      db (read): timeout 1s");
    }

    /** 3 attempts of 1 s and backoffs of 100 ms and 200 ms: 3.3 s. A timeout of 4 s is long enough. */
    @Test
    void warnsOfTimeoutShorterThanRetriesOfTheCallee() throws IOException {
        String text = COMPONENTS + """
                load: 100/s
                requests:
                  page:
                    timeout: 2s
                    steps:
                      - web
                      - { read: db, timeout: 1s, retry: { attempts: 3, backoff: exponential(100ms 2s) } }
                """;
        assertThat(warnings(text))
                .containsExactly("page times out after 2s, but web can wait 3.3s for db: retry(attempts=3"
                        + " backoff=exponential(100ms 2s)) around a timeout of 1s");
        assertThat(warnings(replaceParts(text, "timeout: 2s", "timeout: 4s"))).isEmpty();
        assertThat(warnings(replaceParts(text, "attempts: 3, backoff: exponential(100ms 2s)", "attempts: 1")))
                .isEmpty();
    }

    @Test
    void warnsOfTimeoutsShorterThanTheirCalls() throws IOException {
        assertThat(warnings(replaceParts(COMPONENTS, "service: 1ms", "service: 1ms, timeout: 300ms") + """
                        load: 100/s
                        requests:
                          page: { path: [web, db], deadline: 5s }
                        """))
                .containsExactly(
                        "page has a deadline of 5s, so its timeout of 10s never ends an attempt",
                        "page times out after 300ms, but web waits 1s for db");
        assertThat(warnings(replaceParts(COMPONENTS, "service: 1ms", "service: 20ms") + """
                        load: 100/s
                        requests:
                          page: { path: [web], timeout: 10ms }
                        """))
                .containsExactly("timeout 10ms of page -> web is below the unloaded response time of web (20ms)");
    }

    /** A timeout of 1 s ends each attempt, so a hedge after 1 s or later is sent after a failure alone. */
    @Test
    void warnsOfHedgesAfterTheTimeout() throws IOException {
        String text = COMPONENTS + """
                load: 100/s
                requests:
                  page: { steps: [web, { read: db, timeout: 1s, hedge: { after: 1s } }] }
                """;
        String sentence = "hedge(after=1s attempts=2 cancel=true) never sends an attempt because of a late response:"
                + " each attempt ends within 1s";
        assertThat(warnings(text)).contains("web -> db: " + sentence);
        assertThat(warnings(replaceParts(text, "after: 1s", "after: 999ms"))).isEmpty();
        assertThat(warnings(replaceParts(text, "after: 1s", "percentile: 95%"))).isEmpty();
        assertThat(warnings(COMPONENTS + """
                        load: 100/s
                        requests:
                          page: { path: [web, db], timeout: 1s, hedge: { after: 1s } }
                        """)).containsExactly("page: " + sentence);
        assertThat(warnings(COMPONENTS + """
                        load: 100/s
                        requests:
                          page: { path: [web, db], deadline: 1s, hedge: { after: 1s } }
                        """)).contains("page: " + sentence);
    }

    /** A deadline or timeout of 2 s ends a call before a retry with a shortest first wait of 2 s or more. */
    @ParameterizedTest
    @ChosenRows({1, 2, 5, 12})
    @CsvSource(delimiter = '|', textBlock = """
            deadline: 2s, retry: { backoff: 2s } | 2s | 2s
            deadline: 2s, retry: { backoff: 1999ms } | |
            deadline: 2s, retry: { backoff: exponential(5s 60s) } | exponential(5s 1m) | 5s
            deadline: 2s, retry: { backoff: equal-jitter(4s 60s) } | equal-jitter(4s 1m) | 2s
            deadline: 2s, retry: { backoff: equal-jitter(3s 60s) } | |
            deadline: 2s, retry: { backoff: decorrelated(3s 60s) } | decorrelated(3s 1m) | 3s
            deadline: 2s, retry: { backoff: full-jitter(60s 60s) } | |
            deadline: 2s, retry: { attempts: 1 } | |
            timeout: 2s, retry: { backoff: 5s } | |
            policies: [deadline: 2s, retry: { backoff: 5s }] | 5s | 5s
            policies: [retry: { backoff: 5s }, deadline: 2s] | |
            policies: [timeout: 2s, retry: { backoff: 5s }] | 5s | 5s
            policies: [retry: { backoff: 5s }, timeout: 2s] | |
            """)
    void warnsOfRetriesAfterTheEndOfTheCall(String policies, String backoff, String wait) throws IOException {
        String text = COMPONENTS + "load: 100/s\nrequests: { page: { path: [web, db], " + policies + " } }\n";
        if (backoff == null) {
            assertThat(warnings(text)).noneMatch(warning -> warning.contains("never repeats"));
        } else {
            assertThat(warnings(text))
                    .contains("page: retry(attempts=3 backoff=" + backoff + ") never repeats a call: its first wait is"
                            + " at least " + wait + ", and each call ends within 2s");
        }
    }

    /** An outer deadline ends a hedge's first attempt as well. */
    @Test
    void warnsOfHedgesAfterAnOuterDeadline() throws IOException {
        String text = COMPONENTS + "load: 100/s\nrequests: { page: { path: [web, db], policies: [deadline: 1s, hedge: {"
                + " after: 2s }] } }\n";
        assertThat(warnings(text))
                .contains("page: hedge(after=2s attempts=2 cancel=true) never sends an attempt because of a late"
                        + " response: each attempt ends within 1s");
    }

    /**
     * 2 hosts of 4 cores process 2 x 4 / 1 ms = 8000/s. The primary of db processes 8 / 1 ms = 8000/s, and its replica
     * as many reads.
     */
    @Test
    void theBottleneckSaturatesAtItsCapacity() throws IOException {
        assertThat(explained("load: 100/s\nrequests: { page: { steps: [web, read: db, read: db] } }"))
                .contains("The bottleneck is db/replica-*, saturated at a total load of 4,000/s.");
        assertThat(explained("load: 100/s\nrequests: { page: { steps: [web, read: db] } }"))
                .anyMatch(line -> line.matches("The bottleneck is .*, saturated at a total load of 8,000/s[.]"));
    }

    @Test
    void warnsOfUnreachableComponentsAndUnmeasuredFaults() throws IOException {
        String text = replaceParts(COMPONENTS, "run: 10m", "run: { duration: 10m, warmup: 1m }") + """
                load: 100/s
                requests: { page: { path: [web, db] } }
                faults:
                  - at 10s: crash web/1 for 50s
                  - at 30s: crash web/1 for 50s as early
                  - at 9m: crash web/2 for 2m as late
                """;
        String message = command("validate", text).err().replaceAll("(?m)^.*it\\.yaml:", "");
        assertThat(message.lines().filter(line -> line.contains("warning")))
                .containsExactly(
                        "3:3: warning: 'lb'" + NOTHING,
                        "5:3: warning: 'cache'" + NOTHING,
                        "10:13: warning: the fault ends at 1m, within the warm-up (1m), which the results exclude",
                        "12:12: warning: the fault would end at 11m, but the run ends at 10m");
        String inOne =
                text + "variants:\n  with: { set: { requests.page.path: [lb, web, cache, db] } }\n  without: {}\n";
        assertThat(command("validate", inOne).err()).doesNotContain("nothing leads");
    }

    /** Two of the 20 sets of three nodes are copysets. */
    @Test
    void lostPartitionsOfAPlacement() throws IOException {
        String row = String.join(" ", explained("""
                          kv: { kind: store, nodes: 6, virtual_nodes: 64, placement: copysets }
                        requests:
                          page: { rate: 10/s, key: uniform(100), steps: [web, read: kv] }
                        """)).replaceAll(" +", " ");
        assertThat(row)
                .contains("Lost partitions kv: placement copysets of 384 partitions with 3 replicas on 6 nodes;"
                        + " probability that all replicas of some partition are lost: 10 % if 3 random nodes are lost"
                        + " (19.2 partitions on average)");
    }
}
