package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.binding.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code profiles-checked.txt} has a row with value and document for every setting of every shipped profile, and
 * {@code docs/decisions/profiles-checked.md} counts the verdicts.
 */
@Tag("once")
class ProfilesPageTest {
    private static final Path PAGE = PageCommands.ROOT.resolve("docs/decisions/profiles-checked.md");
    /** Tables of the settings and the documents. */
    private static final Path TABLES = Path.of("src/test/resources/dev/brownout/cli/profiles-checked.txt");

    private static final int LEAST_WORDS = 3;

    /** Row of a table of settings. {@code kind} is the heading above it, {@code setting} is {@code path: value}. */
    private record Row(String kind, String profile, String setting, String documents, String text, String verdict) {
        String checked() {
            return kind + " " + profile + " " + setting;
        }
    }

    /** Returns the cells of the tables below a second-level heading. Each row begins with its third-level heading. */
    private static List<List<String>> cells(String section) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean isInside = false;
        String part = "";
        for (String line : Files.readAllLines(TABLES)) {
            if (line.startsWith("## ")) {
                isInside = line.equals("## " + section);
            } else if (line.startsWith("### ")) {
                part = line.substring("### ".length());
            } else if (isInside && line.startsWith("| ") && !line.startsWith("| ---")) {
                List<String> row = new ArrayList<>(List.of(part));
                Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                        .map(String::strip)
                        .forEach(row::add);
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<Row> rows() throws IOException {
        return cells("Settings").stream()
                .filter(row -> !row.get(1).equals("profile"))
                .peek(row -> assertThat(row).as(row.toString()).hasSize(6))
                .map(row -> new Row(
                        row.get(0), row.get(1), row.get(2).replace("`", ""), row.get(3), row.get(4), row.get(5)))
                .toList();
    }

    @Test
    void everyProfileSettingHasARow() throws IOException {
        Profiles profiles = Profiles.shippedInstance();
        List<String> shipped = new ArrayList<>();
        for (String kind : profiles.kinds()) {
            for (String name : profiles.names(kind)) {
                profiles.settings(kind, name)
                        .forEach((path, value) -> shipped.add(kind + " " + name + " " + path + ": " + value));
            }
        }
        assertThat(rows().stream().map(Row::checked))
                .hasSizeGreaterThan(100)
                .containsExactlyInAnyOrderElementsOf(shipped);
    }

    @Test
    void everyRowCitesADocumentWithAnAddress() throws IOException {
        List<String> documents = cells("Documents").stream()
                .filter(row -> !row.get(1).equals("document"))
                .peek(row -> assertThat(row.get(3)).as(row.get(1)).matches("<https://[^ ]+>|none"))
                .map(row -> row.get(1))
                .toList();
        assertThat(documents).doesNotHaveDuplicates();
        TreeSet<String> named = new TreeSet<>();
        for (Row row : rows()) {
            List<String> ofRow = List.of(row.documents().split("; ", -1));
            assertThat(documents).as(row.checked()).containsAll(ofRow);
            assertThat(row.text().split(" ")).as(row.checked()).hasSizeGreaterThanOrEqualTo(LEAST_WORDS);
            named.addAll(ofRow);
        }
        assertThat(named).containsExactlyInAnyOrderElementsOf(documents);
    }

    @Test
    void verdictCountsMatchTheSummaryTable() throws IOException {
        TreeMap<String, Long> counted = new TreeMap<>();
        rows().forEach(row -> counted.merge(row.verdict(), 1L, Long::sum));
        TreeMap<String, Long> reported = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.matches("\\| [a-z]+ \\| \\d+ \\| .*")) {
                String[] cells = line.split("\\|", -1);
                reported.put(cells[1].strip(), Long.parseLong(cells[2].strip()));
            }
        }
        assertThat(reported).isEqualTo(counted);
        long all = counted.values().stream().mapToLong(Long::longValue).sum();
        assertThat(Files.readString(PAGE)).contains("These are " + all + " settings");
    }
}
