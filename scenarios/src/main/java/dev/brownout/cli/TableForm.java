package dev.brownout.cli;

import dev.brownout.export.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The forms of what an experiment found on standard output. */
enum TableForm {
    /** For people. */
    text,
    /** For programs. */
    json,
    /** For spreadsheets. */
    csv;

    /** The finding in this form, and where files were written if anywhere. */
    byte[] of(List<String> lines, Table table) {
        return switch (this) {
            case text -> (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
            case json -> table.json();
            case csv -> table.csv();
        };
    }
}
