package dev.brownout.reference;

import static dev.brownout.reference.SchemaValues.array;
import static dev.brownout.reference.SchemaValues.object;
import static dev.brownout.reference.SchemaValues.types;
import static dev.brownout.reference.SchemaValues.withPattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.language.Language;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.spec.Example;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.Step;
import dev.brownout.typetable.TypeTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Schemas of the elements with verbs: steps and faults. */
final class SchemaParts {
    private final Vocabulary vocabulary;
    private final SchemaRecords records;
    private final SchemaShapes shapes;

    SchemaParts(Vocabulary vocabulary, SchemaRecords records, SchemaShapes shapes) {
        this.vocabulary = vocabulary;
        this.records = records;
        this.shapes = shapes;
    }

    /** Returns the schema of a step: the name of a component, or a verb with options beside it. */
    ObjectNode step() {
        ObjectNode step = types("string", "object");
        step.put("description", "A component, or a verb such as read: db.");
        ObjectNode properties = step.putObject("properties");
        ArrayNode one = object().arrayNode();
        List<String> verbs = new ArrayList<>();
        ObjectNode dependencies = object();
        ObjectNode siblingSchema = object();
        for (Class<? extends Step> type : vocabulary.steps()) {
            String verb = SpecFields.kind(type).orElseThrow();
            List<SpecField> own = Step.parameters(type);
            SpecField first = own.get(0);
            ObjectNode value = !GenericTypes.isList(first.type())
                    ? records.value(first.type(), first, verb)
                    : GenericTypes.content(first.type()) == Step.class ? steps() : alternatives();
            properties.set(verb, value.put("description", SpecFields.of(type).sentence()));
            one.add(object().set("required", array(List.of(verb))));
            verbs.add(verb);
            for (SpecField field : own.subList(1, own.size())) {
                String sentence = field.sentence();
                String words = sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
                ObjectNode key = records.value(field.type(), field, verb);
                siblingSchema.set(field.name(), key.put("description", "With " + verb + ": " + words));
                dependencies.set(field.name(), array(List.of(verb)));
            }
        }
        properties.setAll(siblingSchema);
        ObjectNode siblings = records.properties(Language.STEP_OPTIONS, "step");
        List<String> ofCalls = new ArrayList<>();
        siblings.fieldNames().forEachRemaining(ofCalls::add);
        ofCalls.remove(Language.COMMON_STEP_KEY);
        properties.setAll(siblings);
        step.put("additionalProperties", false);
        step.set("if", object().put("type", "object"));
        step.set("then", object().set("anyOf", one));
        step.set("dependencies", dependencies);
        for (int i = 0; i < verbs.size(); i++) {
            List<String> refused = new ArrayList<>(verbs.subList(i + 1, verbs.size()));
            refused.addAll(refusedOptions(vocabulary.steps().get(i), ofCalls));
            if (!refused.isEmpty()) {
                dependencies.set(verbs.get(i), SchemaValues.without(refused));
            }
        }
        return step;
    }

    /** Returns the options that a kind of step does not accept beside its verb. */
    private static List<String> refusedOptions(Class<? extends Step> type, List<String> ofCalls) {
        if (Step.makesNoCalls(type)) {
            return ofCalls;
        }
        List<String> refused =
                new ArrayList<>(SpecFields.of(Language.STEP_OPTIONS).names());
        refused.removeAll(Language.stepOptions(type));
        return refused;
    }

    private static ObjectNode steps() {
        ObjectNode steps = types("array").put("minItems", 1);
        steps.set("items", object().put("$ref", "#/definitions/step"));
        return steps;
    }

    /** Returns the schema of branches: shares, each with a step or a list of steps. */
    private static ObjectNode alternatives() {
        ObjectNode branch = object();
        ObjectNode several = types("array");
        several.set("items", object().put("$ref", "#/definitions/step"));
        branch.set(
                "anyOf",
                object().arrayNode()
                        .add(object().put("$ref", "#/definitions/step"))
                        .add(several));
        ObjectNode one = types("object").put("minProperties", 1).put("maxProperties", 1);
        one.putObject("patternProperties").set("^(rest|[0-9].*|.*[$].*)$", branch);
        one.put("additionalProperties", false);
        ObjectNode branches = types("array").put("minItems", 2);
        branches.set("items", one);
        return branches;
    }

