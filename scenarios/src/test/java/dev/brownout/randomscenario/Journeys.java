package dev.brownout.randomscenario;

import dev.brownout.scenario.JourneySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Generator of journeys for random scenarios: visitors that send several requests in sequence. */
final class Journeys {
    private Journeys() {}

    /**
     * Adds journeys to some scenarios, and sometimes an assertion about their visitors. Some requests are then sent
     * only by journeys.
     */
    static void addJourneys(Map<String, Object> root, Map<String, Object> requests, FieldTexts fields, Chance chance) {
        if (!chance.percent(20)) {
            return;
        }
        List<String> names = List.copyOf(requests.keySet());
        Map<String, Object> journeys = new LinkedHashMap<>();
        int count = chance.intBetween(1, 2);
        for (int i = count; i > 0; i--) {
            Map<String, Object> journey = new LinkedHashMap<>();
            List<Object> steps = new ArrayList<>();
            for (int step = chance.intBetween(1, 4); step > 0; step--) {
                steps.add(step(chance.of(names), fields, chance));
            }
            journey.put("rate", fields.loads().randomLoad(0.2 / steps.size()));
            if (chance.percent(60)) {
                journey.put("leaves", fields.record(JourneySpec.AbandonmentRule.class, 70));
            }
            returns(journey, fields, chance);
            journey.put("steps", steps);
            if (count == 1 && chance.percent(40)) {
                keyed(journey, requests, steps, chance);
            }
            journeys.put("j" + i, journey);
            removeRates(requests, steps, chance);
        }
        root.put("journeys", journeys);
        if (root.get("sla") instanceof Map<?, ?> sla && chance.percent(50)) {
            Map<String, Object> more = new LinkedHashMap<>();
            sla.forEach((name, relation) -> more.put((String) name, relation));
            more.put("visitors", "j1." + chance.word("started", "finished", "left_error", "active") + " >= 0");
            root.put("sla", more);
        }
    }

    /** Lets users of an open load return. */
    private static void returns(Map<String, Object> journey, FieldTexts fields, Chance chance) {
        boolean open = !journey.get("rate").toString().contains("users(")
                && !journey.get("rate").toString().contains("connections(");
        if (open && chance.percent(40)) {
            Map<String, Object> rule = fields.record(JourneySpec.ReturnRule.class, 50);
            rule.put("share", chance.intBetween(0, 60) + "%");
            rule.computeIfPresent("left", (name, share) -> chance.intBetween(0, 60) + "%");
            if (chance.percent(50)) {
                rule.put("after", chance.word("exp(2s)", "uniform(1ms 3s)", "500ms", "pareto(1s alpha=1.5)"));
            }
            journey.put("returns", rule);
        }
    }

    private static Object step(String request, FieldTexts fields, Chance chance) {
        if (chance.percent(40)) {
            return request;
        }
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("request", request);
        step.putAll(fields.record(JourneySpec.Visit.class, 50));
        step.put("request", request);
        if (step.containsKey("times")) {
            step.put("times", Integer.toString(chance.intBetween(1, 4)));
        }
        return step;
    }

    /** Gives the visits of a journey a key, and removes the key of one of its requests. */
    private static void keyed(
            Map<String, Object> journey, Map<String, Object> requests, List<Object> steps, Chance chance) {
        journey.put("key", "uniform(" + chance.intBetween(1, 200) + ")");
        Object name = steps.get(0) instanceof Map<?, ?> map ? map.get("request") : steps.get(0);
        if (requests.get(name) instanceof Map<?, ?> request) {
            request.remove("key");
        }
    }

    /** Removes the rates of some requests of the journey. */
    private static void removeRates(Map<String, Object> requests, List<Object> steps, Chance chance) {
        for (Object step : steps) {
            Object name = step instanceof Map<?, ?> map ? map.get("request") : step;
            if (requests.get(name) instanceof Map<?, ?> request && chance.percent(50)) {
                request.remove("rate");
            }
        }
    }
}
