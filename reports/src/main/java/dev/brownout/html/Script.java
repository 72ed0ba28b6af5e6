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
 * The script of a page: modules of ECMAScript, joined to one. What a module imports stands in one before it, under the
 * name that it has there; no two modules have a name of their own in common.
 */
final class Script {
    private static final List<String> MODULES =
            List.of("quantity", "element", "view", "plot", "figure", "topology", "tables", "bar", "report");

    /** The text of the script. */
    static final String TEXT = MODULES.stream().map(Script::module).collect(Collectors.joining());

    private Script() {}

    /** Its digest, as a policy names what may run. */
    static String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(TEXT.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** A module without what is for its readers, or for when it stands alone; a comment has a line of its own. */
    private static String module(String name) {
        return file("script/" + name + ".js")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("import "))
                .map(line -> line.replaceFirst("^export ", "").replaceAll(" (=>|===|!==|<=|>=|[?]|&&|\\|\\||=) ", "$1"))
                .map(line -> line.matches(".*([;,{(\\[]|=>)") ? line : line + "\n")
                .collect(Collectors.joining());
    }

    /** A file that comes with the program, beside this class. */
    static String file(String name) {
        try (InputStream file = Script.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " of the report cannot be read", e);
        }
    }
}
