package dev.brownout.reference;

import static dev.brownout.reference.SchemaValues.array;
import static dev.brownout.reference.SchemaValues.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.language.Language;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.language.section.Section;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import java.util.List;

/**
 * The JSON Schema (draft 7) of scenarios, for editors. It covers the parts of a file that can be checked without
 * knowing the meaning of names: keys, words, units and forms of values. The loader alone checks references between the
 * parts of a file, arithmetic, and the grammar inside values.
 */
public final class Schema {
    private final LanguageDefinition dialect;
    private final SchemaRecords records;
    private final SchemaShapes shapes;

    private Schema(LanguageDefinition dialect) {
        this.dialect = dialect;
        this.records = new SchemaRecords(dialect.vocabulary());
        this.shapes = new SchemaShapes(dialect, records);
    }

    /** Returns the schema of a language definition, as formatted JSON. */
    public static String text(LanguageDefinition dialect) {
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(new Schema(dialect).root()) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ObjectNode reference(String definition) {
        ObjectNode reference = object();
        reference.set("allOf", object().arrayNode().add(object().put("$ref", "#/definitions/" + definition)));
        return reference;
    }

    private ObjectNode root() {
        ObjectNode root = object().put("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("title", "A scenario of Brownout");
        root.put("type", "object");
        ObjectNode properties = root.putObject("properties");
        dialect.sections().forEach(section -> properties.set(section.name(), shapes.of(section)));
        root.put("additionalProperties", false);
        root.set("if", object().set("required", array(List.of("use"))));
        root.set("else", complete());
        ObjectNode definitions = root.putObject("definitions");
        Vocabulary vocabulary = dialect.vocabulary();
        vocabulary.components().forEach(type -> {
            String kind = SpecFields.kind(type).orElseThrow();
            definitions.set(kind, component(type, kind));
        });
        vocabulary.policies().forEach(type -> {
            String kind = SpecFields.kind(type).orElseThrow();
            definitions.set("policy-" + kind, records.policy(type));
        });
        SchemaParts parts = new SchemaParts(vocabulary, records, shapes);
        definitions.set("step", parts.step());
        definitions.set("fault", parts.fault(Language.FAULT));
        ObjectNode load = SchemaValues.load(vocabulary);
        load.set("type", array(List.of("string", "array")));
        load.set("items", SchemaValues.load(vocabulary));
        definitions.set("load", load.put("minItems", 1));
        return root;
    }

    /** Returns the schema of the parts that a file without a parent must have. */
    private ObjectNode complete() {
        ObjectNode complete = object();
        List<Section<?>> needed =
                dialect.sections().stream().filter(Section::isRequired).toList();
        complete.set("required", array(Section.names(needed)));
        ObjectNode properties = complete.putObject("properties");
        for (Section<?> section : needed) {
            ObjectNode whole = object();
            if (!section.oneOf().isEmpty()) {
                whole.set("additionalProperties", one(section.oneOf()));
            }
            properties.set(section.name(), whole.put("minProperties", 1).put("type", "object"));
        }
        return complete;
    }

    /** Returns the schema of a map with at least one of some keys. */
    private static ObjectNode one(List<String> keys) {
        if (keys.size() == 1) {
            return object().set("required", array(keys));
        }
        ObjectNode one = object();
        keys.forEach(key -> one.withArray("anyOf").add(object().set("required", array(List.of(key)))));
        return one;
    }

    private ObjectNode component(Class<?> type, String kind) {
        SectionShape.Component any = Language.COMPONENT;
        ObjectNode schema = records.record(type, kind);
        ObjectNode properties = object();
        ObjectNode siblings = records.properties(any.commonType(), "");
        for (SectionShape.Key key : any.keys()) {
            if (key.shape() == SectionShape.PlainShape.KIND) {
                properties.set(key.name(), object().put("const", kind).put("description", key.sentence()));
            } else {
                properties.setAll(shapes.keys(List.of(key), kind));
            }
        }
        properties.setAll(siblings);
        properties.setAll((ObjectNode) schema.get("properties"));
        ObjectNode policies = records.policies(SpecFields.of(type));
        policies.properties().forEach(policy -> properties.putIfAbsent(policy.getKey(), policy.getValue()));
        schema.set("properties", properties);
        List<String> needed = SpecFields.of(any.commonType()).fields().stream()
                .filter(field -> !field.isOptional())
                .map(SpecField::name)
                .filter(name -> SpecFields.of(type).field(name).isEmpty())
                .toList();
        if (!needed.isEmpty()) {
            ObjectNode dependencies = schema.withObject("/dependencies");
            siblings.fieldNames().forEachRemaining(key -> dependencies.set(key, array(needed)));
        }
        return schema;
    }
}
