package dev.brownout.language.section;

import dev.brownout.cost.Price;
import dev.brownout.cost.Price.Basis;
import dev.brownout.cost.PriceList;
import dev.brownout.instrument.ByteCounter;
import dev.brownout.instrument.Counter;
import dev.brownout.io.FileFormat;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SourceText;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.overlay.DeclaredVersion;
import dev.brownout.language.parse.PriceTexts;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.network.RegionRttTable;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.MachineSizes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads price lists: the one that is shipped, another from a file, and what a scenario lays over it. */
public final class PriceListParser {
    /** Price lists that are files of their own. */
    public static final FileFormat FORMAT = new FileFormat("price lists", 1);

    private static final List<String> LEVELS = List.of("in_flight", "waiting");
    private static final SectionShape.Key TITLE =
            new SectionShape.Key("title", "a text", "Whose prices they are.", SectionShape.PlainShape.TEXT);
    private static final SectionShape.Key DATE =
            new SectionShape.Key("date", "a text", "When they held.", SectionShape.PlainShape.TEXT);

    /** The word that stands before machines by their cores. */
    public static final String SIZES = "sizes";

    /** What a list says besides its prices. */
    static final List<SectionShape.Key> WORDS = List.of(TITLE, DATE);

    private static final Map<String, Map<String, Basis>> NO_KINDS = noKinds();

    private static final ClassValue<Map<String, Basis>> BILLABLE = new ClassValue<>() {
        @Override
        protected Map<String, Basis> computeValue(Class<?> type) {
            return bases(type.asSubclass(ComponentSpec.class));
        }
    };

    private final Vocabulary vocabulary;
    private final ProblemCollector findings;

    PriceListParser(Vocabulary vocabulary, ProblemCollector findings) {
        this.vocabulary = vocabulary;
        this.findings = findings;
    }

