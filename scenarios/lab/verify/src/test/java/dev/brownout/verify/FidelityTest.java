package dev.brownout.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import dev.brownout.verify.VerificationResult.RowFinding;
import dev.brownout.verify.model.Families;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verification of all rows that the models can compute in short runs. */
@Tag("law")
class FidelityTest {
    private static final int MOST_WIDE = 3;
    private static final int PARTS = 96;

    private final ReferenceValues rows = new ReferenceValues(Families.all());

    @Test
    @Tag("thorough")
    void everyRowPasses() {
        VerificationResult verdict = verdict(row -> true);
        assertThat(verdict.wide())
                .as("rows with an interval wider than a tenth of the reference value; the limit must not be raised")
                .hasSizeLessThanOrEqualTo(MOST_WIDE);
        assertThat(verdict.findings())
                .extracting(RowFinding::family)
                .contains("Single stations", "Caches", "Invariants");
    }

    /** Two parts are a 48th of the models. */
    @ParameterizedTest
    @ValueSource(ints = {20, 44})
    @ChosenRows(2)
    void sampledRowsPassAndAreOnAPage(int part) {
        List<ReferenceModel> models = rows.all().stream()
                .flatMap(row -> rows.model(row).stream())
                .distinct()
                .toList();
        VerificationResult verdict = verdict(row -> rows.model(row)
                .filter(model -> models.indexOf(model) % PARTS == part)
                .isPresent());
        assertThat(verdict.findings()).hasSizeGreaterThan(models.size() / PARTS);
        assertThat(FidelityPage.markdown(verdict)
                        .lines()
                        .filter(line -> line.startsWith("| `") && line.contains(" | met")))
                .hasSameSizeAs(verdict.findings());
    }

    private VerificationResult verdict(Predicate<ReferenceValue> selector) {
        int threads = Runtime.getRuntime().availableProcessors();
        VerificationResult verdict = new Verification(rows, false, id -> {}).run(selector, threads);
        assertThat(verdict.findings())
                .allSatisfy(finding -> assertThat(finding.holds())
                        .as(finding.row().id() + " " + finding.estimate())
                        .isTrue());
        return verdict;
    }
}
