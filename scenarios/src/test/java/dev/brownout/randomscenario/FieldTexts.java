package dev.brownout.randomscenario;

import dev.brownout.language.parse.Vocabulary;
import dev.brownout.network.Bandwidth;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.TokenCounts;
import dev.brownout.sla.Quantity;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Factor;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.MoneyAmount;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Reference;
import dev.brownout.spec.Share;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.NodeLimit;
import dev.brownout.spi.Step;
import dev.brownout.workload.LoadProfile;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Generator of values for the fields of any annotated record, based on their types, limits and references. */
final class FieldTexts {
    /** Most frequent version of server tiers. */
    private static final String VERSION = "v2";

    private final Chance chance;
    private final Scale scale;
    private final Names names;
    private final Amounts amounts;
    private final DistributionTexts distributions;
    private final LoadTexts loads;
    private final PathTexts edges;
    private final PolicyTexts policies;
    private final Grammar grammar;
    private boolean hasMany;

    FieldTexts(Chance chance, Scale scale, Names names, TestFiles files, Grammar grammar) {
        this.chance = chance;
        this.scale = scale;
        this.names = names;
        this.grammar = grammar;
        this.amounts = new Amounts(chance);
        Vocabulary vocabulary = Vocabulary.standard();
        this.distributions = new DistributionTexts(chance, amounts, files, vocabulary);
        this.loads = new LoadTexts(chance, scale, amounts, distributions, files, vocabulary);
        this.policies = new PolicyTexts(chance, this);
        this.edges = new PathTexts(chance, names, this, grammar);
    }

    LoadTexts loads() {
        return loads;
    }

    PathTexts paths() {
        return edges;
    }

    PolicyTexts policies() {
        return policies;
    }

    Amounts amounts() {
        return amounts;
    }

