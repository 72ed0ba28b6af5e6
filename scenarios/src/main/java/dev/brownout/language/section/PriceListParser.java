package dev.brownout.language.section;

import dev.brownout.cost.Price;
import dev.brownout.cost.Price.Basis;
import dev.brownout.cost.PriceList;
import dev.brownout.instrument.ByteCounter;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.MemoryTimeCounter;
import dev.brownout.io.FileFormat;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SourceText;
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
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.MachineSizes;
import dev.brownout.spi.MetricRecords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

/** Parses price lists: the shipped list, a list from a file, and changes that a scenario makes to a list. */
public final class PriceListParser {
    /** File format of price lists in files of their own. */
    public static final FileFormat FORMAT = new FileFormat("price lists", 1);

    private static final List<String> LEVELS = List.of("in_flight", "waiting");
    private static final SectionShape.Key TITLE =
            new SectionShape.Key("title", "a text", "Provider of the prices.", SectionShape.PlainShape.TEXT);
    private static final SectionShape.Key DATE =
            new SectionShape.Key("date", "a text", "Date of the prices.", SectionShape.PlainShape.TEXT);

    /** Key of the host prices by number of cores. */
    public static final String SIZES = "sizes";

    /** Keys of a list other than its prices. */
    static final List<SectionShape.Key> WORDS = List.of(TITLE, DATE);

    private static final Map<String, Map<String, Basis>> PRICES_WITHOUT_KIND = pricesWithoutKind();

    private static final ClassValue<Map<String, Basis>> BILLABLE = new ClassValue<>() {
        @Override
        protected Map<String, Basis> computeValue(Class<?> type) {
            return billableItems(type.asSubclass(ComponentSpec.class));
        }
    };

    private final Vocabulary vocabulary;
    private final ProblemCollector findings;

    PriceListParser(Vocabulary vocabulary, ProblemCollector findings) {
        this.vocabulary = vocabulary;
        this.findings = findings;
    }

