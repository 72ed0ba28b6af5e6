package dev.brownout.experiment.falsify;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a scenario with a schedule. The text of the scenario stays, with its comments. Its variants are replaced by
 * the selected one, which adds the faults and settings. The metrics of the answer are removed with the variants.
 */
final class ScheduleText {
    private static final String VARIANTS = "variants";
    private static final String ABOUT = "about";
    private static final Pattern TITLE =
            Pattern.compile("scenario:(?!\\s*[|>])[^#]*?(\\s+#.*)?|scenario:\\s*([\"']).*\\2\\s*");
    private static final Pattern ANSWER = Pattern.compile("\\s+answer:.*");
    private static final int MOST_TITLE = 70;

    private final String text;
    private final String variant;
    private final boolean others;
    private final Entries root;
    private final String prefix;

    /**
     * Creates a writer.
     *
     * @param text text of the scenario, which is valid
     * @param variant name of the selected variant
     * @param others whether the other variants stay; the selected one is then the first
     */
    ScheduleText(String text, String variant, boolean others) {
        this.text = text;
        this.variant = variant;
        this.others = others;
        this.root = (Entries) YamlReader.read("scenario", text, SourceLocation.FILE, new ProblemCollector());
        String unused = "injected-";
        while (text.contains(unused)) {
            unused = "re" + unused;
        }
        this.prefix = unused;
    }

    /**
     * Returns the scenario with a schedule.
     *
     * @param settings values by path, as the language writes them
     */
    String with(List<InjectedFault> faults, Map<String, String> settings) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        remove(lines, VARIANTS);
        if (!others) {
            removeAnswer(lines);
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        lines.add("");
        lines.add(VARIANTS + ":");
        selected(faults, settings).forEach(line -> lines.add("  " + line));
        if (others && root.get(VARIANTS) instanceof Entries variants) {
            variants.entries().forEach((name, entry) -> {
                if (!name.equals(variant)) {
                    lines.add("  " + YamlFlow.text(name) + ": " + YamlFlow.format(entry.value()));
                }
            });
        }
        return String.join("\n", lines) + "\n";
    }

    /**
     * Returns a text with another title and comments before its first line.
     *
     * @param title title, at most 70 characters of which are used
     */
    static String titled(String text, String title, List<String> comments) {
        List<String> lines = new ArrayList<>();
        comments.forEach(comment -> lines.add("# " + comment));
        String shortened = title.length() > MOST_TITLE ? title.substring(0, MOST_TITLE - 3) + "..." : title;
        boolean titled = false;
        for (String line : text.lines().toList()) {
            Matcher matcher = TITLE.matcher(line);
            boolean replaced = !titled && matcher.matches();
            String comment = replaced && matcher.group(1) != null ? matcher.group(1) : "";
            lines.add(replaced ? "scenario: " + YamlFlow.text(shortened) + comment : line);
            titled |= replaced;
        }
        return String.join("\n", lines) + "\n";
    }

    /** Returns the lines of the selected variant, with its own settings, faults and expected violations. */
    private List<String> selected(List<InjectedFault> faults, Map<String, String> settings) {
        Map<String, String> sets = new LinkedHashMap<>();
        List<String> added = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        if (root.get(VARIANTS) instanceof Entries variants && variants.get(variant) instanceof Entries own) {
            own.entries().forEach((key, entry) -> {
                if (key.equals("set") && entry.value() instanceof Entries values) {
                    values.entries().forEach((path, value) -> sets.put(path, YamlFlow.format(value.value())));
                } else if (key.equals("faults") && entry.value() instanceof Items list) {
                    list.items().forEach(item -> added.add(faultText(item)));
                } else {
                    rest.add("  " + key + ": " + YamlFlow.format(entry.value()));
                }
            });
        }
        settings.forEach((path, value) -> {
            sets.remove(path);
            sets.put(path, value);
        });
        for (int i = 0; i < faults.size(); i++) {
            added.add(faults.get(i).startText() + ": " + faults.get(i).action() + " as " + prefix + (i + 1));
        }
        List<String> lines = new ArrayList<>();
        boolean empty = sets.isEmpty() && added.isEmpty() && rest.isEmpty();
        lines.add(YamlFlow.text(variant) + ":" + (empty ? " {}" : ""));
        if (!sets.isEmpty()) {
            lines.add("  set:");
            sets.forEach((path, value) -> lines.add("    " + YamlFlow.text(path) + ": " + value));
        }
        if (!added.isEmpty()) {
            lines.add("  faults:");
            added.forEach(fault -> lines.add("    - " + fault));
        }
        lines.addAll(rest);
        return lines;
    }

    /** Returns a fault of the file; a sentence without braces. */
    private static String faultText(Node item) {
        if (item instanceof Entries map && map.entries().size() == 1) {
            Map.Entry<String, Entry> only = map.entries().entrySet().iterator().next();
            return YamlFlow.text(only.getKey()) + ": "
                    + YamlFlow.format(only.getValue().value());
        }
        return YamlFlow.format(item);
    }

    /** Removes a section with the lines that belong to it. Comments before the next section stay. */
    private void remove(List<String> lines, String section) {
        Entry entry = root.entries().get(section);
        if (entry == null) {
            return;
        }
        int first = entry.key().line() - 1;
        lines.subList(first, end(lines, first, 0)).clear();
    }

    private void removeAnswer(List<String> lines) {
        Entry about = root.entries().get(ABOUT);
        if (about == null || !(about.value() instanceof Entries map) || map.get("answer") == null) {
            return;
        }
        int first = about.key().line() - 1;
        int end = end(lines, first, 0);
        for (int i = first + 1; i < end; i++) {
            if (ANSWER.matcher(lines.get(i)).matches()) {
                lines.subList(i, end(lines, i, indent(lines.get(i)))).clear();
                return;
            }
        }
        lines.subList(first, end).clear();
        lines.add(first, ABOUT + ": " + YamlFlow.format(map.exclude("answer")));
    }

    /** Returns the index after the last line of a block, which is indented more than its first line. */
    private static int end(List<String> lines, int first, int indent) {
        int end = first + 1;
        for (int i = first + 1; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean comment = line.isBlank() || line.strip().startsWith("#");
            if (!comment && indent(line) <= indent && !continues(line, indent)) {
                break;
            }
            end = comment ? end : i + 1;
        }
        return end;
    }

    /** Returns whether a line without more indentation belongs to the section: a list item or a closing bracket. */
    private static boolean continues(String line, int indent) {
        return indent(line) == indent
                && (line.strip().matches("[]}].*") || line.strip().matches("-(\\s.*)?"));
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