    /** Returns a map with all required and some optional fields of a record. */
    Map<String, Object> record(Class<?> type, int percent) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (SpecField field : SpecFields.of(type).fields()) {
            boolean refers = field.refersTo().equals(Optional.of(Reference.To.COMPONENT))
                    && GenericTypes.raw(field.type()) != Map.class
                    && percent > 0;
            if (!special(field) && (!field.isOptional() || chance.percent(refers ? 85 : percent))) {
                Object value = value(field.type(), field);
                if (value != null) {
                    map.put(field.name(), value);
                }
            }
        }
        return map;
    }

    /** Returns whether a field has a special syntax in the language: policies and steps. */
    static boolean special(SpecField field) {
        return GenericTypes.isList(field.type())
                && (GenericTypes.content(field.type()) == FilterSpec.class
                        || GenericTypes.content(field.type()) == Step.class);
    }

    /** Returns a value of a field, or {@code null} if it refers to a name and there is none. */
    Object value(Type type, SpecField field) {
        Class<?> raw = GenericTypes.raw(type);
        if (field.defaultText().isPresent() && chance.percent(5)) {
            String text = field.defaultText().get();
            return text.equals("{}") ? new LinkedHashMap<>() : text.equals("[]") ? new ArrayList<>() : text;
        }
        if (GenericTypes.isOptional(type)) {
            return field.noneWord().isPresent() && chance.percent(15)
                    ? field.noneWord().get()
                    : value(GenericTypes.content(type), field);
        }
        if (GenericTypes.isList(type)) {
            return list(type, field);
        }
        if (GenericTypes.isMap(type)) {
            return map(type, field);
        }
        if (raw.isEnum()) {
            return Amounts.written((Enum<?>) chance.of(List.of(raw.getEnumConstants())));
        }
        if (raw.isSealed() && raw != LoadProfile.class) {
            return choice(raw);
        }
        return raw.isRecord()
                        && SpecFields.of(raw).fields().stream()
                                .anyMatch(f -> !f.sentence().isEmpty())
                ? nested(raw)
                : scalar(raw, field);
    }

    private Map<String, Object> nested(Class<?> type) {
        if (SpecFields.of(type).fields().stream()
                .anyMatch(f -> !f.isOptional() && f.refersTo().map(names::known).equals(Optional.of(List.of())))) {
            return null;
        }
        Map<String, Object> map = record(type, 45);
        for (SpecField field : SpecFields.of(type).fields()) {
            if (special(field) && GenericTypes.content(field.type()) == Step.class && chance.percent(60)) {
                map.put(field.name(), edges.steps(chance.intBetween(0, 3), 1));
            }
        }
        return map;
    }

    private Object list(Type type, SpecField field) {
        List<Object> items = new ArrayList<>();
        List<String> known = field.refersTo().map(names::known).orElse(List.of());
        for (int i = chance.intBetween(1, 4); i > 0; i--) {
            Object item = value(GenericTypes.content(type), field);
            if (item != null && !(known.contains(item) && items.contains(item))) {
                items.add(item);
            }
        }
        return items.isEmpty() ? null : items;
    }

    private Object map(Type type, SpecField field) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = chance.intBetween(1, 2); i > 0; i--) {
            String key =
                    field.refersTo().isPresent() ? mapReference(field.refersTo().get()) : key(field);
            if (key != null) {
                map.put(key, value(GenericTypes.content(type), unnamed(field)));
            }
        }
        return map.isEmpty() ? null : map;
    }

    /** Returns a key of a map: a query class, a version, or a hot key by name or number. */
    private String key(SpecField field) {
        return field.name().equals("queries")
                ? chance.word("join", "point")
                : field.name().equals("versions")
                        ? chance.word(VERSION, VERSION, "v3")
                        : field.name().equals("table")
                                ? chance.word("1", "2", "4", "9", "30")
                                : chance.word("7", "12", "7", Names.HOT_KEY);
    }

    /** Returns the field without its reference, where the reference describes the keys of a map. */
    private static SpecField unnamed(SpecField f) {
        return new SpecField(
                f.name(),
                f.type(),
                Optional.empty(),
                f.atLeast(),
                f.atMost(),
                f.noneWord(),
                f.sentence(),
                f.source(),
                Optional.empty());
    }

    /** Returns a name that a key of a map may refer to. Components are servers, such as those behind a balancer. */
    private String mapReference(Reference.To to) {
        List<String> servers = names.of("server");
        return to == Reference.To.COMPONENT ? servers.isEmpty() ? null : chance.of(servers) : reference(to);
    }

    /** Returns a name that a field may refer to. Components are mostly those that need no other component. */
    private String reference(Reference.To to) {
        List<String> known = names.known(to);
        if (to == Reference.To.COMPONENT && known.size() > 1 && chance.percent(90)) {
            known = known.stream()
                    .filter(c -> grammar.isTerminal(names.components().get(c)))
                    .toList();
        }
        return known.isEmpty() ? null : chance.of(known);
    }

    /** Returns a record that a sealed interface permits: as a call, as a word, or as a map with its kind. */
    private Object choice(Class<?> sealed) {
        Class<?> type = chance.of(List.of(sealed.getPermittedSubclasses()));
        if (type.isSealed()) {
            return choice(type);
        }
        String kind = SpecFields.kind(type).orElseThrow();
        Map<String, Object> fields = record(type, 60);
        if (fields.isEmpty()) {
            return kind;
        }
        if (fields.values().stream().anyMatch(v -> !(v instanceof String)) || chance.percent(20)) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("kind", kind);
            map.putAll(fields);
            return map;
        }
        return kind + PolicyTexts.arguments(fields, SpecFields.of(type).names(), chance);
    }

    private String scalar(Class<?> type, SpecField field) {
        double least = field.atLeast().orElse(0);
        double most = field.atMost().orElse(Double.MAX_VALUE);
        if (type == Duration.class) {
            return amounts.time((long) limited(duration(), least, most));
        }
        if (type == Distribution.class) {
            boolean size = field.defaultText()
                    .filter(t -> t.matches(".*\\d+[kMGT]?i?B.*"))
                    .isPresent();
            return size ? distributions.size(chance.logarithmic(1, 3e6)) : distributions.time(work());
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return amounts.count((long) limited(least + smallNumber(), least, most));
        }
        if (type == Rate.class) {
            return amounts.rate(limited(scale.perSecond() * chance.logarithmic(0.05, 10), least, most));
        }
        if (type == DataSize.class) {
            return amounts.size(limited(chance.logarithmic(1, 1e8), least, most));
        }
        if (type == Share.class) {
            return amounts.share(
                    limited(chance.percent(20) ? chance.nextInt(2) : chance.nextInt(100) / 100.0, least, most));
        }
        if (type == MoneyAmount.class) {
            return "$" + amounts.number(chance.nextInt(1000) / 100.0);
        }
        return otherValue(type, field);
    }

    private String otherValue(Class<?> type, SpecField field) {
        if (type == boolean.class || type == Boolean.class) {
            return chance.word("true", "false");
        } else if (type == double.class || type == Double.class) {
            return amounts.number(limited(
                    chance.nextInt(1000) / 10.0,
                    field.atLeast().orElse(0),
                    field.atMost().orElse(1e9)));
        } else if (type == Bandwidth.class) {
            return amounts.bandwidth(chance.logarithmic(1e3, 1e11));
        } else if (type == Quantity.class) {
            return amounts.quantity(scale.perSecond(), duration());
        } else if (type == NodeLimit.class) {
            return chance.word("0", "1", "2", "25%", "50%", "100%");
        } else if (type == Factor.class) {
            return "x" + chance.word("0", "0.5", "1", "1.25", "2", "3", "10", "100");
        } else if (type == TokenCounts.class) {
            return distributions.count(chance.logarithmic(1, 2000));
        } else if (type == KeyPopularity.class) {
            return distributions.keys();
        } else if (type == LoadProfile.class) {
            return loads.constantRate(scale.perSecond() / 3);
        } else if (type == String.class && field.name().equals("version")) {
            return chance.word(VERSION, VERSION, "v3");
        } else if (type == String.class && field.refersTo().isPresent()) {
            return reference(field.refersTo().get());
        } else if (type == String.class) {
            return field.defaultText()
                    .filter(t -> names.regions().isEmpty() || chance.percent(50))
                    .orElseGet(() -> names.regions().isEmpty() ? "replica-1" : chance.of(names.regions()));
        }
        throw new IllegalStateException("nothing is known of how to write a " + type + ": teach " + getClass());
    }

    /** Returns a relevant duration for the length of the run, in ns. It is sometimes 0 or practically infinite. */
    long duration() {
        int kind = chance.nextInt(100);
        return kind < 4
                ? 0
                : kind < 7
                        ? 36_000_000_000_000_000L
                        : Scale.round(
                                chance.logarithmic(Math.max(1, scale.runNanos() / 1000.0), scale.runNanos() * 2.0));
    }

    /** Returns a service or waiting time from negligible to excessive, in ns. */
    private double work() {
        return Math.max(1, chance.logarithmic(scale.runNanos() / 1e5, scale.runNanos() / 50.0));
    }

    /** Returns a small number. It may be large once per scenario, so that two large numbers are never multiplied. */
    private int smallNumber() {
        if (!hasMany && chance.percent(2)) {
            hasMany = true;
            return chance.intBetween(10, 100);
        }
        return chance.nextInt(chance.percent(50) ? 3 : 6);
    }

    private static double limited(double value, double least, double most) {
        return Math.min(most, Math.max(least, value));
    }
}
