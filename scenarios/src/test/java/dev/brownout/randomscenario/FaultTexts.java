package dev.brownout.randomscenario;

import dev.brownout.catalog.Catalog;
import dev.brownout.fault.SetParameterFault;
import dev.brownout.fault.SetRateLimitFault;
import dev.brownout.fault.SplitShardFault;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FaultSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Generator of faults: all verbs and arguments, on any target and at any time of the run. */
final class FaultTexts {
    /** Parameter that is changed while a scenario runs. */
    static final String PARAMETER = "flag";

    private final Chance chance;
    private final Scale scale;
    private final Names names;
    private final FieldTexts fields;
    private int named;

    FaultTexts(Chance chance, Scale scale, Names names, FieldTexts fields) {
        this.chance = chance;
        this.scale = scale;
        this.names = names;
        this.fields = fields;
    }

    /** Returns all fault types by verb. */
    static Map<String, Class<? extends FaultSpec>> verbs() {
        Map<String, Class<? extends FaultSpec>> verbs = new LinkedHashMap<>();
        Catalog.faults().forEach(type -> verbs.put(SpecFields.kind(type).orElseThrow(), type));
        return verbs;
    }

    /** Returns a fault on a component or on its region, zone or links. */
    Map<String, Object> fault(String verb, String component, List<String> regions) {
        Class<? extends FaultSpec> type = verbs().get(verb);
        if (type == SetParameterFault.class) {
            return setting(verb);
        }
        Map<String, Object> arguments = fields.record(type, 60);
        arguments.values().removeIf(v -> !(v instanceof String));
        String target = target(verb, component, regions);
        boolean pair = target.contains(" ~ ");
        String place = fields.amounts().time(instant());
        String length = chance.percent(70) ? fields.amounts().time(Math.max(1, fields.duration())) : null;
        String name = chance.percent(40) ? "f" + named++ : null;
        Map<String, Object> fault = new LinkedHashMap<>();
        if (chance.percent(75)) {
            StringBuilder sentence = new StringBuilder(verb);
            sentence.append(target.isEmpty() ? "" : " ").append(target);
            boolean inOrder =
                    SpecFields.of(type).names().subList(0, arguments.size()).equals(List.copyOf(arguments.keySet()))
                            && chance.percent(60);
            boolean isCapitalized = chance.percent(50);
            arguments.forEach((k, v) -> {
                boolean word = isCapitalized && (k.equals("by") || k.equals("every"));
                sentence.append(' ')
                        .append(word ? k + " " : inOrder ? "" : k + "=")
                        .append(v);
            });
            sentence.append(length == null ? "" : " for " + length).append(name == null ? "" : " as " + name);
            fault.put("at " + place, sentence.toString());
            return fault;
        }
        fault.put("at", place);
        fault.put("do", verb);
        if (!target.isEmpty()) {
            fault.put("target", pair ? target.substring(0, target.indexOf(' ')) : target);
        }
        if (pair) {
            fault.put("other", target.substring(target.indexOf('~') + 2));
        }
        fault.putAll(arguments);
        if (length != null) {
            fault.put("for", length);
        }
        if (name != null) {
            fault.put("as", name);
        }
        return fault;
    }

    /** Returns a fault that sets the parameter to another share, as a sentence or in the long form. */
    private Map<String, Object> setting(String verb) {
        String place = fields.amounts().time(instant());
        String to = chance.nextInt(101) + "%";
        Map<String, Object> fault = new LinkedHashMap<>();
        if (chance.percent(70)) {
            fault.put(
                    "at " + place,
                    verb + " params." + PARAMETER + " to " + to
                            + (chance.percent(50)
                                    ? " for " + fields.amounts().time(Math.max(1, fields.duration()))
                                    : "")
                            + (chance.percent(40) ? " as f" + named++ : ""));
            return fault;
        }
        fault.put("at", place);
        fault.put("do", verb);
        fault.put("parameter", PARAMETER);
        fault.put("to", to);
        return fault;
    }

    /** Returns an instant: the start, the end, or any time between them. Several faults often have the same instant. */
    private long instant() {
        return switch (chance.nextInt(8)) {
            case 0 -> 0;
            case 1 -> scale.runNanos() - 1;
            case 2 -> scale.runNanos() / 2;
            case 3 -> 1;
            default -> (long) (scale.runNanos() * 0.99 * chance.nextInt(1000) / 1000);
        };
    }

    /** Returns a random target that the verb can hit: the component, its nodes, or its location and links. */
    private String target(String verb, String component, List<String> regions) {
        if (verbs().get(verb) == SplitShardFault.class) {
            return component + "/" + chance.word("1", "2", "shard-1");
        }
        if (verbs().get(verb) == SetRateLimitFault.class) {
            return component + chance.word("", "/1", "/any");
        }
        String kind = names.components().get(component);
        Grammar grammar = Grammar.LEARNED;
        List<String> targets = new ArrayList<>();
        if (grammar.hits(verb, "")) {
            targets.add("");
        }
        if (grammar.machines(kind) && grammar.hits(verb, kind + "/1") || chance.percent(2)) {
            targets.addAll(List.of(
                    component + "/1",
                    component + "/*",
                    component + "/any",
                    component + "/" + chance.intBetween(1, 100) + "%",
                    component + "/"
                            + chance.word("primary", "replica-1", "replica-*", "shard-1/primary", "2", "primary/disk"),
                    "zone/" + chance.word("a", "b")));
            regions.forEach(region ->
                    targets.addAll(List.of("region/" + region, component + "/" + region, "zone/" + region + "/a")));
        }
        if (grammar.hits(verb, kind)) {
            targets.addAll(List.of(component, component, component));
        }
        if (!regions.isEmpty() && grammar.hits(verb, "link/") || chance.percent(2)) {
            String region = regions.isEmpty() ? "r0" : chance.of(regions);
            String other = names.regions().isEmpty() ? "r1" : chance.of(names.regions());
            targets.addAll(List.of(
                    "link/" + region,
                    "link/" + region + "~" + other,
                    region + " ~ " + other,
                    "region/" + region + " ~ region/" + other));
        }
        if (grammar.machines(kind) && grammar.hits(verb, "link/")) {
            String other = chance.of(List.copyOf(names.components().keySet()));
            targets.addAll(List.of(
                    component + " ~ " + other,
                    other + " ~ " + component + "/1",
                    component + "/any ~ " + other + "/1",
                    component + " ~ " + component,
                    "zone/a ~ zone/b"));
        }
        return targets.isEmpty() ? "" : chance.of(targets);
    }
}
