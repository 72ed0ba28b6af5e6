package dev.brownout.export;

import dev.brownout.result.Analysis;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.CostResult;
import dev.brownout.result.Latency;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.typetable.RecordField;
import dev.brownout.typetable.TypeTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Rules for the JSON properties of a record: special names, optional, hidden, flat and derived properties. The writer
 * and the reader of results share them. Without a rule, a component is a property in snake case, in which a trailing
 * {@code nanos} becomes {@code ns}.
 *
 * @param <T> the record
 */
final class PropertyRules<T> {
    /** Ending of the property with the declaration order of a map. */
    static final String ORDER = "_order";

    /** Records with properties that are properties of the record that contains them. */
    static final Set<Class<?>> FLAT = Set.of(
            VariantResult.RunExecution.class,
            VariantResult.RunHistory.class,
            VariantResult.EvaluationResult.class,
            VariantResult.AccountingResult.class,
            VariantResult.TracingResult.class);

    private static final String NANOS = "_nanos";
    private static final Map<Class<?>, PropertyRules<?>> ALL = new HashMap<>();

    static {
        of(RunFacts.class).named("wallSeconds", "wall_s");
        of(Latency.class)
                .named("mean", "mean_ns")
                .named("p50", "p50_ns")
                .named("p90", "p90_ns")
                .named("p95", "p95_ns")
                .named("p99", "p99_ns")
                .named("p999", "p99.9_ns")
                .named("p9999", "p99.99_ns")
                .named("max", "max_ns");
        of(RequestResult.class)
                .derived("availability", RequestResult::availability)
                .optional("overdue", "overdueAgeNanos");
        of(VariantResult.RunExecution.class)
                .derived("complete", VariantResult.RunExecution::complete)
                .optional("stopped");
        of(VariantResult.EvaluationResult.class)
                .derived("sla" + ORDER, evaluation -> evaluation.sla().keySet())
                .derived("predict" + ORDER, evaluation -> evaluation.predict().keySet())
                .optional("asked", "answers");
        of(VariantResult.AccountingResult.class).optional("losses");
        of(VariantResult.TracingResult.class).optional("breakdown", "traces");
        of(CostResult.class).optional("revenue");
        of(ComponentResult.class).optional("regions", "host").hidden("states");
        of(ComponentResult.Measure.class).hidden("showing");
        of(Series.class).optional("latencies");
        of(Series.Column.class).optional("numerators", "denominators").hidden("showing");
        of(SlaResult.class).optional("tolerance", "open");
        of(Analysis.class).optional("unconfirmed", "queues");
    }

    private final Map<String, String> names = new HashMap<>();
    private final Set<String> optional = new HashSet<>();
    private final Set<String> hidden = new HashSet<>();
    private final List<RecordProperty> derived = new ArrayList<>();

    private PropertyRules() {}

    private static <T> PropertyRules<T> of(Class<T> record) {
        PropertyRules<T> rules = new PropertyRules<>();
        ALL.put(record, rules);
        return rules;
    }

    private PropertyRules<T> named(String component, String name) {
        names.put(component, name);
        return this;
    }

    /** Omits components if they are empty: {@code null}, zero, or without content. */
    private PropertyRules<T> optional(String... components) {
        optional.addAll(List.of(components));
        return this;
    }

    /** Omits components always. */
    private PropertyRules<T> hidden(String... components) {
        hidden.addAll(List.of(components));
        return this;
    }

    /** Adds a value for other tools, which is ignored on reading. */
    @SuppressWarnings("unchecked")
    private PropertyRules<T> derived(String name, Function<T, Object> value) {
        derived.add(new RecordProperty(name, (Function<Object, Object>) value, false));
        return this;
    }

    /**
     * Property of a record in JSON.
     *
     * @param value returns the value of a record
     * @param optional whether it is omitted if it is empty
     */
    record RecordProperty(String name, Function<Object, Object> value, boolean optional) {
        private RecordProperty within(RecordField outer) {
            return new RecordProperty(name, record -> value.apply(outer.value(record)), optional);
        }
    }

    /** Returns the properties of a record class, sorted by name. */
    static List<RecordProperty> properties(Class<?> record) {
        PropertyRules<?> rules = ALL.getOrDefault(record, new PropertyRules<>());
        List<RecordProperty> properties = new ArrayList<>(rules.derived);
        for (RecordField field : TypeTables.table(record).fields()) {
            String component = field.name();
            if (FLAT.contains(field.type())) {
                properties(field.type()).forEach(inner -> properties.add(inner.within(field)));
            } else if (!rules.hidden.contains(component)) {
                properties.add(
                        new RecordProperty(name(record, component), field::value, rules.optional.contains(component)));
            }
        }
        properties.sort(Comparator.comparing(RecordProperty::name));
        return properties;
    }

    /** Returns the name of the property for a component of a record. */
    static String name(Class<?> record, String component) {
        PropertyRules<?> rules = ALL.get(record);
        String name = rules == null ? null : rules.names.get(component);
        if (name == null) {
            name = RecordField.snakeCase(component);
            return name.endsWith(NANOS) ? name.substring(0, name.length() - NANOS.length()) + "_ns" : name;
        }
        return name;
    }

    /** Returns the name of a constant of an enum: in kebab case. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
