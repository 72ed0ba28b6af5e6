package dev.brownout.language;

import dev.brownout.cost.PriceList;
import dev.brownout.language.Faults.Written;
import dev.brownout.language.Node.Entries;
import dev.brownout.language.Node.Entry;
import dev.brownout.language.Node.Items;
import dev.brownout.language.Node.Text;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.Chart;
import dev.brownout.sla.Prediction;
import dev.brownout.sla.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Turns a resolved variant into a scenario of the core, and checks what its parts say of each other. */
final class VariantReader {
    private final Vocabulary vocabulary;
    private final Files files;
    private final Profiles profiles;
    private final Entries prices;
    private final Findings findings;
    /** So often is what is left read again, less what is wrong with it then. */
    private static final int ROUNDS = 6;

    VariantReader(Vocabulary vocabulary, Files files, Profiles profiles, Entries prices, Findings findings) {
        this.vocabulary = vocabulary;
        this.files = files;
        this.profiles = profiles;
        this.prices = prices;
        this.findings = findings;
    }

    /**
     * Adds what is impossible about the rest of a variant that cannot be read, such as metrics and machines that are
     * not there, so that it is not found only when everything else is mended.
     */
    void checkRest(Entries root, Variants.Variant variant, Node added, boolean first) {
        Remainder rest = new Remainder(root);
        List<Problem> errors = findings.errorsWithin(variant.name());
        for (int i = 0; i < ROUNDS && rest.without(errors); i++) {
            Findings scratch = new Findings();
            VariantReader again = new VariantReader(vocabulary, files, profiles, prices, scratch);
            ScenarioFile.Variant left = again.read(rest.left(), variant, added, first, "", new Settings());
            if (left != null) {
                left.impossible(still -> {}).stream()
                        .filter(one -> !one.path().startsWith("charts.")
                                || variant.key().equals(root.place()))
                        .filter(one -> !rest.doubts(
                                one.path(),
                                one.getMessage(),
                                left.place(one).source().line(left.place(one).line())))
                        .forEach(one -> findings.error(left.place(one), ScenarioFile.Variant.message(one)));
                return;
            }
            errors = scratch.sorted().stream().filter(p -> !p.warning()).toList();
        }
    }

    /**
     * Reads a variant.
     *
     * @param root all layers, laid over one another, with the values of parameters put in
     * @param added the variant's own faults, with the values of parameters put in; {@code null} for none
     * @param first whether it is the first variant, the only one that predictions are about
     * @param settings takes every setting that is read
     * @return the variant; {@code null} where something is wrong, which is then among the findings
     */
    ScenarioFile.Variant read(
            Entries root, Variants.Variant variant, Node added, boolean first, String title, Settings settings) {
        int before = findings.errors();
        Names names = Names.of(root, vocabulary);
        Binder binder = new Binder(vocabulary, names, files, profiles, findings, settings);
        Sections sections = new Sections(root, vocabulary, names, binder, settings, findings);
        RunSection run = sections.run();
        var network = sections.network();
        var regions = sections.regions();
        var components = sections.components();
        var load = sections.load();
        var requests = sections.requests();
        List<Written> faults = faults(new Faults(vocabulary, binder, findings), root, added, settings);
        Map<String, Relation> sla = named(root, "sla", Relations::relation, settings);
        findings.within("");
        Map<String, Prediction> predict = first ? named(root, "predict", Relations::prediction, settings) : Map.of();
        findings.within(variant.name());
        List<Chart> charts = charts(root, settings);
        PriceList priceList = priceList(root, names, settings);
        Checks checks = new Checks(root, names, components, faults, run, findings);
        checks.shares(regions, requests);
        checks.patience(requests);
        checks.faults();
        EndpointCircles.refuse(root, findings);
        sla.forEach((name, relation) -> checks.relation("sla", name, relation.metric(), relation.window()));
        findings.within("");
        predict.forEach((name, p) -> checks.relation("predict", name, p.metric(), p.window()));
        findings.within(variant.name());
        checks.breaks(variant, sla.keySet());
        if (findings.errors() > before || run == null) {
            return null;
        }
        Scenario scenario = new Scenario(
                title,
                run.duration().toNanos(),
                run.warmup().toNanos(),
                run.seed(),
                network,
                regions,
                components,
                requests,
                load,
                faults.stream().map(Written::fault).toList(),
                sla,
                predict,
                charts,
                priceList);
        List<String> breaks = variant.breaks().stream().map(Text::value).toList();
        return new ScenarioFile.Variant(variant.name(), scenario, breaks, settings, root.place());
    }

    private PriceList priceList(Entries root, Names names, Settings settings) {
        Prices reader = new Prices(vocabulary, findings);
        TreeSet<String> used = new TreeSet<>(names.kinds().values());
        if (root.get("requests") instanceof Entries requests
                && requests.entries().values().stream()
                        .anyMatch(e -> e.value() instanceof Entries own && own.get("size") != null)) {
            used.add(PriceList.USERS);
        }
        return reader.over(prices, root.entries().get("price_list"), files, settings)
                .map(list -> reader.read(list, used, settings))
                .orElse(PriceList.NONE);
    }

    private static List<Written> faults(Faults reader, Entries root, Node added, Settings settings) {
        List<Written> faults = new ArrayList<>(reader.read(root.get("faults")));
        faults.addAll(reader.read(added));
        faults.sort(Comparator.comparingLong(f -> f.fault().startAt()));
        for (int i = 0; i < faults.size(); i++) {
            Written fault = faults.get(i);
            settings.add("faults." + i, fault.fault().sentence(), fault.what());
        }
        return faults;
    }

    private <T> Map<String, T> named(Entries root, String section, Function<String, T> reader, Settings settings) {
        Map<String, T> read = new LinkedHashMap<>();
        Entry entry = root.entries().get(section);
        if (entry == null || entry.value().nothing()) {
            return read;
        }
        if (!(entry.value() instanceof Entries map)) {
            findings.error(
                    entry.value().place(), section + " is a map of names, such as site up: availability >= 99.9%");
            return read;
        }
        map.entries().forEach((name, one) -> {
            if (name.isBlank()) {
                findings.error(
                        one.key(), "what stands in " + section + " has a name, such as site up: availability >= 99.9%");
            }
            if (!(one.value() instanceof Text text)) {
                findings.error(
                        one.value().place(), "'" + name + "' is a single relation, such as availability >= 99.9%");
                return;
            }
            try {
                settings.add(section + "." + name, text.value(), text.place());
                read.put(name, reader.apply(text.value()));
            } catch (ValueException wrong) {
                findings.error(text.place(), wrong);
            }
        });
        return read;
    }

    private List<Chart> charts(Entries root, Settings settings) {
        List<Chart> charts = new ArrayList<>();
        Node section = root.get("charts");
        if (section == null || section.nothing()) {
            return charts;
        }
        if (!(section instanceof Items list)) {
            findings.error(section.place(), "charts is a list, such as charts: [page.latency, availability]");
            return charts;
        }
        settings.addAll("charts", list);
        for (Node item : list.items()) {
            if (!(item instanceof Text text)) {
                findings.error(item.place(), "a chart is a metric, such as page.latency by region");
                continue;
            }
            try {
                charts.add(Relations.chart(text.value()));
            } catch (ValueException wrong) {
                findings.error(text.place(), wrong);
            }
        }
        return charts;
    }
}
