package dev.brownout.language;

import dev.brownout.language.Node.Entries;
import dev.brownout.language.Node.Entry;
import dev.brownout.language.Node.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays one layer of a scenario over another: whole files, or single settings named by their paths. */
final class Layers {
    /** The sections of a file, in the order in which people write them. */
    static final List<String> SECTIONS = Forms.names(SectionForms.ALL);

    private static final Set<String> SETTABLE = Set.of(
            "run", "params", "regions", "network", "components", "load", "requests", "sla", "predict", "price_list");

    private final Findings findings;

    Layers(Findings findings) {
        this.findings = findings;
    }

    /** One node over another: maps are merged, nothing deletes, everything else replaces. */
    static Node over(Node below, Node above) {
        if (!(below instanceof Entries base) || !(above instanceof Entries top)) {
            return above;
        }
        Map<String, Entry> merged = new LinkedHashMap<>(base.entries());
        top.entries().forEach((key, entry) -> {
            Entry old = merged.get(key);
            if (entry.value().nothing() && old != null) {
                merged.remove(key);
            } else {
                merged.put(key, old == null ? entry : new Entry(entry.key(), over(old.value(), entry.value())));
            }
        });
        return new Entries(merged, top.place());
    }

    /**
     * Sets one value.
     *
     * @param path with dots; a component's name may stand first
     * @param at where the path was written
     */
    Entries set(Entries root, String path, Node value, Place at) {
        List<String> steps = new ArrayList<>(List.of(path.split("\\.", -1)));
        if (steps.contains("")) {
            findings.error(at, "'" + path + "' is no path; expected something like web.nodes or params.peak");
            return root;
        }
        String first = steps.get(0);
        Set<String> components = Names.keys(root, "components");
        if (components.contains(first)) {
            steps.add(0, "components");
        } else if (!SETTABLE.contains(first)) {
            List<String> known = new ArrayList<>(components);
            known.addAll(SETTABLE.stream().sorted().toList());
            findings.error(at, Nearest.unknown("component or section", first, known));
            return root;
        }
        if (steps.get(0).equals("params")) {
            return parameter(root, steps, value, at);
        }
        if (!exists(root, steps, at)) {
            return root;
        }
        return set(root, steps, 0, value, at);
    }

    /** Whether the named thing that a path begins with exists; the settings behind it may be new. */
    private boolean exists(Entries root, List<String> steps, Place at) {
        boolean named =
                List.of("components", "requests", "sla", "predict", "regions").contains(steps.get(0));
        if (!named || steps.size() < 2) {
            return true;
        }
        Set<String> known = Names.keys(root, steps.get(0));
        if (!known.contains(steps.get(1)) && steps.size() > 2) {
            String what =
                    steps.get(0).equals("sla") ? "assertion" : steps.get(0).replaceAll("s$", "");
            findings.error(at, Nearest.unknown(what, steps.get(1), known));
            return false;
        }
        return true;
    }

    private Entries parameter(Entries root, List<String> steps, Node value, Place at) {
        Set<String> known = Names.keys(root, "params");
        if (steps.size() != 2 || !known.contains(steps.get(1))) {
            findings.error(at, Nearest.unknown("parameter", String.join(".", steps.subList(1, steps.size())), known));
            return root;
        }
        boolean described = ((Entries) root.get("params")).get(steps.get(1)) instanceof Entries;
        List<String> whole = described ? List.of("params", steps.get(1), "default") : steps;
        return set(root, whole, 0, value, at);
    }

    private Entries set(Entries map, List<String> steps, int depth, Node value, Place at) {
        String key = steps.get(depth);
        if (depth == steps.size() - 1) {
            Entries cleared = depth == 2 && steps.get(0).equals("requests") ? withoutOtherWay(map, key) : map;
            Node below = map.get(key);
            Node set = value instanceof Entries && below instanceof Entries ? over(below, value) : value;
            return set.nothing() ? cleared.without(key) : cleared.with(key, new Entry(at, set));
        }
        Node below = map.get(key);
        Entries inner;
        if (below == null || below.nothing()) {
            inner = new Entries(Map.of(), at);
        } else if (below instanceof Entries entries) {
            inner = entries;
        } else if (depth == 0 && key.equals("run") && below instanceof Text duration) {
            inner = new Entries(Map.of("duration", new Entry(duration.place(), duration)), duration.place());
        } else {
            String path = String.join(".", steps.subList(steps.get(0).equals("components") ? 1 : 0, depth + 1));
            findings.error(
                    at,
                    "'" + path + "' is a single value or a list; '" + steps.get(depth + 1) + "' cannot be set in it");
            return map;
        }
        Place key0 = map.entries().containsKey(key) ? map.entries().get(key).key() : at;
        return map.with(key, new Entry(key0, set(inner, steps, depth + 1, value, at)));
    }

    /** A way that is set replaces the way that was there, in whichever form it was written. */
    private static Entries withoutOtherWay(Entries request, String key) {
        return switch (key) {
            case "path" -> request.without("steps");
            case "steps" -> request.without("path");
            default -> request;
        };
    }
}
