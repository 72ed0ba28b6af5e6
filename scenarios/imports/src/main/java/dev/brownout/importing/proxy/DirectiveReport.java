package dev.brownout.importing.proxy;

import dev.brownout.format.QuantityFormat;
import dev.brownout.format.TextSanitizer;
import dev.brownout.importing.config.ConfigurationReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Report on the fate of each directive of a proxy's configuration. */
final class DirectiveReport implements ConfigurationReport {
    private enum Fate {
        USED,
        LEFT_OUT,
        UNPARSED
    }

    private final List<String> names;
    private final Map<ProxyDirective, Boolean> all = new LinkedHashMap<>();
    private final Map<ProxyDirective, Fate> fates = new LinkedHashMap<>();
    private final Set<String> lines = new LinkedHashSet<>();
    private final Map<String, Map<String, Integer>> classes = new LinkedHashMap<>();

    DirectiveReport(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** Adds the directives of a file, with those in their blocks. */
    void add(List<ProxyDirective> directives) {
        directives.forEach(directive -> {
            all.put(directive, true);
            add(directive.block());
        });
    }

    /** Replaces a directive by one with the same place and another block. */
    void replace(ProxyDirective directive, ProxyDirective other) {
        all.remove(directive);
        all.put(other, true);
    }

    /** Marks a directive as used in the scenario. */
    void markUsed(ProxyDirective directive) {
        fates.put(directive, Fate.USED);
    }

    /** Lists a word of a directive that is unknown. The directive does not count as parsed. */
    void unparsed(ProxyDirective directive, String word) {
        fates.put(directive, Fate.UNPARSED);
        lines.add(
                directive.origin() + ": " + shown(directive) + ": '" + TextSanitizer.escape(word) + "' is not parsed");
    }

    /** Marks a directive, without those in its block, as irrelevant to the scenario. */
    void passedOver(ProxyDirective directive, String reason) {
        if (fates.putIfAbsent(directive, Fate.LEFT_OUT) == null) {
            classes.computeIfAbsent(reason, none -> new LinkedHashMap<>()).merge(shown(directive), 1, Integer::sum);
        }
    }

    /** Leaves out a directive with a reason: a scenario cannot express it. */
    void leftOut(ProxyDirective directive, String reason) {
        fates.putIfAbsent(directive, Fate.LEFT_OUT);
        lines.add(directive.origin() + ": " + shown(directive) + ": " + reason);
    }

    /** Adds a line about something that the scenario lacks. */
    void note(String line) {
        lines.add(line);
    }

    /** Returns whether there is a directive with a name. */
    boolean has(String name) {
        return all.keySet().stream().anyMatch(directive -> directive.name().equals(name));
    }

    private boolean isParsed(ProxyDirective directive) {
        return fates.getOrDefault(directive, Fate.UNPARSED) != Fate.UNPARSED;
    }

    /** Returns whether the fate of a directive is known. */
    boolean isHandled(ProxyDirective directive) {
        return fates.containsKey(directive);
    }

    private static String shown(ProxyDirective directive) {
        boolean pair = List.of("option", "timeout").contains(directive.name());
        return TextSanitizer.escape(directive.name() + (pair ? " " + directive.arg(0) : ""));
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public List<String> leftOut() {
        List<String> messages = new ArrayList<>(lines);
        classes.forEach((reason, keys) -> {
            int number = keys.values().stream().mapToInt(Integer::intValue).sum();
            messages.add(String.join(", ", keys.keySet()) + " (" + number
                    + (number == 1 ? " directive): " : " directives): ") + reason);
        });
        return messages;
    }

    @Override
    public List<String> summary() {
        long known = all.keySet().stream().filter(this::isParsed).count();
        long used = all.keySet().stream()
                .filter(directive -> fates.get(directive) == Fate.USED)
                .count();
        List<String> messages = new ArrayList<>();
        messages.add(known + " of " + all.size() + " directives are parsed ("
                + QuantityFormat.format(known / (double) Math.max(1, all.size()), "ratio") + "): " + used + " used, "
                + (known - used) + " left out or without effect on load and time");
        all.keySet().stream()
                .filter(directive -> !isParsed(directive))
                .forEach(directive -> messages.add("  not parsed: " + directive.origin() + ": " + shown(directive)));
        return messages;
    }
}
