package dev.brownout.grading;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.sentence.InvalidValueException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A file as students may read it: without comments, and without the keys that give the solution away.
 *
 * @param source name of the file in messages
 * @param lines lines of the file
 */
record StudentText(String source, List<String> lines) {
    /** Copies the lines. */
    StudentText {
        lines = List.copyOf(lines);
    }

    /** Returns a text without its comments, which may state the solution, or the numbers of another student. */
    static StudentText withoutComments(String source, String text) {
        return new StudentText(
                source,
                YamlReader.withoutComments(text)
                        .lines()
                        .dropWhile(String::isBlank)
                        .toList());
    }

    /** Returns the text as a tree. */
    Entries tree() {
        return (Entries) YamlReader.read(source, text(), SourceLocation.FILE, new ProblemCollector());
    }

    /** Returns the text with a line feed at its end. */
    String text() {
        return String.join("\n", lines) + "\n";
    }

    /**
     * Returns the text without the lines of keys at its top level.
     *
     * @throws IllegalArgumentException if such a key is not at the beginning of a line
     */
    StudentText exclude(Collection<String> keys) {
        Entries root = tree();
        return exclude(root, root, keys);
    }

    /** Returns the text without the lines of keys in a section, under the same condition. */
    StudentText excludeIn(String section, Collection<String> keys) {
        Entries root = tree();
        return root.get(section) instanceof Entries entries ? exclude(root, entries, keys) : this;
    }

    private StudentText exclude(Entries root, Entries parent, Collection<String> keys) {
        TreeSet<Integer> starts = new TreeSet<>();
        root.entries().values().forEach(entry -> starts.add(entry.key().line()));
        parent.entries().values().forEach(entry -> starts.add(entry.key().line()));
        starts.add(lines.size() + 1);
        List<String> rest = new ArrayList<>(lines);
        for (String key : keys) {
            Entry entry = parent.entries().get(key);
            if (entry != null) {
                SourceLocation start = entry.key();
                if (isInBraces(parent) || !before(start).isBlank()) {
                    throw new InvalidValueException(
                            "{} has '{}' inside of braces; write it on a line of its own", source, key);
                }
                for (int line = start.line(); line < starts.higher(start.line()); line++) {
                    rest.set(line - 1, null);
                }
            }
        }
        rest.removeIf(line -> line == null);
        return new StudentText(source, rest);
    }

    private String before(SourceLocation location) {
        String line = lines.get(location.line() - 1);
        return line.substring(0, line.offsetByCodePoints(0, location.column() - 1));
    }

    private boolean isInBraces(Node map) {
        SourceLocation start = map.location();
        return lines.get(start.line() - 1).codePointAt(before(start).length()) == '{';
    }

    /** Returns the text with a line before a key of a section, with the indentation of that key. */
    StudentText insertBefore(String section, String key, String line) {
        SourceLocation start =
                ((Entries) tree().get(section)).entries().get(key).key();
        List<String> more = new ArrayList<>(lines);
        more.add(start.line() - 1, before(start) + line);
        return new StudentText(source, more);
    }

    /** Returns the text with a further line at its end. */
    StudentText append(String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return new StudentText(source, more);
    }
}
