package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.instrument.AggregateGauge;
import dev.brownout.instrument.Instrument;
import dev.brownout.instrument.InstrumentFactory;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.result.DisplayHints;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.Selector;
import dev.brownout.typetable.RecordField;
import dev.brownout.typetable.TypeTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Instruments of one component: its own, and those of its hosts. */
public final class InstrumentRegistry {
    private final TimeGrid grid;
    private final Map<String, Instrument> ofComponent = new TreeMap<>();
    private final Map<String, Map<String, Instrument>> nodes = new LinkedHashMap<>();
    private final Map<String, AggregateGauge> totals = new TreeMap<>();
    private final Set<Class<?>> types = new LinkedHashSet<>();
    private final TreeSet<String> names = new TreeSet<>();
    private final Map<String, String> meanings = new TreeMap<>();
    private final Map<String, DisplayHints> showings = new TreeMap<>();

    /** Creates an empty registry. Its instruments count into the cells of the grid. */
    public InstrumentRegistry(TimeGrid grid) {
        this.grid = grid;
    }

    /** Returns the grid of cells into which the instruments count. */
    TimeGrid grid() {
        return grid;
    }

    /**
     * Returns a record of instruments of the component as a whole. Each component of the record is registered under its
     * name; instruments are created on first use.
     */
    public <R extends Record> R create(Class<R> type) {
        return create(type, ofComponent);
    }

    /** Returns a record of instruments of one host, created on first use. */
    public <R extends Record> R create(Class<R> type, Host host) {
        return create(type, host.node());
    }

    /**
     * Returns the instruments of a part of the component, created on first use. The part must not have the name of a
     * host.
     */
    public <R extends Record> R create(Class<R> type, String part) {
        return create(type, nodes.computeIfAbsent(part, node -> new TreeMap<>()));
    }

    /**
     * Returns a record of instruments measured on the host of a caller. They count for the whole component, and for
     * none of its hosts.
     */
    public <R extends Record> R makeAt(Class<R> type, Host caller) {
        String outside = "caller " + caller.component() + "/" + caller.node();
        return create(type, nodes.computeIfAbsent(outside, node -> new TreeMap<>()));
    }

    private <R extends Record> R create(Class<R> type, Map<String, Instrument> into) {
        Form form = Form.OF.get(type);
        if (types.add(type)) {
            names.addAll(form.names);
            meanings.putAll(form.meanings);
            showings.putAll(form.showings);
        }
        List<Object> instruments = new ArrayList<>();
        for (int i = 0; i < form.names.size(); i++) {
            String name = form.names.get(i);
            Instrument instrument = into.get(name);
            if (instrument == null) {
                instrument = form.instruments.get(i).apply(grid);
                into.put(name, instrument);
                if (into != ofComponent && instrument instanceof TimeWeighted level) {
                    level.partOf(totals.computeIfAbsent(name, all -> new AggregateGauge(grid)));
                }
            }
            instruments.add(instrument);
        }
        return RecordFactory.inOrder(type, instruments);
    }

    /**
     * Description of a record of instruments: constructors, names and meanings. It is read once per class, since a run
     * can have many hosts.
     */
    private record Form(
            List<String> names,
            List<Function<TimeGrid, Instrument>> instruments,
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
            List<Function<TimeGrid, Instrument>> instruments = new ArrayList<>();
            Map<String, String> meanings = new LinkedHashMap<>();
            Map<String, DisplayHints> showings = new LinkedHashMap<>();
            for (RecordField component : TypeTables.table(type).fields()) {
                String name = component.yamlName();
                Doc doc = component.annotation(Doc.class);
                names.add(name);
                instruments.add(InstrumentFactory.constructor(component));
                meanings.put(name, doc == null ? "" : doc.value());
                showings.put(name, showing(component, meanings.get(name)));
            }
            return new Form(names, instruments, meanings, showings);
        }

        private static DisplayHints showing(RecordField component, String meaning) {
            Display shown = component.annotation(Display.class);
            ChartTitle titled = component.annotation(ChartTitle.class);
            Loss loss = component.annotation(Loss.class);
            LimitMetric limit = component.annotation(LimitMetric.class);
            return (shown == null ? DisplayHints.PLAIN : showing(shown))
                    .withTexts(new DisplayHints.Words(
                            titled == null ? "" : titled.value(), titled == null ? "" : titled.each(), meaning))
                    .losing(loss == null ? DisplayHints.Loss.NONE : new DisplayHints.Loss(loss.value(), loss.unit()))
                    .limiting(limit == null ? "" : limit.value());
        }

        /** Converts the annotation to the result's own type. Results do not depend on annotations. */
        private static DisplayHints showing(Display shown) {
            List<DisplayHints.In> in = new ArrayList<>();
            for (Display.In displayPlace : shown.in()) {
                in.add(DisplayHints.In.valueOf(displayPlace.name()));
            }
            return new DisplayHints(
                    DisplayHints.As.valueOf(shown.value().name()),
                    in,
                    shown.part(),
                    DisplayHints.Words.NONE,
                    DisplayHints.Loss.NONE,
                    "");
        }
    }

    /** Returns the meaning of a metric in one sentence; an empty string if there is none. */
    String meaning(String name) {
        return meanings.getOrDefault(name, "");
    }

    /** Returns the display hints of a metric. */
    DisplayHints showing(String name) {
        return showings.getOrDefault(name, DisplayHints.PLAIN);
    }

    /** Returns the names of the metrics of the component as a whole. */
    public List<String> names() {
        return new ArrayList<>(names);
    }

    /** Returns the names of hosts and other parts that match a pattern. */
    public List<String> matchingNames(String pattern) {
        return nodes.keySet().stream()
                .filter(name -> Selector.matches(pattern, name))
                .toList();
    }

    /** Returns the names of the metrics of a host or other part. */
    public List<String> names(String node) {
        return new ArrayList<>(nodes.getOrDefault(node, new TreeMap<>()).keySet());
    }

    /** Returns a metric of the whole component; {@code null} if there is none. */
    public Instrument of(String name) {
        if (!names.contains(name)) {
            return null;
        }
        Instrument instrument = ofComponent.get(name);
        return instrument != null ? instrument : sum(name, new ArrayList<>(nodes.keySet()));
    }

    /** Returns the live instruments that make up a metric of the whole component. */
    List<Instrument> parts(String name) {
        Instrument instrument = ofComponent.get(name);
        return instrument != null ? List.of(instrument) : parts(name, new ArrayList<>(nodes.keySet()));
    }

    /** Returns the live instruments of a metric for some hosts or other parts. */
    List<Instrument> parts(String name, List<String> of) {
        List<Instrument> parts = new ArrayList<>();
        for (String node : of) {
            Map<String, Instrument> ofNode = nodes.get(node);
            if (ofNode != null && ofNode.containsKey(name)) {
                parts.add(ofNode.get(name));
            }
        }
        return parts;
    }

    /** Returns the sum of a metric over some hosts or other parts; {@code null} if none of them has it. */
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

    /** Completes all instruments at the end of the run. */
    public void complete(long endAt) {
        all().forEach(instrument -> instrument.complete(endAt));
    }

    /** Returns all live instruments. */
    public List<Instrument> all() {
        List<Instrument> all = new ArrayList<>(ofComponent.values());
        nodes.values().forEach(node -> all.addAll(node.values()));
        return all;
    }
}
