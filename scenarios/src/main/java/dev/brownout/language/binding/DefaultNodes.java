package dev.brownout.language.binding;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.OriginRewriter;
import dev.brownout.language.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Converts the texts of default values into nodes. */
final class DefaultNodes {
    /** Cache of defaults that are maps or lists, by text. Each is parsed once. */
    private static final Map<String, Node> READ = new ConcurrentHashMap<>();

    private DefaultNodes() {}

    /**
     * Returns the node for the text of a default.
     *
     * @param around the location of the record that has the default
     */
    static Node node(String text, SourceLocation around) {
        SourceLocation place = around.withOrigin(SourceLocation.DEFAULT).withOffsets(List.of());
        if (text.startsWith("{") || text.startsWith("[")) {
            return OriginRewriter.relocate(READ.computeIfAbsent(text, DefaultNodes::read), place);
        }
        return new Text(text, true, place);
    }

    private static Node read(String text) {
        ProblemCollector broken = new ProblemCollector();
        Node node = YamlReader.read("default", text, SourceLocation.DEFAULT, broken);
        if (broken.errors() > 0) {
            throw new IllegalStateException("default " + text + ": " + broken.sorted());
        }
        return node;
    }
}
