package dev.brownout.page;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.overlay.Parameters;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the numbers of a scenario that a slider can change, at their places in the text. */
final class ScenarioSettings {
    /** Sections without numbers to change. */
    private static final Set<String> SECTIONS_WITHOUT =
            Set.of("version", "scenario", "about", "use", "charts", "predict", "sweep");

    /** Keys with values that are texts for readers, or no measure. */
    private static final Set<String> KEYS_WITHOUT = Set.of("help", "range", "choices", "kind", "seed", "description");

    /** A number with a unit. */
    private static final Pattern AMOUNT = Pattern.compile(
            "(?<![\\w.:$/@#-])(\\d++(?:\\.\\d++)?+)((?:[A-Za-zµ]++|%)?+(?:/(?:s|min|h|d)\\b)?+)(?![\\w.:/~*%@-])");

    /** An expression of parameters. */
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\([^)]*\\)?");

    /** A key with a number: the time of a fault, or the share of a branch. */
    private static final Pattern KEY = Pattern.compile("at (?<at>\\S+)|(?<share>[\\d.]+%)");

    private static final String AT = "at";

    private final List<ScenarioSetting> found = new ArrayList<>();
    private final Set<String> places = new HashSet<>();

    private ScenarioSettings() {}

    /** Returns the settings, parameters first; without settings if the text is not readable as YAML. */
    static List<ScenarioSetting> settings(String name, String text) {
        Node root = YamlReader.read(name, text, SourceLocation.FILE, new ProblemCollector());
        ScenarioSettings settings = new ScenarioSettings();
        if (root instanceof Entries sections) {
            sections.entries().forEach((section, entry) -> settings.section(section, entry.value()));
        }
        settings.found.sort(Comparator.comparing(
                        (ScenarioSetting setting) -> !setting.path().startsWith(Parameters.SECTION + "."))
                .thenComparingInt(ScenarioSetting::line)
                .thenComparingInt(ScenarioSetting::column));
        return settings.found;
    }

    /** Returns the setting with a path. */
    static Optional<ScenarioSetting> named(String path, String name, String text) {
        return settings(name, text).stream()
                .filter(setting -> setting.path().equals(path))
                .findFirst();
    }

    private void section(String section, Node content) {
        if (section.equals(Parameters.SECTION) && content instanceof Entries parameters) {
            parameters.entries().forEach((name, entry) -> parameter(name, entry.value()));
        } else if (!SECTIONS_WITHOUT.contains(section)) {
            add(List.of(section), content);
        }
    }

    private void parameter(String name, Node node) {
        List<String> steps = List.of(Parameters.SECTION, name);
        if (node instanceof Text text) {
            amounts(steps, text, "", null, List.of());
        } else if (node instanceof Entries described && described.get("default") instanceof Text text) {
            String help = described.get("help") instanceof Text written ? written.value() : "";
            String range = described.get("range") instanceof Text limits ? limits.value() : null;
            List<String> choices = new ArrayList<>();
            if (described.get("choices") instanceof Items list) {
                list.items().forEach(choice -> {
                    if (choice instanceof Text one) {
                        choices.add(one.value());
                    }
                });
            }
            amounts(steps, text, help, range, choices);
        }
    }

    private void add(List<String> steps, Node node) {
        if (node instanceof Text text) {
            amounts(steps, text, "", null, List.of());
        } else if (node instanceof Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                add(with(steps, Integer.toString(i)), list.items().get(i));
            }
        } else if (node instanceof Entries map) {
            for (Map.Entry<String, Entry> each : map.entries().entrySet()) {
                key(steps, each.getKey(), each.getValue().key());
                if (!KEYS_WITHOUT.contains(each.getKey())) {
                    add(with(steps, each.getKey()), each.getValue().value());
                }
            }
        }
    }

    private static List<String> with(List<String> steps, String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return longer;
    }

    private void key(List<String> steps, String key, SourceLocation place) {
        Matcher number = KEY.matcher(key);
        if (number.matches() && place.text().equals(key)) {
            boolean time = number.group("at") != null;
            int from = number.start(time ? "at" : "share");
            String text = key.substring(from);
            SourceLocation location = new SourceLocation(
                    place.source(), place.line(), place.column() + from, text.length(), place.origin(), List.of());
            amounts(with(steps, time ? AT : text), new Text(text, true, location), "", null, List.of());
        }
    }

    /** Adds the amounts in a text. */
    private void amounts(List<String> steps, Text text, String help, String range, List<String> choices) {
        String value = text.value();
        String path = String.join(".", steps);
        Matcher amount = AMOUNT.matcher(masked(value));
        int count = 0;
        while (amount.find()) {
            boolean whole = amount.start() == 0 && amount.end() == value.length();
            SourceLocation place = part(text, amount.start(), amount.end());
            String unit = amount.group(2);
            if (place.text().equals(amount.group()) && isReadable(amount.group())) {
                double number = Double.parseDouble(amount.group(1));
                boolean integer = unit.isEmpty() && amount.group(1).indexOf('.') < 0;
                SliderRange slider = Optional.ofNullable(range)
                        .filter(limits -> whole)
                        .flatMap(limits -> declared(limits, unit, integer))
                        .orElseGet(() -> SliderRange.ofValue(number, unit, integer));
                List<String> allowed = whole ? choices : List.of();
                String location = whole ? path : path + "[" + count + "]";
                add(location, steps, help, amount.group(), number, unit, slider, allowed, place);
            }
            count++;
        }
        if (count == 0 && !choices.isEmpty() && text.location().text().equals(value)) {
            SliderRange none = new SliderRange(0, 0, false, false);
            add(path, steps, help, value, Double.NaN, "", none, choices, text.location());
        }
    }

    private void add(
            String path,
            List<String> steps,
            String help,
            String value,
            double number,
            String unit,
            SliderRange range,
            List<String> choices,
            SourceLocation place) {
        // An alias of YAML has the place of its anchor.
        if (places.add(place.position())) {
            found.add(new ScenarioSetting(
                    path,
                    label(steps),
                    help,
                    value,
                    number,
                    unit,
                    range,
                    choices,
                    place.line(),
                    place.column(),
                    place.length()));
        }
    }

    private static String masked(String value) {
        return EXPRESSION
                .matcher(value)
                .replaceAll(match -> "_".repeat(match.group().length()));
    }

    private static SourceLocation part(Text text, int from, int to) {
        String value = text.value();
        SourceLocation place = text.location();
        boolean whole = from == 0 && to == value.length();
        return whole && !place.offsets().isEmpty() || !whole
                ? place.subLocation(value.codePointCount(0, from), value.codePointCount(from, to))
                : place;
    }

    private static boolean isReadable(String amount) {
        try {
            UnitParser.read(amount);
            return true;
        } catch (ValueException noAmount) {
            return false;
        }
    }

    /** Returns a declared range in the unit of the number. */
    private static Optional<SliderRange> declared(String range, String unit, boolean integer) {
        int dots = range.indexOf("..");
        try {
            BigDecimal one = UnitParser.read("1" + unit).value();
            double min = amountIn(one, range.substring(0, Math.max(0, dots)).strip());
            double max = amountIn(one, range.substring(dots + 2).strip());
            return Optional.of(SliderRange.declared(min, max, integer));
        } catch (ValueException unreadable) {
            return Optional.empty();
        }
    }

    private static double amountIn(BigDecimal unit, String amount) {
        return UnitParser.read(amount)
                .value()
                .divide(unit, MathContext.DECIMAL64)
                .doubleValue();
    }

    /** Returns the name of a setting: the parameter, or the keys and the named part that they belong to. */
    private static String label(List<String> steps) {
        if (steps.get(0).equals(Parameters.SECTION)) {
            return steps.get(1);
        }
        if (steps.get(0).equals(DeclaredNames.FAULTS)) {
            String last = steps.get(steps.size() - 1);
            return last.equals(AT) ? "start of fault" : "fault " + last;
        }
        List<String> words = new ArrayList<>();
        steps.subList(Math.min(2, steps.size() - 1), steps.size()).stream()
                .filter(step -> !step.matches("\\d+"))
                .forEach(step -> words.add(step.replace('_', ' ')));
        if (words.isEmpty()) {
            words.add(steps.get(steps.size() > 1 && !steps.get(1).matches("\\d+") ? 1 : 0));
            return words.get(0);
        }
        boolean named = steps.size() > 2 && !steps.get(1).matches("\\d+");
        return String.join(" ", words) + (named ? " of " + steps.get(1) : "");
    }
}
