package dev.brownout.language.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.wording.Characters;
import java.nio.charset.StandardCharsets;
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
     * {@code message}.
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
     * results.
     *
     * @param version of this program
     */
    public static String sarif(List<Problem> problems, String version) {
        ObjectNode log = NODES.objectNode()
                .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        run.putObject("tool").putObject("driver").put("name", "brownout").put("version", version);
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        for (Problem problem : problems) {
            ObjectNode one = results.addObject().put("level", severity(problem));
            one.put("ruleId", "scenario");
            one.putObject("message").put("text", problem.message());
            ObjectNode place = one.putArray("locations").addObject().putObject("physicalLocation");
            place.putObject("artifactLocation").put("uri", uri(problem.source()));
            if (problem.line() > 0) {
                place.putObject("region")
                        .put("startLine", problem.line())
                        .put("startColumn", problem.column())
                        .put("endColumn", problem.column() + problem.length());
            }
        }
        return text(log);
    }

    private static String place(Problem problem) {
        return problem.line() == 0
                ? ""
                : ",line=" + problem.line() + ",col=" + problem.column() + ",endColumn="
                        + (problem.column() + problem.length());
    }

    private static String severity(Problem problem) {
        return problem.warning() ? "warning" : "error";
    }

    /** A path as a URI (RFC 3986). */
    private static String uri(String source) {
        StringBuilder uri = new StringBuilder();
        for (byte one : source.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
            if (one > ' ' && one < 0x7F && "\"#%:<>?[]^`{|}".indexOf(one) < 0) {
                uri.append((char) one);
            } else {
                uri.append(String.format("%%%02X", one));
            }
        }
        return uri.toString();
    }

    private static String message(String text) {
        return Characters.escaped(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"));
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
