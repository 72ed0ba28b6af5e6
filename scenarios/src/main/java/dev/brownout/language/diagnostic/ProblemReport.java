package dev.brownout.language.diagnostic;

import dev.brownout.format.TextSanitizer;
import dev.brownout.json.JsonBuilder;
import java.util.List;
import java.util.stream.Collectors;

/** Formats problems for other programs. */
public final class ProblemReport {
    private ProblemReport() {}

    /**
     * Returns a JSON array of objects with {@code file}, {@code line}, {@code column}, {@code length},
     * {@code severity}, {@code rule} (the kind of problem) and {@code message}. An object has {@code text}, the source
     * line, unless the problem concerns the scenario as a whole, and {@code fix}, the text that corrects the part
     * concerned, if a correction is certain.
     */
    public static String json(List<Problem> problems) {
        JsonBuilder json = JsonBuilder.indented().beginArray();
        for (Problem problem : problems) {
            json.beginObject()
                    .name("file")
                    .value(problem.source())
                    .name("line")
                    .value(problem.line())
                    .name("column")
                    .value(problem.column())
                    .name("length")
                    .value(problem.length())
                    .name("severity")
                    .value(severity(problem))
                    .name("rule")
                    .value(problem.rule().id())
                    .name("message")
                    .value(problem.message());
            if (problem.line() > 0) {
                json.name("text").value(problem.text());
            }
            if (!problem.fix().isEmpty()) {
                json.name("fix").value(problem.fix());
            }
            json.endObject();
        }
        return json.endArray().text();
    }

    /**
     * Returns workflow commands that annotate the changed lines in GitHub, one per line. Percent signs, line ends, and
     * the colons and commas of properties are escaped as in GitHub's own toolkit.
     */
    public static String github(List<Problem> problems) {
        return problems.stream()
                .map(p -> "::" + severity(p) + " file=" + property(p.source()) + place(p) + ",title=brownout::"
                        + message(p.message()) + "\n")
                .collect(Collectors.joining());
    }

    /**
     * Returns the problems as SARIF 2.1.0 (OASIS, 2020), the format of static analysis results. Without problems, the
     * run has an empty list of results. Every kind of problem is a rule. Each result has a fingerprint that identifies
     * its alert.
     *
     * @param version the version of this program
     */
    public static String sarif(List<Problem> problems, String version) {
        return Sarif.text(problems, version);
    }

    private static String place(Problem problem) {
        return problem.line() == 0
                ? ""
                : ",line=" + problem.line() + ",col=" + problem.column() + ",endColumn="
                        + (problem.column() + problem.length());
    }

    /** Returns the severity: {@code error} or {@code warning}. */
    public static String severity(Problem problem) {
        return problem.warning() ? "warning" : "error";
    }

    private static String message(String text) {
        return TextSanitizer.escape(
                text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"));
    }

    private static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }
}
