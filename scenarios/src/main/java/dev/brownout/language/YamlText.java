package dev.brownout.language;

import java.io.StringReader;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The YAML library behind the reader: composes without guessing types, and says in our words what it complains about.
 */
final class YamlText {
    private YamlText() {}

    /**
     * The nodes of the only document; {@code null} when there is none. Throws YAMLException for all that is not YAML.
     */
    static Node compose(String text, LoaderOptions options) {
        DumperOptions unused = new DumperOptions();
        Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new TextOnly());
        return yaml.compose(new StringReader(text));
    }

    /** Whether a node was written without a tag. */
    static boolean untagged(Node node) {
        Tag plain = switch (node.getNodeId()) {
            case scalar -> Tag.STR;
            case sequence -> Tag.SEQ;
            default -> Tag.MAP;
        };
        return node.getTag().equals(plain);
    }

    /** Leaves every scalar a text: which type it has is the business of the field that reads it. */
    private static final class TextOnly extends Resolver {
        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return switch (kind) {
                case scalar -> Tag.STR;
                case sequence -> Tag.SEQ;
                default -> Tag.MAP;
            };
        }

        @Override
        protected void addImplicitResolvers() {
            // No text stands for anything but itself.
        }
    }
}
