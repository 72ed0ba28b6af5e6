package dev.brownout.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.verify.model.Families;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of {@code docs/fidelity-all.txt} against the reference values, without a run of their models. */
class FullLengthPageTest {
    private static final Path PAGE = Path.of("..", "..", "..", "docs", "fidelity-all.txt");

    private final ReferenceValues rows = new ReferenceValues(Families.all());

    /** Returns the text of a row that does not depend on a run: its id and its reference value, or its reason. */
    private String constantCells(ReferenceValue row) {
        return rows.reason(row)
                .map(reason -> row.id() + ": " + reason)
                .orElse(row.id() + " " + ReferenceNumberFormat.expected(row));
    }

    /** Returns the rows of the page in the paragraph of a family. A long id has a line of its own. */
    private static List<String> rowsOfThePage(String family) throws IOException {
        return Arrays.stream(Files.readString(PAGE).split("\n\n"))
                .filter(paragraph -> paragraph.startsWith(family + "\n"))
                .flatMap(paragraph -> paragraph.replaceAll("\n {10,}", " ").lines())
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> line.matches("\\S+\\.\\S+ .*"))
                .toList();
    }

    private static List<String> ids(List<String> lines) {
        return lines.stream().map(line -> line.split(":? ", 2)[0]).sorted().toList();
    }

    @Test
    void eachRowIsInTheTableOfItsFamily() throws IOException {
        for (ModelFamily family : Families.all()) {
            List<String> expected = rows.all().stream()
                    .filter(row -> rows.family(row).orElseThrow() == family)
                    .map(this::constantCells)
                    .toList();
            List<String> written = rowsOfThePage(family.title());
            assertThat(ids(written))
                    .as("%s, which '.ci/fidelity-all \"%s\"' writes again", PAGE, family.title())
                    .isEqualTo(ids(expected));
            assertThat(expected)
                    .as("cells of %s, which '.ci/fidelity-all \"%s\"' writes again", PAGE, family.title())
                    .allMatch(cells -> written.stream().anyMatch(line -> (line + " ").startsWith(cells + " ")));
        }
    }
}
