package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.library.ShippedLibrary;
import dev.brownout.rounds.ChosenRows;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output of {@code list}, {@code show}, {@code --help} and {@code --version}. */
@Tag("once")
class ListAndShowCommandTest {
    @Test
    void listPrintsEveryScenarioByGroup() {
        Session session = Session.of("list");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out())
                .containsPattern("first steps\n  hello-world +one box\n")
                .containsPattern("  single-server +Overload and queue limits of a single server\n")
                .containsPattern("course\n  ladder/01-one-box +One server until it is overloaded\n")
                .contains("\nstart with: hello-world, single-server, ")
                .doesNotContain("At which load does one server fail");
        assertThat(new ShippedLibrary().names())
                .allSatisfy(name -> assertThat(session.out()).contains("\n  " + name + " "));
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    @Tag("change")
    void listFindsWordsInNamesTitlesQuestionsAndLessons() {
        assertThat(Session.of("list", "Cache").out())
                .startsWith("in name or title\n  cache-sizing")
                .containsSubsequence("write-back-crash", "ladder/06-cache", "in the question\n", "in the lesson\n")
                .doesNotContain("retry-storm");
        assertThat(Session.of("list", "stale", "read").out())
                .startsWith("in name or title\n  replica-failure")
                .containsSubsequence("stale-cache", "examples of this term\n", "read-your-writes");
        assertThat(Session.of("list", "DLQ").out()).contains("dead-letter-queue");
        assertThat(Session.of("list", "http", "429").out()).contains("provider-rate-limit");
    }

    @Test
    @Tag("change")
    void listSuggestsTheNearestWord() {
        Session none = Session.of("list", "cache-sizng");
        assertThat(none.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(none.err())
                .startsWith("brownout: no scenario contains 'cache-sizng'; did you mean 'cache-sizing'?\n")
                .contains("\n  themes: first steps, databases, key-value stores, ");
        assertThat(Session.of("list", "sevrer").err()).contains("did you mean 'server'?");
    }

    @Test
    void jsonListHasTheFieldsOfEachScenario() {
        assertThat(Session.of("list", "hello-world", "--format", "json").out()).isEqualTo("""
                [ {
                  "name" : "hello-world",
                  "title" : "one box",
                  "theme" : "first steps",
                  "question" : ""
                } ]
                """);
    }

    @Test
    void longListPrintsQuestions() {
        Session session = Session.of("list", "--long");
        assertThat(session.out())
                .containsPattern("single-server +Overload and queue limits of a single server\n +At which load does");
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void showPrintsTheFileUnchanged(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "scenario: not yet one\n");
        assertThat(Session.of("show", file.toString()).out()).isEqualTo("scenario: not yet one\n");
        assertThat(Session.of("show", "hello-world").out()).contains("\nscenario: one box\n");
    }

    @Test
    void showResolvedPrintsEveryOrigin() {
        String out = Session.of("show", "load-balancer", "--resolved").out();
        assertThat(out).containsPattern("web[.]cores: 8 +# file\n").containsPattern("lb[.]redispatch: 0 +# default\n");
        assertThat(out)
                .containsSubsequence(
                        "# variant two servers\n",
                        "# variant one large server, settings that differ from two servers\n",
                        "web.nodes: 1");
    }

    @Test
    void showResolvedWrapsLongLinesReversibly() {
        String title = "answers that come late enough to be noticed by somebody";
        String asserted = "page.availability >= 10% from 10s to 20s";
        String out = Session.of("show", "retry-storm", "--resolved", "--set", "sla." + title + "=" + asserted)
                .out();
        assertThat(out.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(out.replaceAll("\n {4}(?!#)", " ")).contains("sla." + title + ": " + asserted + "\n    # set\n");
    }

    @ParameterizedTest
    @ChosenRows({1, 2, 6, 21})
    @ValueSource(
            strings = {
                "--help",
                "run --help",
                "learn --help",
                "replicate --help",
                "compare --help",
                "sweep --help",
                "capacity --help",
                "list --help",
                "show --help",
                "new --help",
                "validate --help",
                "baseline --help",
                "baseline save --help",
                "baseline check --help",
                "explain --help",
                "schema --help",
                "prices --help",
                "merge --help",
                "serve --help",
                "help --help"
            })
    void helpFitsTheTerminal(String line) {
        Session session = Session.of(line.split(" ", -1));
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).startsWith("Usage: brownout").containsOnlyOnce("\nExamples:\n  brownout ");
        assertThat(session.out().lines()).allMatch(each -> each.length() <= 80);
    }

    @Test
    void helpCommandPrintsTheHelpOfACommand() {
        assertThat(Session.of("help").out()).isEqualTo(Session.of("--help").out());
        assertThat(Session.of("help", "run").out())
                .isEqualTo(Session.of("run", "--help").out());
        assertThat(Session.of("help", "baseline", "save").out())
                .isEqualTo(Session.of("baseline", "save", "--help").out());
        assertThat(Session.of("help", "rnu").err()).contains("unknown command 'rnu'; did you mean 'run'?");
    }

    @Test
    void everyCommandAcceptsTheVersionOption() {
        String version = Session.of("--version").out();
        assertThat(version).startsWith("brownout ");
        assertThat(Session.of("run", "--version").out()).isEqualTo(version);
        assertThat(Session.of("baseline", "save", "-V").out()).isEqualTo(version);
    }

    @Test
    void partitionErrorListsValidEndpoints(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                load: 10/s
                regions: { east: { users: 60% }, west: { users: 40%, rtt: { east: 70ms } } }
                components: { web: { kind: server }, db: { kind: database } }
                requests: { page: { path: [web, db] } }
                faults: [at 1m: partition web ~ region/west for 20s]
                """);
        assertThat(Session.of("validate", file.toString()).err())
                .contains("both ends must be regions, or both components, nodes or zones, as in web ~ db/primary");
    }
}
