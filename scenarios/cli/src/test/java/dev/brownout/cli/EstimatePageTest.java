package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.capacity.QueueFormula;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of the estimate on the page about trust in results. */
@Tag("once")
class EstimatePageTest {
    private static final Path PAGE = PageCommands.ROOT.resolve("docs/concepts/how-far-to-trust-it.md");
    private static final String BEGIN = "\n### Formulas\n";
    private static final String END = "\n## Next\n";
    private static final String COMMAND = "mvn -q -pl scenarios/cli -am test -Dtest=EstimatePageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dbrownout.write=true";

    @Test
    void tablesAreUpToDate() throws Exception {
        String page = Files.readString(PAGE);
        String text = page.substring(0, page.indexOf(BEGIN)) + EstimatePage.text() + page.substring(page.indexOf(END));
        GeneratedFiles.requireEqual(PAGE, text, COMMAND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "M/M/4 | M_M_C",
                "M/M/4/104 | M_M_C_K",
                "M/G/4/4, Erlang loss: 12% of the calls rejected | ERLANG_LOSS",
                "M/G/1, Pollaczek-Khinchine; no formula for the p99 | M_G_1",
                "M/G/16/48-PS, mean as in M/M/16; no formula for the p99 | M_G_C_PS",
                "8 slots (8 workers on the node), each held for 5ms; M/M/4 | M_M_C",
                "closed loop of 1 user, mean value analysis | CLOSED_LOOP",
                "closed loop of 9 users, mean value analysis, an approximation | CLOSED_LOOP_APPROXIMATION",
                "no estimate: parallel steps overlap | UTILIZATION"
            })
    void formulaIsRecognizedInTheTextOfARow(String text, QueueFormula formula) {
        assertThat(QueueFormula.of(text)).isEqualTo(formula);
    }
}
