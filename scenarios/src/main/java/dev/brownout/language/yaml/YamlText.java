package dev.brownout.language.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Adapter of the YAML library. It composes nodes without implicit types. */
final class YamlText {
    private YamlText() {}

    /**
     * Returns the root of the only document, or {@code null} if there is none. Throws {@code YAMLException} if the text
     * is not YAML.
     */
    static Node compose(String text, LoaderOptions options) {
        return yaml(options).compose(new StringReader(text));
    }

    /** Returns the roots of all documents. The iterator throws {@code YAMLException} if the text is not YAML. */
    static Iterable<Node> composeAll(String text, LoaderOptions options) {
        return yaml(options).composeAll(new StringReader(text));
    }

    private static Yaml yaml(LoaderOptions options) {
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new TextOnly());
    }

    /** A tag such as {@code !!str}, with the start and end of the tagged value. */
    record TagRange(String tag, Mark start, Mark end) {}

    /** Returns the explicit tags of a readable document, including redundant ones. */
    static List<TagRange> tags(String text, LoaderOptions options) {
        List<TagRange> tags = new ArrayList<>();
        if (text.indexOf('!') >= 0) {
            for (Event event : new Yaml(options).parse(new StringReader(text))) {
                String tag = event instanceof ScalarEvent scalar
                        ? scalar.getTag()
                        : event instanceof CollectionStartEvent collection ? collection.getTag() : null;
                if (tag != null) {
                    String shown = tag.startsWith(Tag.PREFIX) ? "!!" + tag.substring(Tag.PREFIX.length()) : tag;
                    tags.add(new TagRange(shown, event.getStartMark(), event.getEndMark()));
                }
            }
        }
        return tags;
    }

    /** Resolver that keeps every scalar a text. The field that reads a scalar determines its type. */
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
            // No implicit types: every scalar is a text.
        }
    }
}
