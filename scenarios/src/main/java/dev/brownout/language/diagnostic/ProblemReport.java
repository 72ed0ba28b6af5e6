package dev.brownout.language.diagnostic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.brownout.format.TextSanitizer;
import java.util.List;
import java.util.stream.Collectors;

/** Formats problems for other programs. */
public final class ProblemReport {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ProblemReport() {}

    /**
     * Returns a JSON array of objects with {@code file}, {@code line}, {@code column}, {@code length},
     * {@code severity}, {@code rule} (the kind of problem) and {@code message}.
     */
    public static String json(List<Problem> problems) {
        ArrayNode all = NODES.arrayNode();
        for (Problem problem : problems) {
            all.addObject()
                    .put("file", problem.source())
                    .put("line", problem.line())
                    .put("column", problem.column())
                    .put("length", problem.length())
                    .put("severity", severity(problem))
                    .put("rule", problem.rule().id())
                    .put("message", problem.message());
        }
        return text(all);
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
        return text(Sarif.log(problems, version));
    }

    private static String place(Problem problem) {
        return problem.line() == 0
                ? ""
                : ",line=" + problem.line() + ",col=" + problem.column() + ",endColumn="
                        + (problem.column() + problem.length());
    }

    /** Returns the severity: {@code error} or {@code warning}. */
    static String severity(Problem problem) {
        return problem.warning() ? "warning" : "error";
    }

    private static String message(String text) {
        return TextSanitizer.escaped(
                text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"));
    }

    private static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }

    private static String text(Object node) {
        try {
            return MAPPER.writeValueAsString(node).replace(System.lineSeparator(), "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("problems cannot be written as JSON", e);
        }
    }
}
