package dev.brownout.language.section;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.TextLimits;
import java.util.List;

/** A section about the file as a whole, the same for all its variants. */
abstract class FileSection<T> extends Section<T> {
    FileSection(String name, String sentence, String example) {
        super(name, sentence, example);
    }

    /**
     * Input of a section.
     *
     * @param root the file merged over its parents
     * @param name the name of the file
     * @param sections the sections that a file may have
     * @param findings the collector of problems
     */
    record Source(Entries root, String name, List<Section<?>> sections, ProblemCollector findings) {}

    /** Reads the section, or returns the default if it is absent. */
    abstract T read(Source source);

    /** Returns a descriptive text; empty if there is none. */
    static String text(Entries map, String key, int most, ProblemCollector findings) {
        Node node = map.get(key);
        if (node == null || node.isNull()) {
            return "";
        }
        if (node instanceof Text text) {
            return TextLimits.shorter("the " + key, text.value(), most, text.location(), findings) ? text.value() : "";
        }
        findings.error(node.location(), "{} is a text", key);
        return "";
    }
}
