package dev.brownout.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Laws, popularities of keys, loads and steps with each pair of their arguments at their ends. */
public final class FormEnds {
    private static final String LONGEST = "26687d";
    /** The load that a short run can take. */
    private static final String HIGHEST = "10k/s";

    private FormEnds() {}

    /**
     * Something that is written like a function, and where it can stand.
     *
     * @param component what has the key
     * @param key where it stands there
     * @param text as it is written
     */
    public record Written(String component, String key, String text) {}

    /** All of them. */
    public static List<Written> all() {
        List<Written> all = new ArrayList<>();
        Forms.LAWS.forEach(form -> texts(form).forEach(text -> all.add(new Written("web", "service", text))));
        Forms.KEYS.forEach(form -> texts(form).forEach(text -> all.add(new Written("page", "key", text))));
        Forms.LOADS.forEach(form -> texts(form).forEach(text -> all.add(new Written("load", "load", text))));
        for (String time : List.of("0s", "1ns", LONGEST)) {
            for (String step : List.of(
                    "cpu: " + time,
                    "wait: " + time,
                    "{ read: db, timeout: " + time + " }",
                    "{ write: db, timeout: " + time + ", when: 0% }",
                    "{ call: web, timeout: " + time + ", when: 100% }",
                    "{ parallel: [{ wait: " + time + " }, { read: db }], join: 1 }")) {
                all.add(new Written("post", "steps", "[" + step + "]"));
            }
        }
        return all;
    }

    private static List<String> texts(Form form) {
        List<String> texts = new ArrayList<>();
        List<Form.Argument> arguments = form.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            for (int j = i; j < arguments.size(); j++) {
                for (int ends = 0; ends < 4; ends++) {
                    Map<String, String> two = new LinkedHashMap<>();
                    two.put(arguments.get(i).name(), end(arguments.get(i), ends % 2 == 1));
                    two.put(arguments.get(j).name(), end(arguments.get(j), ends > 1));
                    Map<String, String> whole = new LinkedHashMap<>();
                    arguments.forEach(a -> whole.put(a.name(), two.getOrDefault(a.name(), plain(a))));
                    texts.add(written(form, whole));
                    if (arguments.size() > two.size()) {
                        texts.add(written(form, two));
                    }
                }
            }
        }
        return texts.stream().distinct().toList();
    }

    private static String written(Form form, Map<String, String> arguments) {
        List<String> parts = new ArrayList<>();
        arguments.forEach((name, value) -> parts.add(name + "=" + value));
        return form.name() + "(" + String.join(" ", parts) + ")";
    }

    private static String end(Form.Argument argument, boolean high) {
        if (argument.limits().isPresent()) {
            Form.Limits limits = argument.limits().get();
            return (high ? limits.most() : limits.least()).toPlainString();
        }
        if (argument.what().contains("rate")) {
            return high ? HIGHEST : "0/s";
        }
        return high ? LONGEST : "0s";
    }

    private static String plain(Form.Argument argument) {
        return argument.limits().isPresent() ? "3" : argument.what().contains("rate") ? "40/s" : "100ms";
    }
}
