package dev.brownout.reference;

import static dev.brownout.reference.SchemaValues.array;
import static dev.brownout.reference.SchemaValues.like;
import static dev.brownout.reference.SchemaValues.object;
import static dev.brownout.reference.SchemaValues.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.cost.Price;
import dev.brownout.cost.PriceList;
import dev.brownout.language.Form;
import dev.brownout.language.Language;
import dev.brownout.language.Prices;
import dev.brownout.language.Vocabulary;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.SpecFields;
import dev.brownout.wiring.ComponentSpec;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Schemas of what has verbs: steps and faults. */
final class SchemaParts {
    private final Vocabulary vocabulary;
    private final SchemaRecords records;

    SchemaParts(Vocabulary vocabulary, SchemaRecords records) {
        this.vocabulary = vocabulary;
        this.records = records;
    }

    /** A step is the name of a component, or a verb with options beside it. */
    ObjectNode step() {
        ObjectNode step = types("string", "object");
        step.put("description", "A component, or a verb such as read: db.");
        ObjectNode properties = step.putObject("properties");
        ArrayNode one = object().arrayNode();
        List<String> verbs = new ArrayList<>();
        for (Class<?> type : Step.class.getPermittedSubclasses()) {
            String verb = SpecFields.kind(type).orElseThrow();
            ObjectNode value = switch (verb) {
                case "cpu", "wait" -> SchemaValues.duration(vocabulary);
                case "parallel" -> steps();
                default -> types("string");
            };
            properties.set(verb, value.put("description", SpecFields.of(type).sentence()));
            one.add(object().set("required", array(List.of(verb))));
            verbs.add(verb);
        }
        ObjectNode join = like(types("string", "integer"), "all|first|\\d{1,4}", "all, first or a number");
        properties.set("join", join.put("description", "Beside parallel: how many successes are enough."));
        ObjectNode beside = records.properties(Language.STEP_OPTIONS, "step");
        List<String> ofCalls = new ArrayList<>();
        beside.fieldNames().forEachRemaining(ofCalls::add);
        ofCalls.remove(Language.BESIDE_EVERY_STEP);
        properties.setAll(beside);
        step.put("additionalProperties", false);
        step.set("if", object().put("type", "object"));
        step.set("then", object().set("anyOf", one));
        ObjectNode dependencies = step.putObject("dependencies");
        dependencies.set("join", array(List.of("parallel")));
        for (int i = 0; i < verbs.size(); i++) {
            List<String> refused = new ArrayList<>(verbs.subList(i + 1, verbs.size()));
            if (Language.callsNobody(verbs.get(i))) {
                refused.addAll(ofCalls);
            }
            if (!refused.isEmpty()) {
                dependencies.set(verbs.get(i), SchemaValues.without(refused));
            }
        }
        return step;
    }

    private static ObjectNode steps() {
        ObjectNode steps = types("array").put("minItems", 1);
        steps.set("items", object().put("$ref", "#/definitions/step"));
        return steps;
    }

    /** An argument that verbs mean differently is anything until the verb is known. */
    private static void meet(ObjectNode properties, String argument, JsonNode schema) {
        boolean otherwise =
                properties.has(argument) && !properties.get(argument).equals(schema);
        properties.set(argument, otherwise ? object() : schema.deepCopy());
    }

    /** A fault is a sentence under the time at which it begins, or a map with its parts. */
    ObjectNode fault(Form section) {
        ObjectNode fault = types("object").put("minProperties", 1);
        ObjectNode properties = fault.putObject("properties");
        ObjectNode parts = parts(section);
        properties.setAll(parts);
        ArrayNode byVerb = object().arrayNode();
        ArrayNode snippets = object().arrayNode();
        for (Class<? extends FaultSpec> type : vocabulary.faults()) {
            SpecFields fields = SpecFields.of(type);
            String verb = fields.kind().orElseThrow();
            ObjectNode arguments = records.properties(type, verb);
            arguments.properties().forEach(argument -> meet(properties, argument.getKey(), argument.getValue()));
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
        ObjectNode sentence = like(
                types("string"),
                "(" + String.join("|", verbs()) + ")( .*)?",
                "a fault such as crash web/1 for 72s as outage; the verbs are " + String.join(", ", verbs()));
        sentence.set("examples", object().arrayNode());
        snippets.forEach(snippet ->
                snippet.path("body").forEach(example -> ((ArrayNode) sentence.get("examples")).add(example.asText())));
        sentence.put("description", "What happens: a verb, what it hits, for how long, and its name.");
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

    /** Prices stand under a kind, by what is billed; a file or none may stand for all of them. */
    ObjectNode prices() {
        ObjectNode properties = object();
        properties.set("title", SchemaValues.text().put("description", "Whose prices they are."));
        properties.set("date", SchemaValues.text().put("description", "When they held."));
        properties.set(PriceList.USERS, prices(Prices.toUsers()));
        for (Class<? extends ComponentSpec> type : vocabulary.components()) {
            properties.set(SpecFields.kind(type).orElseThrow(), prices(Prices.billable(type)));
        }
        ObjectNode prices = types("object", "string", "null");
        prices.set("properties", properties);
        return prices.put("additionalProperties", false);
    }

    private static ObjectNode prices(Map<String, Price.Basis> billed) {
        ObjectNode kind = types("object", "null").put("additionalProperties", false);
        ObjectNode billable = kind.putObject("properties");
        billed.forEach((item, basis) -> {
            String example = Prices.example(basis);
            String units = switch (basis) {
                case PIECES -> "(/(k|M))?";
                case BYTES -> "/\\w+";
                case PIECES_HELD -> "/(s|min|h|d|month)";
                case BYTES_HELD -> "/\\w+/(s|min|h|d|month)";
            };
            billable.set(
                    item, like(types("string", "null"), "\\$\\d+(\\.\\d+)?" + units, "a price such as " + example));
        });
        return kind;
    }

    private ObjectNode parts(Form section) {
        ObjectNode parts = object();
        List<String> sentences = vocabulary.faults().stream()
                .map(type -> SpecFields.of(type).sentence())
                .toList();
        for (Form.Argument part : section.arguments()) {
            ObjectNode value = switch (part.name()) {
                case "at", "for" -> SchemaValues.span();
                case "do" -> SchemaValues.word(verbs(), sentences);
                default -> types("string");
            };
            parts.set(part.name(), value.put("description", part.sentence()));
        }
        return parts;
    }

    private List<String> verbs() {
        return Vocabulary.kinds(vocabulary.faults());
    }

    /** What an editor offers for a new fault: the example of each verb. */
    private static void snippet(Class<?> type, SpecFields fields, ArrayNode snippets) {
        Example example = type.getAnnotation(Example.class);
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
