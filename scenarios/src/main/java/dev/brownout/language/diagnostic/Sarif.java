package dev.brownout.language.diagnostic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Problems as SARIF 2.1.0 (OASIS, 2020). */
final class Sarif {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Name of the fingerprint by which GitHub identifies an alert across analyses. Other consumers accept any name. */
    private static final String FINGERPRINT = "primaryLocationLineHash";

    private static final int HEX_DIGITS = 16;

    private final Map<String, Integer> rules = new TreeMap<>();

    private Sarif() {}

    /** Returns the problems as an indented log, with {@code \n} as line end. */
    static String text(List<Problem> problems, String version) {
        try {
            return MAPPER.writeValueAsString(log(problems, version)).replace(System.lineSeparator(), "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("problems cannot be written as JSON", e);
        }
    }

    private static ObjectNode log(List<Problem> problems, String version) {
        ObjectNode log = NODES.objectNode()
                .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "brownout").put("version", version);
        rules(driver.putArray("rules"));
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        Sarif sarif = new Sarif();
        problems.forEach(problem -> sarif.result(problem, results.addObject()));
        return log;
    }

    private static void rules(ArrayNode rules) {
        for (ProblemKind rule : ProblemKind.values()) {
            ObjectNode one = rules.addObject().put("id", rule.id());
            one.putObject("shortDescription").put("text", rule.sentence());
        }
    }

    private void result(Problem problem, ObjectNode one) {
        one.put("level", ProblemReport.severity(problem));
        one.put("ruleId", problem.rule().id()).put("ruleIndex", problem.rule().ordinal());
        one.putObject("message").put("text", problem.message());
        ObjectNode place = one.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri(problem.source()));
        if (problem.line() > 0) {
            place.putObject("region")
                    .put("startLine", problem.line())
                    .put("startColumn", problem.column())
                    .put("endColumn", problem.column() + problem.length());
        }
        one.putObject("partialFingerprints").put(FINGERPRINT, fingerprint(problem));
    }

    /**
     * Returns a fingerprint that is stable while lines around a problem are added or removed. It is a hash of the kind
     * and of the source line without blanks, or of the message if the problem concerns the whole file. A colon and a
     * counter distinguish equal problems of one file.
     */
    private String fingerprint(Problem problem) {
        String place = problem.line() == 0 ? problem.message() : problem.text().replaceAll("\\s", "");
        String hash = hash(problem.rule().id() + "\n" + place);
        return hash + ":" + rules.merge(problem.source() + "\n" + hash, 1, Integer::sum);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns a path as a URI (RFC 3986). */
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
}
