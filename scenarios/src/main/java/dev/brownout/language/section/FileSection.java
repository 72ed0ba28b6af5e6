package dev.brownout.language.section;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.TextLimits;
import java.util.List;

/** A section that says something of the file as a whole, the same for all its variants. */
abstract class FileSection<T> extends Section<T> {
    FileSection(String name, String sentence, String example) {
        super(name, sentence, example);
    }

    /**
     * What it is read from.
     *
     * @param root the file over its parents
     * @param name the file's name
     * @param sections those that a file may have
     * @param findings takes what is wrong with it
     */
    record Source(Entries root, String name, List<Section<?>> sections, ProblemCollector findings) {}

    /** Reads it, or what holds where it is not there. */
    abstract T read(Source source);

    /** A text for people; the empty one where there is none. */
    static String text(Entries map, String key, int most, ProblemCollector findings) {
        Node node = map.get(key);
        if (node == null || node.nothing()) {
            return "";
        }
        if (node instanceof Text text) {
            return TextLimits.shorter("the " + key, text.value(), most, text.place(), findings) ? text.value() : "";
        }
        findings.error(node.place(), key + " is a text");
        return "";
    }
}
