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

/** Problems in the forms that other programs read. */
public final class ProblemReport {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ProblemReport() {}

    /**
     * An array of objects with {@code file}, {@code line}, {@code column}, {@code length}, {@code severity},
     * {@code rule} (which kind of problem it is), {@code message}.
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
     * Commands by which a workflow of GitHub puts notes beside the lines of a change, one a line; percent signs, ends
     * of lines, and colons and commas of properties are escaped as its own toolkit does.
     */
    public static String github(List<Problem> problems) {
        return problems.stream()
                .map(p -> "::" + severity(p) + " file=" + property(p.source()) + place(p) + ",title=brownout::"
                        + message(p.message()) + "\n")
                .collect(Collectors.joining());
    }

    /**
     * SARIF 2.1.0 (OASIS, 2020), the form of static analysis results; a run without problems has an empty list of
     * results. Every kind of problem is a rule, and has its fingerprints, by which alerts are told apart.
     *
     * @param version of this program
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

    /** How grave it is: {@code error} or {@code warning}. */
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
