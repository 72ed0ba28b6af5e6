package dev.brownout.experiment.reliability;

import dev.brownout.experiment.reliability.ReliabilityResult.ComponentReliability;
import dev.brownout.experiment.reliability.ReliabilityResult.CutSet;
import dev.brownout.experiment.reliability.ReliabilityResult.SpareNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Facts of a reliability estimate for programs, besides its assertions. */
final class ReliabilityFacts {
    private ReliabilityFacts() {}

    /** Returns facts about the plan, the system, its components and additional nodes. */
    static Map<String, Object> facts(ReliabilityResult result) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", ReliabilitySpec.NAME);
        facts.put("scenario", result.file().title());
        facts.put("digest", result.file().digest());
        facts.put("variant", result.variant());
        facts.put("years", result.years());
        facts.put("accepted_risk", result.acceptedRisk());
        facts.put("confidence", result.confidence());
        facts.put("availability_of", result.ofRequests() ? "requests" : "nodes");
        facts.put("loss", result.availability().loss());
        facts.put("loss_low", result.availability().lowLoss());
        facts.put("loss_high", result.availability().highLoss());
        facts.put("left_out_share", result.availability().leftOut());
        facts.put(
                "components",
                result.components().stream().map(ReliabilityFacts::fact).toList());
        facts.put(
                "cut_sets",
                result.cutSets().stream().map(ReliabilityFacts::fact).toList());
        facts.put("spares", result.spares().stream().map(ReliabilityFacts::fact).toList());
        facts.put("notes", result.notes());
        return facts;
    }

    private static Map<String, Object> fact(ComponentReliability one) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("component", one.component());
        fact.put("nodes", one.nodes());
        fact.put("needs", one.needs());
        fact.put("node_availability", one.nodeAvailability());
        fact.put("enough", one.enough());
        fact.put("downtime_share", one.downtimeShare());
        fact.put("downtime_share_low", one.lowDowntimeShare());
        fact.put("downtime_share_high", one.highDowntimeShare());
        fact.put("failures_per_year", one.failuresPerYear());
        return fact;
    }

    private static Map<String, Object> fact(CutSet one) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("nodes", one.nodes());
        fact.put("share", one.share());
        fact.put("loss", one.loss());
        return fact;
    }

    private static Map<String, Object> fact(SpareNode one) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("component", one.component());
        fact.put("setting", one.setting());
        fact.put("loss", one.loss());
        fact.put("loss_low", one.availability().lowLoss());
        fact.put("loss_high", one.availability().highLoss());
        fact.put("left_out_share", one.availability().leftOut());
        fact.put("dollars_per_year", one.dollarsPerYear());
        fact.put("probability", one.risk() == null ? Double.NaN : one.risk().probability());
        fact.put("low", one.risk() == null ? Double.NaN : one.risk().low());
        fact.put("high", one.risk() == null ? Double.NaN : one.risk().high());
        fact.put("form", ReliabilityFormat.form(one.risk()));
        return fact;
    }
}
