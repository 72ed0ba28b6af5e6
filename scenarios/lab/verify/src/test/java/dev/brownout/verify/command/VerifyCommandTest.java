package dev.brownout.verify.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brownout.cli.ExitCode;
import dev.brownout.cli.Session;
import dev.brownout.io.OutputFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code verify} command, which validates the simulator against reference values, on fast rows. */
@Tag("once")
class VerifyCommandTest {
    @Test
    void rowsArePrintedWithReferenceValueAndVerdict() {
        Session session = Session.of("verify", "--only", "lb.swrr.*");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).containsPattern("lb[.]swrr[.]a +aabacaa +aabacaa +any +met\n");
        assertThat(session.out())
                .endsWith("2 rows checked: 2 met, 0 violated; 0 only with --all, 0 not expressible yet\n");
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void inexpressibleRowsStateTheReason() {
        Session session = Session.of("verify", "--only", "swim.*");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).contains("not expressible yet:\n  swim.detect.a: needs gossip membership\n");
    }

    @Test
    void verbosePrintsTheSource() {
        Session session = Session.of("verify", "--only", "pacelc.all.a", "--verbose");
        assertThat(session.out()).contains("    Abadi 2012 (PACELC)\n");
    }

    @Test
    void jsonFormatPrintsADocument() throws Exception {
        Session session = Session.of("verify", "--only", "pacelc.*", "--format", "json");
        JsonNode document = new ObjectMapper().readTree(session.out());
        assertThat(document.get("checked").asInt()).isEqualTo(4);
        assertThat(document.get("missed").asInt()).isZero();
        assertThat(document.get("rows").get(0).get("id").asText()).isEqualTo("pacelc.majority.a");
        assertThat(document.get("rows").get(0).get("simulated").asDouble()).isEqualTo(70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--out= is empty; expected FILE", "--only= is empty; expected GLOB"})
    void rejectsEmptyOptionValues(String message) {
        Session session = Session.of("verify", message.substring(0, message.indexOf(' ')));
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains(message.replace("=", ""));
    }

    @Test
    void shownModelIsAValidScenario(@TempDir Path folder) throws Exception {
        Session shown = Session.of("verify", "--show", "q.mm1.a.mean");
        assertThat(shown.code()).isEqualTo(ExitCode.SUCCESS);
        Path file = Files.writeString(folder.resolve("station.yaml"), shown.out());
        assertThat(Session.of("validate", file.toString()).code()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    @Tag("change")
    void outOptionWritesAPage(@TempDir Path folder) throws Exception {
        Path page = folder.resolve("fidelity.md");
        Session session = Session.of("verify", "--only", "txn.*", "--out", page.toString());
        assertThat(session.err()).endsWith("written: " + page + "\n");
        assertThat(Files.readString(page)).contains("| `txn.2pc.a` |").contains("| 290 ms | 290 ms |");
    }

    @Test
    void rejectsFolderLockedByAnotherCommand(@TempDir Path folder) throws Exception {
        Path page = folder.resolve("fidelity.md");
        try (OutputFolder held = OutputFolder.at(folder, "brownout sweep something")) {
            Session session = Session.of("verify", "--only", "txn.*", "--out", page.toString());
            assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(session.err())
                    .startsWith("brownout: cannot write to " + folder + ": another command is writing there, process ");
            assertThat(session.out()).isEmpty();
            assertThat(held.doubt()).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @Tag("change")
    void onlyOptionSelectsAFamilyByTitle() {
        Session session = Session.of("verify", "--only", "Invariants");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).contains("\nInvariants\n").doesNotContain("Single stations");
        assertThat(Session.of("verify", "--only", "Invariant").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void rejectsAFolderAsOutputFile(@TempDir Path folder) throws Exception {
        Path other = Files.createDirectory(folder.resolve("fidelity.md"));
        Session session = Session.of("verify", "--only", "txn.*", "--out", other.toString());
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).isEqualTo("brownout: cannot write to " + other + ": it is not a file\n");
        assertThat(session.out()).isEmpty();
    }

    @Test
    void starMatchesAnyText() {
        assertThat(VerifyCommand.Glob.of("q.mm1").matches("q.mm1")).isTrue();
        assertThat(VerifyCommand.Glob.of("q.mm1").matches("q.mm1.a")).isFalse();
        assertThat(VerifyCommand.Glob.of("*").matches("")).isTrue();
        assertThat(VerifyCommand.Glob.of("q.*.mean").matches("q.mm1.a.mean")).isTrue();
        assertThat(VerifyCommand.Glob.of("*mm*a*").matches("q.mm1.a.mean")).isTrue();
        assertThat(VerifyCommand.Glob.of("q.*mm1*.mean").matches("q.mean")).isFalse();
        assertThat(VerifyCommand.Glob.of("ab*ba").matches("aba")).isFalse();
        assertThat(VerifyCommand.Glob.of("a*b*b").matches("ab")).isFalse();
    }

    @Test
    @Timeout(60)
    void patternWithManyStarsIsMatchedFast() {
        Session session = Session.of("verify", "--only", "*a".repeat(50_000));
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void rejectsUnknownRows() {
        Session only = Session.of("verify", "--only", "q.mm2.*");
        assertThat(only.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(only.err()).isEqualTo("brownout: unknown row 'q.mm2.*'\n");
        Session show = Session.of("verify", "--show", "q.mm1.a.mena");
        assertThat(show.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(show.err()).contains("did you mean 'q.mm1.a.mean'?");
        assertThat(Session.of("verify", "--show", "swim.detect.a").err())
                .isEqualTo("brownout: swim.detect.a cannot be expressed yet: it needs gossip membership\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--only", "--show"})
    void echoedArgumentIsEscapedAndShortened(String option) {
        Session session = Session.of("verify", option, "\u001b[8m" + "x".repeat(20_000));
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).doesNotContain("\u001b").hasSizeLessThan(3_000);
    }
}
