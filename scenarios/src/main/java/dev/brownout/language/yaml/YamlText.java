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

/**
 * The YAML library behind the reader: composes without guessing types, and says in our words what it complains about.
 */
final class YamlText {
    private YamlText() {}

    /**
     * The nodes of the only document; {@code null} when there is none. Throws YAMLException for all that is not YAML.
     */
    static Node compose(String text, LoaderOptions options) {
        return yaml(options).compose(new StringReader(text));
    }

    /** The nodes of all documents, one after the other; asking for the next throws YAMLException as above. */
    static Iterable<Node> composeAll(String text, LoaderOptions options) {
        return yaml(options).composeAll(new StringReader(text));
    }

    private static Yaml yaml(LoaderOptions options) {
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new TextOnly());
    }

    /** A tag such as {@code !!str}, and from where to where the value is written that has it. */
    record TagRange(String tag, Mark start, Mark end) {}

    /** The tags of a document that can be read, those too that say what is meant anyway. */
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
