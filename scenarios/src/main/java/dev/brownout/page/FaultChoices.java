package dev.brownout.page;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.binding.FaultSentence;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.runtime.ApplicableFaults;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.SpecFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The faults that each part of a scenario accepts. The engine checks each of them in every variant. */
final class FaultChoices {
    private static final String NODE = "{node}";
    private static final String AT = "at 1ns";
    private static final String DURATION = " for 1ns";

    private final Scenario scenario;
    private final Vocabulary vocabulary = Vocabulary.standard();
    private final List<ApplicableFaults> variants = new ArrayList<>();

    private FaultChoices(ScenarioFile file) {
        this.scenario = file.variants().get(0).scenario();
        for (Variant variant : file.variants()) {
            variants.add(ApplicableFaults.of(variant.scenario()));
        }
    }

    /**
     * Returns the components, calls and regions of the first variant with the faults that they accept, and the
     * scheduled faults, as plain data.
     *
     * @throws dev.brownout.spi.ScenarioException if the scenario is invalid
     */
    static Map<String, Object> choices(ScenarioFile file) {
        FaultChoices choices = new FaultChoices(file);
        return PageJson.object(
                "components", choices.components(),
                "links", choices.links(),
                "regions", choices.regions(),
                "planned",
                        choices.scenario.faults().stream()
                                .map(FaultEntry::sentence)
                                .toList(),
                "warmup", choices.scenario.warmupNanos() / 1e9,
                "seconds", choices.scenario.durationNanos() / 1e9);
    }

    private List<Map<String, Object>> components() {
        List<Map<String, Object>> components = new ArrayList<>();
        for (Map.Entry<String, ComponentEntry> each : scenario.components().entrySet()) {
            String name = each.getKey();
            List<String> nodes = nodes(name);
            List<Map<String, Object>> faults = new ArrayList<>();
            for (FaultVerb verb : FaultVerb.OF_COMPONENTS) {
                if (isAccepted(verb, name)) {
                    faults.add(verb.view(name, false, vocabulary));
                }
                if (!nodes.isEmpty() && nodes.stream().allMatch(node -> isAccepted(verb, name + "/" + node))) {
                    faults.add(verb.view(name + "/" + NODE, true, vocabulary));
                }
            }
            if (variants.get(0).caches(name)) {
                add(faults, FaultVerb.OF_CACHES, name);
            }
            components.add(PageJson.object(
                    "name", name,
                    "kind", SpecFields.kind(each.getValue().spec().getClass()).orElse(""),
                    "nodes", nodes,
                    "regions", variants.get(0).regions(name),
                    "faults", faults));
        }
        return components;
    }

    /** Returns the nodes of a component that exist in every variant. */
    private List<String> nodes(String component) {
        return variants.get(0).nodes(component).stream()
                .filter(node -> variants.stream()
                        .allMatch(variant -> variant.nodes(component).contains(node)))
                .toList();
    }

    private List<Map<String, Object>> links() {
        List<Map<String, Object>> links = new ArrayList<>();
        for (CapacityForecast.Calls calls : CapacityForecast.of(scenario).calls()) {
            List<Map<String, Object>> faults = new ArrayList<>();
            if (calls.fromUsers()) {
                add(faults, FaultVerb.OF_USERS, "");
            } else {
                String ends = calls.caller() + " ~ " + calls.callee();
                FaultVerb.OF_CALLS.forEach(verb -> add(faults, verb, ends));
            }
            links.add(PageJson.object("from", calls.caller(), "to", calls.callee(), "faults", faults));
        }
        return links;
    }

    private List<Map<String, Object>> regions() {
        List<Map<String, Object>> regions = new ArrayList<>();
        for (String name : scenario.regions().keySet()) {
            List<Map<String, Object>> faults = new ArrayList<>();
            FaultVerb.OF_COMPONENTS.forEach(verb -> add(faults, verb, "region/" + name));
            for (String other : scenario.regions().keySet()) {
                if (!other.equals(name)) {
                    add(
                            faults,
                            FaultVerb.OF_REGION_PAIRS.labelled("from " + other),
                            "region/" + name + " ~ region/" + other);
                    add(faults, FaultVerb.OF_REGION_LINKS.labelled("to " + other), "link/" + name + "~" + other);
                }
            }
            regions.add(PageJson.object("name", name, "faults", faults));
        }
        return regions;
    }

    private void add(List<Map<String, Object>> faults, FaultVerb verb, String target) {
        if (isAccepted(verb, target)) {
            faults.add(verb.view(target, false, vocabulary));
        }
    }

    private boolean isAccepted(FaultVerb verb, String target) {
        String sentence = verb.sentence(target) + (verb.lasting() ? DURATION : "");
        return FaultSentence.parse(AT, sentence)
                .filter(fault -> variants.stream().allMatch(variant -> variant.accepts(fault)))
                .isPresent();
    }
}
