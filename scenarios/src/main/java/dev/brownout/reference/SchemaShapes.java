package dev.brownout.reference;

import static dev.brownout.reference.SchemaValues.array;
import static dev.brownout.reference.SchemaValues.object;
import static dev.brownout.reference.SchemaValues.types;
import static dev.brownout.reference.SchemaValues.withPattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.cost.Price;
import dev.brownout.language.Language;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.language.section.PriceListParser;
import dev.brownout.language.section.Section;
import dev.brownout.spec.SpecFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Schemas of sections, from their shapes. */
final class SchemaShapes {
    /**
     * Pattern of the names that the loader accepts, in any script. Regular expressions of a schema have no classes of
     * letters.
     */
    private static final String NAME = "[^\\s\\d!-,./:-@\\[-^`{-~-][^\\s!-,./:-@\\[-^`{-~]*";

    private final LanguageDefinition dialect;
    private final SchemaRecords records;

    SchemaShapes(LanguageDefinition dialect, SchemaRecords records) {
        this.dialect = dialect;
        this.records = records;
    }

    /** Returns the schema of a section. */
    ObjectNode of(Section<?> section) {
        return of(section.shape(dialect.vocabulary()), section.name()).put("description", section.sentence());
    }

    private ObjectNode of(SectionShape shape, String section) {
        if (shape instanceof SectionShape.PlainShape known) {
            return known(known);
        } else if (shape instanceof SectionShape.Single single) {
            return single(single);
        } else if (shape instanceof SectionShape.DescribedShape described) {
            return of(described.shape(), section).put("description", described.sentence());
        } else if (shape instanceof SectionShape.Keys map) {
            return keys(map, section);
        } else if (shape instanceof SectionShape.Of map) {
            return record(map, section);
        } else if (shape instanceof SectionShape.Either either) {
            return anyOf(either, section);
        } else if (shape instanceof SectionShape.ListShape list) {
            return list(list, section);
        } else if (shape instanceof SectionShape.Map map) {
            return map(map, section);
        } else if (shape instanceof SectionShape.NamedMapShape map) {
            return named(map, section);
        } else if (shape instanceof SectionShape.Component component) {
            return component(component);
        } else if (shape instanceof SectionShape.Prices prices) {
            return prices(prices);
        }
        return Schema.reference("fault");
    }

    /** Returns the schemas of some keys with their descriptions, by name. */
    ObjectNode keys(List<SectionShape.Key> keys, String section) {
        ObjectNode properties = object();
        keys.forEach(key -> properties.set(key.name(), of(key.shape(), section).put("description", key.sentence())));
        return properties;
    }

    private ObjectNode known(SectionShape.PlainShape known) {
        return switch (known) {
            case TEXT -> SchemaValues.text();
            case WORDS -> types("string");
            case SPAN -> SchemaValues.span();
            case LOAD -> Schema.reference("load");
            case KIND -> word(dialect.vocabulary().components());
            case VERB -> word(dialect.vocabulary().faults());
        };
    }

    private static ObjectNode word(List<? extends Class<?>> kinds) {
        List<String> sentences =
                kinds.stream().map(type -> SpecFields.of(type).sentence()).toList();
        return SchemaValues.word(Vocabulary.kinds(kinds), sentences);
    }

    private static ObjectNode single(SectionShape.Single single) {
        ObjectNode schema = types(single.types().toArray(String[]::new));
        single.like().ifPresent(like -> withPattern(schema, like.pattern(), like.expected()));
        single.between().ifPresent(ends -> schema.put("minimum", ends.least()).put("maximum", ends.most()));
        return schema;
    }

    private ObjectNode keys(SectionShape.Keys map, String section) {
        List<String> needed = SectionShape.Key.names(map.needed());
        ObjectNode schema = needed.isEmpty() ? types("object", "null") : types("object");
        schema.set("properties", keys(map.keys(), section));
        schema.put("additionalProperties", false);
        if (!needed.isEmpty()) {
            schema.set("required", array(needed));
        }
        return schema;
    }

    private ObjectNode record(SectionShape.Of map, String section) {
        ObjectNode schema = records.record(map.type(), section);
        ObjectNode properties = (ObjectNode) schema.get("properties");
        map.alternatives().forEach((parameter, key) -> {
            properties.setAll(keys(List.of(key), section));
            schema.withObject("/dependencies").set(key.name(), SchemaValues.without(List.of(parameter)));
        });
        return schema;
    }

