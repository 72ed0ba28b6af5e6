package dev.brownout.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.language.Language;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.random.TokenCounts;
import dev.brownout.spec.Example;
import dev.brownout.spec.SpecField;
import dev.brownout.typetable.TypeTables;
import java.util.List;
import java.util.Optional;

/**
 * Schemas of single values. A value is one schema with several types, not a choice between schemas, so that an editor
 * can explain an error: {@code pattern} applies to texts only, {@code minimum} to numbers only.
 */
final class SchemaValues {
    /** Pattern of a text that contains a parameter. */
    private static final String PARAMETER = ".*\\$[A-Za-z_(].*";

    private SchemaValues() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** Returns a schema of the values of some types. */
    static ObjectNode types(String... types) {
        ObjectNode schema = object();
        if (types.length == 1) {
            schema.put("type", types[0]);
        } else {
            schema.set("type", array(List.of(types)));
        }
        return schema;
    }

    /** Returns the schema of any single value. The loader reads each of them as a text. */
    static ObjectNode text() {
        return types("string", "number", "boolean");
    }

    /** Restricts a schema to texts that match a pattern or contain a parameter. */
    static ObjectNode withPattern(ObjectNode schema, String pattern, String name) {
        schema.put("pattern", "^(" + pattern + "|" + PARAMETER + ")$");
        schema.put("errorMessage", "expected " + name);
        return schema;
    }

    /** Returns the schema of an amount, or the word for none. */
    static ObjectNode amount(Dimension dimension, SpecField field) {
        boolean negative = field.atLeast().isPresent() && field.atLeast().getAsDouble() < 0;
        String amount = Language.pattern(dimension);
        String pattern = negative ? amount : amount.replace("[+-]?", "\\+?");
        String name = dimension == Dimension.COUNT ? "a number" : dimension.words() + " such as " + dimension.example();
        return withPattern(types("string"), pattern + noneText(field), name + orNone(field));
    }

    /** Returns the schema of a multiple, or the word for none. */
    static ObjectNode multiple(SpecField field) {
        return withPattern(
                types("string"), "x\\d+(\\.\\d+)?" + noneText(field), "a multiple such as x10" + orNone(field));
    }

    /** Returns the schema of a number without a unit, with the limits of a field. */
    static ObjectNode number(String type, SpecField field) {
        ObjectNode schema = amount(Dimension.COUNT, field);
        schema.set("type", array(List.of(type, "string")));
        field.atLeast().ifPresent(least -> schema.put("minimum", (long) least));
        field.atMost().ifPresent(most -> schema.put("maximum", (long) most));
        return schema;
    }

    static ObjectNode truth() {
        return withPattern(types("boolean", "string"), "true|false", "true or false");
    }

    /** Returns the schema of a distribution, or of a number of tokens with its distributions. */
    static ObjectNode distribution(Vocabulary vocabulary, Class<?> type, SpecField field) {
        return type == TokenCounts.class
                ? tokens(vocabulary, field)
                : distribution(vocabulary, Language.ofLaw(field), noneText(field), orNone(field));
    }

    /** Returns the schema of a number of tokens, or of a distribution of them. */
    private static ObjectNode tokens(Vocabulary vocabulary, SpecField field) {
        ObjectNode schema = distribution(vocabulary, Dimension.COUNT, noneText(field), orNone(field));
        schema.set("type", array(List.of("integer", "string")));
        return schema;
    }

    /** Returns the schema of a plain duration. */
    static ObjectNode span() {
        String amount = Language.pattern(Dimension.TIME).replace("[+-]?", "");
        return withPattern(types("string"), amount, Dimension.TIME.words() + " such as 5m");
    }

    /** Returns the schema of a plain duration, or of a distribution of durations. */
    static ObjectNode duration(Vocabulary vocabulary) {
        return distribution(vocabulary, Dimension.TIME, "", "");
    }

    private static ObjectNode distribution(Vocabulary vocabulary, Dimension dimension, String none, String orNone) {
        String amount = Language.pattern(dimension).replace("[+-]?", "\\+?");
        return withPattern(
                types("string"),
                "(" + amount + "|" + calls(vocabulary.distributions()) + ")( *\\+.*)?" + none,
                dimension.words() + " such as " + dimension.example() + ", or a distribution such as exp("
                        + dimension.example() + ")" + orNone);
    }

    static ObjectNode keys(Vocabulary vocabulary) {
        List<? extends Class<?>> known = vocabulary.keyPopularities();
        ObjectNode keys = withPattern(types("string"), calls(known), "a key distribution such as zipf(1.0 100k)");
        return examples(keys, known);
    }

    private static ObjectNode examples(ObjectNode schema, List<? extends Class<?>> known) {
        schema.set(
                "examples",
                array(known.stream()
                        .map(type ->
                                TypeTables.table(type).annotation(Example.class).value())
                        .toList()));
        return schema;
    }

    static ObjectNode load(Vocabulary vocabulary) {
        String rate = Language.pattern(Dimension.RATE).replace("[+-]?", "");
        ObjectNode load = withPattern(
                types("string"),
                rate + "|" + calls(vocabulary.loads()),
                "a load such as 500/s or ramp(100/s 500/s over=5m)");
        return examples(load, vocabulary.loads());
    }

    /** Returns the schema of one of some words, or of a parameter in their place. */
    static ObjectNode word(List<String> words, List<String> sentences) {
        ObjectNode choice = object();
        ArrayNode all = array(words);
        boolean truths = words.contains("true");
        if (truths) {
            all.add(true).add(false);
        }
        choice.set("enum", all);
        if (!truths && sentences.stream().noneMatch(String::isEmpty)) {
            choice.set("enumDescriptions", array(sentences));
        }
        ObjectNode schema = object();
        schema.putArray("anyOf").add(choice).add(types("string").put("pattern", "^" + PARAMETER + "$"));
        return schema;
    }

    /** Returns the schema of a map without some keys. */
    static ObjectNode without(List<String> keys) {
        ObjectNode schema = object();
        ObjectNode properties = schema.putObject("properties");
        keys.forEach(key -> properties.put(key, false));
        return schema;
    }

    private static String calls(List<? extends Class<?>> known) {
        return "(" + String.join("|", Vocabulary.kinds(known)) + ")\\(.*\\)";
    }

    private static String noneText(SpecField field) {
        return field.noneWord().map(word -> "|" + word).orElse("");
    }

    private static String orNone(SpecField field) {
        return field.noneWord().map(word -> ", or " + word).orElse("");
    }

    /** Returns a default as a JSON value; empty for maps and lists. */
    static Optional<Object> json(String text) {
        if (text.matches("\\{.*|\\[.*")) {
            return Optional.empty();
        }
        if (text.matches("true|false")) {
            return Optional.of(Boolean.valueOf(text));
        }
        return Optional.of(text.matches("\\d{1,9}") ? (Object) Integer.valueOf(text) : text);
    }
}
