package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.instrument.AggregateGauge;
import dev.brownout.instrument.Instrument;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.result.DisplayHints;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spec.Selector;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The instruments of one component: its own, and those of its machines. */
public final class InstrumentRegistry {
    private final TimeGrid grid;
    private final Map<String, Instrument> whole = new TreeMap<>();
    private final Map<String, Map<String, Instrument>> nodes = new LinkedHashMap<>();
    private final Map<String, AggregateGauge> totals = new TreeMap<>();
    private final Set<Class<?>> types = new LinkedHashSet<>();
    private final TreeSet<String> names = new TreeSet<>();
    private final Map<String, String> meanings = new TreeMap<>();
    private final Map<String, DisplayHints> showings = new TreeMap<>();

    /** None yet; all will count into these cells. */
    public InstrumentRegistry(TimeGrid grid) {
        this.grid = grid;
    }

    /** The cells into which they all count. */
    TimeGrid grid() {
        return grid;
    }

    /** Those of the component as a whole: a record of them, each under its name. */
    public <R extends Record> R make(Class<R> type) {
        return make(type, whole);
    }

    /** Those of one of its machines. */
    public <R extends Record> R make(Class<R> type, Host host) {
        return make(type, host.node());
    }

    /** Those of a part of it that is called as none of its machines is. */
    public <R extends Record> R make(Class<R> type, String part) {
        return make(type, nodes.computeIfAbsent(part, node -> new TreeMap<>()));
    }

    /** What is measured on the machine of a caller: it is part of the whole, and of no machine of the component. */
    public <R extends Record> R makeAt(Class<R> type, Host caller) {
        String outside = "caller " + caller.component() + "/" + caller.node();
        return make(type, nodes.computeIfAbsent(outside, node -> new TreeMap<>()));
    }

    private <R extends Record> R make(Class<R> type, Map<String, Instrument> into) {
        Form form = Form.OF.get(type);
        if (types.add(type)) {
            names.addAll(form.names);
            meanings.putAll(form.meanings);
            showings.putAll(form.showings);
        }
        Object[] made = new Object[form.names.size()];
        try {
            for (int i = 0; i < made.length; i++) {
                String name = form.names.get(i);
                Instrument there = into.get(name);
                if (there == null) {
                    there = (Instrument) form.instruments.get(i).newInstance(grid);
                    into.put(name, there);
                    if (into != whole && there instanceof TimeWeighted level) {
                        level.partOf(totals.computeIfAbsent(name, all -> new AggregateGauge(grid)));
                    }
                }
                made[i] = there;
            }
            return type.cast(form.together.newInstance(made));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is not a record of instruments", e);
        }
    }

    /**
     * How a record of instruments is made, and what each of them means: read of its class once, as there are many
     * machines and runs.
     */
    private record Form(
            List<String> names,
            List<Constructor<?>> instruments,
            Constructor<?> together,
            Map<String, String> meanings,
            Map<String, DisplayHints> showings) {

        static final ClassValue<Form> OF = new ClassValue<>() {
            @Override
            protected Form computeValue(Class<?> type) {
                return of(type);
            }
        };

        private static Form of(Class<?> type) {
            List<String> names = new ArrayList<>();
            List<Constructor<?>> instruments = new ArrayList<>();
            Map<String, String> meanings = new LinkedHashMap<>();
            Map<String, DisplayHints> showings = new LinkedHashMap<>();
            try {
                for (RecordComponent component : type.getRecordComponents()) {
                    String name = component.getName();
                    Doc doc = component.getAnnotation(Doc.class);
                    names.add(name);
                    instruments.add(component.getType().getConstructor(TimeGrid.class));
                    meanings.put(name, doc == null ? "" : doc.value());
                    showings.put(name, showing(component, meanings.get(name)));
                }
                Class<?>[] types =
                        instruments.stream().map(Constructor::getDeclaringClass).toArray(Class<?>[]::new);
                Constructor<?> together = type.getDeclaredConstructor(types);
                together.setAccessible(true);
                return new Form(names, instruments, together, meanings, showings);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " is not a record of instruments", e);
            }
        }

        private static DisplayHints showing(RecordComponent component, String meaning) {
            Display shown = component.getAnnotation(Display.class);
            ChartTitle titled = component.getAnnotation(ChartTitle.class);
            Loss loss = component.getAnnotation(Loss.class);
            return (shown == null ? DisplayHints.PLAIN : showing(shown))
                    .said(new DisplayHints.Words(
                            titled == null ? "" : titled.value(), titled == null ? "" : titled.each(), meaning))
                    .losing(loss == null ? DisplayHints.Loss.NONE : new DisplayHints.Loss(loss.value(), loss.unit()));
        }

        /** The same words as results have them, which know nothing of annotations. */
        private static DisplayHints showing(Display shown) {
            List<DisplayHints.In> in = new ArrayList<>();
            for (Display.In place : shown.in()) {
                in.add(DisplayHints.In.valueOf(place.name()));
            }
            return new DisplayHints(
                    DisplayHints.As.valueOf(shown.value().name()),
                    in,
                    shown.part(),
                    DisplayHints.Words.NONE,
                    DisplayHints.Loss.NONE);
        }
    }

    /** What a measure means, in one sentence. */
    String meaning(String name) {
        return meanings.getOrDefault(name, "");
    }

    /** How a measure is shown. */
    DisplayHints showing(String name) {
        return showings.getOrDefault(name, DisplayHints.PLAIN);
    }

    /** Names of the measures that the component as a whole has. */
    public List<String> names() {
        return new ArrayList<>(names);
    }

    /** The names of machines, and of parts that are none, which a pattern means. */
    public List<String> meant(String pattern) {
        return nodes.keySet().stream()
                .filter(name -> Selector.matches(pattern, name))
                .toList();
    }

    /** Names of the measures that a machine has. */
    public List<String> names(String node) {
        return new ArrayList<>(nodes.getOrDefault(node, new TreeMap<>()).keySet());
    }

    /** A measure of the whole component; {@code null} if there is none. */
    public Instrument of(String name) {
        if (!names.contains(name)) {
            return null;
        }
        Instrument own = whole.get(name);
        return own != null ? own : sum(name, new ArrayList<>(nodes.keySet()));
    }

    /** The single instruments that the measure of the whole component is made of, which go on counting. */
    List<Instrument> parts(String name) {
        Instrument own = whole.get(name);
        return own != null ? List.of(own) : parts(name, new ArrayList<>(nodes.keySet()));
    }

    /** Those of some machines. */
    List<Instrument> parts(String name, List<String> of) {
        List<Instrument> parts = new ArrayList<>();
        for (String node : of) {
            Map<String, Instrument> own = nodes.get(node);
            if (own != null && own.containsKey(name)) {
                parts.add(own.get(name));
            }
        }
        return parts;
    }

    /** A measure of some machines together; {@code null} if they have none. */
    public Instrument sum(String name, List<String> of) {
        if (!names.contains(name)) {
            return null;
        }
        List<Instrument> parts = parts(name, of);
        if (parts.size() < 2) {
            return parts.isEmpty() ? null : parts.get(0);
        }
        return parts.get(0).sum(parts);
    }

    /** Every single instrument. */
    public List<Instrument> all() {
        List<Instrument> all = new ArrayList<>(whole.values());
        nodes.values().forEach(node -> all.addAll(node.values()));
        return all;
    }
}