    /**
     * Returns the schema of a map, or of a single value that abbreviates it. An empty value is allowed for a map
     * without required keys.
     */
    private ObjectNode anyOf(SectionShape.Either shape, String section) {
        ObjectNode schema = of(shape.map(), section);
        ObjectNode single = of(shape.single(), section);
        List<String> types = new ArrayList<>(List.of("object"));
        JsonNode written = single.remove("type");
        if (written.isTextual()) {
            types.add(written.asText());
        }
        written.forEach(type -> types.add(type.asText()));
        if (!schema.has("required")) {
            types.add("null");
        }
        schema.setAll(single);
        schema.set("type", array(types));
        return schema;
    }

    private ObjectNode list(SectionShape.ListShape shape, String section) {
        ObjectNode list = shape.filled() ? types("array").put("minItems", 1) : types("array", "null");
        list.set("items", of(shape.each(), section));
        return list;
    }

    private ObjectNode map(SectionShape.Map shape, String section) {
        ObjectNode map = map(of(shape.each(), section));
        if (!shape.names().isEmpty()) {
            map.set("propertyNames", object().put("pattern", "^" + shape.names() + "$"));
        }
        return map;
    }

    private static ObjectNode map(ObjectNode each) {
        ObjectNode map = types("object", "null");
        map.set("additionalProperties", each);
        return map;
    }

    /** Returns the schema of a map with keys that selectors and relations use. */
    private ObjectNode named(SectionShape.NamedMapShape shape, String section) {
        ObjectNode map = map(of(shape.each(), section));
        List<String> used = new ArrayList<>(Language.RESERVED);
        used.addAll(Section.names(dialect.sections()));
        ObjectNode names = object().put("pattern", "^(" + NAME + "|.*\\$.*)$");
        names.put("errorMessage", "a name has only letters, digits, '_' and '-'");
        names.set("not", object().set("enum", array(used)));
        map.set("propertyNames", names);
        return map;
    }

    /** Returns the schema of a component. Its kind selects the definition of the remaining keys. */
    private ObjectNode component(SectionShape.Component shape) {
        ObjectNode component = types("object");
        ArrayNode byKind = object().arrayNode();
        List<SectionShape.Key> kind = shape.keys().stream()
                .filter(key -> key.shape() == SectionShape.PlainShape.KIND)
                .toList();
        String key = kind.get(0).name();
        for (String name : Vocabulary.kinds(dialect.vocabulary().components())) {
            ObjectNode one = byKind.addObject();
            ObjectNode condition = one.putObject("if");
            condition.putObject("properties").putObject(key).put("const", name);
            condition.set("required", array(List.of(key)));
            one.set("then", object().put("$ref", "#/definitions/" + name));
        }
        component.set("properties", keys(kind, ""));
        component.set("allOf", byKind);
        return component;
    }

    /** Returns the schema of prices: under a kind, by billed item; or the name of a file, or none. */
    private ObjectNode prices(SectionShape.Prices shape) {
        ObjectNode properties = keys(shape.words(), "");
        shape.kinds().forEach((kind, billed) -> {
            ObjectNode its = prices(billed);
            if (shape.sized().contains(kind)) {
                ObjectNode sizes = types("object", "null").put("additionalProperties", false);
                sizes.putObject("patternProperties").set("^\\d+[kM]?$", price(Price.Basis.PIECES_HELD));
                ((ObjectNode) its.get("properties")).set(PriceListParser.SIZES, sizes);
            }
            properties.set(kind, its);
        });
        ObjectNode prices = types("object", "string", "null");
        prices.set("properties", properties);
        return prices.put("additionalProperties", false);
    }

    private static ObjectNode prices(Map<String, Price.Basis> billed) {
        ObjectNode kind = types("object", "null").put("additionalProperties", false);
        ObjectNode billable = kind.putObject("properties");
        billed.forEach((item, basis) -> billable.set(item, price(basis)));
        return kind;
    }

    private static ObjectNode price(Price.Basis basis) {
        String units = switch (basis) {
            case PIECES -> "(/(k|M))?";
            case BYTES -> "/\\w+";
            case PIECES_HELD -> "/(s|min|h|d|month)";
            case BYTES_HELD -> "/\\w+/(s|min|h|d|month)";
        };
        String price = "\\$\\d+(\\.\\d+)?" + units;
        boolean counted = basis == Price.Basis.PIECES || basis == Price.Basis.BYTES;
        String tiers = counted ? "(" + price + " until \\w+ then )*" : "";
        return withPattern(types("string", "null"), tiers + price, "a price such as " + PriceListParser.example(basis));
    }
}
