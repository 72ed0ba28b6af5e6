package dev.brownout.reference;

import static dev.brownout.reference.SchemaValues.array;
import static dev.brownout.reference.SchemaValues.like;
import static dev.brownout.reference.SchemaValues.object;
import static dev.brownout.reference.SchemaValues.types;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.fault.Failures;
import dev.brownout.language.Form;
import dev.brownout.language.Language;
import dev.brownout.language.Vocabulary;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.scenario.RegionSpec;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.vocabulary.SpecFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of scenarios, draft 7, which is what editors read. It says what can be said of a file without knowing
 * what its names mean: keys, words, units and forms of values. What is left to the loader are references between the
 * parts of a file, arithmetic, and the grammar inside of values.
 */
public final class Schema {
    /** Names that the loader takes, of any script; a schema's regular expressions know no classes of letters. */
    private static final String NAME = "[^\\s\\d!-,./:-@\\[-^`{-~-][^\\s!-,./:-@\\[-^`{-~]*";

    /** A number with the error allowed. */
    private static final String FORETOLD = "[^<>=~]*[\\w)*] *~ *[\\w+$-][^<>=~]*\\+/-.+";

    private final Vocabulary vocabulary;
    private final SchemaRecords records;
    private final Map<String, Form> sections = new LinkedHashMap<>();

    private Schema(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.records = new SchemaRecords(vocabulary);
        Language.sections().forEach(section -> sections.put(section.name(), section));
    }

    /** The schema of scenarios about the kinds of a vocabulary, as JSON in lines. */
    public static String text(Vocabulary vocabulary) {
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(new Schema(vocabulary).root()) + "\n";
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
        sections.forEach((name, section) -> {
            if (!section.example().isEmpty()) {
                properties.set(name, section(name).put("description", section.sentence()));
            }
        });
        root.put("additionalProperties", false);
        root.set("if", object().set("required", array(List.of("use"))));
        root.set("else", complete());
        ObjectNode definitions = root.putObject("definitions");
        vocabulary.components().forEach(type -> {
            String kind = SpecFields.kind(type).orElseThrow();
            definitions.set(kind, component(type, kind));
        });
        vocabulary.policies().forEach(type -> {
            String kind = SpecFields.kind(type).orElseThrow();
            definitions.set("policy-" + kind, records.policy(type));
        });
        SchemaParts parts = new SchemaParts(vocabulary, records);
        definitions.set("step", parts.step());
        definitions.set("fault", parts.fault(sections.get("faults")));
        ObjectNode load = SchemaValues.load(vocabulary);
        load.set("type", array(List.of("string", "array")));
        load.set("items", SchemaValues.load(vocabulary));
        definitions.set("load", load.put("minItems", 1));
        return root;
    }

    /** What a file must say that is not laid over another. */
    private static ObjectNode complete() {
        ObjectNode complete = object();
        complete.set("required", array(List.of("components", "requests")));
        ObjectNode kind = object();
        kind.set("additionalProperties", object().set("required", array(List.of("kind"))));
        ObjectNode way = object();
        ArrayNode ways = object().arrayNode();
        ways.add(object().set("required", array(List.of("path"))));
        ways.add(object().set("required", array(List.of("steps"))));
        way.set("additionalProperties", object().set("anyOf", ways));
        ObjectNode properties = complete.putObject("properties");
        properties.set("components", kind.put("minProperties", 1).put("type", "object"));
        properties.set("requests", way.put("minProperties", 1).put("type", "object"));
        return complete;
    }

    private ObjectNode section(String name) {
        return switch (name) {
            case "version" ->
                like(types("integer", "string"), "1", "1").put("minimum", 1).put("maximum", 1);
            case "scenario" -> SchemaValues.text();
            case "use" -> types("string");
            case "about" -> keys(types("object", "null"), sections.get(name));
            case "run" -> either(records.record(Language.RUN, name), SchemaValues.span());
            case "network" ->
                either(records.record(NetworkSpec.class, name), like(types("string"), "none", "a map, or none"));
            case "params" -> params(sections.get(name));
            case "regions" -> named(records.record(RegionSpec.class, name));
            case "components" -> named(components());
            case "load" -> reference("load");
            case "requests" -> named(request());
            case "faults" -> list(reference("fault"));
            case "sla" ->
                map(like(
                                types("string"),
                                "[^<>=!~]*[\\w)*] *(<|<=|>|>=|==|!=) *[\\w+$-][^<>=!~]*|" + FORETOLD,
                                "a relation such as availability >= 99.9%, or page.p99 < 150ms during fault")
                        .put("description", sections.get(name).sentence()));
            case "predict" -> map(like(types("string"), FORETOLD, "a prediction such as availability ~ 97.5% +/- 1%"));
            case "charts" -> list(types("string"));
            case "price_list" -> new SchemaParts(vocabulary, records).prices();
            case "sweep" -> map(types("string", "number", "array"));
            case "variants" -> map(variant(sections.get(name)));
            default -> throw new IllegalStateException("no schema for the section " + name);
        };
    }

