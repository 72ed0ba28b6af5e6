package dev.brownout.language.section;

import dev.brownout.cost.Price;
import dev.brownout.cost.Price.Basis;
import dev.brownout.cost.PriceList;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.PriceTexts;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.spi.MachineSizes;
import dev.brownout.spi.fault.TierFault;
import java.math.BigDecimal;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Parses the available host sizes of a kind with their prices, and reports hosts that are larger than the largest one.
 */
final class SizePrices {
    private static final int MOST_CORES = 1_000_000;
    /**
     * Number of cores of the largest instance that a cloud provider sells: u7inh-32tb.480xlarge of Amazon EC2 has 1,920
     * vCPU (Red Hat OpenShift Service on AWS documentation, AWS compute types, read 2026-11-25).
     */
    private static final int LARGEST_INSTANCE_CORES = 1_920;

    private static final String EXAMPLE = "{ 4: $0.192/h, 64: $3.07/h }";

    private final ProblemCollector findings;

    SizePrices(ProblemCollector findings) {
        this.findings = findings;
    }

    /** Returns the host prices of a kind by number of cores; empty if the list removes them. */
    NavigableMap<Integer, Price> read(String kind, Node written, ResolvedSettings settings) {
        NavigableMap<Integer, Price> sizes = new TreeMap<>();
        if (!(written instanceof Entries table)) {
            if (!written.isNull()) {
                findings.error(
                        written.location(),
                        "the sizes of a {} are prices by number of cores, such as " + EXAMPLE,
                        kind);
            }
            return sizes;
        }
        table.entries().forEach((size, entry) -> {
            Integer cores = cores(size, entry.key());
            if (entry.value().isNull() || cores == null) {
                return;
            }
            Price price = entry.value() instanceof Text text ? price(text) : null;
            if (price == null) {
                findings.error(entry.value().location(), "the price of a node is per time, such as $0.192/h");
                return;
            }
            sizes.put(cores, price);
            settings.add(
                    String.join(".", PriceListSection.NAME, kind, PriceListParser.SIZES, size),
                    ((Text) entry.value()).value(),
                    entry.value().location());
        });
        return sizes;
    }

    private Integer cores(String size, SourceLocation location) {
        try {
            BigDecimal cores = UnitParser.read(size, Dimension.COUNT);
            if (cores.signum() > 0
                    && cores.stripTrailingZeros().scale() <= 0
                    && cores.compareTo(BigDecimal.valueOf(MOST_CORES)) <= 0) {
                return cores.intValueExact();
            }
        } catch (ValueException invalid) {
            // The error is reported below.
        }
        findings.error(location, "'{}' is not a number of cores from 1 to {}; sizes are " + EXAMPLE, size, MOST_CORES);
        return null;
    }

    private static Price price(Text text) {
        try {
            Price price = PriceTexts.read(text.value());
            return price.basis() == Basis.PIECES_HELD ? price : null;
        } catch (ValueException invalid) {
            return null;
        }
    }

    /**
     * Reports hosts of components, and sizes set by faults and alert actions, that exceed the largest size in the price
     * list. If the list has no sizes, warns of hosts that are larger than any instance on sale.
     */
    void check(PriceList list, ParsedSections parts, Entries root) {
        parts.of(ComponentsSection.SECTION).forEach((name, entry) -> {
            NavigableMap<Integer, Price> sizes = list.sizes(entry.kind());
            int cores = MachineSizes.cores(entry.spec());
            int largest = sizes.isEmpty() ? LARGEST_INSTANCE_CORES : sizes.lastKey();
            if (cores > largest) {
                tooLarge(coresLocation(root, name), "cores '" + cores + "'", entry.kind(), sizes);
            }
            parts.of(FaultsSection.SECTION)
                    .forEach(fault -> coresSetBy(name, fault.fault())
                            .filter(newCores -> newCores > largest)
                            .ifPresent(
                                    newCores -> tooLarge(fault.faultText(), newCores + " cores", entry.kind(), sizes)));
            parts.of(AlertsSection.SECTION)
                    .forEach((alertName, spec) -> spec.then().stream()
                            .flatMap(action -> coresSetBy(name, action.what()).stream())
                            .filter(newCores -> newCores > largest)
                            .forEach(newCores -> tooLarge(
                                    ((Entries) root.get(AlertsSection.SECTION.name()))
                                            .entries()
                                            .get(alertName)
                                            .key(),
                                    newCores + " cores",
                                    entry.kind(),
                                    sizes)));
        });
    }

    /** Returns the number of cores that a fault sets for the hosts of a component; empty if it sets none. */
    private static Optional<Integer> coresSetBy(String component, FaultEntry fault) {
        OptionalInt cores = TierFault.of(fault.spec()).desiredCores();
        return cores.isPresent() && fault.hits(component) ? Optional.of(cores.getAsInt()) : Optional.empty();
    }

    private void tooLarge(SourceLocation location, String setting, String kind, NavigableMap<Integer, Price> sizes) {
        if (sizes.isEmpty()) {
            findings.warning(
                    ProblemKind.FORECAST,
                    location,
                    "{}: the largest size has {}; use more nodes",
                    setting,
                    LARGEST_INSTANCE_CORES);
            return;
        }
        findings.error(
                ProblemKind.IMPOSSIBLE,
                location,
                "{}: the largest {} of the price list has {}; use more nodes, or another price_list.{}."
                        + PriceListParser.SIZES,
                setting,
                kind,
                sizes.lastKey(),
                kind);
    }

    private static SourceLocation coresLocation(Entries root, String name) {
        Entries components = (Entries) root.get(ComponentsSection.SECTION.name());
        Entries component = (Entries) components.get(name);
        Node cores = component.get(MachineSizes.CORES);
        return cores == null ? components.entries().get(name).key() : cores.location();
    }
}
