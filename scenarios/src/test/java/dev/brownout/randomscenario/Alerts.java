package dev.brownout.randomscenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Generator of alerts for random scenarios. */
final class Alerts {
    private static final long MILLISECOND = 1_000_000;

    private Alerts() {}

    /** Adds alerts to some scenarios, and sometimes assertions about them. Some of the alerts fire. */
    static void addAlerts(Map<String, Object> root, Names names, FieldTexts fields, Scale scale, Chance chance) {
        if (!chance.percent(25)) {
            return;
        }
        Map<String, Object> alerts = new LinkedHashMap<>();
        for (int i = chance.intBetween(1, 3); i > 0; i--) {
            alerts.put("watch" + i, alert(root, names, fields, scale, chance));
        }
        root.put("alerts", alerts);
        if (root.get("sla") instanceof Map<?, ?> sla && chance.percent(70)) {
            Map<String, Object> more = new LinkedHashMap<>();
            sla.forEach((name, relation) -> more.put((String) name, relation));
            more.put(
                    "watched",
                    "watch1."
                            + chance.word("fired", "resolved", "firing", "false_alarms", "mttd", "actions", "cancelled")
                            + " >= 0");
            root.put("sla", more);
        }
    }

    private static Map<String, Object> alert(
            Map<String, Object> root, Names names, FieldTexts fields, Scale scale, Chance chance) {
        Map<String, Object> alert = new LinkedHashMap<>();
        long every = Math.max(MILLISECOND, scale.runNanos() / chance.intBetween(5, 60));
        boolean level = chance.percent(40);
        alert.put("if", level ? level(names, chance) : countCondition(root, names, chance));
        if (!level || chance.percent(40)) {
            List<Object> over = new ArrayList<>();
            for (int i = chance.percent(70) ? 1 : 2; i > 0; i--) {
                over.add(fields.amounts().time(Scale.round(every * (1 + chance.nextInt(50) / 10.0))));
            }
            alert.put("over", over.size() == 1 && chance.percent(70) ? over.get(0) : over);
        }
        alert.put("every", fields.amounts().time(Scale.round(every)));
        if (chance.percent(20)) {
            alert.put("for", chance.percent(20) ? "none" : fields.amounts().time(Scale.round(every * 2.0)));
        }
        if (chance.percent(60)) {
            alert.put("then", actions(names, fields, scale, chance));
        }
        return alert;
    }

    /** Returns actions with any fault verb, most of them with a delay. */
    private static List<Object> actions(Names names, FieldTexts fields, Scale scale, Chance chance) {
        FaultTexts texts = new FaultTexts(chance, scale, names, fields);
        List<String> verbs = List.copyOf(FaultTexts.verbs().keySet());
        List<Object> actions = new ArrayList<>();
        for (int i = chance.intBetween(1, 3); i > 0; i--) {
            String component = chance.of(List.copyOf(names.components().keySet()));
            String verb = chance.percent(50) ? chance.word("replace", "restart", "scale") : chance.of(verbs);
            texts.fault(verb, component, names.regions()).values().stream()
                    .filter(stated -> stated.toString().startsWith(verb + " "))
                    .map(stated -> stated.toString().replaceFirst(" as f\\d+$", ""))
                    .map(text -> chance.percent(30) ? text.replaceFirst("/\\S+", "/down") : text)
                    .map(text -> text + recoveryOptions(fields, scale, chance))
                    .forEach(actions::add);
        }
        return actions;
    }

    private static String recoveryOptions(FieldTexts fields, Scale scale, Chance chance) {
        long least = Math.max(1, scale.runNanos() / chance.intBetween(20, 1000));
        return switch (chance.nextInt(3)) {
            case 0 -> "";
            case 1 -> " after " + fields.amounts().time(Scale.round(least));
            default ->
                " after uniform(" + fields.amounts().time(Scale.round(least)) + " "
                        + fields.amounts().time(Scale.round(least * 3.0)) + ")";
        };
    }

    private static String level(Names names, Chance chance) {
        String component = chance.of(List.copyOf(names.components().keySet()));
        return switch (chance.nextInt(3)) {
            case 0 -> component + ".in_flight > " + chance.nextInt(3);
            case 1 -> component + ".utilization " + chance.word("< 50%", "> 10%", ">= 90%");
            default -> component + ".queue >= " + chance.nextInt(3);
        };
    }

    private static String countCondition(Map<String, Object> root, Names names, Chance chance) {
        List<Object> owners = new ArrayList<>(((Map<?, ?>) root.get("requests")).keySet());
        owners.add("all");
        owners.addAll(names.components().keySet());
        names.regions().forEach(region -> owners.add("region/" + region));
        String owner = chance.of(owners) + ".";
        return switch (chance.nextInt(4)) {
            case 0 -> owner + "availability < " + chance.word("99.9%", "50%", "100%");
            case 1 -> owner + "failed " + chance.word("> 0", "== 0", "!= 3");
            case 2 -> owner + "throughput < " + chance.intBetween(1, 50) + "/s";
            default -> "error_rate > " + chance.word("1.44%", "0%", "20%");
        };
    }
}
