package dev.brownout.tutorial.teaching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Table of a page in Markdown. */
final class MarkdownTable {
    private final StringBuilder text = new StringBuilder();

    /** Creates a table with its heads. */
    MarkdownTable(List<String> heads) {
        row(heads);
        text.append(cells(Collections.nCopies(heads.size(), "---")));
    }

    /** Adds a row. */
    void row(List<String> cells) {
        List<String> escaped = new ArrayList<>();
        cells.forEach(cell -> escaped.add(cell.replace("|", "\\|")));
        text.append(cells(escaped));
    }

    private static String cells(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