    /** The price list that the program ships, as it was written. */
    public static String shipped() {
        try (InputStream in = PriceListParser.class.getResourceAsStream("prices.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same as a map, which is read once. */
    private static final class ShippedPrices {
        static final Entries LIST = read();

        private static Entries read() {
            ProblemCollector findings = new ProblemCollector();
            Entries list = list("prices.yaml", shipped(), SourceLocation.DEFAULT, findings);
            if (findings.errors() > 0) {
                throw new IllegalStateException("prices.yaml: " + findings.sorted());
            }
            return list;
        }
    }

    /** The price list that the program ships, as a map. */
    public static Entries shippedList() {
        return ShippedPrices.LIST;
    }

    /**
     * Checks a price list.
     *
     * @param name what messages call it
     * @throws InvalidScenarioException with everything that is wrong with it
     */
    public static void check(String name, String text) throws InvalidScenarioException {
        ProblemCollector findings = new ProblemCollector();
        Entries list = list(name, text, SourceLocation.FILE, findings);
        new PriceListParser(Vocabulary.standard(), findings).read(list, Set.of(), new ResolvedSettings());
        findings.throwIfAny();
    }

    /**
     * The text of a price list as a map; an empty one where it is none, or for a newer program, which is then among the
     * findings.
     */
    public static Entries list(String name, String text, String origin, ProblemCollector findings) {
        Node node = YamlReader.read(name, text, origin, findings);
        if (node instanceof Entries entries) {
            DeclaredVersion.check(FORMAT, entries, findings);
            if (!DeclaredVersion.newer(FORMAT, entries)) {
                return entries.without(DeclaredVersion.KEY);
            }
        } else if (node != null) {
            findings.error(node.place(), "a price list is a map of kinds, such as server: { cores: $0.045/h }");
        }
        return new Entries(Map.of(), new SourceLocation(SourceText.of(name, text), 1, 1, 1, origin, List.of()));
    }

    /**
     * A scenario's section over the list that holds anyway; nothing where the scenario wants no prices. A file that the
     * scenario names takes the place of the list, unless the list is from the command line.
     */
    Optional<Entries> over(Entries base, Entry section, ReferencedFiles files, ResolvedSettings settings) {
        if (section == null || section.value().nothing()) {
            return Optional.of(base);
        }
        if (section.value() instanceof Entries own) {
            return Optional.of((Entries) Node.over(base, own));
        }
        if (!(section.value() instanceof Text file)) {
            findings.error(
                    section.value().place(),
                    "price_list is a map such as { server: { cores: $0.03/h } }, the name of a file, or none");
            return Optional.empty();
        }
        if (file.value().equals("none")) {
            settings.add(PriceListSection.NAME, "none", file.place());
            return Optional.empty();
        }
        if (base.place().origin().equals(SourceLocation.SET)) {
            return Optional.of(base);
        }
        try {
            String text = files.text(file.value(), YamlReader.MOST_BYTES);
            return Optional.of(list(file.value(), text, SourceLocation.FILE, findings));
        } catch (ValueException unreadable) {
            findings.error(file.place(), unreadable);
            return Optional.empty();
        }
    }

    /**
     * Reads a list. What the program ships for kinds that are not used is passed over, as reading it takes longer than
     * the scenario itself; what bytes to users cost is that of other lines too.
     *
     * @param used kinds whose prices are noted among the settings
     */
    PriceList read(Entries list, Set<String> used, ResolvedSettings settings) {
        SortedMap<String, SortedMap<String, Price>> kinds = new TreeMap<>();
        SortedMap<String, NavigableMap<Integer, Price>> sizes = new TreeMap<>();
        list.entries().forEach((kind, entry) -> {
            if (SectionShape.Key.names(WORDS).contains(kind)) {
                String setting = PriceListSection.NAME + "." + kind;
                word(list, kind).ifPresent(text -> settings.add(setting, text.value(), text.place()));
                return;
            }
            boolean passed = !used.contains(kind) && !kind.equals(PriceList.USERS);
            if (passed && shippedWhole(entry)) {
                return;
            }
            if (NO_KINDS.containsKey(kind) && entry.value() instanceof Entries prices) {
                ResolvedSettings noted = used.contains(kind) ? settings : new ResolvedSettings();
                kinds.put(kind, prices(kind, NO_KINDS.get(kind), prices, noted));
                return;
            }
            Optional<Class<? extends ComponentSpec>> type = vocabulary.component(kind);
            if (type.isEmpty() && shipped(entry)) {
                return;
            }
            if (type.isEmpty()) {
                List<String> known = new ArrayList<>(Vocabulary.kinds(vocabulary.components()));
                known.addAll(NO_KINDS.keySet());
                known.addAll(SectionShape.Key.names(WORDS));
                findings.error(
                        ProblemKind.UNKNOWN_NAME,
                        entry.key(),
                        SpellingSuggestion.unknown("kind", kind, " in the price list", known));
            } else if (entry.value() instanceof Entries prices) {
                ResolvedSettings noted = used.contains(kind) ? settings : new ResolvedSettings();
                Entries others = MachineSizes.cored(type.get()) ? machines(kind, prices, sizes, noted) : prices;
                kinds.put(kind, prices(kind, billable(type.get()), others, noted));
            } else if (!entry.value().nothing()) {
                findings.error(
                        entry.value().place(), "the prices of a " + kind + " are a map, such as { nodes: $0.05/h }");
            }
        });
        lines(list, used, kinds, settings);
        return new PriceList(
                word(list, TITLE.name()).map(Text::value).orElse(""),
                word(list, DATE.name()).map(Text::value).orElse(""),
                kinds,
                sizes);
    }

    /** Takes the machines that are to be had out of the prices of a kind, whose cores then cost nothing besides. */
    private Entries machines(
            String kind,
            Entries prices,
            SortedMap<String, NavigableMap<Integer, Price>> sizes,
            ResolvedSettings noted) {
        if (prices.get(SIZES) == null) {
            return prices;
        }
        NavigableMap<Integer, Price> machines = new SizePrices(findings).read(kind, prices.get(SIZES), noted);
        Entries others = prices.without(SIZES);
        if (machines.isEmpty()) {
            return others;
        }
        sizes.put(kind, machines);
        return others.without(MachineSizes.CORES);
    }

    /** Bytes to users cost the same over a line of which the list says nothing else. */
    private void lines(
            Entries list,
            Set<String> used,
            SortedMap<String, SortedMap<String, Price>> kinds,
            ResolvedSettings settings) {
        Price price = kinds.getOrDefault(PriceList.USERS, new TreeMap<>()).get(PriceList.BYTES);
        if (price == null
                || !(list.get(PriceList.USERS) instanceof Entries users)
                || !(users.get(PriceList.BYTES) instanceof Text text)) {
            return;
        }
        for (Class<? extends ComponentSpec> type : vocabulary.components()) {
            String kind = SpecFields.kind(type).orElseThrow();
            if (!used.contains(kind)) {
                continue;
            }
            Node own = list.get(kind);
            boolean said = own != null && (own.nothing() || own instanceof Entries e && e.get(PriceList.BYTES) != null);
            if (!said && billable(type).get(PriceList.BYTES) == Basis.BYTES) {
                kinds.computeIfAbsent(kind, k -> new TreeMap<>()).put(PriceList.BYTES, price);
                String path = PriceListSection.NAME + "." + kind + "." + PriceList.BYTES;
                settings.add(path, text.value(), text.place());
            }
        }
    }

    /** The shipped list is about the shipped kinds; a vocabulary without them leaves their prices alone. */
    private static boolean shipped(Entry entry) {
        return entry.key().origin().equals(SourceLocation.DEFAULT);
    }

    private static boolean shippedWhole(Entry entry) {
        return shipped(entry)
                && entry.value() instanceof Entries prices
                && prices.entries().values().stream().allMatch(PriceListParser::shipped);
    }

    private Optional<Text> word(Entries list, String key) {
        Node value = list.get(key);
        if (value == null || value instanceof Text) {
            return Optional.ofNullable((Text) value);
        }
        findings.error(value.place(), key + " is a text");
        return Optional.empty();
    }

    private SortedMap<String, Price> prices(
            String kind, Map<String, Basis> billable, Entries written, ResolvedSettings settings) {
        SortedMap<String, Price> prices = new TreeMap<>();
        written.entries().forEach((item, entry) -> {
            Basis basis = billable.get(item);
            if (entry.value().nothing() || basis == null && shipped(entry)) {
                return;
            }
            if (basis == null) {
                findings.error(
                        ProblemKind.UNKNOWN_NAME,
                        entry.key(),
                        SpellingSuggestion.unknown("price", item, " of " + kind, billable.keySet()));
            } else if (entry.value() instanceof Text text) {
                price(item, basis, text).ifPresent(price -> {
                    prices.put(item, price);
                    settings.add(PriceListSection.NAME + "." + kind + "." + item, text.value(), text.place());
                });
            } else {
                findings.error(entry.value().place(), "a price is a single value, such as " + example(basis));
            }
        });
        return prices;
    }

    private Optional<Price> price(String item, Basis basis, Text text) {
        try {
            Price price = PriceTexts.read(text.value());
            if (price.basis() == basis) {
                return Optional.of(price);
            }
            findings.error(
                    text.place(), "'" + text.value() + "': the price of " + item + " is one such as " + example(basis));
        } catch (ValueException wrong) {
            findings.error(text.place(), wrong);
        }
        return Optional.empty();
    }

    /** How a price of a sort is written. */
    public static String example(Basis basis) {
        return switch (basis) {
            case PIECES -> "$0.40/M";
            case BYTES -> "$0.085/GB";
            case PIECES_HELD -> "$0.045/h";
            case BYTES_HELD -> "$0.0165/GB/h";
        };
    }

    /** What is billed that is of no kind, by what a list calls it: bytes to users, and between zones and regions. */
    public static Map<String, Map<String, Basis>> ofNoKind() {
        return NO_KINDS;
    }

    private static Map<String, Map<String, Basis>> noKinds() {
        Map<String, Basis> transfer = new LinkedHashMap<>();
        transfer.put(PriceList.BETWEEN_ZONES, Basis.BYTES);
        transfer.put(PriceList.BETWEEN_REGIONS, Basis.BYTES);
        RegionRttTable.names().forEach(place -> transfer.put(place, Basis.BYTES));
        Map<String, Map<String, Basis>> all = new LinkedHashMap<>();
        all.put(PriceList.USERS, Map.of(PriceList.BYTES, Basis.BYTES));
        all.put(PriceList.TRANSFER, Collections.unmodifiableMap(transfer));
        return Collections.unmodifiableMap(all);
    }

    /** The kinds whose machines can have a price by their size. */
    static List<String> sized(Vocabulary vocabulary) {
        return vocabulary.components().stream()
                .filter(MachineSizes::cored)
                .map(type -> SpecFields.kind(type).orElseThrow())
                .toList();
    }

    /** What a kind can be billed for: its machines, their sizes, and whatever it counts. */
    public static Map<String, Basis> billable(Class<? extends ComponentSpec> type) {
        return BILLABLE.get(type);
    }

    private static Map<String, Basis> bases(Class<? extends ComponentSpec> type) {
        Map<String, Basis> billable = new LinkedHashMap<>();
        billable.put(PriceList.NODES, Basis.PIECES_HELD);
        for (String size : MachineSizes.names(type)) {
            billable.put(size, MachineSizes.bytes(type, size) ? Basis.BYTES_HELD : Basis.PIECES_HELD);
        }
        DeclaresMetrics measured = type.getAnnotation(DeclaresMetrics.class);
        for (Class<? extends Record> record :
                measured == null ? List.<Class<? extends Record>>of() : List.of(measured.value())) {
            for (RecordComponent component : record.getRecordComponents()) {
                if (Counter.class.isAssignableFrom(component.getType())) {
                    boolean bytes = component.getType() == ByteCounter.class;
                    billable.putIfAbsent(component.getName(), bytes ? Basis.BYTES : Basis.PIECES);
                }
            }
        }
        MetricDefinition.ofComponents().stream()
                .filter(meaning -> meaning.unit().equals("1") && !LEVELS.contains(meaning.name()))
                .forEach(meaning -> billable.putIfAbsent(meaning.name(), Basis.PIECES));
        return Collections.unmodifiableMap(billable);
    }
}
