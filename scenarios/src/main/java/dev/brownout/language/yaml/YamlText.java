package dev.brownout.language.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.CommentToken;

/** Adapter of the YAML library. It composes nodes without implicit types. */
final class YamlText {
    /** TextCorrection of a question mark, which cannot be part of a scenario: a noncharacter of Unicode. */
    private static final char QUESTION = '\uFDD0';

    /** Characters after which a question mark begins a complex key. */
    private static final String BEFORE_KEYS = "{[,-:?";

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

    /**
     * Returns a text of equal length in which the question marks within texts cannot end them. The library ends a plain
     * text at a question mark inside of braces (YAML 1.1).
     */
    static String withoutQuestionMarks(String text) {
        if (text.indexOf('?') < 0) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text);
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '?' && before != ' ' && BEFORE_KEYS.indexOf(before) < 0) {
                replaced.setCharAt(i, QUESTION);
            }
            before = character == '\n' || character == '\r'
                    ? ' '
                    : Character.isWhitespace(character) ? before : character;
        }
        return replaced.toString();
    }

    /** Returns a scalar with its question marks. */
    static String withQuestionMarks(String scalar) {
        return scalar.replace(QUESTION, '?');
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

    /** Returns the locations of all comments of a readable document, in order. */
    static List<Mark> comments(String text, LoaderOptions options) {
        options.setProcessComments(true);
        Scanner scanner = new ScannerImpl(new StreamReader(text), options);
        List<Mark> comments = new ArrayList<>();
        while (scanner.checkToken()) {
            if (scanner.getToken() instanceof CommentToken comment
                    && comment.getCommentType() != CommentType.BLANK_LINE) {
                comments.add(comment.getStartMark());
            }
        }
        return comments;
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
