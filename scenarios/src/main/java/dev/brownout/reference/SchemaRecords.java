package dev.brownout.reference;

import static dev.brownout.reference.SchemaValues.array;
import static dev.brownout.reference.SchemaValues.object;
import static dev.brownout.reference.SchemaValues.types;
import static dev.brownout.reference.SchemaValues.withPattern;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.language.Language;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.PerKeyCount;
import dev.brownout.random.TokenCounts;
import dev.brownout.scenario.AlertAction;
import dev.brownout.sla.Condition;
import dev.brownout.sla.Quantity;
import dev.brownout.spec.Factor;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.Quorum;
import dev.brownout.spec.Shorthand;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.NodeLimit;
import dev.brownout.spi.Step;
import dev.brownout.typetable.TypeTables;
import dev.brownout.workload.LoadProfile;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Schemas of records, from the declarations of their parameters. */
final class SchemaRecords {
    private final Vocabulary vocabulary;

    SchemaRecords(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Returns the schema of a map with the parameters of a record as its only keys.
     *
     * @param kind the kind it belongs to and the fields down to this record, such as {@code database.failover}
     */
    ObjectNode record(Class<?> type, String kind) {
        ObjectNode schema = types("object");
        schema.put("description", SpecFields.of(type).sentence());
        schema.set("properties", properties(type, kind));
        schema.put("additionalProperties", false);
        List<String> needed = SpecFields.of(type).fields().stream()
                .filter(field -> !field.isOptional())
                .map(SpecField::name)
                .toList();
        if (!needed.isEmpty()) {
            schema.set("required", array(needed));
        }
        return schema;
    }

    /** Returns the keys of a record, including those of its policies and profiles. */
    ObjectNode properties(Class<?> type, String kind) {
        ObjectNode properties = object();
        List<String> profiles = Language.profiles(kind);
        if (!profiles.isEmpty()) {
            List<String> sources = profiles.stream()
                    .map(name -> Language.profileSource(kind, name))
                    .toList();
            properties.set(
                    "profile", SchemaValues.word(profiles, sources).put("description", "Defaults of a product."));
        }
        for (SpecField field : SpecFields.of(type).fields()) {
            if (GenericTypes.isList(field.type()) && GenericTypes.content(field.type()) == FilterSpec.class) {
                properties.setAll(policies(SpecFields.of(type)));
            } else {
                properties.set(field.name(), field(field, kind));
            }
        }
        return properties;
    }

    /** Returns the keys of the policies of a record, and the key of their list. */
    ObjectNode policies(SpecFields policies) {
        ObjectNode keys = object();
        ObjectNode all = object();
        for (Class<? extends FilterSpec> policy : vocabulary.policies()) {
            String kind = SpecFields.kind(policy).orElseThrow();
            String key = kind.replace('-', '_');
            all.set(key, Schema.reference("policy-" + kind));
            if (policies.field(key).isEmpty()) {
                keys.set(key, Schema.reference("policy-" + kind));
            }
        }
        ObjectNode list = types("array");
        list.put("description", "Policies, the outermost first.");
        ObjectNode item = types("object").put("additionalProperties", false);
        item.put("minProperties", 1).put("maxProperties", 1);
        item.set("properties", all);
        list.set("items", item);
        keys.set("policies", list);
        return keys;
    }

    /** Returns the schema of a policy, or {@code none} to disable it. */
    ObjectNode policy(Class<?> policy) {
        ObjectNode written = written(policy);
        ObjectNode either = object();
        either.set("description", written.remove("description"));
        either.withArray("anyOf").add(written).addObject().set("enum", array(List.of("none")));
        return either;
    }

    /**
     * Returns the schema of a policy: a map of its parameters, an empty value for all defaults, or the value of its
     * first parameter.
     */
    private ObjectNode written(Class<?> policy) {
        ObjectNode schema = record(policy, SpecFields.kind(policy).orElseThrow());
        ObjectNode first = field(SpecFields.of(policy).fields().get(0), "");
        ArrayNode types = array(List.of("object", "null"));
        first.remove(List.of("description", "default"));
        if (first.has("anyOf")) {
            schema.remove("type");
            schema.withArray("anyOf").addObject().set("type", types);
            schema.withArray("anyOf").add(first);
            return schema;
        }
        first.path("type").forEach(types::add);
        if (first.path("type").isTextual()) {
            types.add(first.path("type"));
        }
        first.remove("type");
        schema.setAll(first);
        schema.set("type", types);
        return schema;
    }

    private ObjectNode field(SpecField field, String kind) {
        ObjectNode schema = value(field.type(), field, kind + "." + field.name());
        String normally = field.defaultText()
                .filter(text -> SchemaValues.json(text).isPresent())
                .map(text -> " By default " + text
                        + field.source().map(s -> " (" + s + ")").orElse("") + ".")
                .orElse("");
        schema.put("description", field.sentence() + normally);
        field.defaultText().flatMap(SchemaValues::json).ifPresent(value -> schema.putPOJO("default", value));
        if (field.isOptional()
                && schema.has("type")
                && schema.path("properties").isObject()) {
            schema.withArray("type").add("null");
        }
        return schema;
    }

    /** Returns the schema of a value of a field. */
    ObjectNode value(Type type, SpecField field, String kind) {
        Class<?> raw = GenericTypes.raw(type);
        if (GenericTypes.isOptional(type)) {
            return value(GenericTypes.content(type), field, kind);
        }
        if (GenericTypes.isList(type)) {
            ObjectNode schema = types("array");
            Type content = GenericTypes.content(type);
            ObjectNode item = content == Step.class ? Schema.reference("step") : value(content, field, kind);
            schema.set("items", item);
            return content == Duration.class
                    ? object().set(
                                    "anyOf",
                                    object().arrayNode().add(item.deepCopy()).add(schema))
                    : schema;
        }
        if (GenericTypes.isMap(type)) {
            ObjectNode schema = types("object");
            schema.set("additionalProperties", value(GenericTypes.content(type), field, kind));
            return schema;
        }
        if (!TypeDescriptions.choices(type).isEmpty()) {
            ObjectNode choice = choice(type, field);
            return TypeDescriptions.numericField(type)
                    .map(first -> anyOf(choice, value(first.type(), first, kind)))
                    .orElse(choice);
        }
        return TypeDescriptions.inner(type)
                .map(record -> inner(record, field, kind))
                .orElseGet(() -> scalar(raw, field));
    }

    private static ObjectNode anyOf(ObjectNode first, ObjectNode second) {
        ObjectNode schema = object();
        schema.withArray("anyOf").add(first).add(second);
        return schema;
    }

    /** Returns the schema of a map, or of the word for none. */
    private ObjectNode inner(Class<?> record, SpecField field, String kind) {
        ObjectNode schema = record(record, kind);
        schema.set("type", array(List.of("object")));
        if (TypeTables.table(record).has(Shorthand.class)) {
            schema.withArray("type").add("string");
            if (SpecFields.of(record).fields().get(0).type() == int.class) {
                schema.withArray("type").add("integer");
            }
            return schema;
        }
        field.noneWord().ifPresent(none -> {
            schema.withArray("type").add("string");
            withPattern(schema, none, "a map, or " + none);
        });
        return schema;
    }

    private ObjectNode scalar(Class<?> raw, SpecField field) {
        if (raw == String.class) {
            return field.refersTo().isPresent() ? types("string") : SchemaValues.text();
        }
        if (raw.isEnum()) {
            return word(field);
        }
        if (raw == Distribution.class || raw == TokenCounts.class) {
            return SchemaValues.distribution(vocabulary, raw, field);
        }
        if (raw == KeyPopularity.class) {
            return SchemaValues.keys(vocabulary);
        }
        if (raw == LoadProfile.class) {
            return Schema.reference("load");
        }
        if (raw == Factor.class) {
            return SchemaValues.multiple(field);
        }
        if (raw == PerKeyCount.class) {
            return count(PerKeyCount.PATTERN, field);
        }
        if (raw == NodeLimit.class) {
            return count(NodeLimit.PATTERN, field);
        }
        if (raw == Quorum.class) {
            return count(Quorum.PATTERN, field);
        }
        if (raw == AlertAction.class) {
            String verbs = String.join("|", Vocabulary.kinds(vocabulary.faults()));
            return withPattern(types("string"), "(" + verbs + ")( .*)?", TypeDescriptions.words(field));
        }
        if (raw == Condition.class) {
            return withPattern(
                    types("string"),
                    "[^<>=!~]+(<=?|>=?|==|!=) *[+-]?\\$?\\d\\S*",
                    "a condition such as page.error_rate > 1.44%");
        }
        if (raw == Quantity.class) {
            return withPattern(SchemaValues.text(), "\\$?\\d.*|.*\\$.*", "an amount such as 60%, 120/s, 30s or 100");
        }
        return number(raw, field);
    }

    private ObjectNode count(String pattern, SpecField field) {
        return withPattern(types("string", "integer"), pattern, TypeDescriptions.words(field));
    }

    private static ObjectNode number(Class<?> raw, SpecField field) {
        if (TypeDescriptions.truth(raw)) {
            return SchemaValues.truth();
        }
        if (TypeDescriptions.isInteger(raw) || TypeDescriptions.fraction(raw)) {
            return SchemaValues.number(TypeDescriptions.isInteger(raw) ? "integer" : "number", field);
        }
        return SchemaValues.amount(TypeDescriptions.dimension(raw).orElseThrow(), field);
    }

    private static ObjectNode word(SpecField field) {
        Parameter parameter = ParameterReader.parameter(field, "");
        List<String> words = new ArrayList<>(
                parameter.words().stream().map(Parameter.Word::word).toList());
        List<String> sentences = new ArrayList<>(
                parameter.words().stream().map(Parameter.Word::sentence).toList());
        field.noneWord().ifPresent(none -> {
            words.add(none);
            sentences.add("");
        });
        return SchemaValues.word(words, sentences);
    }

    /** Returns the schema of one of several records: as a call, or as a map with its kind. */
    private ObjectNode choice(Type type, SpecField field) {
        List<Class<?>> choices = TypeDescriptions.choices(type);
        List<String> calls = new ArrayList<>();
        choices.stream()
                .filter(choice -> !SpecFields.of(choice).hasMap())
                .forEach(choice -> calls.add(SpecFields.kind(choice).orElseThrow() + arguments(choice)));
        field.noneWord().ifPresent(calls::add);
        List<String> kinds = choices.stream()
                .map(choice -> SpecFields.kind(choice).orElseThrow())
                .toList();
        ObjectNode properties = object();
        properties.set("kind", SchemaValues.word(kinds, List.of("")));
        for (Class<?> choice : choices) {
            properties.setAll(properties(choice, ""));
        }
        ObjectNode schema = withPattern(
                types("string", "object"), String.join("|", calls), "one of " + String.join(", ", words(field)));
        schema.set("properties", properties);
        schema.put("additionalProperties", false);
        List<String> telling = distinguishingParameters(choices);
        if (telling.isEmpty()) {
            schema.set("required", array(List.of("kind")));
        } else {
            schema.withArray("anyOf").addObject().set("required", array(List.of("kind")));
            schema.withArray("anyOf").addObject().put("type", "string");
            telling.forEach(key -> schema.withArray("anyOf").addObject().set("required", array(List.of(key))));
        }
        return schema;
    }

    /** Returns a regular expression of the optional or required arguments of a choice. */
    private static String arguments(Class<?> choice) {
        List<SpecField> fields = SpecFields.of(choice).fields();
        boolean isBare = fields.stream().allMatch(SpecField::isOptional);
        return fields.isEmpty() ? "" : isBare ? "(\\(.*\\))?" : "\\(.*\\)";
    }

    /**
     * Returns the required parameters that belong to only one choice. A map with such a parameter may omit its kind.
     */
    private static List<String> distinguishingParameters(List<Class<?>> choices) {
        List<String> all = new ArrayList<>();
        for (Class<?> choice : choices) {
            SpecFields.of(choice).fields().stream()
                    .filter(field -> !field.isOptional())
                    .map(SpecField::name)
                    .forEach(all::add);
        }
        return all.stream().filter(key -> Collections.frequency(all, key) == 1).toList();
    }

    private static List<String> words(SpecField field) {
        return ParameterReader.parameter(field, "").words().stream()
                .map(Parameter.Word::word)
                .toList();
    }
}