    /** A map, or a single value that stands for one. */
    private static ObjectNode either(ObjectNode map, ObjectNode value) {
        map.setAll(value);
        map.set("type", array(List.of("object", "string", "null")));
        return map;
    }

    private static ObjectNode list(ObjectNode item) {
        ObjectNode list = types("array", "null");
        list.set("items", item);
        return list;
    }

    private static ObjectNode map(ObjectNode value) {
        ObjectNode map = types("object", "null");
        map.set("additionalProperties", value);
        return map;
    }

    /** A map whose keys stand in selectors and relations. */
    private static ObjectNode named(ObjectNode value) {
        ObjectNode map = map(value);
        List<String> taken = new ArrayList<>(Language.RESERVED);
        Language.sections().forEach(section -> taken.add(section.name()));
        ObjectNode names = object().put("pattern", "^(" + NAME + "|.*\\$.*)$");
        names.put("errorMessage", "a name has only letters, digits, '_' and '-'");
        names.set("not", object().set("enum", array(taken)));
        map.set("propertyNames", names);
        return map;
    }

    /** A map with the keys of a section that are no parameters of a record. */
    private static ObjectNode keys(ObjectNode schema, Form section) {
        ObjectNode properties = schema.putObject("properties");
        section.arguments()
                .forEach(key -> properties.set(key.name(), SchemaValues.text().put("description", key.sentence())));
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode params(Form section) {
        ObjectNode value = keys(types("object", "string", "number", "boolean"), section);
        value.set("required", array(List.of("default")));
        ObjectNode choices = types("array").put("minItems", 1);
        choices.set("items", SchemaValues.text());
        choices.set("description", value.at("/properties/choices/description"));
        ((ObjectNode) value.get("properties")).set("choices", choices);
        ObjectNode params = map(value);
        params.set("propertyNames", object().put("pattern", "^[A-Za-z_][A-Za-z0-9_]*$"));
        return params;
    }

    private ObjectNode components() {
        ObjectNode component = types("object");
        List<String> sentences = new ArrayList<>();
        ArrayNode byKind = object().arrayNode();
        for (Class<?> type : vocabulary.components()) {
            String kind = SpecFields.kind(type).orElseThrow();
            sentences.add(SpecFields.of(type).sentence());
            ObjectNode one = byKind.addObject();
            ObjectNode condition = one.putObject("if");
            condition.putObject("properties").putObject("kind").put("const", kind);
            condition.set("required", array(List.of("kind")));
            one.set("then", object().put("$ref", "#/definitions/" + kind));
        }
        ObjectNode word = SchemaValues.word(Vocabulary.kinds(vocabulary.components()), sentences);
        component
                .putObject("properties")
                .set("kind", word.put("description", "What it is; everything else depends on it."));
        component.set("allOf", byKind);
        return component;
    }

    private ObjectNode component(Class<?> type, String kind) {
        ObjectNode schema = records.record(type, kind);
        ObjectNode properties = object();
        ObjectNode failures = records.properties(Failures.class, "failures");
        for (Form.Argument generic : sections.get("components").arguments()) {
            if (failures.has(generic.name())) {
                properties.set(generic.name(), failures.get(generic.name()));
                continue;
            }
            ObjectNode value = switch (generic.name()) {
                case "kind" -> object().put("const", kind);
                case "regions" -> list(types("string"));
                default ->
                    like(types("integer", "string"), "\\d+", "a number")
                            .put("minimum", 1)
                            .put("maximum", 999);
            };
            properties.set(generic.name(), value.put("description", generic.sentence()));
        }
        properties.setAll((ObjectNode) schema.get("properties"));
        ObjectNode policies = records.policies(SpecFields.of(type));
        policies.properties().forEach(policy -> properties.putIfAbsent(policy.getKey(), policy.getValue()));
        schema.set("properties", properties);
        if (SpecFields.of(type).field("mtbf").isEmpty()) {
            ObjectNode dependencies = schema.withObject("/dependencies");
            failures.fieldNames().forEachRemaining(key -> dependencies.set(key, array(List.of("mtbf"))));
        }
        return schema;
    }

    private ObjectNode request() {
        ObjectNode request = records.record(RequestSpec.class, "requests");
        ObjectNode properties = (ObjectNode) request.get("properties");
        ObjectNode path = list(types("string"));
        properties.set(
                "path",
                path.put("description", "The names of the components on its way, each passing on to the next."));
        request.putObject("dependencies").set("path", SchemaValues.without(List.of("steps")));
        return request;
    }

    private static ObjectNode variant(Form section) {
        ObjectNode variant = keys(types("object", "null"), section);
        ObjectNode properties = (ObjectNode) variant.get("properties");
        ObjectNode set = types("object", "null");
        ObjectNode breaks = list(SchemaValues.text());
        ObjectNode faults = list(reference("fault"));
        properties.set(
                "set", set.put("description", properties.at("/set/description").asText()));
        properties.set(
                "breaks",
                breaks.put("description", properties.at("/breaks/description").asText()));
        properties.set(
                "faults",
                faults.put("description", properties.at("/faults/description").asText()));
        return variant;
    }
}