    /**
     * Adds an argument to the properties. If verbs define it differently, any value is allowed until the verb is known.
     */
    private static void mergeArgument(ObjectNode properties, String argument, JsonNode schema) {
        boolean otherwise =
                properties.has(argument) && !properties.get(argument).equals(schema);
        properties.set(argument, otherwise ? object() : schema.deepCopy());
    }

    /** Returns the schema of a fault: a sentence under its start time, or a map with its parts. */
    ObjectNode fault(SectionShape.Fault shape) {
        ObjectNode fault = types("object").put("minProperties", 1);
        ObjectNode properties = fault.putObject("properties");
        ObjectNode parts = shapes.keys(shape.keys(), "");
        properties.setAll(parts);
        ArrayNode byVerb = object().arrayNode();
        ArrayNode snippets = object().arrayNode();
        for (Class<? extends FaultSpec> type : vocabulary.faults()) {
            SpecFields fields = SpecFields.of(type);
            String verb = fields.kind().orElseThrow();
            ObjectNode arguments = records.properties(type, verb);
            arguments
                    .properties()
                    .forEach(argument -> mergeArgument(properties, argument.getKey(), argument.getValue()));
            ObjectNode one = byVerb.addObject();
            ObjectNode condition = one.putObject("if");
            condition.putObject("properties").putObject("do").put("const", verb);
            condition.set("required", array(List.of("do")));
            ObjectNode then = one.putObject("then").put("additionalProperties", false);
            ObjectNode allowed = then.putObject("properties");
            parts.fieldNames().forEachRemaining(part -> allowed.set(part, object()));
            allowed.setAll(arguments);
            snippet(type, fields, snippets);
        }
        ObjectNode sentence = withPattern(
                types("string"),
                "(" + String.join("|", verbs()) + ")( .*)?",
                "a fault such as crash web/1 for 72s as outage; the verbs are " + String.join(", ", verbs()));
        sentence.set("examples", object().arrayNode());
        snippets.forEach(snippet ->
                snippet.path("body").forEach(example -> ((ArrayNode) sentence.get("examples")).add(example.asText())));
        sentence.put("description", "A fault: a verb, its target, its duration, and its name.");
        fault.putObject("patternProperties").set("^at .+", sentence);
        fault.put("additionalProperties", false);
        fault.set("if", object().set("required", array(List.of("do"))));
        ObjectNode longForm = fault.putObject("then");
        longForm.set("required", array(List.of("at", "do")));
        longForm.set("patternProperties", object().set("^at .+", types("null")));
        fault.putObject("else").put("maxProperties", 1);
        ObjectNode dependencies = fault.putObject("dependencies");
        parts.fieldNames().forEachRemaining(part -> {
            if (!part.equals("do")) {
                dependencies.set(part, array(List.of("do")));
            }
        });
        fault.set("allOf", byVerb);
        fault.set("defaultSnippets", snippets);
        return fault;
    }

    private List<String> verbs() {
        return Vocabulary.kinds(vocabulary.faults());
    }

    /** Adds the snippets that an editor offers for a new fault: the examples of its verb. */
    private static void snippet(Class<?> type, SpecFields fields, ArrayNode snippets) {
        Example example = TypeTables.table(type).annotation(Example.class);
        if (example == null) {
            return;
        }
        for (String line : example.value().lines().toList()) {
            int colon = line.indexOf(": ");
            if (line.strip().startsWith("- at ") && colon > 0) {
                ObjectNode snippet = snippets.addObject();
                snippet.put("label", fields.kind().orElseThrow());
                snippet.put("description", fields.sentence());
                Map.Entry<String, String> sentence =
                        Map.entry(line.substring(line.indexOf("at "), colon), line.substring(colon + 2));
                snippet.putObject("body").put(sentence.getKey(), sentence.getValue());
            }
        }
    }
}
