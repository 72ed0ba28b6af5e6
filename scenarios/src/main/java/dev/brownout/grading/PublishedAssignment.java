package dev.brownout.grading;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The part of an assignment that students may read: its text without the keys that give away how hidden tests are made.
 *
 * @param source name of the file in messages
 * @param text text of the file
 */
record PublishedAssignment(String source, String text) {
    /** Keys of an assignment that are not published, with their content. */
    static final List<String> SECRET = List.of("answer", "hidden");

    /**
     * Returns the lines of the file without those of its secret keys, and without the comments that are not indented,
     * which may mention them.
     *
     * @throws IllegalArgumentException if a secret key is not at the beginning of a line
     */
    String lines() {
        Entries root = (Entries) YamlReader.read(source, text, SourceLocation.FILE, new ProblemCollector());
        List<Integer> starts = new ArrayList<>();
        List<Integer> secret = new ArrayList<>();
        for (Map.Entry<String, Node.Entry> entry : root.entries().entrySet()) {
            SourceLocation key = entry.getValue().key();
            starts.add(key.line());
            if (SECRET.contains(entry.getKey())) {
                if (key.column() != 1) {
                    throw new IllegalArgumentException(
                            source + " has '" + entry.getKey() + "' inside of braces; write it on a line of its own");
                }
                secret.add(key.line());
            }
        }
        List<String> written = text.lines().toList();
        StringBuilder published = new StringBuilder();
        boolean left = false;
        for (int i = 0; i < written.size(); i++) {
            if (starts.contains(i + 1)) {
                left = secret.contains(i + 1);
            }
            if (!left && !written.get(i).startsWith("#")) {
                published.append(written.get(i)).append('\n');
            }
        }
        return published.toString();
    }
}
