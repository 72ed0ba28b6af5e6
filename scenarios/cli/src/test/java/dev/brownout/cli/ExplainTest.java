package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.DisplayWidth;
import dev.brownout.rounds.ChosenRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output of {@code explain} and {@code schema}. */
class ExplainTest {
    @Test
    void explainsAComponentKind() {
        Session session = Session.of("explain", "cache");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out())
                .startsWith("cache  (kind of component)\nA tier of nodes that keep responses")
                .contains("\n  nodes: a whole number, at least 1, at most 50000; by default 1\n")
                .contains("\n        lru: The least recently used entry.\n")
                .contains("\nNot modelled\n  - The memory of keys");
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void headingsAreBoldOnATerminal() {
        assertThat(Session.of("", true, Map.of(), "explain", "retry").out()).contains("\u001b[1mParameters\u001b[0m\n");
    }

    @Test
    void ambiguousWordHasTwoPages() {
        assertThat(Session.of("explain", "uniform").out())
                .contains("uniform  (distribution)\n", "\n\nuniform  (key distribution)\n");
    }

    @Test
    void explainsAParameterWithItsComponent() {
        assertThat(Session.of("explain", "redispatch").out())
                .startsWith("redispatch  (parameter of load-balancer)\n")
                .contains("Maximum number of other backends that are tried after a refused connection");
    }

    @Test
    @Tag("change")
    void listsAllWordsExceptThoseOfLongChapters() {
        Session session = Session.of("explain");
        assertThat(session.out())
                .startsWith("Sections of a scenario\n    version, scenario, about")
                .containsPattern("Metrics\n    3[0-9]{2} words: 'brownout explain metrics' shows them")
                .doesNotContain("p99.9");
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(Session.of("explain", "metrics").out())
                .startsWith("Metrics\n    availability, ")
                .contains("p99.9");
    }

    @Test
    @Tag("change")
    void printsASinglePartOfAPage() {
        assertThat(Session.of("explain", "database").out().replace("\n", " "))
                .endsWith(" Print one part: brownout explain database PART; parts: example, parameters, metrics,"
                        + " model ");
        assertThat(Session.of("explain", "database", "metrics").out())
                .startsWith("database  (kind of component)\n\nMetrics, in addition to")
                .contains("\n  lost_writes: ")
                .doesNotContain("Parameters", "Model\n");
        assertThat(Session.of("explain", "database", "model").out()).contains("\nNot modelled\n");
        assertThat(Session.of("explain", "zipf", "metrics").err())
                .isEqualTo("brownout: the page about 'zipf' has no metrics; it has example, parameters\n");
    }

    @Test
    void termsLinkToSettingsAndScenarios() {
        assertThat(Session.of("explain", "Sticky").out()).isEqualTo("""
                sticky session  (glossary term)
                The load balancer sends each user to the server that keeps the user's session in
                memory. If the server fails, its sessions are lost.

                Also: sticky, session, session affinity, session stickiness.

                Scenario syntax: sessions of server.

                Example: 'brownout run sticky-session-loss', 'brownout run
                stateless-autoscaling'.
                """);
        assertThat(Session.of("explain", "partition").out())
                .startsWith("partition  (glossary term)\n")
                .contains("\n\npartition  (fault)\n");
    }

    @ParameterizedTest
    @ChosenRows({1, 4})
    @CsvSource({
        "sticky session, sticky session",
        "load balancers, load-balancer",
        "Two-Phase Commit, two-phase commit",
        "pub/sub, publish/subscribe",
        "HTTP/2, TLS",
        "redis cluster, redis-cluster"
    })
    void joinsWordsAndIgnoresCaseHyphensAndPlurals(String typed, String page) {
        Session session = Session.of(("explain " + typed).split(" ", -1));
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).startsWith(page + "  (");
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    @Tag("change")
    void searchFindsPagesByText() {
        Session session = Session.of("explain", "--search", "bloom");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).startsWith("bloom_filter  (parameter of cache)\n    A filter that callers check");
        assertThat(session.out().lines()).allMatch(line -> DisplayWidth.width(line) <= 80);
        assertThat(Session.of("explain", "--search", "a").out())
                .containsPattern("\\n[0-9]+ more: add a word to narrow the search\n$");
        assertThat(Session.of("explain", "--search", "zebra").err())
                .isEqualTo("brownout: the manual has no text with all words of 'zebra'; use fewer words\n");
        assertThat(Session.of("explain", "bits").err())
                .contains("unknown word 'bits'", "of the manual: 'brownout explain --search bits')");
        assertThat(Session.of("explain", "cache", "--search", "x").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    @Tag("change")
    void manualFitsTheTerminalWidth() {
        assertThat(Session.of("explain", "--all").out().lines()).allMatch(line -> DisplayWidth.width(line) <= 80);
    }

    @Test
    void unknownWordSuggestsTheNearest() {
        Session session = Session.of("explain", "cashe");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err())
                .isEqualTo(
                        "brownout: unknown word 'cashe'; did you mean 'cache'? ('brownout explain' lists all words)\n");
    }

    /**
     * 4 cores / 20 ms = 200/s. At 180/s, M/M/4 has a mean waiting time of 39.4 ms (Erlang C 0.788) and a service time
     * of 20 ms.
     */
    @Test
    void explainsAScenarioByAnalyticalEstimates() {
        Session session = Session.of("explain", "hello-world");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).isEqualTo("""
                        one box

                        Load and capacity (analytical)
                        resource  from  offered  capacity  rho     mean     p99  by
                        box       0:00    180/s     200/s  0.9  59.4 ms  244 ms  (1)
                        (1) M/M/4/1004
                        The bottleneck is box, saturated at a total load of 200/s.

                        Calls and their policies, outermost first
                        page
                          box: timeout 10s
                        """);
    }

    @Test
    void otherVariantsShowOnlyDifferences() {
        String message = Session.of("explain", "load-balancer").out();
        assertThat(message)
                .contains("\nVariant two servers\n")
                .contains("\nVariant two servers with redispatch: same estimate as two servers");
        assertThat(message.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void explainsAFileWithWarnings(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                        load: 300/s
                        run: 1m
                        components:
                          box: { kind: server, cores: 4, service: exp(20ms) }
                        requests:
                          page: { path: [box], timeout: none }
                        """);
        Session session = Session.of("explain", file.toString());
        assertThat(session.err()).contains("warning: users of 'page' wait forever");
        assertThat(session.out()).endsWith("""
                        page
                          box: no timeout

                        Warnings
                        box overloaded: 300/s offered, capacity 200/s (150 %)
                        """);
    }

    @Test
    @Tag("change")
    void printsTheWholeManual() {
        assertThat(Session.of("explain", "--all", "--format", "markdown").out()).startsWith("# Reference\n");
        assertThat(Session.of("explain", "--all").out()).contains("load-balancer  (kind of component)\n");
        assertThat(Session.of("explain", "--all", "cache").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Session.of("explain", "--format", "markdown").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    @Tag("change")
    void schemaCommandPrintsTheLibrarySchema() throws Exception {
        Session session = Session.of("schema");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out().equals(Files.readString(Path.of("../library/scenario.schema.json"))))
                .as("output equals the library file generated by LanguagePagesTest")
                .isTrue();
    }
}
