package dev.brownout.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.verify.VerificationResult.RowFinding;

/** Results of a verification in JSON. */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonReport() {}

    /**
     * Returns the JSON document: checked reference values with numbers in their own unit, and skipped ones with the
     * reason.
     */
    public static String document(VerificationResult verdict) {
        ObjectNode root = JSON.createObjectNode();
        root.put("full", verdict.full());
        root.put("checked", verdict.findings().size());
        root.put("missed", verdict.misses());
        ArrayNode rows = root.putArray("rows");
        verdict.findings().forEach(finding -> add(rows.addObject(), finding));
        ArrayNode families = root.putArray("families");
        verdict.families().forEach(bias -> add(families.addObject(), bias));
        verdict.sum().ifPresent(bias -> add(root.putObject("sum"), bias));
        root.put("false_alarm_rate", FalseAlarmRate.total());
        ArrayNode waiting = root.putArray("on_demand");
        verdict.waiting().forEach(row -> waiting.add(row.id()));
        ArrayNode missing = root.putArray("not_expressible");
        verdict.missing()
                .forEach(row -> missing.addObject()
                        .put("id", row.id())
                        .put("reason", verdict.rows().reason(row).orElse("")));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void add(ObjectNode into, FamilyBias bias) {
        into.put("family", bias.family());
        into.put("models", bias.models());
        into.put("deviation", bias.deviation());
        into.put("holds", bias.withinLimit());
    }

    private static void add(ObjectNode into, RowFinding finding) {
        ReferenceValue row = finding.row();
        into.put("id", row.id());
        into.putPOJO("truth", row.expected());
        into.put("unit", row.unit());
        if (finding.estimate().fact() == null) {
            into.put("simulated", finding.estimate().value() / row.scale());
            into.put("low", finding.low() / row.scale());
            into.put("high", finding.high() / row.scale());
        } else if (finding.estimate().fact() instanceof Double number) {
            into.put("simulated", number / row.scale());
        } else {
            into.putPOJO("simulated", finding.estimate().fact());
        }
        into.put("caught_bias", finding.relative() ? finding.bias() : finding.bias() / row.scale());
        into.put("holds", finding.holds());
        into.put("longer", finding.longer());
        into.put("source", row.source());
    }
}
