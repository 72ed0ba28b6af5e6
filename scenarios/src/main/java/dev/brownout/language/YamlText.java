package dev.brownout.language;

import java.io.StringReader;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
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

    /** What is wrong, from the complaint, the offending line and the column of the offence from 1. */
    static String explain(MarkedYAMLException broken, String line, int column) {
        String problem = broken.getProblem() == null ? "" : broken.getProblem();
        char at = column >= 1 && column <= line.length() ? line.charAt(column - 1) : ' ';
        String before = line.substring(0, Math.min(Math.max(column - 1, 0), line.length()))
                .stripTrailing();
        if (problem.contains("mapping values are not allowed")) {
            return "a ': ' inside a value starts a new key; put the value in quotes, or leave out the space";
        }
        if (problem.contains("undefined alias") || before.endsWith("*")) {
            return "a value cannot start with '*', which is an alias in YAML;"
                    + " all tiers together are 'all', as in all.latency";
        }
        if (before.endsWith(">") || before.endsWith("|")) {
            return "a value cannot start with '" + before.charAt(before.length() - 1)
                    + "'; write the whole relation, such as availability >= 99.9%";
        }
        if (at == '\t' || problem.contains("'\\t")) {
            return "a tab cannot indent; use spaces";
        }
        if ("@`%".indexOf(at) >= 0) {
            return "a value cannot start with '" + at + "'; put it in quotes";
        }
        if (problem.contains("expected ',' or ']'") || problem.contains("expected ',' or '}'")) {
            return "a '" + (problem.contains("]") ? '[' : '{') + "' is not closed before this; expected ',' or '"
                    + (problem.contains("]") ? ']' : '}') + "'";
        }
        if (problem.contains("<block mapping start>") || problem.contains("expected <block end>")) {
            return "this line is indented differently from those that it belongs to";
        }
        if (problem.contains("single document") || problem.contains("another document")) {
            return "a file holds one scenario; a second document starts here";
        }
        if (problem.contains("Nesting Depth") || problem.contains("aliases for non-scalar")) {
            return problem;
        }
        return "not readable as YAML: " + problem;
    }

    /** The same for complaints without a place. */
    static String explain(YAMLException broken) {
        String message = String.valueOf(broken.getMessage());
        if (message.contains("Nesting Depth")) {
            return "values are nested more than 50 deep";
        }
        if (message.contains("aliases")) {
            return "more than 50 aliases of lists and maps";
        }
        return "not readable as YAML: " + message.lines().findFirst().orElse("");
    }
}