    /** Returns the text of the shipped price list. */
    public static String shippedText() {
        try (InputStream in = PriceListParser.class.getResourceAsStream("prices.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Lazy holder of the shipped price list as a map, which is parsed once. */
    private static final class ShippedPrices {
        static final Entries LIST = read();

        private static Entries read() {
            ProblemCollector findings = new ProblemCollector();
            Entries list = list("prices.yaml", shippedText(), SourceLocation.DEFAULT, findings);
            if (findings.errors() > 0) {
                throw new IllegalStateException("prices.yaml: " + findings.sorted());
            }
            return list;
        }
    }

    /** Returns the shipped price list as a map. */
    public static Entries shippedList() {
        return ShippedPrices.LIST;
    }

    /**
     * Checks a price list.
     *
     * @param name its name in messages
     * @throws InvalidScenarioException with all problems of the list
     */
    public static void check(String name, String text) throws InvalidScenarioException {
        ProblemCollector findings = new ProblemCollector();
        Entries list = list(name, text, SourceLocation.FILE, findings);
        new PriceListParser(Vocabulary.standard(), findings).read(list, Set.of(), new ResolvedSettings());
        findings.throwIfAny();
    }

    /**
     * Returns a price list as a map. Returns an empty map, and reports the problem, if the text is not a map or
     * requires a newer program.
     */
    public static Entries list(String name, String text, String origin, ProblemCollector findings) {
        Node node = YamlReader.read(name, text, origin, findings);
        if (node instanceof Entries entries) {
            DeclaredVersion.check(FORMAT, entries, findings);
            if (!DeclaredVersion.newer(FORMAT, entries)) {
                return entries.exclude(DeclaredVersion.KEY);
            }
        } else if (node != null) {
            findings.error(node.location(), "a price list is a map of kinds, such as server: { cores: $0.045/h }");
        }
        return new Entries(Map.of(), new SourceLocation(SourceText.of(name, text), 1, 1, 1, origin, List.of()));
    }

    /**
     * Returns the section of a scenario merged over the default list; empty if the scenario disables prices. A file
     * that the scenario names replaces the default list, unless the latter is from the command line.
     */
    Optional<Entries> mergeShipped(Entries base, Entry section, ReferencedFiles files, ResolvedSettings settings) {
        if (section == null || section.value().isNull()) {
            return Optional.of(base);
        }
        if (section.value() instanceof Entries changes) {
            return Optional.of((Entries) Node.merge(base, changes));
        }
        if (!(section.value() instanceof Text file)) {
            findings.error(
                    section.value().location(),
                    "price_list is a map such as { server: { cores: $0.03/h } }, the name of a file, or none");
            return Optional.empty();
        }
        if (file.value().equals("none")) {
            settings.add(PriceListSection.NAME, "none", file.location());
            return Optional.empty();
        }
        if (base.location().origin().equals(SourceLocation.SET)) {
            return Optional.of(base);
        }
        try {
            String text = files.text(file.value(), YamlReader.MOST_BYTES);
            return Optional.of(list(file.value(), text, SourceLocation.FILE, findings));
        } catch (ValueException unreadable) {
            findings.error(file.location(), unreadable);
            return Optional.empty();
        }
    }

    /**
     * Parses a list. Shipped prices of unused kinds are skipped, as parsing them takes longer than the scenario itself.
     * The price of bytes to users also applies to used kinds without a price of their own.
     *
     * @param used the kinds to add to the settings with their prices
     */
    PriceList read(Entries list, Set<String> used, ResolvedSettings settings) {
        SortedMap<String, SortedMap<String, Price>> kinds = new TreeMap<>();
        SortedMap<String, NavigableMap<Integer, Price>> sizes = new TreeMap<>();
        list.entries().forEach((kind, entry) -> {
            if (SectionShape.Key.names(WORDS).contains(kind)) {
                String setting = PriceListSection.NAME + "." + kind;
                textValue(list, kind).ifPresent(text -> settings.add(setting, text.value(), text.location()));
                return;
            }
            boolean unused = !used.contains(kind) && !kind.equals(PriceList.USERS);
            if (unused && isEntirelyShipped(entry)) {
                return;
            }
            if (PRICES_WITHOUT_KIND.containsKey(kind) && entry.value() instanceof Entries prices) {
                ResolvedSettings recorded = used.contains(kind) ? settings : new ResolvedSettings();
                kinds.put(kind, prices(kind, PRICES_WITHOUT_KIND.get(kind), prices, recorded));
                return;
            }
            Optional<Class<? extends ComponentSpec>> type = vocabulary.component(kind);
            if (type.isEmpty() && isShipped(entry)) {
                return;
            }
            if (type.isEmpty()) {
                List<String> kindNames = new ArrayList<>(Vocabulary.kinds(vocabulary.components()));
                kindNames.addAll(PRICES_WITHOUT_KIND.keySet());
                kindNames.addAll(SectionShape.Key.names(WORDS));
                findings.unknownName(
                        entry.key(),
                        "kind",
                        kind,
                        Optional.of(Sentence.of("in {}", Sentence.of("the price list"))),
                        kindNames);
            } else if (entry.value() instanceof Entries prices) {
                ResolvedSettings recorded = used.contains(kind) ? settings : new ResolvedSettings();
                Entries otherPrices =
                        MachineSizes.isCored(type.get()) ? moveHostPrices(kind, prices, sizes, recorded) : prices;
                kinds.put(kind, prices(kind, billable(type.get()), otherPrices, recorded));
            } else if (!entry.value().isNull()) {
                findings.error(
                        entry.value().location(), "the prices of a {} are a map, such as { nodes: $0.05/h }", kind);
            }
        });
        applyUserTrafficPrice(list, used, kinds, settings);
        return new PriceList(
                textValue(list, TITLE.name()).map(Text::value).orElse(""),
                textValue(list, DATE.name()).map(Text::value).orElse(""),
                kinds,
                sizes);
    }

    /** Moves the host prices by size from a kind to the map of sizes; the cores of the kind get no price then. */
    private Entries moveHostPrices(
            String kind,
            Entries prices,
            SortedMap<String, NavigableMap<Integer, Price>> sizes,
            ResolvedSettings recorded) {
        if (prices.get(SIZES) == null) {
            return prices;
        }
        NavigableMap<Integer, Price> hostPrices = new SizePrices(findings).read(kind, prices.get(SIZES), recorded);
        Entries otherPrices = prices.exclude(SIZES);
        if (hostPrices.isEmpty()) {
            return otherPrices;
        }
        sizes.put(kind, hostPrices);
        return otherPrices.exclude(MachineSizes.CORES);
    }

    /** Applies the price of bytes to users to each used kind that bills bytes and for which the list has no price. */
    private void applyUserTrafficPrice(
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
            Node kindPrices = list.get(kind);
            boolean hasPrice = kindPrices != null
                    && (kindPrices.isNull() || kindPrices instanceof Entries e && e.get(PriceList.BYTES) != null);
            if (!hasPrice && billable(type).get(PriceList.BYTES) == Basis.BYTES) {
                kinds.computeIfAbsent(kind, k -> new TreeMap<>()).put(PriceList.BYTES, price);
                String path = PriceListSection.NAME + "." + kind + "." + PriceList.BYTES;
                settings.add(path, text.value(), text.location());
            }
        }
    }

    /** Returns whether an entry is shipped. Its prices are ignored if the vocabulary lacks their kind. */
    private static boolean isShipped(Entry entry) {
        return entry.key().origin().equals(SourceLocation.DEFAULT);
    }

    private static boolean isEntirelyShipped(Entry entry) {
        return isShipped(entry)
                && entry.value() instanceof Entries prices
                && prices.entries().values().stream().allMatch(PriceListParser::isShipped);
    }

    private Optional<Text> textValue(Entries list, String key) {
        Node value = list.get(key);
        if (value == null || value instanceof Text) {
            return Optional.ofNullable((Text) value);
        }
        findings.error(value.location(), "{} is a text", key);
        return Optional.empty();
    }

    private SortedMap<String, Price> prices(
            String kind, Map<String, Basis> billable, Entries written, ResolvedSettings settings) {
        SortedMap<String, Price> prices = new TreeMap<>();
        written.entries().forEach((item, entry) -> {
            Basis basis = billable.get(item);
            if (entry.value().isNull() || basis == null && isShipped(entry)) {
                return;
            }
            if (basis == null) {
                findings.unknownName(
                        entry.key(), "price", item, Optional.of(Sentence.of("of {}", kind)), billable.keySet());
            } else if (entry.value() instanceof Text text) {
                price(item, basis, text).ifPresent(price -> {
                    prices.put(item, price);
                    settings.add(PriceListSection.NAME + "." + kind + "." + item, text.value(), text.location());
                });
            } else {
                findings.error(entry.value().location(), "a price is a single value, such as {}", example(basis));
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
                    text.location(), "'{}': the price of {} is one such as {}", text.value(), item, example(basis));
        } catch (ValueException e) {
            findings.error(text.location(), e);
        }
        return Optional.empty();
    }

    /** Returns an example of a price with a billing basis. */
    public static String example(Basis basis) {
        return switch (basis) {
            case PIECES -> "$0.40/M";
            case BYTES -> "$0.085/GB";
            case PIECES_HELD -> "$0.045/h";
            case BYTES_HELD -> "$0.0165/GB/h";
        };
    }

    /**
     * Returns the billed items that belong to no kind, by their keys in a list: bytes to users, and bytes between zones
     * and regions.
     */
    public static Map<String, Map<String, Basis>> ofNoKind() {
        return PRICES_WITHOUT_KIND;
    }

    private static Map<String, Map<String, Basis>> pricesWithoutKind() {
        Map<String, Basis> transfer = new LinkedHashMap<>();
        transfer.put(PriceList.BETWEEN_ZONES, Basis.BYTES);
        transfer.put(PriceList.BETWEEN_REGIONS, Basis.BYTES);
        RegionRttTable.names().forEach(region -> transfer.put(region, Basis.BYTES));
        Map<String, Map<String, Basis>> pricesByKey = new LinkedHashMap<>();
        pricesByKey.put(PriceList.USERS, Map.of(PriceList.BYTES, Basis.BYTES));
        pricesByKey.put(PriceList.TRANSFER, Collections.unmodifiableMap(transfer));
        return Collections.unmodifiableMap(pricesByKey);
    }

    /** Returns the kinds with hosts that can have a price by size. */
    static List<String> sized(Vocabulary vocabulary) {
        return vocabulary.components().stream()
                .filter(MachineSizes::isCored)
                .map(type -> SpecFields.kind(type).orElseThrow())
                .toList();
    }

    /** Returns the billable items of a kind: its hosts, their sizes, and its counters. */
    public static Map<String, Basis> billable(Class<? extends ComponentSpec> type) {
        return BILLABLE.get(type);
    }

    private static Basis basis(Class<?> counter) {
        return counter == ByteCounter.class
                ? Basis.BYTES
                : counter == MemoryTimeCounter.class ? Basis.BYTES_HELD : Basis.PIECES;
    }

    private static Map<String, Basis> billableItems(Class<? extends ComponentSpec> type) {
        Map<String, Basis> billable = new LinkedHashMap<>();
        billable.put(PriceList.NODES, Basis.PIECES_HELD);
        for (String size : MachineSizes.names(type)) {
            billable.put(size, MachineSizes.bytes(type, size) ? Basis.BYTES_HELD : Basis.PIECES_HELD);
        }
        MetricRecords.metrics(type)
                .filter(metric -> Counter.class.isAssignableFrom(metric.type()))
                .forEach(metric -> billable.putIfAbsent(metric.yamlName(), basis(metric.type())));
        MetricDefinition.ofComponents().stream()
                .filter(definition -> definition.unit().equals("1") && !LEVELS.contains(definition.name()))
                .forEach(definition -> billable.putIfAbsent(definition.name(), Basis.PIECES));
        return Collections.unmodifiableMap(billable);
    }
}
