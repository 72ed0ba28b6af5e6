package dev.brownout.language.section;

import dev.brownout.cost.Price.Basis;
import dev.brownout.cost.PriceList;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.spec.MetersOwnTraffic;
import dev.brownout.spec.SpecFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Section {@code price_list}: the prices of components. */
final class PriceListSection extends VariantSection<PriceList> {
    static final String NAME = "price_list";
    static final PriceListSection SECTION = new PriceListSection();

    private PriceListSection() {
        super(
                NAME,
                "Prices of components by kind and billed item. They override the price list that "
                        + "'brownout prices' prints. Alternatives: the name of a file that replaces that list, "
                        + "or none. 'sizes' are the available nodes by their cores: each node costs as much as "
                        + "the next larger size, and its cores are not billed separately. The largest size is "
                        + "the limit.",
                """
                price_list:
                  server: { cores: $0.03/h }
                  dns: { queries: $0.60/M }
                  database: { sizes: { 4: $0.42/h, 64: $6.72/h, 192: $31/h } }
                sla:
                  affordable: all.cost_per_hour <= $2/h
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        LinkedHashMap<String, Map<String, Basis>> kinds = new LinkedHashMap<>();
        kinds.putAll(PriceListParser.ofNoKind());
        vocabulary
                .components()
                .forEach(type -> kinds.put(SpecFields.kind(type).orElseThrow(), PriceListParser.billable(type)));
        return new SectionShape.Prices(PriceListParser.WORDS, kinds, PriceListParser.sized(vocabulary));
    }

    @Override
    void check(ParsedSections parts, Source source) {
        if (source.findings().errors() == 0) {
            new SizePrices(source.findings()).check(parts.of(this), parts, source.root());
        }
    }

    @Override
    PriceList read(Source source) {
        PriceListParser reader = new PriceListParser(source.vocabulary(), source.findings());
        TreeSet<String> used = new TreeSet<>(source.names().kinds().values());
        if (RequestsSection.isSized(source.root())) {
            used.add(PriceList.USERS);
            if (isSpread(source)) {
                used.add(PriceList.TRANSFER);
            }
        }
        return reader.mergeShipped(source.prices(), written(source.root()), source.files(), source.settings())
                .map(list -> reader.read(list, used, source.settings()))
                .orElse(PriceList.NONE);
    }

    /**
     * Returns whether components are spread over zones or over several regions. Components that meter their own traffic
     * are ignored.
     */
    private static boolean isSpread(Source source) {
        Set<String> regions = new TreeSet<>();
        boolean zones = false;
        if (source.root().get(DeclaredNames.COMPONENTS) instanceof Entries components) {
            for (Map.Entry<String, Entry> component : components.entries().entrySet()) {
                boolean counts = source.vocabulary()
                        .component(source.names().kinds().getOrDefault(component.getKey(), ""))
                        .filter(MetersOwnTraffic.class::isAssignableFrom)
                        .isPresent();
                if (!counts && component.getValue().value() instanceof Entries own) {
                    zones |= own.get("zones") instanceof Text number
                            && !number.value().equals("1");
                    if (own.get("regions") instanceof Items all) {
                        all.items().stream()
                                .filter(Text.class::isInstance)
                                .forEach(region -> regions.add(((Text) region).value()));
                    }
                }
            }
        }
        return zones || regions.size() > 1;
    }
}
