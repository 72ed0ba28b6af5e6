package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.LibraryRun.VariantNumbers;
import dev.brownout.format.QuantityFormat;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.PredictResult;
import dev.brownout.result.SlaResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/incidents.md} lists every scenario of the incidents group with current numbers: predictions of the first
 * variant, and assertions with a tolerance of every variant.
 */
@Tag("story")
class IncidentsPageTest {
    private static final Path PAGE = Path.of("../../docs/incidents.md");
    private static final String GROUP = "incidents and papers";
    private static final String NUMBERS = "\n## Report and simulation\n";
    private static final String COMMAND = "mvn -q -pl scenarios/cli -am test -Dtest=IncidentsPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dbrownout.write=true";

    private static List<String> names() {
        return new ShippedLibrary()
                .entries().stream()
                        .filter(entry -> entry.group().equals(GROUP))
                        .map(ShippedLibrary.Entry::name)
                        .toList();
    }

    @Test
    void pageListsEveryScenarioOfTheGroup() throws IOException {
        List<String> told = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| [`"))
                .map(line -> line.substring(4, line.indexOf('`', 4)))
                .toList();
        assertThat(told).hasSizeGreaterThanOrEqualTo(8).isEqualTo(names());
    }

    @Test
    void numbersOfThePageAreUpToDate() throws IOException {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(NUMBERS));
        StringBuilder text = new StringBuilder(before).append(NUMBERS).append("""

                Values of the report, at the scale of the scenario, and of a run.

                | scenario | variant | metric | report | simulated | error |
                |---|---|---|---|---|---|
                """);
        for (String name : names()) {
            List<VariantNumbers> variants = LibraryRuns.of(name).variants();
            VariantNumbers first = variants.get(0);
            first.predict().forEach((what, number) -> text.append(row(name, first, what, number)));
            for (VariantNumbers variant : variants) {
                variant.sla().forEach((what, relation) -> {
                    if (relation.comparison().equals("~") && !relation.breaks()) {
                        text.append(row(name, variant, what, relation));
                    }
                });
            }
        }
        GeneratedFiles.same(PAGE, text.toString(), COMMAND);
    }

    private static String row(String name, VariantNumbers variant, String what, PredictResult number) {
        return row(name, variant, what, number.predicted(), number.measured(), number.unit());
    }

    private static String row(String name, VariantNumbers variant, String what, SlaResult relation) {
        return row(name, variant, what, relation.bound(), relation.value(), relation.unit());
    }

    private static String row(
            String name, VariantNumbers variant, String what, double told, double measured, String unit) {
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        name,
                        variant.name(),
                        what,
                        QuantityFormat.of(told, unit),
                        QuantityFormat.of(measured, unit),
                        QuantityFormat.signedPercent((measured - told) / told));
    }
}
