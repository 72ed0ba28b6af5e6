package dev.brownout.export;

import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.io.FileFormat;
import dev.brownout.io.NewerFormatException;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Title;
import dev.brownout.summary.Column;
import dev.brownout.summary.Part;
import dev.brownout.summary.Table;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Baseline of a result: its verdicts, headline metrics and settings as a text that is stored beside the scenario. Each
 * line has one number with three digits, or a setting that is not a default. A change of the design or of the simulator
 * is thus a short, reviewable diff.
 */
public final class Baseline {
    /** File format of baselines. */
    public static final FileFormat FORMAT = new FileFormat("baselines", 1);

    private static final String NUMBER = "version: ";
    private static final String VARIANT = "variant: ";
    private static final String SETTING = "setting ";
    private static final String DEFAULT = "default";

    private Baseline() {}

    /** Writes the baseline of a result. */
    public static String write(RunResult result) {
        StringBuilder text = new StringBuilder(NUMBER)
                .append(FORMAT.version())
                .append("\nscenario: ")
                .append(result.scenario())
                .append('\n');
        for (VariantResult variant : result.variants()) {
            text.append("\n").append(VARIANT).append(variant.name()).append('\n');
            lines(variant)
                    .forEach((name, value) -> text.append("  ")
                            .append(name)
                            .append(": ")
                            .append(value)
                            .append('\n'));
        }
        return text.toString();
    }

    /**
     * Checks that this program can compare a baseline. Its first line has the version of the format.
     *
     * @throws NewerFormatException if the baseline requires a newer program
     * @throws IOException if it is not of this version
     */
    public static void check(String text) throws IOException {
        String first = text.lines().findFirst().orElse("");
        String number =
                first.startsWith(NUMBER) ? first.substring(NUMBER.length()).strip() : "";
        FORMAT.check(number, 1, NUMBER.length() + 1);
    }

    private static Map<String, String> lines(VariantResult variant) {
        Map<String, String> lines = new LinkedHashMap<>();
        if (!variant.run().complete()) {
            lines.put("ended early", variant.run().stopped().why().toString());
        }
        variant.evaluation().sla().forEach((name, sla) -> lines.put("sla " + name, verdict(sla)));
        variant.requests().forEach((name, request) -> requests(lines, name, request));
        variant.components().forEach((name, component) -> components(lines, name, component));
        variant.accounting().data().forEach((name, data) -> writes(lines, name, data));
        variant.run().resolved().stream()
                .filter(setting -> !setting.origin().equals(DEFAULT))
                .forEach(setting -> lines.put(SETTING + setting.path(), setting.value()));
        return lines;
    }

    private static String verdict(SlaResult sla) {
        return VerdictWording.words(sla) + ", " + VerdictWording.measuredValue(sla) + " " + VerdictWording.bound(sla);
    }

    private static void requests(Map<String, String> lines, String name, RequestResult request) {
        lines.put(name + ".offered", QuantityFormat.count(request.offered()));
        lines.put(name + ".availability", QuantityFormat.percent(request.availability()));
        lines.put(name + ".p50", QuantityFormat.nanos(request.successes().p50()));
        lines.put(name + ".p99", QuantityFormat.nanos(request.successes().p99()));
    }

    private static void components(Map<String, String> lines, String name, ComponentResult component) {
        component.measures().entrySet().stream()
                .filter(one -> one.getValue().showing().isShownIn(DisplayHints.In.BASELINE))
                .filter(one -> !Double.isNaN(one.getValue().value()))
                .sorted(Comparator.comparing(one -> one.getValue().showing().as()))
                .forEach(one -> lines.put(
                        name + "." + one.getKey(),
                        QuantityFormat.format(
                                one.getValue().value(), one.getValue().unit())));
    }

    /**
     * Adds the write outcomes of a store. They cover the whole run including the warm-up, so they have no metric name.
     */
    private static void writes(Map<String, String> lines, String name, DataResult data) {
        lines.put(name + ", writes acknowledged in the whole run", QuantityFormat.count(data.acknowledged()));
        lines.put(name + ", writes lost in the whole run", QuantityFormat.count(data.lost()));
        lines.put(name + ", writes applied twice in the whole run", QuantityFormat.count(data.duplicate()));
    }

    /**
     * A line that differs between two baselines.
     *
     * @param variant variant of the line; empty for a line about the scenario
     * @param what metric or verdict of the line; empty if the variant itself was added or removed
     * @param old old value; empty if the line was added
     * @param now new value; empty if the line was removed
     */
    public record Change(String variant, String what, String old, String now) {
        /** Returns whether the line is a setting, not a result. */
        public boolean isSetting() {
            return what.startsWith(SETTING);
        }

        /** Returns the old value after {@code -}, and the new value after {@code +}, each with its variant. */
        public List<String> lines() {
            String name = variant.isEmpty() ? what : what.isEmpty() ? "variant" : variant + ": " + what;
            return Stream.of(List.of("- ", old), List.of("+ ", now))
                    .filter(side -> !side.get(1).isEmpty())
                    .map(side -> side.get(0) + name + ": " + side.get(1))
                    .toList();
        }
    }

    /** Returns whether a baseline has settings. Those of earlier programs have none. */
    public static boolean hasSettings(String text) {
        return text.contains("\n  " + SETTING);
    }

    /**
     * Returns the differences between two baselines: first settings, then results; in each the changed and removed
     * lines before the added ones. If the old baseline has no settings, settings are no differences.
     */
    public static List<Change> changes(String old, String now) {
        Map<List<String>, String> before = byKey(old);
        Map<List<String>, String> after = byKey(now);
        boolean withSettings = hasSettings(old);
        Set<List<String>> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream()
                .map(key ->
                        new Change(key.get(0), key.get(1), before.getOrDefault(key, ""), after.getOrDefault(key, "")))
                .filter(change -> !change.old().equals(change.now()))
                .filter(change -> withSettings || !change.isSetting())
                .sorted(Comparator.comparing(change -> !change.isSetting()))
                .toList();
    }

    /** Returns a part with a table of changes. */
    public static Part part(String heading, List<Change> changes) {
        Part part = Part.of(heading).with(new Title(heading));
        if (changes.isEmpty()) {
            return part.with(Note.of("Nothing has changed."));
        }
        return part.with(Table.of(changes)
                .text(Column.text("variant"), Change::variant)
                .text(Column.text("what"), Change::what)
                .text(Column.text("was"), Change::old)
                .text(Column.text("is"), Change::now)
                .table());
    }

    /** Returns the value of each line by its variant and name. */
    private static Map<List<String>, String> byKey(String text) {
        Map<List<String>, String> lines = new LinkedHashMap<>();
        String variant = "";
        for (String line : text.lines().filter(line -> !line.startsWith(NUMBER)).toList()) {
            int colon = line.indexOf(": ");
            if (line.startsWith(VARIANT)) {
                variant = line.substring(VARIANT.length());
                lines.put(List.of(variant, ""), variant);
            } else if (colon < 0 && !line.isBlank()) {
                lines.put(List.of(variant, line.strip()), line.strip());
            } else if (!line.isBlank()) {
                String name = line.substring(0, colon).strip();
                lines.put(List.of(variant, name), line.substring(colon + 2));
            }
        }
        return lines;
    }
}
