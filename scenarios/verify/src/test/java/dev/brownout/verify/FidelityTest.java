package dev.brownout.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import dev.brownout.verify.VerificationResult.RowFinding;
import dev.brownout.verify.model.Families;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verification of all rows that the models can compute in short runs, and of {@code docs/fidelity.md}. */
@Tag("law")
class FidelityTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "fidelity.md");
    private static final int MOST_WIDE = 3;
    private static final int PARTS = 96;

    private static final int CELLS_OF_A_ROW_BY_ITSELF = 5;

    private final ReferenceValues rows = new ReferenceValues(Families.all());

    @Test
    @Tag("thorough")
    void everyRowPassesAndThePageIsUpToDate() {
        VerificationResult verdict = verdict(row -> true);
        assertThat(verdict.wide())
                .as("rows with an interval wider than a tenth of the reference value; the limit must not be raised")
                .hasSizeLessThanOrEqualTo(MOST_WIDE);
        assertThat(verdict.findings())
                .extracting(RowFinding::family)
                .contains("Single stations", "Caches", "Invariants");
        String page = FidelityPage.of(verdict);
        assertThat(PAGE)
                .as("the page, which is written by ./brownout verify --out docs/fidelity.md")
                .hasContent(page)
                .hasBinaryContent(page.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Two parts are a 48th of the models. The last cells, from the interval on, depend on the number of rows that are
     * tested together, so they are not compared.
     */
    @ParameterizedTest
    @ValueSource(ints = {20, 44})
    @ChosenRows(2)
    void sampledRowsPassAndAreOnThePage(int part) throws IOException {
        List<ReferenceModel> models = rows.all().stream()
                .flatMap(row -> rows.model(row).stream())
                .distinct()
                .toList();
        String page = FidelityPage.of(verdict(row -> rows.model(row)
                .filter(model -> models.indexOf(model) % PARTS == part)
                .isPresent()));
        List<String> some = page.lines()
                .filter(line -> line.startsWith("| `") && line.contains(" | met"))
                .map(FidelityTest::byItself)
                .toList();
        assertThat(some).hasSizeGreaterThan(models.size() / PARTS);
        assertThat(Files.readAllLines(PAGE).stream().map(FidelityTest::byItself))
                .as("the page, which is written by ./brownout verify --out docs/fidelity.md")
                .containsAll(some);
    }

    private VerificationResult verdict(Predicate<ReferenceValue> wanted) {
        int threads = Runtime.getRuntime().availableProcessors();
        VerificationResult verdict = new Verification(rows, false, id -> {}).run(wanted, threads);
        assertThat(verdict.findings())
                .allSatisfy(finding -> assertThat(finding.holds())
                        .as(finding.row().id() + " " + finding.estimate())
                        .isTrue());
        return verdict;
    }

    private static String byItself(String line) {
        List<String> cells = List.of(line.split("(?<!\\\\)\\|", -1));
        return String.join("|", cells.subList(0, Math.min(cells.size(), CELLS_OF_A_ROW_BY_ITSELF + 1)));
    }
}
