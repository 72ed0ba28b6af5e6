package dev.brownout.grading;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.sentence.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file as students may read it: without the keys that give the solution away.
 *
 * @param source name of the file in messages
 * @param text text of the file
 */
record StudentText(String source, String text) {
    /**
     * Returns the text without the lines of secret keys.
     *
     * @throws IllegalArgumentException if a secret key is not at the beginning of a line
     */
    String exclude(List<String> secretKeys) {
        Entries root = (Entries) YamlReader.read(source, text, SourceLocation.FILE, new ProblemCollector());
        List<Integer> starts = new ArrayList<>();
        List<Integer> secret = new ArrayList<>();
        for (Map.Entry<String, Node.Entry> entry : root.entries().entrySet()) {
            SourceLocation key = entry.getValue().key();
            starts.add(key.line());
            if (secretKeys.contains(entry.getKey())) {
                if (key.column() != 1) {
                    throw new InvalidValueException(
                            "{} has '{}' inside of braces; write it on a line of its own", source, entry.getKey());
                }
                secret.add(key.line());
            }
        }
        List<String> written = text.lines().toList();
        StringBuilder rest = new StringBuilder();
        boolean hasLeft = false;
        for (int i = 0; i < written.size(); i++) {
            if (starts.contains(i + 1)) {
                hasLeft = secret.contains(i + 1);
            }
            if (!hasLeft) {
                rest.append(written.get(i)).append('\n');
            }
        }
        return rest.toString();
    }

    /** Returns the text without its comments that are not indented, which may mention secrets. */
    StudentText withoutComments() {
        return new StudentText(source, text.replaceAll("(?m)^#.*\\R?", ""));
    }
}
