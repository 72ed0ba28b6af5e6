package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code explain} and {@code schema} print. */
class ExplainTest {
    @Test
    void aKindIsExplained() {
        Session session = Session.of("explain", "cache");
        assertThat(session.code()).isEqualTo(ExitCode.HELD);
        assertThat(session.out())
                .startsWith("cache  (kind of component)\nA tier of machines that keep in memory")
                .contains("\nParameters\n  nodes: a whole number, at least 1; by default 1\n")
                .contains("\n        lru: The one that was not used for longest.\n")
                .contains("\nWhat is left out\n  Queueing at the cache itself");
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aScreenShowsHeadingsInBold() {
        assertThat(Session.of("", true, Map.of(), "explain", "retry").out()).contains("\u001b[1mParameters\u001b[0m\n");
    }

    @Test
    void aWordOfTwoMeaningsHasTwoPages() {
        assertThat(Session.of("explain", "uniform").out())
                .contains("uniform  (distribution)\n", "\n\nuniform  (popularity of keys)\n");
    }

    @Test
    void aParameterIsExplainedWhereItStands() {
        assertThat(Session.of("explain", "redispatch").out())
                .startsWith("redispatch  (parameter of load-balancer)\n")
                .contains("How often a call whose connection was refused is tried on another machine.");
    }

    @Test
    void withoutAWordAllWordsAreShown() {
        Session session = Session.of("explain");
        assertThat(session.out())
                .startsWith("Sections of a scenario\n    version, scenario, about")
                .contains("p99.9");
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void anUnknownWordIsRefusedWithTheNearest() {
        Session session = Session.of("explain", "cashe");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err())
                .isEqualTo(
                        "brownout: unknown word 'cashe'; did you mean 'cache'? ('brownout explain' alone shows all)\n");
    }

    @Test
    void aScenarioIsReferredToOtherCommands(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "scenario: mine\n");
        for (String scenario : new String[] {file.toString(), "one-box"}) {
            Session session = Session.of("explain", scenario);
            assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(session.err()).contains("'brownout show --resolved " + scenario + "'");
        }
    }

    @Test
    void theWholeManualIsText() {
        assertThat(Session.of("explain", "--all", "--format", "markdown").out()).startsWith("# Reference\n");
        assertThat(Session.of("explain", "--all").out()).contains("load-balancer  (kind of component)\n");
        assertThat(Session.of("explain", "--all", "cache").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(Session.of("explain", "--format", "markdown").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void theSchemaIsThatOfTheLibrary() throws Exception {
        Session session = Session.of("schema");
        assertThat(session.code()).isEqualTo(ExitCode.HELD);
        assertThat(session.out()).isEqualTo(Files.readString(Path.of("library/scenario.schema.json")));
    }
}
