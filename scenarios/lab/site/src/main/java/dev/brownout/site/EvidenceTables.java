package dev.brownout.site;

import dev.brownout.verify.ReferenceValue;
import dev.brownout.verify.ReferenceValues;
import dev.brownout.verify.model.Families;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Long tables of the pages about evidence: reference results, statements of books, and checked profiles. */
final class EvidenceTables {
    private static final String FIDELITY = "fidelity.md";
    private static final String FULL_LENGTH = "fidelity-all.txt";
    private static final String COVERAGE = "coverage.md";
    private static final String STATEMENTS =
            "scenarios/cli/src/test/resources/dev/brownout/cli/coverage/statements.txt";
    private static final String PROFILES = "decisions/profiles-checked.md";
    private static final String SETTINGS = "scenarios/cli/src/test/resources/dev/brownout/cli/profiles-checked.txt";
    private static final String NUMBERS = "reported-numbers.md";
    private static final String REPORTED = "scenarios/cli/src/test/resources/dev/brownout/cli/reported-numbers.txt";
    private static final Pattern PARTS = Pattern.compile(" \\| ");

    private EvidenceTables() {}

    /** Returns the pages by their paths: the text of the file, then the tables. */
    static Map<String, String> pages(Path docs, Path repository) throws IOException {
        Map<String, String> pages = new TreeMap<>();
        pages.put(FIDELITY, join(docs.resolve(FIDELITY), results(docs.resolve(FULL_LENGTH))));
        pages.put(COVERAGE, join(docs.resolve(COVERAGE), statements(repository.resolve(STATEMENTS))));
        pages.put(PROFILES, join(docs.resolve(PROFILES), Files.readAllLines(repository.resolve(SETTINGS))));
        pages.put(NUMBERS, join(docs.resolve(NUMBERS), Files.readAllLines(repository.resolve(REPORTED))));
        return pages;
    }

    private static String join(Path page, List<String> lines) throws IOException {
        return Files.readString(page) + "\n" + String.join("\n", lines) + "\n";
    }

    /** Returns a section for each family: its results at full length, and the definitions of its rows. */
    private static List<String> results(Path file) throws IOException {
        ReferenceValues values = new ReferenceValues(Families.all());
        List<String> lines = new ArrayList<>();
        for (String paragraph : Files.readString(file).strip().split("\n\n+", -1)) {
            if (paragraph.startsWith("#")) {
                continue;
            }
            String[] parts = paragraph.split("\n", 2);
            lines.addAll(List.of("## " + parts[0], "", "```text", parts[1]));
            lines.addAll(List.of("```", "", "| row | model | number | source |", "|---|---|---|---|"));
            for (ReferenceValue row : values.all()) {
                if (values.family(row)
                        .filter(family -> family.title().equals(parts[0]))
                        .isPresent()) {
                    lines.add("| `" + row.id() + "` | " + cell(row.model()) + " | " + cell(row.note()) + " | "
                            + cell(row.source()) + " |");
                }
            }
            lines.add("");
        }
        return lines;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    /** Returns a section for each group of statements, with a list of the evidence below each statement. */
    private static List<String> statements(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("  ")) {
                String[] parts = PARTS.split(line.strip(), 3);
                String evidence =
                        parts.length == 1 ? "*" + parts[0] + "*" : "`" + String.join("` `", parts[0], parts[1]) + "`";
                lines.add("  - " + evidence + (parts.length == 3 ? " " + parts[2] : ""));
            } else if (line.startsWith("## ") || line.startsWith("- ") || line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }
}
