package dev.brownout.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.SlaResult;
import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writer of {@code result.json} by Jackson databind, which shares no rule and no number format with the product. */
final class DatabindResultJson {
    private static final double EXACT_LIMIT = 9_007_199_254_740_992.0;
    private static final Map<String, String> LATENCY = Map.of(
            "mean", "mean_ns",
            "p50", "p50_ns",
            "p90", "p90_ns",
            "p95", "p95_ns",
            "p99", "p99_ns",
            "p999", "p99.9_ns",
            "p9999", "p99.99_ns",
            "max", "max_ns");
    private static final ObjectMapper MAPPER = mapper();

    private DatabindResultJson() {}

    static String write(RunResult result) throws IOException {
        ObjectNode document = MAPPER.valueToTree(ResultDocument.of(result));
        document.put("version", ResultJson.FORMAT.version());
        document.path("variants").forEach(variant -> finish((ObjectNode) variant));
        return MAPPER.writeValueAsString(document) + "\n";
    }

    private static void finish(ObjectNode variant) {
        for (String topic : List.of("run", "history", "evaluation", "accounting", "tracing")) {
            variant.setAll((ObjectNode) variant.remove(topic));
        }
        variant.put("complete", variant.path("stopped").isNull());
        for (String map : List.of("sla", "predict")) {
            ArrayNode order = variant.putArray(map + "_order");
            variant.path(map).fieldNames().forEachRemaining(order::add);
        }
        for (JsonNode request : variant.findParents("overdue_age_ns")) {
            long due = sum(request, "good", "failed", "overdue");
            double availability = due == 0 ? Double.NaN : (double) sum(request, "good") / due;
            ((ObjectNode) request).set("availability", MAPPER.valueToTree(availability));
            omit(request, "overdue", "overdue_age_ns");
        }
        for (JsonNode component : variant.findParents("host")) {
            ((ObjectNode) component).remove("states");
            omit(component, "regions", "host");
        }
        for (JsonNode latency : variant.findParents("histogram")) {
            LATENCY.forEach((name, key) -> ((ObjectNode) latency).set(key, ((ObjectNode) latency).remove(name)));
        }
        variant.findParents("showing").forEach(shown -> ((ObjectNode) shown).remove("showing"));
        variant.path("series").path("columns").forEach(column -> omit(column, "numerators", "denominators"));
        variant.path("sla").forEach(sla -> omit(sla, "tolerance", "open"));
        omit(variant.path("series"), "latencies");
        omit(variant.path("cost"), "revenue");
        omit(variant.path("analysis"), "unconfirmed", "queues");
        omit(variant, "stopped", "asked", "answers", "breakdown", "traces", "losses");
    }

    private static long sum(JsonNode object, String... names) {
        return List.of(names).stream()
                .mapToLong(name -> object.path(name).asLong())
                .sum();
    }

    private static void omit(JsonNode object, String... ifEmpty) {
        for (String name : ifEmpty) {
            JsonNode value = object.path(name);
            boolean empty = value.isContainerNode()
                    ? value.isEmpty()
                    : value.isNull() || value.asText().isEmpty() || value.isNumber() && value.asDouble() == 0;
            if (empty) {
                ((ObjectNode) object).remove(name);
            }
        }
    }

    private static ObjectMapper mapper() {
        DoubleWriter one = new DoubleWriter();
        SimpleModule numbers = new SimpleModule("numbers");
        numbers.addSerializer(Sentence.class, ToStringSerializer.instance);
        numbers.addSerializer(double.class, one);
        numbers.addSerializer(Double.class, one);
        numbers.addSerializer(double[].class, new StdSerializer<>(double[].class) {
            @Override
            public void serialize(double[] values, JsonGenerator json, SerializerProvider all) throws IOException {
                json.writeStartArray();
                for (double value : values) {
                    one.serialize(value, json, all);
                }
                json.writeEndArray();
            }
        });
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .propertyNamingStrategy(new Names())
                .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
                .addMixIn(Series.Kind.class, KebabCase.class)
                .addMixIn(SlaResult.Verdict.class, KebabCase.class)
                .addModule(numbers)
                .build();
    }

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    private enum KebabCase {}

    private static final class Names extends PropertyNamingStrategies.NamingBase {
        @Override
        public String translate(String name) {
            return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE
                    .translate(name)
                    .replaceFirst("_nanos$", "_ns");
        }
    }

    private static final class DoubleWriter extends StdSerializer<Double> {
        DoubleWriter() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider all) throws IOException {
            if (!Double.isFinite(value)) {
                json.writeNull();
            } else if (value == Math.rint(value) && Math.abs(value) <= EXACT_LIMIT) {
                json.writeNumber(value.longValue());
            } else {
                json.writeNumber(value);
            }
        }
    }
}
