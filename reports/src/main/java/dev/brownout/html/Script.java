package dev.brownout.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The script of a page: several ECMAScript modules joined into one. A module may import only from earlier modules,
 * under the exported name. No two modules may declare the same name.
 */
final class Script {
    private static final List<String> MODULES = List.of(
            "words",
            "quantity",
            "element",
            "view",
            "plot",
            "figure",
            "hero",
            "answer",
            "topology",
            "topologies",
            "tables",
            "bar",
            "variants",
            "report");

    /** Text of the script. */
    static final String TEXT = MODULES.stream().map(Script::module).collect(Collectors.joining());

    private Script() {}

    /** Returns the digest of the script, as in a content security policy. */
    static String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(TEXT.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /**
     * Returns a module without comments, imports, exports and unnecessary whitespace. A comment must be on a line of
     * its own.
     */
    private static String module(String name) {
        return file("script/" + name + ".js")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("import "))
                .map(line -> line.replaceFirst("^export ", "").replaceAll(" (=>|===|!==|<=|>=|[?]|&&|\\|\\||=) ", "$1"))
                .map(line -> line.matches(".*([;,{(\\[]|=>)") ? line : line + "\n")
                .collect(Collectors.joining());
    }

    /** Returns the text of a resource of this class. */
    static String file(String name) {
        try (InputStream file = Script.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " of the report cannot be read", e);
        }
    }
}
