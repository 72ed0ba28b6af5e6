package dev.brownout.cli;

import dev.brownout.export.Dataset;
import java.io.PrintStream;
import java.util.List;

/** The forms of what an experiment found on standard output. */
enum TableForm {
    /** For people. */
    text,
    /** For programs. */
    json,
    /** For spreadsheets. */
    csv;

    /** Prints the finding in this form: what people read as text, what programs read as bytes. */
    void print(PrintStream out, List<String> lines, Dataset data) {
        switch (this) {
            case text -> lines.forEach(out::println);
            case json -> out.writeBytes(data.json());
            case csv -> out.writeBytes(data.csv());
        }
        out.flush();
    }
}
