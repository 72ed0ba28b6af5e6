package dev.brownout.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.verify.Verdict.Finding;
import dev.brownout.verify.model.Families;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every row that the models can answer in short runs, and the page that says so. */
@Tag("law")
class FidelityTest {
    private static final int MOST_WIDE = 3;

    @Test
    void everyRowHoldsAndThePageIsCurrent() {
        Rows rows = new Rows(Families.all());
        int threads = Runtime.getRuntime().availableProcessors();
        Verdict verdict = new Verification(rows, false, id -> {}).run(row -> true, threads);
        assertThat(verdict.findings())
                .allSatisfy(finding -> assertThat(finding.holds())
                        .as(finding.row().id() + " " + finding.estimate())
                        .isTrue());
        assertThat(verdict.wide())
                .as("rows whose interval is wider than a tenth of the truth: more of them are not let in")
                .hasSizeLessThanOrEqualTo(MOST_WIDE);
        assertThat(verdict.findings()).extracting(Finding::family).contains("Single stations", "Caches", "Invariants");
        String page = FidelityPage.of(verdict);
        assertThat(Path.of("..", "..", "docs", "fidelity.md"))
                .as("the page, which is written by ./brownout verify --out docs/fidelity.md")
                .hasContent(page)
                .hasBinaryContent(page.getBytes(StandardCharsets.UTF_8));
    }
}
